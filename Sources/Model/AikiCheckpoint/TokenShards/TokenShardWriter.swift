/// Writes a ``TokenShard``, a document at a time.
///
///     var writer = try TokenShardWriter(path: path, vocabularySize: 8192, hasLossMask: false)
///     try writer.append(document: tokens, lossMask: nil)
///     try writer.finish()
///
/// The file appears under its name when it is whole; a writer that is dropped before ``finish()``
/// leaves nothing behind. Memory: a buffer of 1 MiB, eight bytes a document and, with a mask, a bit
/// a token.
public struct TokenShardWriter: ~Copyable {
    /// Tokens written so far.
    public private(set) var tokenCount = 0
    /// Documents written so far.
    public var documentCount: Int { starts.count - 1 }

    private let sink: FileSink
    private let vocabularySize: Int
    private let hasLossMask: Bool
    private var starts: [UInt64] = [0]
    private var mask: [UInt8] = []
    private var isFinished = false

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: the file to make, or to replace.
    ///   - vocabularySize: every token is below it; up to 65,536 a token takes two bytes, else four.
    ///   - hasLossMask: whether documents come with a mask.
    /// - Throws: ``CheckpointError/unwritable(path:reason:)``.
    public init(path: String, vocabularySize: Int, hasLossMask: Bool) throws(CheckpointError) {
        precondition(vocabularySize > 0 && vocabularySize <= TokenShardLayout.vocabularyMax)
        let sink = try FileSink(path: path)
        try sink.write([UInt8](repeating: 0, count: TokenShardLayout.headerBytes))
        self.sink = sink
        self.vocabularySize = vocabularySize
        self.hasLossMask = hasLossMask
    }

    /// Adds a document.
    ///
    /// - Parameters:
    ///   - document: its tokens, with those that begin and end it.
    ///   - lossMask: which of them count in the loss as targets; nil: all.
    /// - Throws: ``CheckpointError/unwritable(path:reason:)``.
    /// - Precondition: every token is of the vocabulary; a mask has one element a token, and there is
    ///   none in a file without masks.
    public mutating func append(document: [Int32], lossMask: [Bool]?) throws(CheckpointError) {
        precondition(!isFinished, "the file is whole")
        precondition(lossMask == nil || hasLossMask, "the file has no mask")
        precondition(lossMask == nil || lossMask?.count == document.count, "one a token")
        try sink.write(encode(document))
        if hasLossMask { appendMask(lossMask, count: document.count) }
        tokenCount += document.count
        starts.append(UInt64(tokenCount))
    }

    /// Writes what follows the tokens and gives the file its name.
    public mutating func finish() throws(CheckpointError) {
        precondition(!isFinished, "the file is whole")
        let layout = TokenShardLayout(
            tokens: tokenCount, documents: documentCount, vocabularySize: vocabularySize,
            hasLossMask: hasLossMask)
        try sink.pad(to: 8)
        var encoder = GGUFEncoder()
        for start in starts { encoder.put(start) }
        try sink.write(encoder.bytes)
        if hasLossMask {
            try sink.write(mask)
            try sink.pad(to: 8)
        }
        precondition(sink.byteCount == layout.fileBytes, "the file is as the format has it")
        try sink.overwriteStart(with: layout.header)
        try sink.publish()
        isFinished = true
    }

    private func encode(_ document: [Int32]) -> [UInt8] {
        let limit = UInt32(vocabularySize)
        let width = TokenShardLayout.bytesPerToken(vocabularySize: vocabularySize)
        return [UInt8](unsafeUninitializedCapacity: document.count * width) { buffer, count in
            for (index, token) in document.enumerated() {
                let value = UInt32(bitPattern: token)
                precondition(value < limit, "every token is of the vocabulary")
                buffer[index * width] = UInt8(truncatingIfNeeded: value)
                buffer[index * width + 1] = UInt8(truncatingIfNeeded: value >> 8)
                if width == 4 {
                    buffer[index * width + 2] = UInt8(truncatingIfNeeded: value >> 16)
                    buffer[index * width + 3] = UInt8(truncatingIfNeeded: value >> 24)
                }
            }
            count = document.count * width
        }
    }

    private mutating func appendMask(_ lossMask: [Bool]?, count: Int) {
        for index in 0..<count {
            let bit = tokenCount + index
            if bit % 8 == 0 { mask.append(0) }
            if lossMask?[index] ?? true { mask[bit / 8] |= 1 << (bit % 8) }
        }
    }
}
