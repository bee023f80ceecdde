import AikiBase
import AikiCorpus
import Foundation
import Testing

/// Goal: a wrong recipe is refused with the line, and says what is known there. Method: a table of
/// recipes with one mistake each.
@Suite struct CorpusRecipeTests {
    @Test(arguments: [
        ("name = ", "corpus.malformed-recipe", 1),
        ("nam = \"x\"\ntokenizer = \"t\"", "corpus.unknown-key", 1),
        ("tokenizer = \"t\"\n\n[[source]]\npath = \"x\"\npaht = \"y\"", "corpus.unknown-key", 5),
        (
            "tokenizer = \"t\"\n[[source]]\npath = \"x\"\n[[source]]\npath = \"y\"\nepochs = -1",
            "corpus.invalid-value", 6
        ),
        (
            "tokenizer = \"t\"\n[[source]]\npath = \"x\"\nformat = \"pdf\"", "corpus.invalid-value",
            4
        ),
        (
            "tokenizer = \"t\"\n[[source]]\npath = \"x\"\n[filters.gopher-quality]\nword-min = 3",
            "corpus.unknown-key", 5
        ),
        ("tokenizer = \"t\"\n[[source]]\npath = \"x\"\n[filters.gofer]", "corpus.unknown-key", 4),
        (
            "tokenizer = \"t\"\nvalidation = 0.9\n[[source]]\npath = \"x\"", "corpus.invalid-value",
            2
        ),
        (
            "tokenizer = \"t\"\n[[source]]\npath = \"x\"\n[privacy]\nmask = [\"names\"]",
            "corpus.invalid-value", 5
        ),
    ])
    func `a mistake is named with its line`(text: String, code: String, line: Int) {
        do {
            _ = try CorpusRecipe(parsing: text, path: "r.toml")
            Issue.record("it was taken")
        } catch {
            #expect(error.code == code)
            switch error {
            case .malformedRecipe(_, let found, _), .unknownKey(_, let found, _, _),
                .invalidValue(_, let found, _, _):
                #expect(found == line)
            default: Issue.record("\(error)")
            }
        }
    }

    @Test(arguments: ["", "tokenizer = \"t\"", "tokenizer = \"t\"\n[[source]]\nname = \"x\""])
    func `what is missing is named`(text: String) {
        #expect {
            try CorpusRecipe(parsing: text, path: "r.toml")
        } throws: { ($0 as? CorpusError)?.code == "corpus.key-required" }
    }

    @Test func `weights decide the shares of tokens, and the scarcest source the amount`() throws {
        let bench = try Workbench()
        for number in 0..<40 {
            try bench.write(Workbench.prose(UInt64(number), words: 100), to: "large/\(number).txt")
        }
        for number in 0..<10 {
            try bench.write(
                Workbench.prose(UInt64(100 + number), words: 100), to: "small/\(number).txt")
        }
        let manifest = try bench.build(
            """
            [[source]]
            path = "large"
            weight = 1
            [[source]]
            path = "small"
            weight = 1
            epochs = 2
            """, head: "validation = 0")
        let sources = manifest.json["sources"]?.elements ?? []
        let trained = sources.compactMap { $0["trainTokens"]?.real }
        #expect(
            sources.compactMap { $0["epochs"]?.real }.map { ($0 * 10).rounded() / 10 } == [0.5, 2])
        #expect(abs(trained[0] / trained[1] - 1) < 0.05)
    }

    @Test func `a fraction of an epoch takes that share of the documents`() throws {
        let bench = try Workbench()
        for number in 0..<20 {
            try bench.write(Workbench.prose(UInt64(number), words: 30), to: "texts/\(number).txt")
        }
        let manifest = try bench.build(
            "[[source]]\npath = \"texts\"\nepochs = 2.5\n", head: "validation = 0")
        #expect(manifest.documents("train") == 50)
        let texts = try bench.texts("train")
        // A document comes back only after the others.
        #expect(Set(texts[..<17]).count >= 15)
    }

    @Test func `documents are found by id and path, and what became of them is told`() throws {
        let bench = try Workbench()
        try bench.write(Workbench.prose(1), to: "texts/one.txt")
        try bench.write(Workbench.prose(1), to: "texts/two.txt")
        try bench.build("[[source]]\npath = \"texts\"\nlicence = \"CC0-1.0\"\n")
        let found = try DocumentSearch.find("two", in: bench.corpus)
        #expect(found.count == 1)
        let text = DocumentSearch.explanation(of: found.documents[0])
        #expect(text.contains("Licence: CC0-1.0."))
        #expect(text.contains("duplicates.exact, similarity 1.0"))
        let id = try #require(found.documents[0]["copyOf"]?.text)
        let original = try DocumentSearch.find(String(id.prefix(8)), in: bench.corpus)
        #expect(
            DocumentSearch.explanation(of: original.documents[0]).contains("train-00000.tokens"))
        #expect(throws: CorpusError.documentNotFound(name: "three")) {
            try DocumentSearch.find("three", in: bench.corpus)
        }
    }

    @Test(arguments: [("0/1", true), ("2/3", true), ("3/3", false), ("9999/10000", true)])
    func `parts are counted from zero`(text: String, isPart: Bool) {
        let numbers = text.split(separator: "/").compactMap { Int($0) }
        #expect((CorpusPart(index: numbers[0], count: numbers[1]) != nil) == isPart)
        #expect(CorpusPart(index: 0, count: CorpusPart.countMax + 1) == nil)
    }
}
