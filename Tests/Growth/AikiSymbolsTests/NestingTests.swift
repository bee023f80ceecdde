import AikiBase
import AikiSymbols
import Testing

/// What stands in what: planted answers, and invariants on random texts.
@Suite
struct NestingTests {
    private func spans(_ text: String) -> [NestedSpan] {
        let scalars = ScalarText(text)
        return NestingScanner(scalars).spans(speech: QuotationScanner(scalars)?.spans() ?? [])
    }

    private func outline(_ text: String) -> [String] {
        let scalars = ScalarText(text)
        return spans(text).map { "\($0.depth) \($0.kind.rawValue) \(scalars.text($0.range))" }
    }

    @Test("A quotation in a quotation, with an aside in it, is three deep")
    func nestsQuotations() {
        #expect(
            outline("She: “He told me, ‘Come (now)!’ and left.” (So she said.)") == [
                "1 quotation “He told me, ‘Come (now)!’ and left.”", "2 quotation ‘Come (now)!’",
                "3 aside (now)", "1 aside (So she said.)",
            ])
        #expect(outline("a (b (c [d]) e) f").map { $0.prefix(1) } == ["1", "2", "3"])
    }

    @Test("Replies are as deep as the marks before their lines")
    func nestsReplies() {
        #expect(
            outline("New.\n> Old\n> > Older\n> Old again\nEnd.") == [
                "1 reply > Old\n> > Older\n> Old again", "2 reply > > Older",
            ])
        #expect(outline("> a") == ["1 reply > a"])
        #expect(outline(">> a\n") == ["1 reply >> a", "2 reply >> a"])
    }

    @Test("What does not close is no aside, and a list's `1)` closes nothing")
    func ignoresHalves() {
        #expect(outline("1) one\n2) two (and\n\nthree)").isEmpty)
        #expect(outline("(a] b").isEmpty)
    }

    @Test("Nothing is nested deeper than the limit")
    func boundsDepth() {
        for count in [NestingScanner.depthMax, NestingScanner.depthMax + 1] {
            let text =
                String(repeating: "(", count: count) + "a" + String(repeating: ")", count: count)
            #expect(spans(text).count == NestingScanner.depthMax)
        }
    }

    @Test("Spans of any text lie in each other or apart, and depth counts those around")
    func keepsInvariants() {
        var random = SeededRandom(seed: 31)
        let pieces = ["“", "”", "‘", "’", "(", ")", "[", "]", ">", "\n", " ", "a", "b.", ",", "!"]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...30, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let spans = spans(text)
            for (index, span) in spans.enumerated() {
                let around = spans[..<index].filter {
                    $0.range.upperBound >= span.range.upperBound
                        && $0.range.lowerBound <= span.range.lowerBound
                }
                #expect(around.count + 1 == span.depth)
                let crossing = spans[..<index].filter {
                    $0.range.upperBound > span.range.lowerBound
                        && $0.range.upperBound < span.range.upperBound
                }
                #expect(crossing.isEmpty)
            }
        }
    }
}
