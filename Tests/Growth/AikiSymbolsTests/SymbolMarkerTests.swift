import AikiBase
import AikiSymbols
import Testing

/// Symbols in texts: where they stand, and that taking them out gives back the text.
@Suite
struct SymbolMarkerTests {
    private let model: SymbolModel

    init() throws {
        model = try SampleModel.make()
    }

    @Test("Each kind stands where it belongs")
    func placesSymbols() {
        func mark(_ text: String, _ kinds: Set<SymbolKind>) -> String {
            SymbolMarker(model, kinds: kinds).mark(text)
        }
        #expect(
            mark("“The sun!” said Emma. “The rain?” said Tom.", [.role, .emotion])
                == "<|role:1|><|emotion:joy|>“The sun!”<|role:narrator|> said Emma. "
                + "<|role:2|><|emotion:sadness|>“The rain?”<|role:narrator|> said Tom.")
        #expect(
            mark("He (so (she)) said.", [.recursion])
                == "He <|depth:1|>(so <|depth:2|>(she)<|depth:1|>)<|depth:0|> said.")
        #expect(
            mark("User: clock now\nAssistant: so it is", [.role, .scene]).hasPrefix(
                "<|role:user|><|scene:alarm|>User: clock now\n<|role:assistant|>"))
        #expect(
            mark("Ann: hi\nBob: hi\nAnn: ho", [.role])
                == "<|role:1|>Ann: hi\n<|role:2|>Bob: hi\n<|role:1|>Ann: ho")
        #expect(
            mark("The house is so. The house is it. The river is so.", [.place])
                == "<|place:building|>The house is so. The house is it. <|place:nature|>The river is so."
        )
        #expect(mark("The sun.", []) == "The sun.")
    }

    @Test("Every symbol that is written is one of the marker's tokens, and tokens are different")
    func writesKnownTokens() {
        let marker = SymbolMarker(model)
        #expect(Set(marker.tokens).count == marker.tokens.count)
        #expect(marker.tokens.count == 18 + 4 + 13 + 27 + 5)
        #expect(marker.tokens.allSatisfy { $0.hasPrefix("<|") && $0.hasSuffix("|>") })
    }

    @Test("More speakers and depths than there are symbols share the last")
    func boundsVocabulary() {
        func symbols(_ text: String, _ kind: SymbolKind) -> [String] {
            SymbolMarker(model, kinds: [kind]).symbols(of: ScalarText(text)).map(\.token)
        }
        let names = ["Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon"]
        let turns = symbols(names.map { "\($0): hi" }.joined(separator: "\n"), .role)
        #expect(turns == (1...8).map { "<|role:\($0)|>" } + ["<|role:other|>", "<|role:other|>"])
        let deep = symbols("((((((a))))))", .recursion)
        #expect(deep.contains("<|depth:4|>") && !deep.contains("<|depth:5|>"))
    }

    @Test("Without its symbols a marked text is the text, to the byte, whatever the text")
    func stripsToTheByte() {
        var random = SeededRandom(seed: 41)
        let pieces = [
            "“", "”", "(", ")", "<", "|", ">", "<|", "|>", "<|emotion:joy|>", "<|role:1|>",
            "\u{200B}",
            "<\u{200B}|", "\n", " ", "sun", "rain", "Tom said", ".", "\r\n", "é", "e\u{301}", "👩‍👩‍👧",
            "> ", "Ann: ",
        ]
        let marker = SymbolMarker(model)
        for _ in 0..<1500 {
            let text = (0..<Int.random(in: 0...25, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let back = SymbolMarker.strip(marker.mark(text))
            #expect(Array(back.utf8) == Array(text.utf8))
        }
    }

    @Test("A symbol that stands in the text itself is not read as one")
    func escapesSymbols() {
        let marked = SymbolMarker(model, kinds: [.emotion]).mark("He wrote <|emotion:joy|> there.")
        #expect(!marked.contains("<|emotion:joy|>"))
        #expect(SymbolMarker.strip(marked) == "He wrote <|emotion:joy|> there.")
    }

    @Test("Sentences end at stops and lines, not at titles and initials")
    func cutsSentences() {
        let text = ScalarText(
            "Mr. A. Bennet came. “Who?” he asked. Why not…  No!\nNext line (so). end")
        #expect(
            SentenceCutter.sentences(of: text, borders: []).map(text.text) == [
                "Mr. A. Bennet came.", "“Who?” he asked.", "Why not…", "No!", "Next line (so). end",
            ])
    }

    @Test("Lines with names are a dialogue only where most lines have one")
    func findsTurns() {
        #expect(
            DialogueTurns.find(ScalarText("Note: this is a text.\nIt goes on.\nAnd on.")).isEmpty)
        #expect(
            DialogueTurns.find(ScalarText("User 1: hi\nUser 2: ho")).map(\.name) == [
                "User 1", "User 2",
            ])
        for length in [DialogueTurns.nameScalarsMax, DialogueTurns.nameScalarsMax + 1] {
            let name = String(repeating: "a", count: length)
            let turns = DialogueTurns.find(ScalarText("\(name): hi\n\(name): ho"))
            #expect(turns.isEmpty == (length > DialogueTurns.nameScalarsMax))
        }
    }
}
