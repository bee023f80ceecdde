/// Tokens of one pass: documents one after another, that do not see each other.
package struct TokenBatch: Sendable, Equatable {
    /// (T) token ids.
    package var tokens: [Int32]
    /// (T) positions within each token's document.
    package var positions: [Int32]
    /// (D + 1) rows where documents begin, and T.
    package var starts: [Int32]
    /// (T) the token that is to be foretold at each row; −1 where none counts.
    package var targets: [Int32]
    /// (T) what the loss of each row counts for; nil for one.
    package var weights: [Float]?

    /// Rows whose targets count.
    package var targetCount: Int { targets.count { $0 >= 0 } }

    /// An empty batch.
    package init() {
        (tokens, positions, starts, targets) = ([], [], [0], [])
    }

    /// Adds a document, or a piece of one: each token foretells the one after it.
    ///
    /// - Parameters:
    ///   - document: the tokens, and the one that the last of them is to foretell.
    ///   - counts: whether foretelling token i counts in the loss; nil for all.
    /// - Precondition: at least two tokens.
    package mutating func append(_ document: ArraySlice<Int32>, counts: ArraySlice<Bool>? = nil) {
        precondition(document.count >= 2, "A document has a token and one to foretell")
        let rows = document.count - 1
        tokens += document.dropLast()
        positions += (0..<Int32(rows))
        for offset in 1...rows {
            let isCounted = counts.map { $0[$0.startIndex + offset] } ?? true
            targets.append(isCounted ? document[document.startIndex + offset] : -1)
        }
        starts.append(Int32(tokens.count))
    }
}
