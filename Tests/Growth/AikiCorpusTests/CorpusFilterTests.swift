import AikiBase
import AikiCorpus
import Foundation
import Testing

/// Goal: each rule takes out what its paper means, and says so by name. Method: for each rule a text
/// that breaks it and keeps the others, built whole through a recipe.
@Suite struct CorpusFilterTests {
    /// What became of each document, by file.
    private func outcome(
        _ files: [String: String], _ recipe: String
    ) throws -> [String: String] {
        let bench = try Workbench()
        for (name, text) in files { try bench.write(text, to: "texts/\(name).txt") }
        try bench.write(Workbench.prose(999), to: "texts/kept.txt")
        try bench.build("[[source]]\npath = \"texts\"\n" + recipe)
        var outcome: [String: String] = [:]
        for line in try bench.lineage() {
            let name = line["path"]?.text.map { String($0.dropLast(4)) } ?? ""
            outcome[name] = line["dropped"]?.text ?? "kept"
        }
        return outcome
    }

    @Test func `the rules of Gopher's quality`() throws {
        let words = Workbench.prose(1, words: 60)
        let result = try outcome(
            [
                "short": "the river and of it",
                "long-words": String(
                    repeating: "incomprehensibilities undiscriminating the and ", count: 40),
                "hashes": words + String(repeating: " #tag", count: 12),
                "ellipses": words + String(repeating: " so ...", count: 12),
                "bullets": words.split(separator: " ").map { "- \($0) the" }.joined(
                    separator: "\n"),
                "numbers": words + String(repeating: " 123", count: 40),
                "foreign": String(repeating: "lorem ipsum dolor amet ", count: 15),
            ], "[filters.gopher-quality]\n")
        #expect(
            result == [
                "kept": "kept", "short": "gopher-quality.words-least",
                "long-words": "gopher-quality.mean-word-most",
                "hashes": "gopher-quality.hashes", "ellipses": "gopher-quality.ellipses",
                "bullets": "gopher-quality.bullet-lines", "numbers": "gopher-quality.alphabetic",
                "foreign": "kept",
            ])
    }

    @Test func `the rules of Gopher's repetition`() throws {
        let line = "this very line stands here again and again\n"
        let result = try outcome(
            [
                "lines": Workbench.prose(2) + String(repeating: line, count: 12),
                "pair": (0..<60).map { "big cats\(4_000 + $0 * 7) big cats" }.joined(
                    separator: " "),
                "phrase": (0..<12).map {
                    Workbench.prose(UInt64(50 + $0), words: 30)
                        + " what I tell you three times is true my friend"
                }.joined(separator: " "),
            ], "[filters.gopher-repetition]\n")
        #expect(result["kept"] == "kept")
        #expect(result["lines"] == "gopher-repetition.lines")
        #expect(result["pair"] == "gopher-repetition.top-2")
        #expect(result["phrase"]?.hasPrefix("gopher-repetition.") == true)
    }

    @Test func `a rule can be changed or switched off`() throws {
        let short = ["short": "the river and of it"]
        #expect(
            try outcome(short, "[filters.gopher-quality]\nwords-least = 4\n")["short"] == "kept")
        #expect(
            try outcome(short, "[filters.gopher-quality]\nwords-least = false\n")["short"] == "kept"
        )
        #expect(
            try outcome(short, "[filters.gopher-quality]\nwords-least = 10\n")["short"]
                == "gopher-quality.words-least")
    }

    @Test func `the rules of C4 take lines out, or the text`() throws {
        let bench = try Workbench()
        let good = (0..<6).map { "This is sentence number \($0) of the text." }
        try bench.write(
            (good + [
                "Menu", "Please enable Javascript to go on.", "We use cookies on this page.",
                "It is so [12] they say[citation needed].",
            ]).joined(separator: "\n"),
            to: "texts/a.txt")
        try bench.write(
            "function() { return 1; }\n" + good.joined(separator: "\n"), to: "texts/b.txt")
        try bench.write(good[0], to: "texts/c.txt")
        try bench.build("[[source]]\npath = \"texts\"\n[filters.c4]\n", head: "validation = 0")
        let texts = try bench.texts("train")
        #expect(texts == [(good + ["It is so  they say."]).joined(separator: "\n") + "<|end|>"])
        let dropped = try bench.lineage().map { $0["dropped"]?.text ?? "" }
        #expect(dropped == ["", "c4.curly-bracket", "c4.sentences"])
        #expect(try bench.lineage()[0]["linesRemoved"]?.wholeNumber == 3)
    }

    @Test func `the rules of FineWeb`() throws {
        let result = try outcome(
            [
                "list": (0..<40).map { "word\($0) and the river" }.joined(separator: "\n"),
                "short": (0..<40).map { "Go to \($0 * 13)." }.joined(separator: "\n"),
            ], "[filters.fineweb]\n")
        #expect(result["kept"] == "kept")
        #expect(result["list"] == "fineweb.line-punctuation")
        #expect(result["short"] == "fineweb.short-lines")
    }

    @Test func `only the wanted languages stay`() throws {
        let result = try outcome(
            [
                "norwegian": "Det var en gang en mann som ikke hadde noe å gjøre, og han gikk ut.",
                "english": "Once there was a man who had nothing to do, and he went out.",
            ], "[language]\nkeep = [\"no\", \"de\"]\n")
        #expect(result == ["norwegian": "kept", "english": "language", "kept": "language"])
    }

    @Test func `what stands in an evaluation file goes`() throws {
        let bench = try Workbench()
        let secret = "the quick brown fox jumps over the lazy dog while seven wizards watch quietly"
        try bench.write("{\"question\": \"\(secret)\"}\n", to: "evaluation.jsonl")
        try bench.write(
            Workbench.prose(1) + " The quick, brown fox jumps over the lazy dog; while "
                + "SEVEN wizards watch quietly! " + Workbench.prose(2), to: "texts/leak.txt")
        try bench.write(Workbench.prose(3), to: "texts/clean.txt")
        try bench.build(
            """
            [[source]]
            path = "texts"
            [decontaminate]
            files = ["evaluation.jsonl"]
            text = ["question"]
            """, head: "validation = 0")
        let lines = try bench.lineage()
        #expect(lines.map { $0["dropped"]?.text } == [nil, "decontaminate"])
        #expect(lines[1]["evaluation"]?.text == "evaluation.jsonl")
    }

    @Test func `an evaluation file of which nothing can be looked for is refused`() throws {
        let bench = try Workbench()
        try bench.write("{\"question\": \"Who wrote Emma?\"}\n", to: "evaluation.jsonl")
        try bench.write(Workbench.prose(3), to: "texts/clean.txt")
        let recipe = """
            [[source]]
            path = "texts"
            [decontaminate]
            files = ["evaluation.jsonl"]
            text = ["question"]
            """
        let path = bench.folder.appending(path: "evaluation.jsonl").path
        #expect(throws: CorpusError.evaluationTooShort(path: path, words: 13)) {
            try bench.build(recipe, head: "validation = 0")
        }
        try bench.build(recipe + "\nwords = 3\n", head: "validation = 0", in: "three")
    }

    @Test func `personal data is masked, and counted by kind`() throws {
        let bench = try Workbench()
        try bench.write("Write to ann@example.org or ann@example.org.", to: "texts/a.txt")
        try bench.build("[[source]]\npath = \"texts\"\n[privacy]\n", head: "validation = 0")
        #expect(try bench.texts("train") == ["Write to [EMAIL_1] or [EMAIL_1].<|end|>"])
        #expect(try bench.lineage()[0]["masked"]?["email"]?.wholeNumber == 2)
    }
}
