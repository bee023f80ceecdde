import AikiBase
import AikiMemory
import Testing

/// Goal: nothing of a message is lost or torn by cutting it. Method: random texts in several scripts,
/// put together again; a naive look at each cut.
@Suite struct PassageCutterTests {
    @Test func aMessageOfOrdinaryLengthStaysWhole() {
        let limit = PassageCutter.wholeBytesMax
        #expect(PassageCutter.cut("") == [0..<0])
        #expect(PassageCutter.cut("Hello.") == [0..<6])
        #expect(PassageCutter.cut(String(repeating: "a", count: limit)).count == 1)
        #expect(PassageCutter.cut(String(repeating: "a", count: limit + 1)).count == 2)
    }

    @Test func thePartsOfALongTextMakeItAgain() {
        var random = SeededRandom(seed: 5)
        let pieces = ["word ", "слово ", "end. ", "\n", "\n\n", "字", "🙂", "x", "é"]
        for length in [500, 1_000, 3_000, 9_000] {
            let text = (0..<length).map { _ in pieces[Int(random.next() % 9)] }.joined()
            let spans = PassageCutter.cut(text)
            #expect(spans.first?.lowerBound == 0 && spans.last?.upperBound == text.utf8.count)
            for (one, next) in zip(spans, spans.dropFirst()) {
                #expect(one.upperBound == next.lowerBound)
            }
            let bytes = Array(text.utf8)
            for span in spans {
                #expect(span.count <= PassageCutter.wholeBytesMax && !span.isEmpty)
                #expect(String(validating: bytes[span], as: UTF8.self) != nil)
            }
        }
    }

    @Test func aTextIsCutBetweenItsParagraphs() {
        let paragraph = String(repeating: "Some words of a sentence. ", count: 30) + "\n\n"
        let text = String(repeating: paragraph, count: 6)
        let spans = PassageCutter.cut(text)
        #expect(spans.count == 6)
        for span in spans { #expect(span.upperBound % paragraph.utf8.count == 0) }
    }
}
