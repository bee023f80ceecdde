/// A file of tokens to train on, mapped into memory.
///
///     let shard = try TokenShard(path: "corpus/train-00000.tokens")
///     let range = shard[0]                                   // the first document
///     shard.copyTokens(range, into: tokens)                  // as Int32, whatever the file holds
///
/// Everything is little-endian:
///
/// | offset | bytes | |
/// |---|---|---|
/// | 0 | 8 | magic `AIKITOKS` |
/// | 8 | 4 | version, 1 |
/// | 12 | 4 | bytes a token, 2 or 4 |
/// | 16 | 8 | tokens, T |
/// | 24 | 8 | documents, D |
/// | 32 | 4 | flags; bit 0: a loss mask follows, the others zero |
/// | 36 | 4 | size of the vocabulary; every token is below it |
/// | 40 | 24 | zero |
/// | 64 | T × 2 or 4 | tokens, then zeros to a multiple of 8 |
/// | … | (D + 1) × 8 | where each document starts, counted in tokens; the first is 0, the last T |
/// | … | ⌈T / 64⌉ × 8 | with flag 0: a bit a token, lowest first; 1 counts in the loss |
///
/// A file is valid where it has exactly these bytes. Its tokens are read once when it is opened, so
/// that no token outside the vocabulary ever reaches a table of embeddings.
public final class TokenShard: Sendable {
    /// The file that was opened.
    public let path: String
    /// How many tokens there are.
    public let tokenCount: Int
    /// How many documents there are; one may be empty.
    public let documentCount: Int
    /// Every token is in 0 ..< this.
    public let vocabularySize: Int
    /// Whether some tokens do not count in the loss.
    public let hasLossMask: Bool

    private let source: ByteSource
    private let layout: TokenShardLayout

    /// Maps a file and checks it.
    ///
    /// - Throws: ``CheckpointError/unreadable(path:reason:)``,
    ///   ``CheckpointError/malformed(path:offset:reason:)``,
    ///   ``CheckpointError/unsupported(path:what:)`` for another version.
    /// - Complexity: O(tokens), at the speed of memory.
    public convenience init(path: String) throws(CheckpointError) {
        try self.init(ByteSource(path: path))
    }

    /// Reads a file that is in memory.
    package convenience init(bytes: [UInt8], name: String = "memory") throws(CheckpointError) {
        try self.init(ByteSource(bytes: bytes, name: name))
    }

    private init(_ source: ByteSource) throws(CheckpointError) {
        let layout = try TokenShardLayout(reading: source)
        try layout.checkStarts(source)
        try layout.checkTokens(source)
        self.source = source
        self.layout = layout
        path = source.path
        tokenCount = layout.tokenCount
        documentCount = layout.documentCount
        vocabularySize = layout.vocabularySize
        hasLossMask = layout.hasLossMask
    }

    /// Where a document's tokens stand.
    ///
    /// - Precondition: the document is in 0 ..< ``documentCount``.
    public subscript(document: Int) -> Range<Int> {
        precondition(document >= 0 && document < documentCount, "no such document")
        return layout.start(document, source)..<layout.start(document + 1, source)
    }

    /// Copies tokens.
    ///
    /// - Parameters:
    ///   - range: which; they may reach over the borders of documents.
    ///   - destination: room for as many.
    /// - Precondition: the range lies in 0 ..< ``tokenCount``.
    public func copyTokens(_ range: Range<Int>, into destination: UnsafeMutablePointer<Int32>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= tokenCount, "no such tokens")
        let base = source.bytes.baseAddress.map { $0 + TokenShardLayout.headerBytes }
        guard let base, !range.isEmpty else { return }
        if layout.bytesPerToken == 2 {
            let tokens = base.assumingMemoryBound(to: UInt16.self) + range.lowerBound
            for index in 0..<range.count {
                destination[index] = Int32(UInt16(littleEndian: tokens[index]))
            }
        } else {
            let tokens = base.assumingMemoryBound(to: Int32.self) + range.lowerBound
            for index in 0..<range.count {
                destination[index] = Int32(littleEndian: tokens[index])
            }
        }
    }

    /// Tokens as an array.
    ///
    /// - Precondition: the range lies in 0 ..< ``tokenCount``.
    public func tokens(_ range: Range<Int>) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: range.count) { buffer, count in
            if let base = buffer.baseAddress { copyTokens(range, into: base) }
            count = range.count
        }
    }

    /// Whether a token counts in the loss, as a target; all do where there is no mask.
    ///
    /// - Precondition: the index is in 0 ..< ``tokenCount``.
    public func countsInLoss(_ index: Int) -> Bool {
        precondition(index >= 0 && index < tokenCount, "no such token")
        guard hasLossMask else { return true }
        return source.bytes[layout.maskOffset + index / 8] >> (index % 8) & 1 == 1
    }

    /// Whether every token of a range counts in the loss, as a target.
    ///
    /// - Precondition: the range lies in 0 ..< ``tokenCount``.
    /// - Complexity: O(tokens / 8), up to the first that does not count.
    public func allCountInLoss(_ range: Range<Int>) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= tokenCount, "no such tokens")
        guard hasLossMask else { return true }
        var index = range.lowerBound
        while index < range.upperBound {
            if index % 8 == 0, index + 8 <= range.upperBound {
                guard source.bytes[layout.maskOffset + index / 8] == 0xFF else { return false }
                index += 8
            } else {
                guard countsInLoss(index) else { return false }
                index += 1
            }
        }
        return true
    }
}
