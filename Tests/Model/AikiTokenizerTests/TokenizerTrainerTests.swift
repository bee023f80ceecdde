import AikiBase
import AikiCheckpoint
import AikiTokenizer
import Foundation
import Testing

/// Training against a slow trainer, against two references, and at its limits.
struct TokenizerTrainerTests {
    private func train(
        _ texts: [String], _ recipe: TokenizerRecipe
    ) throws -> (definition: TokenizerDefinition, report: TrainingReport) {
        let trainer = try TokenizerTrainer(recipe)
        for text in texts { trainer.add(text) }
        return try trainer.finish()
    }

    /// The merges of a definition as `left right`, in GPT-2's alphabet.
    private func lines(_ definition: TokenizerDefinition) -> [String] {
        definition.merges.map { merge in
            definition.tokens.text(Int(merge.left)) + " " + definition.tokens.text(Int(merge.right))
        }
    }

    @Test("Merges are those of a trainer that counts everything again", arguments: 0..<60)
    func slowTrainer(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let letters = Array("abc dé".prefix(2 + seed % 5))
        let text = String(
            (0..<400).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
        for ties in TokenizerRecipe.TieRule.allCases {
            var recipe = TokenizerRecipe(vocabularySize: 256 + 40)
            recipe.preTokenizer = "gpt-2"
            recipe.ties = ties
            recipe.countMin = 1 + seed % 3
            let (definition, report) = try train([text], recipe)
            var pieces: [[UInt8]: Int] = [:]
            let bytes = Array(text.utf8)
            var start = 0
            for end in try bytes.withUnsafeBufferPointer(TestData.preTokenizer("gpt-2").pieceEnds) {
                pieces[Array(bytes[start..<end]), default: 0] += 1
                start = end
            }
            let slow = SlowTrainer(
                pieces, vocabulary: 256 + 40, ties: ties, countMin: recipe.countMin)
            let tokenizer = try Tokenizer(definition)
            let found = definition.merges.map {
                [tokenizer.bytes(of: $0.left), tokenizer.bytes(of: $0.right)]
            }
            #expect(found == slow.merges)
            #expect(report.merges == found.count)
            #expect(report.occurrences == pieces.values.reduce(0, +))
        }
    }

    @Test("Merges are Hugging Face's", arguments: ["gpt-2", "llama-bpe", "qwen2", "gpt-4o"])
    func huggingFace(_ name: String) throws {
        let json = try TestData.fixtureJSON("trained.json")
        let text = try #require(json["text"]?.text)
        let expected = try #require(json["merges"]?[name]?.elements).compactMap(\.text)
        #expect(expected.count > 200)
        var recipe = TokenizerRecipe(vocabularySize: 257 + expected.count)
        recipe.preTokenizer = name
        recipe.specialTokens = ["<|endoftext|>"]
        recipe.ties = .firstTokens
        #expect(try lines(train([text], recipe).definition) == expected)
    }

    @Test(
        "The vocabulary and the merges are the reference's of CS336",
        .enabled(if: TestData.isPresent, "AIKI_DATA is not set"))
    func reference() throws {
        var recipe = TokenizerRecipe(vocabularySize: 500)
        recipe.preTokenizer = "gpt-2"
        recipe.specialTokens = ["<|endoftext|>"]
        let trainer = try TokenizerTrainer(recipe)
        try trainer.add(file: "\(TestData.folder ?? "")/tokenizers/cs336/corpus.en")
        let (definition, _) = try trainer.finish()
        let text = try TestData.text("tokenizers/cs336/train-bpe-reference-merges.txt")
        #expect(lines(definition) == text.split(separator: "\n").map(String.init))
        let expected = try TestData.json("tokenizers/cs336/train-bpe-reference-vocab.json")
        guard case .object(let members) = expected else { throw TokenizerError.nothingToLearn }
        #expect(members.count == definition.tokens.count)
        for (spelling, id) in members.pairs {
            #expect(definition.tokens.text(id.wholeNumber ?? 0) == spelling)
        }
    }

    @Test("Threads change nothing, nor do limits on memory with any of them")
    func threads() throws {
        var random = SeededRandom(seed: 5)
        let words = (0..<60_000).map { _ in
            String((0..<12).map { _ in Character(Unicode.Scalar(UInt8(97 + random.next() % 26))) })
        }
        let texts = (0..<300).map { index in
            words[index * 200..<index * 200 + 200].joined(separator: " ")
        }
        var recipe = TokenizerRecipe(vocabularySize: 600)
        recipe.countMin = 1
        var found: [[String]] = []
        for (threads, memory) in [(1, 2 << 30), (3, 2 << 30), (1, 32 << 20), (3, 32 << 20)] {
            recipe.threads = threads
            recipe.memoryBytesMax = memory
            let (definition, report) = try train(texts, recipe)
            #expect((report.omissions.rarePieces > 0) == (memory < 1 << 30))
            found.append(lines(definition))
        }
        #expect(found[0] == found[1])
        #expect(found[2] == found[3])
    }

    @Test("A trained tokenizer gives every text back, before and after it was written")
    func roundTrip() throws {
        let text = try #require(TestData.fixtureJSON("trained.json")["text"]?.text)
        for name in ["gpt-2", "qwen2", "llama-bpe", "smollm", "deepseek-v3", "tekken"] {
            var recipe = TokenizerRecipe(vocabularySize: 500)
            recipe.preTokenizer = name
            recipe.specialTokens = ["<|endoftext|>", "<|im_start|>", "<|scene:home|>", "\"\\é\""]
            (recipe.startToken, recipe.endToken) = ("<|im_start|>", "<|endoftext|>")
            recipe.addsStart = name == "tekken"
            let (definition, _) = try train([text], recipe)
            #expect(definition.tokens.count == 500)
            let trained = try Tokenizer(definition)
            let read = try Tokenizer(tokenizerJSON: definition.tokenizerJSON())
            var metadata = MetadataList()
            try definition.write(to: &metadata)
            let path = FileManager.default.temporaryDirectory
                .appending(path: "\(UUID().uuidString).gguf").path
            defer { try? FileManager.default.removeItem(atPath: path) }
            metadata["general.architecture"] = .string("llama")
            _ = try GGUFWriter(path: path, metadata: metadata, tensors: []).finish()
            let stored = try Tokenizer(metadata: GGUFFile(path: path))
            for sample in [text, "<|scene:home|>Zoë  said “no”\n\n 1234 <|endoftext|>\"\\é\"", ""] {
                let tokens = trained.encode(sample, addSpecial: true, parseSpecial: true)
                #expect(trained.decode(tokens, skipSpecial: false).hasSuffix(sample))
                #expect(read.encode(sample, addSpecial: true, parseSpecial: true) == tokens)
                #expect(stored.encode(sample, addSpecial: true, parseSpecial: true) == tokens)
                let plain = trained.encode(sample, addSpecial: false, parseSpecial: false)
                #expect(trained.decode(plain, skipSpecial: true) == sample)
            }
            #expect(stored.special.eos == 0)
            #expect(stored.special.bos == 1)
            #expect(stored.special.endOfGeneration.contains(0))
            #expect(read.kind(of: 2) == .control)
        }
    }

    @Test("A text is cut where its pieces stay the same", arguments: PreTokenizer.names)
    func cuts(_ name: String) throws {
        guard name != "none" else { return }
        let preTokenizer = try TestData.preTokenizer(name)
        var random = SeededRandom(seed: 11)
        let parts = [
            "a", "Z", "é", "日", "\n", "\n", "\r", " ", "\t", "1", "'s", "!", "/", "\u{301}", "\n\n",
            "\u{3000}", "_", "\n/", "it's",
        ]
        for _ in 0..<60 {
            let text = (0..<60).map { _ in parts[Int(random.next() % UInt64(parts.count))] }
                .joined()
            let bytes = Array(text.utf8)
            guard let cut = TrainingChunks.cut(bytes, before: bytes.count - 8) else { continue }
            let whole = bytes.withUnsafeBufferPointer(preTokenizer.pieceEnds)
            let first = Array(bytes[..<cut]).withUnsafeBufferPointer(preTokenizer.pieceEnds)
            let second = Array(bytes[cut...]).withUnsafeBufferPointer(preTokenizer.pieceEnds)
            #expect(first + second.map { $0 + cut } == whole, "\(text.debugDescription) at \(cut)")
        }
    }
}
