/// Documents of tokens to learn from.
package protocol TokenSource: Sendable {
    /// How many documents there are.
    var documentCount: Int { get }
    /// Tokens of all documents.
    var tokenCount: Int { get }
    /// Tokens of one document.
    func tokenCount(of document: Int) -> Int
    /// Whether only some of a document's tokens count: it is dealt as a whole then, where it fits.
    func countsInPart(_ document: Int) -> Bool
    /// A part of a document, and which of its tokens count in the loss when they are foretold; nil
    /// for all.
    func tokens(of document: Int, in range: Range<Int>) -> (tokens: [Int32], counts: [Bool]?)
}

/// Documents in memory.
package struct MemoryTokens: TokenSource {
    private let documents: [[Int32]]
    private let counts: [[Bool]?]

    /// Keeps documents, and which of their tokens count.
    package init(_ documents: [[Int32]], counts: [[Bool]?]? = nil) {
        self.documents = documents
        self.counts = counts ?? Array(repeating: nil, count: documents.count)
        precondition(self.counts.count == documents.count)
    }

    package var documentCount: Int { documents.count }
    package var tokenCount: Int { documents.reduce(0) { $0 + $1.count } }
    package func tokenCount(of document: Int) -> Int { documents[document].count }
    package func countsInPart(_ document: Int) -> Bool {
        counts[document]?.contains(false) == true
    }

    package func tokens(
        of document: Int, in range: Range<Int>
    ) -> (tokens: [Int32], counts: [Bool]?) {
        (Array(documents[document][range]), counts[document].map { Array($0[range]) })
    }
}
