/// What stands at the beginning of a snapshot: whose state it holds, of which tokens, and checksums.
///
/// Little-endian. The header fills whole pages of 4,096 bytes and the blocks follow without gaps, each
/// as ``AikiModel/Cache/copyRows(_:to:)`` makes it, so that any beginning of the text can be taken
/// from the mapped file.
///
/// | offset | bytes | |
/// |---|---|---|
/// | 0 | 8 | the letters `AIKIPFX1` |
/// | 8 | 8 | checksum of the header's bytes from 16 on, padding and all |
/// | 16 | 8 | bytes of the header |
/// | 24 | 8 | tokens (T) |
/// | 32 | 8 | tokens of a block (B); the last may have fewer |
/// | 40 | 8 | bytes of one token's state |
/// | 48 | 8 | key of the adapters, 0 for none |
/// | 56 | 8 | when it was made, seconds since 1970 |
/// | 64 | 4 | bytes of the identity (I) |
/// | 68 | 4 | bytes of the model's name (N) |
/// | 72 | I | the identity, UTF-8: see ``SnapshotIdentity`` |
/// | | N | the name under which the model was loaded, UTF-8, for people |
/// | | 4 T | the tokens |
/// | | 8 ⌈T / B⌉ | checksum of each block |
///
/// A snapshot is valid where the first checksum holds and the file has exactly the bytes that the
/// header promises. A block is valid where its checksum holds; that is looked at each time it is used.
package struct SnapshotHeader: Sendable, Equatable {
    /// Whose state it is; equal where, and only where, the state may be used.
    package var identity: String
    /// The model's name, for people.
    package var modelName: String
    /// What besides the tokens the state depends on.
    package var adapterKey: UInt64
    /// The tokens.
    package var tokens: [Int32]
    /// Tokens of each block but the last.
    package var blockTokens: Int
    /// Bytes of one token's state.
    package var bytesPerToken: Int
    /// When it was made.
    package var createdSeconds: Int
    /// A checksum a block.
    package var blockChecksums: [UInt64]

    /// The most tokens of a snapshot.
    package static let tokensMax = 1 << 24
    /// The most bytes of identity or name.
    package static let textBytesMax = 4096
    /// The most bytes of one token's state.
    package static let bytesPerTokenMax = 1 << 28

    static let magic: UInt64 = 0x3158_4650_494B_4941
    static let pageBytes = 4096
    /// What every header has before its texts.
    static let fixedBytes = 72

    /// How many blocks there are.
    package var blockCount: Int { (tokens.count + blockTokens - 1) / blockTokens }

    /// Bytes of the whole file.
    package var fileBytes: Int { headerBytes + tokens.count * bytesPerToken }

    /// Bytes of the header, in whole pages.
    package var headerBytes: Int {
        Self.headerBytes(
            texts: identity.utf8.count + modelName.utf8.count, tokens: tokens.count,
            blocks: blockCount)
    }

    private static func headerBytes(texts: Int, tokens: Int, blocks: Int) -> Int {
        let bytes = fixedBytes + texts + tokens * 4 + blocks * 8
        return (bytes + pageBytes - 1) / pageBytes * pageBytes
    }

    /// The header as bytes.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headerBytes)
        func add<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        add(Self.magic)
        add(UInt64(0))
        for number in [headerBytes, tokens.count, blockTokens, bytesPerToken] {
            add(UInt64(number))
        }
        add(adapterKey)
        add(UInt64(max(0, createdSeconds)))
        add(UInt32(identity.utf8.count))
        add(UInt32(modelName.utf8.count))
        bytes += Array(identity.utf8) + Array(modelName.utf8)
        for token in tokens { add(token) }
        for checksum in blockChecksums { add(checksum) }
        bytes += [UInt8](repeating: 0, count: headerBytes - bytes.count)
        let checksum = bytes[16...].withUnsafeBytes { StateChecksum.of($0) }
        withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(8..<16, with: $0) }
        return bytes
    }

    /// Reads the numbers that say how long a header is.
    ///
    /// - Returns: nil where these are not the first bytes of a snapshot of so many bytes.
    static func byteCount(_ fixed: [UInt8], fileBytes: Int) -> Int? {
        guard let fields = Fields(fixed) else { return nil }
        return fields.check(fileBytes: fileBytes) ? fields.headerBytes : nil
    }

    /// Reads a whole header.
    ///
    /// - Returns: nil where it is damaged, or not that of a file of so many bytes.
    package init?(_ bytes: [UInt8], fileBytes: Int) {
        guard let fields = Fields(bytes), fields.check(fileBytes: fileBytes),
            bytes.count == fields.headerBytes,
            fields.checksum == bytes[16...].withUnsafeBytes({ StateChecksum.of($0) })
        else { return nil }
        var place = Self.fixedBytes
        func take(_ count: Int) -> ArraySlice<UInt8> {
            defer { place += count }
            return bytes[place..<place + count]
        }
        guard let identity = String(validating: take(fields.identityBytes), as: UTF8.self),
            let name = String(validating: take(fields.nameBytes), as: UTF8.self)
        else { return nil }
        self.identity = identity
        modelName = name
        adapterKey = fields.adapterKey
        createdSeconds = fields.createdSeconds
        blockTokens = fields.blockTokens
        bytesPerToken = fields.bytesPerToken
        tokens = take(fields.tokens * 4).withUnsafeBytes { raw in
            (0..<fields.tokens).map {
                Int32(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self))
            }
        }
        blockChecksums = take(fields.blocks * 8).withUnsafeBytes { raw in
            (0..<fields.blocks).map {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
            }
        }
    }

    /// Describes a snapshot.
    package init(
        identity: String, modelName: String, adapterKey: UInt64, tokens: [Int32],
        blockTokens: Int, bytesPerToken: Int, createdSeconds: Int, blockChecksums: [UInt64]
    ) {
        self.identity = identity
        self.modelName = modelName
        self.adapterKey = adapterKey
        self.tokens = tokens
        self.blockTokens = blockTokens
        self.bytesPerToken = bytesPerToken
        self.createdSeconds = createdSeconds
        self.blockChecksums = blockChecksums
    }

    /// The numbers at fixed places, each within its bounds.
    private struct Fields {
        var checksum: UInt64
        var headerBytes: Int
        var tokens: Int
        var blockTokens: Int
        var bytesPerToken: Int
        var adapterKey: UInt64
        var createdSeconds: Int
        var identityBytes: Int
        var nameBytes: Int
        var blocks: Int { (tokens + blockTokens - 1) / blockTokens }

        init?(_ bytes: [UInt8]) {
            guard bytes.count >= SnapshotHeader.fixedBytes else { return nil }
            func word(_ place: Int) -> UInt64 {
                bytes.withUnsafeBytes {
                    UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                }
            }
            func number(_ place: Int, _ limit: Int) -> Int? {
                Int(exactly: word(place)).flatMap { (1...limit).contains($0) ? $0 : nil }
            }
            guard word(0) == SnapshotHeader.magic,
                let headerBytes = number(16, 1 << 40),
                let tokens = number(24, SnapshotHeader.tokensMax),
                let blockTokens = number(32, SnapshotHeader.tokensMax),
                let bytesPerToken = number(40, SnapshotHeader.bytesPerTokenMax),
                let createdSeconds = Int(exactly: word(56))
            else { return nil }
            checksum = word(8)
            self.headerBytes = headerBytes
            self.tokens = tokens
            self.blockTokens = blockTokens
            self.bytesPerToken = bytesPerToken
            adapterKey = word(48)
            self.createdSeconds = createdSeconds
            identityBytes = Int(word(64) & 0xFFFF_FFFF)
            nameBytes = Int(word(64) >> 32)
        }

        /// Whether header and file are exactly as long as the numbers say.
        func check(fileBytes: Int) -> Bool {
            let limit = SnapshotHeader.textBytesMax
            return identityBytes <= limit && nameBytes <= limit
                && headerBytes
                    == SnapshotHeader.headerBytes(
                        texts: identityBytes + nameBytes, tokens: tokens, blocks: blocks)
                && fileBytes == headerBytes + tokens * bytesPerToken
        }
    }
}
