import AikiBase
import Testing

import AikiSymbols

/// What a text is cut into, and that features mean what they say.
@Suite
struct TextFeaturesTests {
    private func pieces(_ text: String) -> [String] {
        let cut = TextPieces(text)
        return (0..<cut.count).map {
            String(decoding: cut.bytes[cut.starts[$0]..<cut.starts[$0 + 1]], as: UTF8.self)
        }
    }

    @Test(
        "A text is cut into words, stops and marks",
        arguments: [
            ("", []), ("  \n\t ", []), ("Hi!!! You?", ["<hi>", "<!!!>", "<you>", "<?>"]),
            ("don't", ["<don't>"]), ("don’t 'tis", ["<don't>", "<'>", "<tis>"]),
            ("[NAME] is [x", ["<[name]>", "<is>", "<[>", "<x>"]),
            ("Ære 😀😀", ["<ære>", "<😀>", "<😀>"]),
            ("a\u{00A0}b", ["<a>", "<b>"]), ("3.5", ["<3>", "<.>", "<5>"]),
        ])
    func aTextIsCutIntoWords(text: String, expected: [String]) {
        #expect(pieces(text) == expected)
    }

    @Test("Every cut of a text of all kinds of characters is cut into whole characters")
    func everyCutOfATextOf() {
        let text =
            "I’ve “read” [NAME]'s naïve note… 😀 – Ærlig talt, ’tis über-gut! привет 你好\u{2028}"
        for end in 0...text.count {
            let joined = pieces(String(text.prefix(end))).joined()
            #expect(!joined.unicodeScalars.contains("\u{FFFD}"))
        }
    }

    @Test("No more pieces are looked at than the limit")
    func noMorePiecesAreLookedAt() {
        #expect(TextPieces(String(repeating: "a ", count: 4096)).count == TextPieces.piecesMax)
        #expect(TextPieces(String(repeating: "a ", count: 4097)).count == TextPieces.piecesMax)
    }

    @Test("Features rise, stand once, and words come before parts")
    func featuresRiseStandOnceAndWords() {
        let hashes = TextFeatures("The cat sat on the cat, the cat!").hashes
        #expect(zip(hashes, hashes.dropFirst()).allSatisfy(<))
        #expect(hashes.contains { !TextFeatures.isPart($0) })
        #expect(hashes.contains(where: TextFeatures.isPart))
    }

    @Test("Order of words is seen, case is not")
    func orderOfWordsIsSeenCase() {
        #expect(TextFeatures("not good").hashes != TextFeatures("good not").hashes)
        #expect(TextFeatures("NOT good").hashes == TextFeatures("not GOOD").hashes)
    }

    @Test("The number of word features is what counting by hand gives")
    func theNumberOfWordFeaturesIs() {
        // Each word, each with the one before (the first with the beginning, the last with the end),
        // and each three in a row.
        let words = TextFeatures("one two three").hashes.filter { !TextFeatures.isPart($0) }
        #expect(words.count == 3 + 4 + 1)
        let parts = TextFeatures("abc").hashes.filter(TextFeatures.isPart)
        #expect(parts.count == 3 + 2 + 1)
    }

    @Test("A block of a vector has the length one, whatever else stands in the text")
    func aBlockOfAVectorHas() {
        let hashes = TextFeatures("good day").hashes
        let table = FeatureTable(
            hashes: hashes, weights: hashes.indices.map { Float($0 % 7) + 1 })
        for text in ["good day", "a good day it is", "good"] {
            let vector = table.vector(of: TextFeatures(text))
            var squares: [Bool: Float] = [:]
            for (index, value) in zip(vector.indices, vector.values) {
                squares[TextFeatures.isPart(hashes[Int(index)]), default: 0] += value * value
            }
            #expect(squares.count == 2)
            for square in squares.values { #expect(abs(square - 1) < 1e-5) }
        }
        #expect(table.vector(of: TextFeatures("xyz")).indices.isEmpty)
    }
}
