/// Bytes that a tensor owns, aligned to a cache line.
final class TensorStorage: Sendable {
    static let alignment = 64
    // Safe to share: written once by the initialiser, before anyone else holds the object.
    nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        bytes = .allocate(byteCount: byteCount, alignment: Self.alignment)
    }

    deinit {
        bytes.deallocate()
    }
}
