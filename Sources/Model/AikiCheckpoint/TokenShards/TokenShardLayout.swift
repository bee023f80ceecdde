/// Where the parts of a ``TokenShard`` stand, and the checks of what a file claims.
struct TokenShardLayout {
    static let magic = Array("AIKITOKS".utf8)
    static let version: UInt32 = 1
    static let headerBytes = 64
    /// The largest vocabulary: every token fits an Int32.
    static let vocabularyMax = 1 << 31 - 1

    var bytesPerToken: Int
    var tokenCount: Int
    var documentCount: Int
    var vocabularySize: Int
    var hasLossMask: Bool

    /// The layout of a file to write: two bytes a token where the vocabulary lets it.
    init(tokens: Int, documents: Int, vocabularySize: Int, hasLossMask: Bool) {
        bytesPerToken = Self.bytesPerToken(vocabularySize: vocabularySize)
        tokenCount = tokens
        documentCount = documents
        self.vocabularySize = vocabularySize
        self.hasLossMask = hasLossMask
    }

    static func bytesPerToken(vocabularySize: Int) -> Int { vocabularySize <= 1 << 16 ? 2 : 4 }

    var startsOffset: Int { Self.headerBytes + (tokenCount * bytesPerToken + 7) / 8 * 8 }
    var maskOffset: Int { startsOffset + (documentCount + 1) * 8 }
    var fileBytes: Int { maskOffset + (hasLossMask ? (tokenCount + 63) / 64 * 8 : 0) }

    /// The first bytes of the file.
    var header: [UInt8] {
        var encoder = GGUFEncoder()
        for byte in Self.magic { encoder.put(byte) }
        encoder.put(Self.version)
        encoder.put(UInt32(bytesPerToken))
        encoder.put(UInt64(tokenCount))
        encoder.put(UInt64(documentCount))
        encoder.put(UInt32(hasLossMask ? 1 : 0))
        encoder.put(UInt32(vocabularySize))
        while encoder.bytes.count < Self.headerBytes { encoder.put(UInt8(0)) }
        return encoder.bytes
    }

    /// Reads a header and checks that the file has exactly the bytes it promises.
    init(reading source: ByteSource) throws(CheckpointError) {
        func malformed(_ offset: Int, _ reason: String) -> CheckpointError {
            .malformed(path: source.path, offset: offset, reason: reason)
        }
        let bytes = source.bytes
        guard bytes.count >= Self.headerBytes, bytes.starts(with: Self.magic) else {
            throw malformed(0, "it is no file of tokens")
        }
        func word(_ offset: Int) -> UInt32 {
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        func count(_ offset: Int) throws(CheckpointError) -> Int {
            let value = UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            guard value <= bytes.count else {
                throw malformed(offset, "it promises \(value) where it has \(bytes.count) bytes")
            }
            return Int(value)
        }
        guard word(8) == Self.version else {
            throw .unsupported(path: source.path, what: "version \(word(8)) of token files")
        }
        guard word(12) == 2 || word(12) == 4 else {
            throw malformed(12, "a token has \(word(12)) bytes, not 2 or 4")
        }
        guard word(32) <= 1, bytes[40..<Self.headerBytes].allSatisfy({ $0 == 0 }) else {
            throw malformed(32, "it has flags that are not known")
        }
        guard word(36) > 0, word(36) <= Self.vocabularyMax else {
            throw malformed(36, "a vocabulary of \(word(36))")
        }
        bytesPerToken = Int(word(12))
        tokenCount = try count(16)
        documentCount = try count(24)
        hasLossMask = word(32) == 1
        vocabularySize = Int(word(36))
        guard fileBytes == bytes.count else {
            throw malformed(
                bytes.count, "\(fileBytes) bytes were expected, there are \(bytes.count)")
        }
    }

    /// Where a document starts.
    func start(_ document: Int, _ source: ByteSource) -> Int {
        let offset = startsOffset + document * 8
        return Int(
            Int64(littleEndian: source.bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self)))
    }

    /// Checks that the documents tile the tokens.
    func checkStarts(_ source: ByteSource) throws(CheckpointError) {
        var last = 0
        for document in 0...documentCount {
            let here = start(document, source)
            let isRight = document == 0 ? here == 0 : here >= last && here <= tokenCount
            guard isRight, document < documentCount || here == tokenCount else {
                throw .malformed(
                    path: source.path, offset: startsOffset + document * 8,
                    reason: "document \(document) starts at token \(here) of \(tokenCount)")
            }
            last = here
        }
    }

    /// Checks that every token is of the vocabulary.
    func checkTokens(_ source: ByteSource) throws(CheckpointError) {
        guard let base = source.bytes.baseAddress, tokenCount > 0 else { return }
        let tokens = base + Self.headerBytes
        var largest: UInt32 = 0
        if bytesPerToken == 2 {
            let values = tokens.assumingMemoryBound(to: UInt16.self)
            var highest: UInt16 = 0
            for index in 0..<tokenCount {
                highest = max(highest, UInt16(littleEndian: values[index]))
            }
            largest = UInt32(highest)
        } else {
            let values = tokens.assumingMemoryBound(to: UInt32.self)
            for index in 0..<tokenCount {
                largest = max(largest, UInt32(littleEndian: values[index]))
            }
        }
        guard largest < UInt32(vocabularySize) else {
            throw .malformed(
                path: source.path, offset: Self.headerBytes,
                reason: "it holds token \(largest) of a vocabulary of \(vocabularySize)")
        }
    }
}
