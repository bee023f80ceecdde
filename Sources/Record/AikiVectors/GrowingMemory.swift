#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Room for numbers of one kind, the first of which may be those of a part of a file.
///
/// Addresses are reserved once, for as many numbers as there may ever be, so that nothing moves while
/// it grows; memory is taken when it is first written. What is written over the file's part
/// stays in memory and never reaches the file.
///
/// Unchecked, and safe: the address and the capacity never change; who may write what when is its owner's rule.
final class GrowingMemory<Number: ~Copyable>: @unchecked Sendable {
    /// Where it begins.
    let base: UnsafeMutablePointer<Number>
    /// How many numbers there is room for.
    let capacity: Int

    private let byteCount: Int

    /// Reserves room.
    ///
    /// - Parameters:
    ///   - capacity: in numbers.
    ///   - file: what holds the first numbers.
    ///   - offset: where they stand in it, in bytes; a multiple of the page size.
    ///   - count: how many numbers the file has.
    /// - Throws: ``VectorError/cannotOpen(path:detail:)``.
    init(
        capacity: Int, file: OpenFile? = nil, offset: Int = 0, count: Int = 0
    ) throws(VectorError) {
        precondition(count <= capacity)
        let page = Int(getpagesize())
        let wanted = max(capacity, 1) * MemoryLayout<Number>.stride
        byteCount = (wanted + page - 1) / page * page
        let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
        let mapping = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0)
        guard let mapping, mapping != MAP_FAILED else {
            throw .cannotOpen(path: file?.path ?? "", detail: SystemText.lastError)
        }
        base = mapping.bindMemory(to: Number.self, capacity: max(capacity, 1))
        self.capacity = capacity
        guard let file, count > 0 else { return }
        let bytes = count * MemoryLayout<Number>.stride
        let placed = mmap(
            mapping, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file.descriptor,
            off_t(offset))
        guard placed != MAP_FAILED else {
            throw .cannotOpen(path: file.path, detail: SystemText.lastError)
        }
    }

    deinit {
        munmap(base, byteCount)
    }
}
