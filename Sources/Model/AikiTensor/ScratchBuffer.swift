/// Floats of one thread that grow on demand and are kept.
struct ScratchBuffer {
    private static let alignment = 64
    private var memory: UnsafeMutableRawBufferPointer?

    /// Memory of at least so many floats, aligned to a cache line; contents undefined.
    mutating func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        if let memory, memory.count >= bytes, let base = memory.baseAddress {
            return base.assumingMemoryBound(to: Float.self)
        }
        free()
        let grown = UnsafeMutableRawBufferPointer.allocate(
            byteCount: bytes, alignment: Self.alignment)
        memory = grown
        return grown.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped
    }

    mutating func free() {
        memory?.deallocate()
        memory = nil
    }
}
