public import AikiCorpus

/// Writes symbols into a text as tokens of their own, and takes them out again.
///
///     let marker = SymbolMarker(model, kinds: [.role, .emotion])
///     marker.mark("“Thank you!” said Emma.")
///     // <|role:1|><|emotion:gratitude|>“Thank you!”<|role:narrator|> said Emma.
///
/// A symbol stands right before what it is about. Scene and emotion are said of each sentence that they
/// are found in, place where it changes, role where another one speaks, depth where a part begins and
/// where it ends. Without the symbols the text is the text, to the byte: ``strip(_:)``.
public struct SymbolMarker: TextMarker {
    /// What is marked.
    public let kinds: Set<SymbolKind>
    let model: SymbolModel

    /// Prepares a marker.
    ///
    /// - Parameters:
    ///   - model: what was learned about scenes, places and emotions.
    ///   - kinds: what to mark.
    public init(_ model: SymbolModel, kinds: Set<SymbolKind> = Set(SymbolKind.allCases)) {
        self.model = model
        self.kinds = kinds
    }

    /// The marks that may come.
    public var tokens: [String] { SymbolVocabulary.tokens(kinds) }

    /// The text with its symbols.
    ///
    /// - Complexity: O(text), some 20 µs a sentence.
    public func mark(_ text: String) -> String {
        let scalars = ScalarText(text)
        let symbols = self.symbols(of: scalars)
        var marked = String.UnicodeScalarView()
        marked.reserveCapacity(scalars.scalars.count + symbols.count * 16)
        var next = 0
        for (index, scalar) in scalars.scalars.enumerated() {
            while next < symbols.count, symbols[next].place <= index {
                marked.append(contentsOf: symbols[next].token.unicodeScalars)
                next += 1
            }
            marked.append(scalar)
            if scalar == "<" { Self.escape(after: index, in: scalars, to: &marked) }
        }
        for symbol in symbols[next...] { marked.append(contentsOf: symbol.token.unicodeScalars) }
        return String(marked)
    }

    /// The symbols of a text, in the order in which they are written.
    package func symbols(of text: ScalarText) -> [PlacedSymbol] {
        let turns = DialogueTurns.find(text)
        // Who speaks is on each line of a dialogue; marks of quotation are then parts of what is said.
        let speech = QuotationScanner(text, allowsDash: turns.isEmpty)?.spans() ?? []
        var symbols: [PlacedSymbol] = []
        if kinds.contains(.role) {
            symbols += turns.isEmpty ? roles(of: text, speech) : roles(of: turns)
        }
        if kinds.contains(.recursion) {
            symbols += depths(NestingScanner(text).spans(speech: speech))
        }
        let borders = Set(speech.flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
        symbols += sentenceSymbols(text, SentenceCutter.sentences(of: text, borders: borders))
        return symbols.sorted {
            ($0.place, $0.rank, $0.order) < ($1.place, $1.rank, $1.order)
        }
    }

    /// Who speaks, in a story.
    private func roles(of text: ScalarText, _ speech: [Range<Int>]) -> [PlacedSymbol] {
        var finder = SpeakerFinder(text, spans: speech)
        var numbers: [Int: Int] = [:]
        var symbols: [PlacedSymbol] = []
        for (place, speech) in finder.speeches().speeches.enumerated() {
            let number = numbers[speech.speaker] ?? numbers.count + 1
            numbers[speech.speaker] = number
            let value = number <= SymbolVocabulary.speakersMax ? "\(number)" : "other"
            symbols.append(.init(speech.range.lowerBound, .role, value, order: 2 * place + 1))
            symbols.append(.init(speech.range.upperBound, .role, "narrator", order: 2 * place))
        }
        return symbols.enumerated().filter { index, symbol in
            // Nothing is told between two quotations that touch, nor behind the last letter.
            guard symbol.token == SymbolVocabulary.token(.role, "narrator") else { return true }
            let end = index + 1 < symbols.count ? symbols[index + 1].place : text.scalars.count
            return (symbol.place..<end).contains(where: text.isLetter)
        }.map(\.element)
    }

    /// Who speaks, in a dialogue.
    private func roles(of turns: [DialogueTurns.Turn]) -> [PlacedSymbol] {
        var numbers: [String: Int] = [:]
        return turns.enumerated().map { order, turn in
            if let role = DialogueTurns.role(of: turn.name) {
                return .init(turn.range.lowerBound, .role, role, order: order)
            }
            let number = numbers[turn.name] ?? numbers.count + 1
            numbers[turn.name] = number
            let value = number <= SymbolVocabulary.speakersMax ? "\(number)" : "other"
            return .init(turn.range.lowerBound, .role, value, order: order)
        }
    }

    /// How deep a text is nested, where that changes.
    private func depths(_ spans: [NestedSpan]) -> [PlacedSymbol] {
        // Where one part ends and another begins, the one that begins counts.
        var depthAt: [Int: Int] = [:]
        for span in spans {
            let (end, outer) = (span.range.upperBound, span.depth - 1)
            depthAt[end] = min(depthAt[end] ?? outer, outer)
        }
        for span in spans { depthAt[span.range.lowerBound] = 0 }
        for span in spans {
            let start = span.range.lowerBound
            depthAt[start] = max(depthAt[start] ?? 0, span.depth)
        }
        return depthAt.sorted { $0.key < $1.key }.map { place, depth in
            .init(place, .recursion, "\(min(depth, SymbolVocabulary.depthsMax))", order: 0)
        }
    }
}
