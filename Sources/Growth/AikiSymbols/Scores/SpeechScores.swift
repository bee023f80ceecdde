/// How well it is found what is said, and by whom.
public struct SpeechScores: Sendable, Equatable {
    /// Quotations that people marked.
    public let truths: Int
    /// Quotations that were found.
    public let found: Int
    /// Found with exactly the same beginning and end.
    public let hits: Int
    /// B³ of the speakers, over the marked quotations.
    public let speakerPrecision: Double
    /// B³ of the speakers, over the marked quotations.
    public let speakerRecall: Double
    /// The harmonic mean of the two.
    public let speakerF1: Double
    /// The same of one speaker for a whole book, for comparison.
    public let oneSpeakerF1: Double

    /// hits / found.
    public var precision: Double { found > 0 ? Double(hits) / Double(found) : 0 }
    /// hits / truths.
    public var recall: Double { truths > 0 ? Double(hits) / Double(truths) : 0 }
    /// The harmonic mean of the two.
    public var f1: Double {
        found + truths > 0 ? 2 * Double(hits) / Double(found + truths) : 0
    }

    /// Judges what is found in LitBank's books.
    package init(_ books: [LitBankQuotations.Book]) {
        var (truths, found, hits) = (0, 0, 0)
        var speakers = ClusterScores()
        var one = ClusterScores()
        for book in books {
            let text = ScalarText(book.text)
            let spans = QuotationScanner(text)?.spans() ?? []
            let marked = book.quotations.map(\.range)
            truths += marked.count
            found += spans.count
            hits += Set(spans).intersection(marked).count
            var finder = SpeakerFinder(text, spans: marked)
            let names = book.quotations.map(\.speaker)
            speakers.add(given: finder.speeches().speeches.map(\.speaker), truths: names)
            one.add(given: names.map { _ in 0 }, truths: names)
        }
        self.truths = truths
        self.found = found
        self.hits = hits
        speakerPrecision = speakers.precision
        speakerRecall = speakers.recall
        speakerF1 = speakers.f1
        oneSpeakerF1 = one.f1
    }
}
