import AikiBase
import AikiTokenizer
import Testing

/// A stream shows whole characters only, and in the end exactly what decoding at once shows.
struct StreamingDecoderTests {
    @Test("Streamed text is decoded text", arguments: FixtureTokenizerTests.names.prefix(3))
    func streamIsWhole(_ name: String) throws {
        let tokenizer = try TestData.fixtureTokenizer(name)
        for text in try Odd.texts() {
            let tokens = tokenizer.encode(text, addSpecial: false, parseSpecial: false)
            var decoder = tokenizer.makeStreamingDecoder(startsText: true)
            var streamed = ""
            for token in tokens {
                let part = decoder.push(token)
                #expect(name != "byte-level.json" || !part.contains("\u{FFFD}"))
                streamed.append(part)
            }
            streamed.append(decoder.flush())
            #expect(streamed.utf8.elementsEqual(tokenizer.decode(tokens, skipSpecial: true).utf8))
        }
    }

    @Test("Every pair and many strings of bytes stream as String decodes them")
    func bytesStreamAsDecoded() throws {
        let tokenizer = try TestData.fixtureTokenizer("byte-level.json")
        var tokenOfByte: [TokenID] = []
        for byte in 0..<256 {
            let token = (0..<TokenID(tokenizer.vocabularySize)).first {
                tokenizer.bytes(of: $0) == [UInt8(byte)]
            }
            tokenOfByte.append(try #require(token))
        }
        var generator = SeededRandom(seed: 5)
        let leads: [UInt8] = [
            0x41, 0x80, 0xBF, 0xC1, 0xC3, 0xE0, 0xE1, 0xED, 0xF0, 0xF4, 0xF5, 0x9F,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                leads.randomElement(using: &generator) ?? 0
            }
            var decoder = tokenizer.makeStreamingDecoder()
            var streamed = ""
            for byte in bytes { streamed.append(decoder.push(tokenOfByte[Int(byte)])) }
            streamed.append(decoder.flush())
            let expected = String(decoding: bytes, as: UTF8.self)
            if streamed != expected { Issue.record("\(bytes): \(streamed) is not \(expected)") }
        }
    }

    @Test("The space that SentencePiece adds goes at the start of a text, not after a prompt")
    func leadingSpace() throws {
        let tokenizer = try TestData.fixtureTokenizer("pairs.model")
        let tokens = tokenizer.encode("The keeper", addSpecial: false, parseSpecial: false)
        var atStart = tokenizer.makeStreamingDecoder(startsText: true)
        var behind = tokenizer.makeStreamingDecoder()
        #expect(tokens.map { atStart.push($0) }.joined() == "The keeper")
        #expect(tokens.map { behind.push($0) }.joined() == " The keeper")
        #expect(tokenizer.decode(tokens, skipSpecial: true) == "The keeper")
    }

    @Test("Tokens that are none add nothing")
    func unknownIDs() throws {
        let tokenizer = try TestData.fixtureTokenizer("byte-level.json")
        #expect(
            tokenizer.decode([-1, .max, TokenID(tokenizer.vocabularySize)], skipSpecial: false)
                == "")
        #expect(tokenizer.bytes(of: -5).isEmpty)
    }
}
