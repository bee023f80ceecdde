/// How text is cut into pieces before byte pairs merge; merges never cross a piece.
///
/// Stages run in order, each on the pieces of the one before: what a stage's pattern matches becomes
/// a piece, and so does what lies between two matches.
public struct PreTokenizer: Sendable {
    /// One pass over the text.
    enum Stage: Sendable {
        /// A hand-written matcher.
        case rules(WordRules)
        /// `\s+$`, which a backtracking matcher would try at every space of a long run.
        case finalSpace
        /// Any other published pattern.
        case pattern(RegularExpression)
    }

    /// The name it was asked for by (`tokenizer.ggml.pre` or a name of tiktoken's).
    public let name: String
    let stages: [Stage]
    /// The published pattern of each stage.
    let patterns: [String]

    /// The name of stages that no published name has together.
    public static let customName = "custom"

    /// The pre-tokenizer of a name.
    ///
    /// - Returns: nil for a name that is not known: splitting by a wrong pattern would quietly give
    ///   other tokens than the model was trained on.
    public init?(named name: String) {
        guard let family = PublishedPatterns.families[name],
            let stages = PublishedPatterns.stages(of: family)
        else { return nil }
        self.name = name
        self.stages = stages
        patterns = PublishedPatterns.patterns[family] ?? []
    }

    /// Stages that a `tokenizer.json` spells out, each a pattern that is published.
    ///
    /// - Returns: nil with the first pattern that is not known.
    init?(patterns: [String], unknown: inout String?) {
        var stages: [Stage] = []
        for pattern in patterns {
            guard let stage = PublishedPatterns.stage(of: pattern) else {
                unknown = pattern
                return nil
            }
            stages.append(stage)
        }
        name = PublishedPatterns.name(of: patterns) ?? Self.customName
        self.stages = stages
        self.patterns = patterns
    }

    /// The stages by their patterns alone, for tests: the slow and independent way.
    package init?(slowNamed name: String) {
        guard let family = PublishedPatterns.families[name],
            let patterns = PublishedPatterns.patterns[family]
        else { return nil }
        self.name = name
        self.patterns = patterns
        stages = patterns.map { .pattern(RegularExpression($0)) }
    }

    /// All names that are known, sorted.
    public static var names: [String] { PublishedPatterns.families.keys.sorted() }

    /// The published patterns of a name.
    package static func patterns(of name: String) -> [String]? {
        PublishedPatterns.families[name].flatMap { PublishedPatterns.patterns[$0] }
    }

    /// Where each piece of a text ends.
    ///
    /// - Complexity: O(bytes) for each stage.
    package func pieceEnds(_ text: UnsafeBufferPointer<UInt8>) -> [Int] {
        var ends: [Int] = []
        forEachPiece(text) { ends.append($0.upperBound) }
        return ends
    }

    /// Calls a function with each piece in order.
    @inline(__always)
    func forEachPiece(_ text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        guard text.count > 0 else { return }
        if stages.count == 1, case .rules(let rules) = stages[0] {
            let scanner = PieceScanner(text, rules)
            var start = 0
            while start < text.count {
                let end = scanner.end(of: start)
                body(start..<end)
                start = end
            }
            return
        }
        var ends = [text.count]
        for stage in stages { ends = Self.split(text, ends, stage) }
        var start = 0
        for end in ends {
            body(start..<end)
            start = end
        }
    }

    /// Cuts each of the pieces of a text further.
    private static func split(
        _ text: UnsafeBufferPointer<UInt8>, _ ends: [Int], _ stage: Stage
    ) -> [Int] {
        var output: [Int] = []
        output.reserveCapacity(ends.count)
        var start = 0
        for end in ends {
            let piece = UnsafeBufferPointer(rebasing: text[start..<end])
            switch stage {
            case .rules(let rules):
                let scanner = PieceScanner(piece, rules)
                var position = 0
                while position < piece.count {
                    position = scanner.end(of: position)
                    output.append(start + position)
                }
            case .finalSpace: splitFinalSpace(piece, start, into: &output)
            case .pattern(let expression): split(piece, start, expression, into: &output)
            }
            start = end
        }
        return output
    }

    private static func splitFinalSpace(
        _ piece: UnsafeBufferPointer<UInt8>, _ offset: Int, into output: inout [Int]
    ) {
        var end = piece.count
        while end > 0 {
            let start = UTF8Scalars.start(before: end, in: piece)
            let (scalar, _) = UTF8Scalars.decode(piece, at: start)
            guard UnicodeTables.shared.scalarClass(scalar).contains(.space) else { break }
            end = start
        }
        if end > 0, end < piece.count { output.append(offset + end) }
        output.append(offset + piece.count)
    }

    private static func split(
        _ piece: UnsafeBufferPointer<UInt8>, _ offset: Int, _ expression: RegularExpression,
        into output: inout [Int]
    ) {
        var position = 0
        var lastEnd = 0
        while position < piece.count {
            guard let end = expression.match(piece, at: position), end > position else {
                position += UTF8Scalars.length(first: piece[position])
                continue
            }
            if position > lastEnd { output.append(offset + position) }
            output.append(offset + end)
            (position, lastEnd) = (end, end)
        }
        if lastEnd < piece.count { output.append(offset + piece.count) }
    }
}
