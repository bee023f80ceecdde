import AikiBase
import Foundation
import Testing

/// `aiki tokenizer`, `corpus` and `symbols` as programs, and a model made from nothing but texts.
@Suite(.timeLimit(.minutes(5))) struct GrowthCommandTests {
    private static let symbols = Program.fixtures.deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Recipes/symbols/symbols.safetensors").path

    /// Thirty texts that differ, and one that stands twice.
    private static func text(_ index: Int) -> String {
        let (names, places) = (["Ola", "Ines", "Kari", "Tom"], ["Bergen", "Oslo", "Turin"])
        return (0..<40).map { line in
            let number = (index * 41 + line * 7) % 97
            return "\(names[number % 4]) lives in \(places[number % 3]) and likes number \(number)."
        }.joined(separator: " ")
    }

    private static let recipe = """
        name = "mine"
        tokenizer = "tokenizer/tokenizer.json"
        end-token = "<|endoftext|>"
        validation = 0.2
        [[source]]
        name = "texts"
        path = "texts"
        licence = "own"
        filters = false
        near-copies = true
        """

    private func write(_ text: String, _ path: String, _ program: Program) throws {
        let url = program.folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func prepared() throws -> Program {
        let program = try Program()
        for index in 0..<30 { try write(Self.text(index), "texts/\(index).txt", program) }
        try write(Self.text(3), "texts/copy.txt", program)
        try write(Self.recipe, "recipe.toml", program)
        let trained = try program.run(
            "tokenizer", "train", "texts", "--vocabulary", "360", "--pre-tokenizer", "gpt-2",
            "--special", "<|endoftext|>", "--end", "<|endoftext|>", "--to", "tokenizer", "--json")
        #expect(trained.status == 0, "\(trained.notes)")
        #expect(trained.json["vocabulary_size"] == 360)
        return program
    }

    @Test func `Texts become tokenizer, corpus and model`() throws {
        let program = try prepared()
        let built = try program.run("corpus", "build", "recipe.toml", "--to", "corpus", "--json")
        #expect(built.status == 0, "\(built.notes)")
        let source = try #require(built.json["sources"]?.elements?.first)
        #expect(source["documents"] == 31)
        #expect(source["kept"] == 30)
        #expect(source["dropped"]?["duplicates.exact"] == 1)
        let stats = try program.run("corpus", "stats", "corpus", "--json")
        #expect(stats.json == built.json)
        let why = try program.run("corpus", "why", "copy", "--corpus", "corpus", "--json")
        #expect(why.json["documents"]?.elements?.first?["dropped"] == "duplicates.exact")
        let made = try program.run(
            "pretrain", "corpus", "--name", "new", "--tokenizer", "tokenizer", "--depth", "1",
            "--steps", "20", "--sequence", "64", "--long", "cut", "--batch", "512", "--json")
        #expect(made.status == 0, "\(made.notes)")
        let judged = try program.run("eval", "new", "--text", "texts/1.txt", "--json")
        let bits = try #require(judged.json["text"]?["bits_per_byte"]?.real)
        // An untrained model pays log2 360 bits for each of its tokens, some 2 bits a byte.
        #expect(bits > 0.1 && bits < 1.7)
        // A model that exists sees the corpus three times, where nobody says how often.
        let tokens = try #require(built.json["splits"]?["train"]?["tokens"]?.wholeNumber)
        let tuned = try program.run(
            "sft", "new", "corpus", "--name", "tuned", "--batch", "16384", "--threads", "0",
            "--json")
        #expect(tuned.status == 0, "\(tuned.notes)")
        #expect(tuned.json["steps"] == .integer(Int64((3 * tokens + 16_383) / 16_384)))
        for (place, code) in [
            ("nowhere", "house.path-not-found"), ("texts", "training.no-data"),
        ] {
            let wrong = try program.run(
                "sft", "new", "corpus", "--name", "other", "--steps", "1", "--validation", place,
                "--json")
            #expect(wrong.error["code"]?.text == code, "\(wrong.notes)")
        }
    }

    @Test func `A tokenizer is measured, compared and used`() throws {
        let program = try prepared()
        let stats = try program.run("tokenizer", "stats", "tokenizer", "texts/1.txt", "--json")
        #expect(stats.json["vocabulary"]?["tokens"] == 360)
        let one = try #require(stats.json["texts"]?.elements?.first)
        #expect(one["bytes"] == .integer(Int64(Self.text(1).utf8.count)))
        let ids = try program.run("tokenizer", "encode", "tokenizer", Self.text(1), "--ids")
        let count = ids.output.split(whereSeparator: \.isWhitespace).count
        #expect(one["tokens"] == .integer(Int64(count)))
        let llama = Program.fixtures.appending(path: "architectures/llama").path
        let compared = try program.run(
            "tokenizer", "compare", "tokenizer", llama, "--text", "texts/1.txt", "--json")
        #expect(compared.status == 0, "\(compared.notes)")
        let counts = compared.json.elements?.compactMap { $0["tokens"]?.wholeNumber } ?? []
        #expect(counts.count == 2 && counts.first == count)
        // Lines may end as they do on Windows.
        try write("{\"text\":\"one\"}\r\n{\"text\":\"more\"}\r\n", "lines.jsonl", program)
        let lines = try program.run("tokenizer", "stats", "tokenizer", "lines.jsonl", "--json")
        #expect(lines.json["texts"]?.elements?.first?["bytes"] == 7, "\(lines.notes)")
    }

    @Test func `Symbols are written into a text, and without them it is the text`() throws {
        let program = try Program()
        let text = "It was cold.\n\"Go,\" he said.\n"
        let marked = try program.run(
            "symbols", "annotate", "--model", Self.symbols, "--json", input: text)
        #expect(marked.status == 0, "\(marked.notes)")
        let written = try #require(marked.json["text"]?.text)
        #expect(written.contains("<|depth:1|><|role:1|>\"Go,\""))
        let tokens = marked.json["tokens"]?.elements?.compactMap(\.text) ?? []
        #expect(tokens.reduce(written) { $0.replacingOccurrences(of: $1, with: "") } == text)
        let without = try program.run("symbols", "annotate", "--json", input: text)
        #expect(without.error["code"] == "house.no-symbols")
    }

    @Test func `What cannot be built is refused by name, and nothing stays`() throws {
        let program = try prepared()
        let cases = [
            (Self.recipe.replacingOccurrences(of: "validation", with: "validaton"), "unknown-key"),
            (
                Self.recipe.replacingOccurrences(
                    of: "\"texts\"\nlicence", with: "\"none\"\nlicence"), ""
            ),
            (Self.recipe.replacingOccurrences(of: "tokenizer/", with: "other/"), ""),
            ("name = ", ""), ("", ""),
        ]
        for (recipe, code) in cases {
            try write(recipe, "broken.toml", program)
            let result = try program.run(
                "corpus", "build", "broken.toml", "--to", "broken", "--json")
            #expect(result.status != 0)
            #expect(result.error["code"]?.text?.hasSuffix(code) == true, "\(result.notes)")
            #expect(result.error["hint"]?.text?.isEmpty == false)
            let manifest = program.folder.appending(path: "broken/manifest.json")
            #expect(!FileManager.default.fileExists(atPath: manifest.path))
        }
        for (bytes, name) in [("", "empty.txt"), ("\u{0}\u{1}\u{0}\u{2}", "binary.txt")] {
            try write(bytes, name, program)
            let result = try program.run(
                "tokenizer", "train", name, "--vocabulary", "300", "--to", "none", "--json")
            #expect(result.status != 0, "\(name): \(result.output)")
            #expect(result.error["hint"]?.text?.isEmpty == false)
        }
    }
}
