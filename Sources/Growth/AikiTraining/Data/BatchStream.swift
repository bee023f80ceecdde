import AikiBase

/// Deals documents into passes, in an order that follows from the seed alone.
///
/// Every epoch has an order of its own. Attention never crosses documents, so nothing is padded: a pass
/// is filled with pieces of documents one after another.
package struct BatchStream: Sendable {
    /// How documents become pieces.
    package enum Packing: Sendable, Equatable {
        /// Documents are cut into pieces of at most so many tokens, and where a pass is full; the token
        /// that a piece ends with begins the next. Every token but a document's first is foretold once
        /// an epoch.
        case pieces(tokensMax: Int)
        /// Documents stay whole; a step has so many of them.
        case documents(perStep: Int)
    }

    private let source: any TokenSource
    private let packing: Packing
    private let seed: UInt64
    private let shuffles: Bool
    private var order: [Int32] = []
    private var orderEpoch = -1
    /// Where the next step begins.
    package private(set) var cursor: DataCursor

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
    /// - Returns: passes that together hold the step; empty where no document has two tokens.
    package mutating func nextStep(rows: Int, passRows: Int) -> [TokenBatch] {
        switch packing {
        case .pieces(let tokensMax): cutStep(rows: rows, passRows: passRows, tokensMax)
        case .documents(let count): wholeStep(documents: count, passRows: passRows)
        }
    }

    /// The next documents, by their numbers, for whoever makes passes of them himself.
    package mutating func nextDocuments(_ count: Int) -> [Int] {
        (0..<count).compactMap { _ in
            guard let document = currentDocument() else { return nil }
            advance()
            return document
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
                guard let piece = nextPiece(rowsMax: min(room, tokensMax)) else { return [] }
                pass.append(piece.tokens[...], counts: piece.counts?[...])
                room -= piece.tokens.count - 1
            }
            passes.append(pass)
        }
        return passes
    }

    private mutating func nextPiece(rowsMax: Int) -> (tokens: [Int32], counts: [Bool]?)? {
        guard let document = currentDocument() else { return nil }
        let count = source.tokenCount(of: document)
        let end = min(count, cursor.offset + rowsMax + 1)
        let piece = source.tokens(of: document, in: cursor.offset..<end)
        cursor.offset = end - 1
        if end == count { advance() }
        return piece
    }

    private mutating func wholeStep(documents: Int, passRows: Int) -> [TokenBatch] {
        var passes: [TokenBatch] = []
        var pass = TokenBatch()
        for _ in 0..<documents {
            guard let document = currentDocument() else { break }
            let piece = source.tokens(of: document, in: 0..<source.tokenCount(of: document))
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

    /// The document at the cursor; those without anything to foretell are passed over.
    private mutating func currentDocument() -> Int? {
        var passedOver = 0
        while passedOver <= source.documentCount {
            if cursor.place >= source.documentCount {
                cursor.place = 0
                cursor.offset = 0
                cursor.epoch += 1
            }
            guard source.documentCount > 0 else { return nil }
            if orderEpoch != cursor.epoch { shuffle() }
            let document = shuffles ? Int(order[cursor.place]) : cursor.place
            if source.tokenCount(of: document) >= 2 { return document }
            passedOver += 1
            advance()
        }
        return nil
    }

    private mutating func advance() {
        cursor.place += 1
        cursor.offset = 0
    }

    private mutating func shuffle() {
        orderEpoch = cursor.epoch
        guard shuffles else { return }
        var random = SeededRandom(
            seed: seed &+ UInt64(cursor.epoch) &* 0xD134_2543_DE82_EF95)
        order = Array(0..<Int32(source.documentCount))
        // Fisher and Yates, written out: the library's order may change with its version.
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(last, Int(random.next() % UInt64(last + 1)))
        }
    }
}
