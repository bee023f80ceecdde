import AikiBase

/// Deals documents into passes, in an order that follows from the seed alone.
///
/// Every epoch has an order of its own. Attention never crosses documents, so nothing is padded: a pass
/// is filled with pieces of documents one after another. Long documents are mixed by sections: a step
/// that is all one book pulls the model towards that book.
package struct BatchStream: Sendable {
    /// How documents become pieces.
    package enum Packing: Sendable, Equatable {
        /// Documents are cut into sections of at most so many tokens, which are dealt one by one and
        /// cut again where a pass is full; the token that a piece ends with begins the next. Every
        /// token but a document's first is foretold once an epoch. Where only part of a document counts
        /// its sections stay whole, if a pass holds them: an answer without its question teaches to
        /// guess.
        case pieces(tokensMax: Int)
        /// Documents stay whole; a step has so many of them.
        case documents(perStep: Int)
    }

    /// A stretch of a document as it stands in a pass: its tokens, and the one that the last of them
    /// foretells.
    private struct Piece {
        let document: Int
        let tokens: Range<Int>
        /// Tokens that foretell one.
        var rows: Int { tokens.count - 1 }
    }

    /// What is dealt as one: a stretch of a document.
    private struct Section {
        let document: Int32
        /// Which stretch of the document it is.
        let number: Int32
    }

    private let source: any TokenSource
    private let packing: Packing
    private let seed: UInt64
    private let shuffles: Bool
    private var order: [Section] = []
    private var orderEpoch = -1
    /// Where the next step begins.
    package private(set) var cursor: DataCursor

    /// Whether everything has been dealt once more.
    package var isEpochDone: Bool { orderEpoch == cursor.epoch && cursor.place >= order.count }

    /// Deals from a cursor on.
    ///
    /// - Parameters:
    ///   - source: the documents, at least one of two tokens.
    ///   - packing: how documents become pieces.
    ///   - seed: of the orders.
    ///   - shuffles: false takes documents as they come, every epoch alike.
    ///   - cursor: where to go on.
    package init(
        _ source: any TokenSource, packing: Packing, seed: UInt64, shuffles: Bool = true,
        cursor: DataCursor = DataCursor()
    ) {
        self.source = source
        self.packing = packing
        self.seed = seed
        self.shuffles = shuffles
        self.cursor = cursor
    }

    /// The passes of the next step.
    ///
    /// - Parameters:
    ///   - rows: tokens of the step, where documents are cut.
    ///   - passRows: the most tokens of a pass.
    /// - Returns: passes that together hold the step, or a quarter of a pass less or a section more
    ///   where sections stay whole; empty where no document has two tokens.
    package mutating func nextStep(rows: Int, passRows: Int) -> [TokenBatch] {
        switch packing {
        case .pieces(let tokensMax):
            return cutStep(rows: rows, passRows: passRows, tokensMax).map { batch($0) }
        case .documents(let count): return wholeStep(documents: count, passRows: passRows)
        }
    }

    /// How many steps deal everything so many times, where sections that stay whole let no division
    /// tell. Nothing is read but how long documents are.
    ///
    /// - Parameters:
    ///   - epochs: above 0; of more than eight, all are taken to be like the first eight.
    ///   - rows: tokens of a step.
    ///   - passRows: the most tokens of a pass.
    /// - Returns: 0 where no document has two tokens, or documents stay whole.
    package func stepCount(epochs: Double, rows: Int, passRows: Int) -> Int {
        guard case .pieces(let tokensMax) = packing else { return 0 }
        let targets = (0..<source.documentCount).reduce(0) { sum, document in
            sum + max(0, source.tokenCount(of: document) - 1)
        }
        let epochsHere = min(epochs, Self.epochsDealt)
        let wanted = epochsHere * Double(targets)
        var stream = self
        var (steps, dealt) = (0, 0)
        while Double(dealt) < wanted {
            for pass in stream.cutStep(rows: rows, passRows: passRows, tokensMax) {
                for piece in pass { dealt += piece.rows }
            }
            steps += 1
        }
        return Int((Double(steps) * (epochs / epochsHere)).rounded(.up))
    }

    /// Epochs that are dealt to count their steps, at most.
    private static let epochsDealt = 8.0

    /// The next documents, by their numbers, for whoever makes passes of them himself.
    package mutating func nextDocuments(_ count: Int) -> [Int] {
        (0..<count).compactMap { _ in
            guard let section = currentSection() else { return nil }
            advance()
            return Int(section.document)
        }
    }

    /// The pieces of each pass of a step.
    ///
    /// What passes could not hold, since sections stay whole, goes into one more, unless that would be
    /// a small one: it takes nearly as long as a full one.
    private mutating func cutStep(rows: Int, passRows: Int, _ tokensMax: Int) -> [[Piece]] {
        let passesLeast = (rows - 1) / passRows + 1
        var passes: [[Piece]] = []
        var left = rows
        while left > 0, passes.count < passesLeast || left >= passRows / 4 {
            var pass: [Piece] = []
            var room = min(left, passRows)
            while room > 0 {
                let whole = wholeRows(atMost: passRows)
                if whole > room, !pass.isEmpty { break }
                guard let piece = nextPiece(rowsMax: min(max(room, whole), tokensMax)) else {
                    return []
                }
                pass.append(piece)
                room -= piece.rows
                left -= piece.rows
            }
            passes.append(pass)
        }
        return passes
    }

    /// The tokens of a pass.
    private func batch(_ pieces: [Piece]) -> TokenBatch {
        var pass = TokenBatch()
        for piece in pieces {
            let content = source.tokens(of: piece.document, in: piece.tokens)
            pass.append(content.tokens[...], counts: content.counts?[...])
        }
        return pass
    }

    /// The rows that the section at the cursor takes if it is not to be cut; 0 where it may be.
    private mutating func wholeRows(atMost passRows: Int) -> Int {
        guard cursor.offset == 0, let section = currentSection() else { return 0 }
        let rows = tokens(of: section).count - 1
        let isWhole = rows <= passRows && source.countsInPart(Int(section.document))
        return isWhole ? rows : 0
    }

    private mutating func nextPiece(rowsMax: Int) -> Piece? {
        guard let section = currentSection() else { return nil }
        let tokens = tokens(of: section)
        // A cursor that points past its section comes from other sections; this one begins anew.
        if cursor.offset >= tokens.count - 1 { cursor.offset = 0 }
        let start = tokens.lowerBound + cursor.offset
        let end = min(tokens.upperBound, start + rowsMax + 1)
        let piece = Piece(document: Int(section.document), tokens: start..<end)
        cursor.offset += end - 1 - start
        if end == tokens.upperBound { advance() }
        return piece
    }

    private mutating func wholeStep(documents: Int, passRows: Int) -> [TokenBatch] {
        var passes: [TokenBatch] = []
        var pass = TokenBatch()
        for _ in 0..<documents {
            guard let section = currentSection() else { break }
            let piece = source.tokens(of: Int(section.document), in: tokens(of: section))
            precondition(piece.tokens.count - 1 <= passRows, "A document is longer than a pass")
            if pass.tokens.count + piece.tokens.count - 1 > passRows {
                passes.append(pass)
                pass = TokenBatch()
            }
            pass.append(piece.tokens[...], counts: piece.counts?[...])
            advance()
        }
        if !pass.tokens.isEmpty { passes.append(pass) }
        return passes
    }

    /// The section at the cursor; nil where no document has anything to foretell.
    private mutating func currentSection() -> Section? {
        if orderEpoch != cursor.epoch { arrange() }
        if cursor.place >= order.count {
            cursor = DataCursor(epoch: cursor.epoch + 1)
            arrange()
        }
        return order.isEmpty ? nil : order[cursor.place]
    }

    private mutating func advance() {
        cursor.place += 1
        cursor.offset = 0
    }

    /// A section's tokens in its document, with the one before the first that is foretold.
    private func tokens(of section: Section) -> Range<Int> {
        let count = source.tokenCount(of: Int(section.document))
        guard case .pieces(let tokensMax) = packing else { return 0..<count }
        let start = Int(section.number) * tokensMax
        return start..<min(count, start + tokensMax + 1)
    }

    /// How many sections a document has: none where there is nothing to foretell.
    private func sectionCount(of document: Int) -> Int {
        let targets = source.tokenCount(of: document) - 1
        guard targets > 0 else { return 0 }
        guard case .pieces(let tokensMax) = packing else { return 1 }
        return (targets + tokensMax - 1) / tokensMax
    }

    /// The order of the epoch.
    private mutating func arrange() {
        orderEpoch = cursor.epoch
        // Unmixed, every epoch is alike.
        guard shuffles || order.isEmpty else { return }
        order = (0..<source.documentCount).flatMap { document in
            (0..<sectionCount(of: document)).map {
                Section(document: Int32(document), number: Int32($0))
            }
        }
        guard shuffles else { return }
        var random = SeededRandom(
            seed: seed &+ UInt64(cursor.epoch) &* 0xD134_2543_DE82_EF95)
        // Fisher and Yates, written out: the library's order may change with its version.
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(last, Int(random.next() % UInt64(last + 1)))
        }
    }
}
