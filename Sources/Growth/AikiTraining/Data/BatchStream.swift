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
        /// token but a document's first is foretold once an epoch. Where only part of a section counts
        /// it stays whole, if a pass holds it: an answer without its question teaches to guess.
        case pieces(tokensMax: Int)
        /// Documents stay whole; a step has so many of them.
        case documents(perStep: Int)
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
    /// - Returns: passes that together hold the step, or a little less or more where sections stay
    ///   whole; empty where no document has two tokens.
    package mutating func nextStep(rows: Int, passRows: Int) -> [TokenBatch] {
        switch packing {
        case .pieces(let tokensMax): cutStep(rows: rows, passRows: passRows, tokensMax)
        case .documents(let count): wholeStep(documents: count, passRows: passRows)
        }
    }

    /// The next documents, by their numbers, for whoever makes passes of them himself.
    package mutating func nextDocuments(_ count: Int) -> [Int] {
        (0..<count).compactMap { _ in
            guard let section = currentSection() else { return nil }
            advance()
            return Int(section.document)
        }
    }

    private mutating func cutStep(rows: Int, passRows: Int, _ tokensMax: Int) -> [TokenBatch] {
        var passes: [TokenBatch] = []
        var left = rows
        while left > 0 {
            var pass = TokenBatch()
            var room = min(left, passRows)
            left -= room
            while room > 0 {
                let whole = wholeRows(atMost: passRows)
                if whole > room, !pass.tokens.isEmpty { break }
                guard let piece = nextPiece(rowsMax: min(max(room, whole), tokensMax)) else {
                    return []
                }
                pass.append(piece.tokens[...], counts: piece.counts?[...])
                room -= piece.tokens.count - 1
            }
            passes.append(pass)
        }
        return passes
    }

    /// The rows that the section at the cursor takes if it is not to be cut; 0 where it may be.
    private mutating func wholeRows(atMost passRows: Int) -> Int {
        guard cursor.offset == 0, let section = currentSection() else { return 0 }
        let tokens = tokens(of: section)
        guard tokens.count - 1 <= passRows,
            source.tokens(of: Int(section.document), in: tokens).counts?.contains(false) == true
        else { return 0 }
        return tokens.count - 1
    }

    private mutating func nextPiece(rowsMax: Int) -> (tokens: [Int32], counts: [Bool]?)? {
        guard let section = currentSection() else { return nil }
        let tokens = tokens(of: section)
        // A cursor that points past its section comes from other sections; this one begins anew.
        if cursor.offset >= tokens.count - 1 { cursor.offset = 0 }
        let start = tokens.lowerBound + cursor.offset
        let end = min(tokens.upperBound, start + rowsMax + 1)
        let piece = source.tokens(of: Int(section.document), in: start..<end)
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
