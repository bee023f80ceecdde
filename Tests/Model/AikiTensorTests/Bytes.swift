/// Bytes that a tensor in a test can own.
final class Bytes: Sendable {
    nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        memory = .allocate(byteCount: bytes.count, alignment: 64)
        memory.copyBytes(from: bytes)
    }

    deinit {
        memory.deallocate()
    }

    var view: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }
}
