import AikiBase
import AikiSymbols
import Testing

/// What is said and by whom, in texts small enough to see the answer.
@Suite
struct SpeechTests {
    private func said(_ text: String) -> [String] {
        let scalars = ScalarText(text)
        return QuotationScanner(scalars)?.spans().map(scalars.text) ?? []
    }

    private func speakers(_ text: String) -> [String] {
        let scalars = ScalarText(text)
        var finder = SpeakerFinder(scalars, spans: QuotationScanner(scalars)?.spans() ?? [])
        let (speeches, names) = finder.speeches()
        return speeches.map { names[$0.speaker] }
    }

    @Test(
        "What is said is found in every style of marks",
        arguments: [
            ("“Come in,” said she. “Sit!”", ["“Come in,”", "“Sit!”"]),
            ("\"Come in,\" said she. \"Sit!\"", ["\"Come in,\"", "\"Sit!\""]),
            ("‘Don’t go,’ he said, ‘I’m here.’", ["‘Don’t go,’", "‘I’m here.’"]),
            ("'Don't go,' he said. 'The boys' hats!'", ["'Don't go,'", "'The boys' hats!'"]),
            ("«Venez,» dit-il. «Vite!»", ["«Venez,»", "«Vite!»"]),
            ("„Komm!“ rief er. „Schnell!“", ["„Komm!“", "„Schnell!“"]),
            ("— Come up!\n— I will.\nHe went.\n— Now?", ["— Come up!", "— I will.", "— Now?"]),
            ("No one spoke.", []), ("It's the dogs' day.", []), ("", []),
        ])
    func findsSpeech(text: String, expected: [String]) {
        #expect(said(text) == expected)
    }

    @Test("A term, a title and a single letter are not said")
    func leavesOutTerms() {
        #expect(
            said("He was a “masher” and wrote “Penang Lawyer.” He met the “artists,” too.") == [])
        #expect(said("She called it “a lovely day.” “No!” he cried.") == ["“No!”"])
    }

    @Test("Speech that is not closed ends with its paragraph")
    func closesAtParagraph() {
        #expect(
            said("“One goes on.\n\n“Two goes on,” he said.\n\nThe end.") == [
                "“One goes on.", "“Two goes on,”",
            ])
        #expect(said("He said, “Never closed. The end.\n\nMore.") == ["“Never closed. The end."])
    }

    @Test("A span that is not closed within the limit ends")
    func boundsSpans() {
        for closing in [QuotationScanner.spanScalarsMax - 1, QuotationScanner.spanScalarsMax] {
            let word = String(repeating: "a", count: closing - 2)
            let spans = said("“\(word),” said he.")
            #expect(spans.count == 1)
            let isWhole = spans.first?.hasSuffix("”") == true
            #expect(isWhole == (closing < QuotationScanner.spanScalarsMax))
        }
    }

    @Test("Names, nouns and pronouns with a verb of speaking say who speaks")
    func followsCues() {
        #expect(
            speakers("“Come,” said Mr. Bennet. “No,” replied his wife.\n\n“Why?” he asked.") == [
                "Mr Bennet", "the wife", "Mr Bennet",
            ])
        #expect(speakers("Emma said: “Yes.”\n\nThe old man asked, “Why?”") == ["Emma", "the man"])
        #expect(speakers("“Ah!” I cried.\n\n“What?” asked Tom Sawyer.") == ["I", "Tom Sawyer"])
    }

    @Test("In a talk of two, paragraphs alternate")
    func alternates() {
        let text =
            "“A?” asked Emma.\n\n“B,” said Tom.\n\n“C?”\n\n“D.”\n\n“E,” she went on, “and F.”"
        #expect(speakers(text) == ["Emma", "Tom", "Emma", "Tom", "Emma", "Emma"])
        let first = speakers("“A?”\n\n“B.”\n\n“C,” said Ann.")
        #expect(first[0] == "Ann" && first[1] != "Ann" && first[2] == "Ann")
    }

    @Test("A longer name of the same person is the same person, another title is not")
    func knowsNames() {
        let text = "“A,” said Mr. Henry Tilney.\n\n“B,” said Miss Tilney.\n\n“C,” said Henry."
        #expect(speakers(text) == ["Mr Henry Tilney", "Miss Tilney", "Mr Henry Tilney"])
    }

    @Test("Texts of marks in any order are scanned, and spans rise and never touch")
    func survivesAnything() {
        var random = SeededRandom(seed: 21)
        let pieces = [
            "“", "”", "\"", "'", "‘", "’", "«", "»", "„", "—", "\n", "\n\n", " ", "a", "Tom said",
            ".", ",", "(", ")", "> ",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...30, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let scalars = ScalarText(text)
            let spans = QuotationScanner(scalars)?.spans() ?? []
            for (first, second) in zip(spans, spans.dropFirst()) {
                #expect(first.upperBound <= second.lowerBound)
            }
            #expect(spans.allSatisfy { $0.upperBound <= scalars.scalars.count && !$0.isEmpty })
            var finder = SpeakerFinder(scalars, spans: spans)
            let (speeches, names) = finder.speeches()
            #expect(speeches.count == spans.count)
            #expect(speeches.allSatisfy { names.indices.contains($0.speaker) })
        }
    }

    @Test("Cluster scores are what counting by hand gives")
    func scoresClusters() {
        var scores = ClusterScores()
        scores.add(given: [0, 0, 1, nil], truths: ["a", "a", "a", "b"])
        #expect(abs(scores.precision - 1) < 1e-12)
        #expect(abs(scores.recall - (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1) / 4) < 1e-12)
    }
}
