#if canImport(Glibc)
    import Glibc
#endif

/// Bytes that a tensor owns, aligned to a cache line.
final class TensorStorage: Sendable {
    static let alignment = 64
    /// Large pages where the system has them are of this size.
    static let largePageBytes = 2 << 20
    // Safe to share: written once by the initialiser, before anyone else holds the object.
    nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer

    /// - Parameters:
    ///   - byteCount: Bytes, of no value.
    ///   - inLargePages: Asks the system for large pages, which it has sooner and finds sooner.
    init(byteCount: Int, inLargePages: Bool = false) {
        let isLarge = inLargePages && byteCount >= Self.largePageBytes
        bytes = .allocate(
            byteCount: byteCount, alignment: isLarge ? Self.largePageBytes : Self.alignment)
        #if os(Linux)
            // Only a wish.
            if isLarge { _ = madvise(bytes.baseAddress, byteCount, MADV_HUGEPAGE) }
        #endif
    }

    deinit {
        bytes.deallocate()
    }
}
