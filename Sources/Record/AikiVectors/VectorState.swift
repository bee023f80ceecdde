import AikiTensor
import Synchronization

/// One file's vectors in memory: the part that is mapped, what the log adds, and the graph.
///
/// Searches take a ``Snapshot`` and read what it covers; one writer at a time appends behind that, links,
/// and then publishes a new one. Memory never moves, so nobody waits.
///
/// Unchecked: `snapshot` and `scratches` are locks; memory below a published count changes by
/// atomic stores alone; all else belongs to the writer, who holds the index's lock.
final class VectorState: @unchecked Sendable {
    /// What searches may read.
    struct Snapshot: Equatable {
        /// Places taken, also by what was removed.
        var slots = 0
        /// How many of them are removed or replaced.
        var deadSlots = 0
        /// The graph; its nodes are the first slots.
        var extent = VectorGraph.Extent()
    }

    let shape: VectorShape
    let file: OpenFile
    let kernels: VectorKernels
    let snapshot: Mutex<Snapshot>
    /// Slots in the mapped part.
    let mappedSlots: Int

    let ids: GrowingMemory<Int64>
    let scales: GrowingMemory<Float>
    let codes: GrowingMemory<Int8>
    let halves: GrowingMemory<UInt16>
    let levels: GrowingMemory<UInt8>
    let uppers: GrowingMemory<UInt32>
    let links: GrowingMemory<UInt32>
    let upperLinks: GrowingMemory<UInt32>
    /// Of a linked slot, the next with the same bytes: one of them alone is a node that links lead to.
    let twins: GrowingMemory<Atomic<UInt32>>
    /// 1 where a slot is removed or replaced.
    let dead: GrowingMemory<Atomic<UInt8>>

    /// Slots by id; made when a writer first needs them. The writer's.
    var rows: [Int64: UInt32]?
    /// Where the next frame of the log begins. The writer's.
    var logEnd: Int
    /// What the file was when it was last read or written.
    let seen: Mutex<OpenFile.Status?>

    private let scratches = Mutex<[GraphScratch]>([])

    /// Maps a file's first part; the log is not read yet.
    ///
    /// - Parameters:
    ///   - file: it begins with a header.
    ///   - header: that header.
    ///   - growth: slots there is room for beyond those of the file and its log.
    ///   - kernels: what computes.
    /// - Throws: ``VectorError/cannotOpen(path:detail:)``.
    init(file: OpenFile, header: VectorHeader, growth: Int, kernels: VectorKernels)
        throws(VectorError)
    {
        self.file = file
        self.kernels = kernels
        shape = header.shape
        mappedSlots = header.slots
        let logBytes = max(0, (file.status?.byteCount ?? 0) - header.logOffset)
        let capacity = min(
            header.slots + logBytes / shape.logItemBytes + growth, VectorIndex.slotsMax)
        let sections = header.sections
        func memory<Number>(
            _ section: Int, capacity: Int, of _: Number.Type
        ) throws(VectorError) -> GrowingMemory<Number> {
            try GrowingMemory(
                capacity: capacity, file: file, offset: sections[section].offset,
                count: sections[section].byteCount / MemoryLayout<Number>.stride)
        }
        ids = try memory(0, capacity: capacity, of: Int64.self)
        scales = try memory(1, capacity: capacity, of: Float.self)
        codes = try memory(2, capacity: capacity * shape.columns, of: Int8.self)
        halves = try memory(3, capacity: capacity * shape.dimensions, of: UInt16.self)
        levels = try memory(4, capacity: capacity, of: UInt8.self)
        uppers = try memory(5, capacity: capacity, of: UInt32.self)
        links = try memory(6, capacity: capacity * shape.degree, of: UInt32.self)
        upperLinks = try memory(
            7, capacity: (header.extent.upperRows + capacity / 4 + 64) * shape.degree / 2,
            of: UInt32.self)
        twins = try GrowingMemory(
            capacity: capacity, file: file, offset: sections[8].offset, count: header.slots)
        // Zeros to begin with, which are atomics that nobody has touched.
        dead = try GrowingMemory(capacity: capacity)
        logEnd = header.logOffset
        snapshot = Mutex(Snapshot(slots: header.slots, deadSlots: 0, extent: header.extent))
        seen = Mutex(nil)
    }

    /// How many slots there is room for.
    var capacity: Int { ids.capacity }

    /// Slots that came by the log.
    var loggedSlots: Int { current.slots - mappedSlots }

    var current: Snapshot { snapshot.withLock { $0 } }

    func publish(_ new: Snapshot) { snapshot.withLock { $0 = new } }

    func isDead(_ slot: Int) -> Bool { dead.base[slot].load(ordering: .relaxed) != 0 }

    func halves(of slot: Int) -> UnsafeMutablePointer<UInt16> {
        halves.base + slot * shape.dimensions
    }

    /// A view of the graph.
    func graph(_ extent: VectorGraph.Extent) -> VectorGraph {
        VectorGraph(
            VectorGraph.Memory(
                codes: codes.base, scales: scales.base, levels: levels.base, uppers: uppers.base,
                links: links.base, upperLinks: upperLinks.base),
            extent: extent, columns: shape.columns, degree: shape.degree, kernels: kernels)
    }

    /// Lends memory for a search of at most a width.
    func withScratch<Result>(width: Int, _ body: (GraphScratch) throws -> Result) rethrows -> Result
    {
        let kept = scratches.withLock { $0.popLast() }
        let scratch =
            kept.flatMap { $0.width >= width ? $0 : nil }
            ?? GraphScratch(nodes: capacity, width: max(width, VectorIndex.searchWidthMax))
        defer { scratches.withLock { $0.append(scratch) } }
        return try body(scratch)
    }
}
