import AikiBase
import AikiTokenizer
import Foundation
import Testing

/// What training refuses, and files of any size.
struct TrainingLimitTests {
    private func withFile<Result>(
        _ bytes: [UInt8], _ body: (String) throws -> Result
    ) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    private var recipe: TokenizerRecipe {
        var recipe = TokenizerRecipe(vocabularySize: 300)
        recipe.specialTokens = ["<|endoftext|>"]
        return recipe
    }

    @Test("A file in chunks is learned from as a text in one")
    func chunks() throws {
        var text = ""
        var random = SeededRandom(seed: 3)
        while text.utf8.count < 5 << 20 {
            text += "word\(random.next() % 997) and  Ærlig\(random.next() % 97)!\n"
            if random.next() % 5 == 0 { text += "\n<|endoftext|> \t\n" }
        }
        let fromText = try TokenizerTrainer(recipe)
        fromText.add(text)
        let expected = try fromText.finish()
        let found = try withFile(Array(text.utf8)) { path in
            let trainer = try TokenizerTrainer(recipe)
            var seen = 0
            try trainer.add(file: path) { seen = $0 }
            #expect(seen == text.utf8.count)
            return try trainer.finish()
        }
        #expect(found.definition.merges == expected.definition.merges)
        #expect(found.report.occurrences == expected.report.occurrences)
        #expect(found.report.textBytes == text.utf8.count)
    }

    @Test("A file of one line is read to its end, in bounded parts")
    func oneLine() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: TrainingChunks.textBytesMax + 77)
        let report = try withFile(bytes) { path in
            let trainer = try TokenizerTrainer(recipe)
            try trainer.add(file: path)
            return try trainer.finish().report
        }
        #expect(report.textBytes == bytes.count)
        // Pieces beyond the limit are counted in parts of it, and what is left over.
        #expect(report.pieces == 2)
    }

    @Test("What is no text is refused with the byte", arguments: [0, 1, 700, 1 << 20])
    func notText(_ place: Int) throws {
        for bad: [UInt8] in [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            let bytes = Array(repeating: UInt8(ascii: "x"), count: place) + bad
            try withFile(bytes) { path in
                let trainer = try TokenizerTrainer(recipe)
                let error = #expect(throws: TokenizerError.self) { try trainer.add(file: path) }
                #expect(error?.message.contains("\(place)") == true, "\(bad)")
            }
        }
    }

    @Test("Missing files, folders and empty texts are refused")
    func nothing() throws {
        let trainer = try TokenizerTrainer(recipe)
        #expect(throws: TokenizerError.self) { try trainer.add(file: "/no/such/file") }
        #expect(throws: TokenizerError.self) {
            try trainer.add(file: FileManager.default.temporaryDirectory.path)
        }
        try withFile([]) { try trainer.add(file: $0) }
        trainer.add("")
        #expect(throws: TokenizerError.nothingToLearn) { try trainer.finish() }
    }

    @Test("A recipe at each limit is taken, and one past it refused")
    func limits() throws {
        func accepts(_ change: (inout TokenizerRecipe) -> Void) -> Bool {
            var recipe = recipe
            change(&recipe)
            return (try? TokenizerTrainer(recipe)) != nil
        }
        #expect(accepts { $0.vocabularySize = 257 })
        #expect(!accepts { $0.vocabularySize = 256 })
        #expect(accepts { $0.vocabularySize = TokenizerDefinition.tokensMax })
        #expect(!accepts { $0.vocabularySize = TokenizerDefinition.tokensMax + 1 })
        #expect(accepts { $0.threads = TokenizerRecipe.threadsMax })
        #expect(!accepts { $0.threads = TokenizerRecipe.threadsMax + 1 })
        #expect(!accepts { $0.threads = 0 })
        #expect(accepts { $0.memoryBytesMax = TokenizerRecipe.memoryBytesMin })
        #expect(!accepts { $0.memoryBytesMax = TokenizerRecipe.memoryBytesMin - 1 })
        #expect(accepts { $0.tokenBytesMax = TokenizerDefinition.tokenBytesMax })
        #expect(!accepts { $0.tokenBytesMax = TokenizerDefinition.tokenBytesMax + 1 })
        #expect(!accepts { $0.countMin = 0 })
        for token in ["", "a", "a\nb", "<|endoftext|>"] {
            #expect(!accepts { $0.specialTokens.append(token) }, "\(token)")
        }
        #expect(!accepts { $0.endToken = "<|other|>" })
        #expect(!accepts { $0.preTokenizer = "no-such" })
        #expect(!accepts { $0.preTokenizer = "gemma4" })
    }

    @Test("No token is longer than the recipe says, nor spelled as a special token")
    func tokenLength() throws {
        var recipe = recipe
        recipe.vocabularySize = 400
        recipe.tokenBytesMax = 3
        // `Ġab` is how " ab" is spelled.
        recipe.specialTokens.append("Ġab")
        let trainer = try TokenizerTrainer(recipe)
        trainer.add(String(repeating: " ab abcdefgh", count: 100))
        let (definition, _) = try trainer.finish()
        let spellings = (0..<definition.tokens.count).map(definition.tokens.text)
        #expect(Set(spellings).count == spellings.count)
        #expect(spellings.dropFirst(2).allSatisfy { $0.unicodeScalars.count <= 3 })
        #expect(definition.merges.count > 4)
    }
}
