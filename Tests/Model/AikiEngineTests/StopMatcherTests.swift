import AikiBase
import AikiEngine
import Testing

/// Goal: the answer up to a stop string does not depend on token borders, and no text is held back
/// longer than needed. Method: random texts, stops and divisions against a naive search.
@Suite struct StopMatcherTests {
    /// The answer by definition: cut where the first stop string is complete, the longest if several.
    static func naive(_ text: String, _ stops: [String]) -> (text: String, stop: Int?) {
        let bytes = Array(text.utf8)
        for end in 0...bytes.count {
            var found: Int?
            for (index, stop) in stops.enumerated()
            where !stop.isEmpty && bytes[..<end].reversed().starts(with: stop.utf8.reversed()) {
                if stop.utf8.count > found.map({ stops[$0].utf8.count }) ?? 0 { found = index }
            }
            if let found {
                let kept = bytes[..<(end - stops[found].utf8.count)]
                return (String(decoding: kept, as: UTF8.self), found)
            }
        }
        return (text, nil)
    }

    @Test func randomDivisionsGiveTheNaiveAnswer() {
        var random = SeededRandom(seed: 12)
        let letters = ["a", "b", "é", "\n", "日"]
        func word(_ lengths: ClosedRange<Int>) -> String {
            (0..<Int.random(in: lengths, using: &random))
                .map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }.joined()
        }
        for _ in 0..<4000 {
            let stops = (0..<Int.random(in: 0...3, using: &random)).map { _ in word(1...4) }
            let text = word(0...30)
            var matcher = StopMatcher(stopStrings: stops)
            var result = ""
            var stop: Int?
            var rest = Array(text)
            while !rest.isEmpty, stop == nil {
                let count = Int.random(in: 1...min(5, rest.count), using: &random)
                let release = matcher.push(String(rest.prefix(count)))
                rest.removeFirst(count)
                result += release.text
                stop = release.stopIndex
            }
            if stop == nil { result += matcher.flush() }
            let expected = Self.naive(text, stops)
            #expect(result == expected.text)
            #expect(stop == expected.stop)
        }
    }

    @Test func onlyWhatMayBecomeAStopStringIsHeldBack() {
        var matcher = StopMatcher(stopStrings: ["</end>"])
        #expect(matcher.push("text </e").text == "text ")
        #expect(matcher.isHolding)
        #expect(matcher.push("x").text == "</ex")
        #expect(!matcher.isHolding)
        #expect(matcher.push("</</en").text == "</")
        #expect(matcher.flush() == "</en")
        #expect(matcher.push("d>").text == "d>")
    }

    @Test func withoutStopStringsEverythingPassesAtOnce() {
        var matcher = StopMatcher(stopStrings: [])
        #expect(matcher.push("anything").text == "anything")
        #expect(matcher.flush().isEmpty)
    }
}
