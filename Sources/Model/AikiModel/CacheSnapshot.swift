/// A cache's tokens as bytes, to be kept in memory or in a file.
///
/// Little-endian header of 64 bytes, then for each layer the keys and then the values:
///
/// | offset | bytes | |
/// |---|---|---|
/// | 0 | 8 | the letters `AIKIKV01` |
/// | 8 | 8 | the model's fingerprint |
/// | 16 | 4 | GGML number of the cache's type |
/// | 20 | 4 | 1 where rotation was for long contexts, else 0 |
/// | 24 | 8 | tokens |
/// | 32 | 8 | bytes a token |
/// | 40 | 8 | layers |
/// | 48 | 8 | checksum of what follows the header |
/// | 56 | 8 | zero |
public struct CacheSnapshot: Sendable, Equatable {
    /// Header and payload.
    public let bytes: [UInt8]

    static let magic: UInt64 = 0x3130_564B_494B_4941
    static let headerBytes = 64

    /// Bytes that ``Cache/restore(_:)`` will check.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
