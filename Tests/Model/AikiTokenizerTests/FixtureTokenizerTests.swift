import AikiBase
import AikiTokenizer
import Testing

/// Small tokenizers trained by their own libraries, and what those libraries do with odd text.
struct FixtureTokenizerTests {
    static let names = [
        "byte-level.json", "metaspace.json", "unigram.json", "uncased.json", "cased.json",
        "unigram.model", "unigram-bytes.model", "pairs.model",
    ]

    @Test("Ids are those of the library that made the tokenizer", arguments: names)
    func idsMatch(_ name: String) throws {
        let tokenizer = try TestData.fixtureTokenizer(name)
        let cases = try TestData.fixtureJSON("expected.json")[name]?.elements ?? []
        #expect(cases.count > 20)
        for item in cases {
            let text = try #require(item["text"]?.text)
            let isModel = name.hasSuffix(".model")
            let plain = tokenizer.encode(text, addSpecial: false, parseSpecial: !isModel)
            #expect(plain == item["ids"]?.tokens, "\(text.debugDescription)")
            guard !isModel else { continue }
            let special = tokenizer.encode(text, addSpecial: true, parseSpecial: true)
            #expect(special == item["special"]?.tokens, "\(text.debugDescription)")
        }
    }

    @Test("Text comes back as the library gives it back", arguments: names)
    func textMatches(_ name: String) throws {
        let tokenizer = try TestData.fixtureTokenizer(name)
        let cases = try TestData.fixtureJSON("expected.json")[name]?.elements ?? []
        for item in cases {
            let tokens = try #require(item["ids"]?.tokens)
            // What stands for the unknown is each library's own business.
            if tokens.contains(where: { tokenizer.kind(of: $0) == .unknown }) { continue }
            if tokens.contains(where: { $0 == tokenizer.special.unknown }) { continue }
            // The library cleans each token on its own, and so leaves the spaces of `don ' t`.
            if name.hasSuffix("cased.json"), item["text"]?.text?.contains("'") == true { continue }
            let found = tokenizer.decode(tokens, skipSpecial: false)
            #expect(found == item["decoded"]?.text, "\(tokens)")
        }
    }

    @Test("Control tokens are text unless parsing is asked for")
    func parsing() throws {
        let tokenizer = try TestData.fixtureTokenizer("byte-level.json")
        let end = try #require(tokenizer.id(ofSpelling: "<|end|>"))
        let plain = tokenizer.encode("a<|end|>  b", addSpecial: false, parseSpecial: false)
        let parsed = tokenizer.encode("a<|end|>  b", addSpecial: false, parseSpecial: true)
        #expect(!plain.contains(end))
        #expect(tokenizer.decode(plain, skipSpecial: true) == "a<|end|>  b")
        #expect(parsed.contains(end))
        // The token takes the spaces behind it.
        #expect(tokenizer.decode(parsed, skipSpecial: true) == "ab")
        #expect(tokenizer.kind(of: end) == .control)
        #expect(tokenizer.special.endOfGeneration.contains(end))
    }

    @Test("User-defined tokens match without being asked for")
    func userDefined() throws {
        let tokenizer = try TestData.fixtureTokenizer("byte-level.json")
        let mask = try #require(tokenizer.id(ofSpelling: "<mask>"))
        #expect(tokenizer.kind(of: mask) == .userDefined)
        let tokens = tokenizer.encode("a  <mask>", addSpecial: false, parseSpecial: false)
        #expect(tokens.last == mask)
        // It takes the spaces before it.
        #expect(tokenizer.decode(tokens, skipSpecial: true) == "a<mask>")
    }

    @Test("Marked parts are encoded by themselves", arguments: ["byte-level.json", "unigram.json"])
    func markedPartsStandAlone(_ name: String) throws {
        let tokenizer = try TestData.fixtureTokenizer(name)
        let pieces = ["The hou", "se stands", "", "é", " here"]
        var marked: [Range<Int>] = []
        var text: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            let start = text.count
            text += Array(piece.utf8)
            if index % 2 == 1 { marked.append(start..<text.count) }
        }
        let (tokens, isMarked) = tokenizer.encode(text, marking: marked)
        let alone = ["The hou", "se stands", "é", " here"].map {
            tokenizer.encode($0, addSpecial: false, parseSpecial: true)
        }
        #expect(tokens == alone.flatMap { $0 })
        #expect(
            isMarked
                == zip(alone, [false, true, true, false]).flatMap { piece, mark in
                    piece.map { _ in mark }
                })
        #expect(tokenizer.encode([], marking: []).tokens.isEmpty)
    }

    @Test("Nothing encodes to the tokens around it")
    func emptyText() throws {
        for name in Self.names {
            let tokenizer = try TestData.fixtureTokenizer(name)
            #expect(tokenizer.encode("", addSpecial: false, parseSpecial: true).isEmpty)
            let definition = tokenizer.definition
            let found = tokenizer.encode("", addSpecial: true, parseSpecial: true)
            #expect(found == definition.prefix + definition.suffix)
        }
    }
}
