import Dispatch
import Synchronization

/// Counts the pieces of texts on several threads.
///
/// Texts go by turns to a fixed number of tables, whatever the threads, so that what is found never
/// depends on them, not even where a limit on memory makes tables forget their rarest pieces.
final class PieceCounter {
    /// How many tables there are.
    static let tablesCount = 8
    /// Bytes of text that a table is given at a time.
    static let batchBytes = 1 << 20
    /// Longer pieces are counted in parts of this many bytes, so that none costs without bound.
    static let pieceBytesMax = 4 << 10

    private let recipe: TokenizerRecipe
    private let preTokenizer: PreTokenizer
    private let special: SpecialTokenMatcher
    private let tables = (0..<tablesCount).map { _ in PieceTable() }
    private var batches: [[PaddedText]] = []
    private var lastBatchBytes = 0
    /// What limits left out so far.
    private(set) var omissions = TrainingReport.Omissions()
    /// Bytes of text that were given.
    private(set) var textBytes = 0

    /// - Parameters:
    ///   - recipe: what to train, and on how many threads.
    ///   - preTokenizer: how text is cut.
    init(_ recipe: TokenizerRecipe, preTokenizer: PreTokenizer) {
        self.recipe = recipe
        self.preTokenizer = preTokenizer
        special = SpecialTokenMatcher(
            recipe.specialTokens.enumerated().map { (Array($1.utf8)[...], TokenID($0)) },
            strips: [:])
    }

    /// Counts a text, which ends a piece at both ends.
    func add(_ text: PaddedText) {
        guard text.count > 0 else { return }
        textBytes += text.count
        if batches.isEmpty || lastBatchBytes + text.count > Self.batchBytes {
            if batches.count == Self.tablesCount { flush() }
            batches.append([])
            lastBatchBytes = 0
        }
        batches[batches.count - 1].append(text)
        lastBatchBytes += text.count
    }

    /// Counts what was given and not yet counted.
    private func flush() {
        let (batches, tables) = (batches, tables)
        // Safe to share: a table is taken by one thread, which found its number in the counter.
        nonisolated(unsafe) let (shared, counter) = (tables, self)
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: recipe.threads) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < batches.count else { return }
                for text in batches[index] { counter.count(text, shared[index]) }
            }
        }
        self.batches = []
        let limit = recipe.memoryBytesMax / 2 / Self.tablesCount
        for table in tables where table.bytes > limit {
            let gone = table.forgetRare()
            omissions.rarePieces += gone.pieces
            omissions.rareOccurrences += Int(clamping: gone.occurrences)
        }
    }

    private func count(_ text: PaddedText, _ table: PieceTable) {
        text.withText { bytes in
            special.forEachPart(bytes) { fragment in
                if recipe.composes, let composed = Normalization.composed(fragment) {
                    PaddedText(composed).withText { count(fragment: $0, table) }
                } else {
                    count(fragment: fragment, table)
                }
            } token: { _ in
            }
        }
    }

    private func count(fragment: UnsafeBufferPointer<UInt8>, _ table: PieceTable) {
        preTokenizer.forEachPiece(fragment) { range in
            var start = range.lowerBound
            while range.upperBound - start > Self.pieceBytesMax {
                let end = start + Self.pieceBytesMax
                table.add(UnsafeBufferPointer(rebasing: fragment[start..<end]))
                start = end
            }
            table.add(UnsafeBufferPointer(rebasing: fragment[start..<range.upperBound]))
        }
    }

    /// All counts in one table.
    func finish() -> PieceTable {
        flush()
        let all = tables[0]
        for table in tables.dropFirst() { all.add(contentsOf: table) }
        return all
    }
}
