/// Bytes on the heap that stay where they are; stands in for a mapped file.
///
/// `@unchecked Sendable`: the bytes are written before `init` returns and never again.
final class HeapBytes: @unchecked Sendable {
    private let storage: UnsafeMutableRawBufferPointer

    /// Copies bytes to a place aligned to 64.
    init(_ bytes: [UInt8]) {
        storage = .allocate(byteCount: bytes.count, alignment: 64)
        storage.copyBytes(from: bytes)
    }

    deinit { storage.deallocate() }

    /// What was copied.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(storage) }
}
