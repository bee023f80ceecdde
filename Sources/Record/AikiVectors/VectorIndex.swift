public import AikiTensor
import Foundation
import Synchronization

/// Vectors in a file beside the store, found by a graph or, while they are few, by comparing all.
///
///     let index = try VectorIndex(path: "/…/aiki.vectors", dimensions: 384)
///     try await index.add([(id: 7, vector: vector)])
///     let hits = try await index.search(question, count: 10, allowed: nil)
///
/// Vectors are kept as bytes, which searches compare, and as 16-bit floats, from which the scores
/// of what was found are computed again. An addition is a frame of a log, on the disk before it
/// returns; from time to time the file is written anew. A crash loses nothing that was added, and what
/// was being added is cut off: ``missing(from:)`` tells. Several programs may use one file: each sees what
/// the others have added. Removing hides a vector at once; its numbers leave the disk with
/// ``compact()``, or when the file is next written anew.
///
/// - Complexity: a vector of 384 numbers takes 1.3 KiB on the disk. In memory, what searches touch is
///   what counts: 520 bytes a vector at most, and 1.3 KiB for those added since the file was written.
/// - SeeAlso: Malkov and Yashunin 2018 for the graph; `VectorFile` for the file.
public final class VectorIndex: VectorBackend {
    /// How many numbers each vector has.
    public let dimensions: Int
    /// The file.
    public let path: String
    /// Accuracy against speed and memory.
    public let options: VectorIndexOptions

    /// The most vectors of an index, removed ones not yet compacted among them.
    public static let slotsMax = 1 << 28
    /// The most nodes that a search keeps in sight; one that would need more compares all vectors.
    public static let searchWidthMax = 2_048

    private let kernels: VectorKernels
    private let pool: WorkerPool
    private let lock: OpenFile
    private let state: Mutex<VectorState>
    /// Where all writing happens, one after another; computing there blocks nobody's tasks.
    private let writer = DispatchQueue(label: "aiki.vectors")

    /// Opens an index, or makes one.
    ///
    /// - Parameters:
    ///   - path: the file; its folder must exist. `<path>.lock` stands beside it.
    ///   - dimensions: how many numbers each vector has.
    ///   - options: accuracy against speed and memory.
    ///   - pool: the threads that link vectors; as many as there are processors where nil.
    ///   - cpu: whose kernels to use.
    /// - Throws: ``VectorError``, for one of other dimensions too.
    public init(
        path: String, dimensions: Int, options: VectorIndexOptions = VectorIndexOptions(),
        pool: WorkerPool? = nil, cpu: CPUKind = .best
    ) throws {
        precondition((1...VectorShape.dimensionsMax).contains(dimensions), "\(dimensions)")
        precondition(options.degree > 0 && options.degree.isMultiple(of: 2))
        precondition(options.degree <= VectorGraph.degreeMax)
        self.path = path
        self.dimensions = dimensions
        self.options = options
        self.pool = pool ?? WorkerPool(threads: ProcessInfo.processInfo.activeProcessorCount)
        let kernels = VectorKernels(cpu: cpu)
        self.kernels = kernels
        let lock = try OpenFile(path: path + ".lock")
        self.lock = lock
        let shape = VectorShape(dimensions: dimensions, degree: options.degree)
        state = Mutex(
            try lock.whileLocked { try Self.open(path: path, shape: shape, kernels: kernels) })
    }

    /// How many vectors can be found.
    public var count: Int {
        get async throws {
            try await refresh()
            let now = state.withLock { $0 }.current
            return now.slots - now.deadSlots
        }
    }

    /// Keeps vectors; returns when they are on the disk.
    public func add(_ items: [(id: Int64, vector: [Float])]) async throws {
        let ids = items.map(\.id)
        var halves = [UInt16](repeating: 0, count: items.count * dimensions)
        for (index, item) in items.enumerated() {
            let unit = try UnitVector.of(item.vector, dimensions: dimensions, id: item.id)
            halves.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                kernels.round(unit, to: base + index * dimensions)
            }
        }
        let numbers = halves
        try await writing { [self] in
            for first in stride(from: 0, to: ids.count, by: VectorFile.frameItemsMax) {
                let end = min(first + VectorFile.frameItemsMax, ids.count)
                try addPart(
                    Array(ids[first..<end]),
                    Array(numbers[first * dimensions..<end * dimensions]), isLast: end == ids.count)
            }
        }
    }

    /// Lets vectors no longer be found.
    public func remove(_ ids: [Int64]) async throws {
        try await writing { [self] in
            let state = state.withLock { $0 }
            let rows = state.rowsByID()
            let known = Set(ids.filter { rows[$0] != nil }).sorted()
            for first in stride(from: 0, to: known.count, by: VectorFile.frameItemsMax) {
                let part = known[first..<min(first + VectorFile.frameItemsMax, known.count)]
                try state.record(
                    VectorFrame(kind: .removals, ids: Array(part)), isDurable: options.isDurable)
            }
        }
    }

    /// Writes the file anew without what was removed, and links what waits.
    public func compact() async throws {
        try await writing { [self] in
            let state = state.withLock { $0 }
            if state.current.slots >= options.graphSlotsMin {
                state.link(upTo: state.current.slots, width: options.buildWidth, pool: pool)
            }
            try rewrite()
        }
    }

    /// Which of some ids have no vector.
    public func missing(from ids: [Int64]) async throws -> [Int64] {
        try await writing { [self] in
            let rows = state.withLock { $0 }.rowsByID()
            return ids.filter { rows[$0] == nil }
        }
    }

    /// The nearest vectors.
    ///
    /// - Complexity: logarithmic in their count where there is a graph; with a filter that lets little
    ///   through, it is asked for each vector, and what is allowed is compared.
    public func search(
        _ query: [Float], count: Int, allowed: (@Sendable (Int64) -> Bool)?
    ) async throws -> [VectorHit] {
        let unit = try UnitVector.of(query, dimensions: dimensions, id: nil)
        try await refresh()
        let state = state.withLock { $0 }
        let width = options.width(nodes: state.current.slots)
        return state.search(
            VectorState.Question(unit: unit, count: count, width: width, allowed: allowed),
            pool: pool)
    }

    /// What is wrong with the file: its first part is read again and compared with its hash.
    ///
    /// - Returns: a sentence for each thing; nothing where all is well.
    public func findProblems() async throws -> [String] {
        try await writing { [self] in try state.withLock { $0 }.findProblems() }
    }
}

extension VectorIndex {
    /// Runs a body on the writer's thread, alone among all programs, on what the file is now.
    private func writing<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            writer.async { [self] in
                continuation.resume(
                    with: Swift.Result {
                        try lock.whileLocked {
                            try takeUpChanges()
                            return try body()
                        }
                    })
            }
        }
    }

    /// Takes up what other programs have written, if the file is not what it was.
    private func refresh() async throws {
        let seen = state.withLock { $0 }.seen.withLock { $0 }
        if OpenFile.status(at: path) != seen { try await writing {} }
    }

    private func takeUpChanges() throws {
        let state = state.withLock { $0 }
        let seen = state.seen.withLock { $0 }
        let now = OpenFile.status(at: path)
        if now == seen { return }
        if let now, let seen, now.node == seen.node, now.device == seen.device,
            now.byteCount > seen.byteCount
        {
            // Where it was opened when less was to be expected, it is opened again.
            if try state.replayLog() { return }
        }
        try reopen()
    }

    private func reopen() throws {
        let shape = VectorShape(dimensions: dimensions, degree: options.degree)
        let new = try Self.open(path: path, shape: shape, kernels: kernels)
        state.withLock { $0 = new }
    }

    private func addPart(_ ids: [Int64], _ halves: [UInt16], isLast: Bool) throws {
        var state = state.withLock { $0 }
        if !state.hasRoom(for: ids.count) {
            try rewrite()
            state = self.state.withLock { $0 }
        }
        guard state.hasRoom(for: ids.count) else {
            throw VectorError.full(slots: state.current.slots + ids.count, limit: Self.slotsMax)
        }
        let rows = state.rowsByID()
        let isNew = Set(ids).count == ids.count && !ids.contains { rows[$0] != nil }
        try state.record(
            VectorFrame(kind: isNew ? .additions : .replacements, ids: ids, halves: halves),
            isDurable: isLast && options.isDurable)
        try tend(state, added: ids.count)
    }

    /// Links some of what waits, and writes the file anew where the log has grown long.
    private func tend(_ state: VectorState, added: Int) throws {
        let now = state.current
        let waiting = now.slots - now.extent.nodes
        if now.slots >= options.graphSlotsMin, waiting >= options.waitingSlotsMax {
            // Some more than were added, so that what waits becomes less and nobody waits long.
            let end = min(now.slots, now.extent.nodes + max(256, 2 * added))
            state.link(upTo: end, width: options.buildWidth, pool: pool)
        }
        let isLong = state.loggedSlots >= max(2 * options.graphSlotsMin, state.mappedSlots / 8)
        if isLong || now.deadSlots > max(options.graphSlotsMin, now.slots / 4) { try rewrite() }
    }

    private func rewrite() throws {
        try state.withLock { $0 }.rewrite(path: path, pool: pool)
        try reopen()
    }

    private static func open(
        path: String, shape: VectorShape, kernels: VectorKernels
    ) throws(VectorError) -> VectorState {
        if (OpenFile.status(at: path)?.byteCount ?? 0) == 0 {
            var writer = try VectorFileWriter(path: path)
            do throws(VectorError) {
                for _ in VectorHeader(shape: shape).sections { try writer.endSection() }
                try writer.finish(VectorHeader(shape: shape))
            } catch {
                writer.abandon()
                throw error
            }
        }
        let file = try OpenFile(path: path)
        let header = try VectorHeader(reading: file)
        guard header.shape.dimensions == shape.dimensions else {
            throw .wrongDimensions(expected: header.shape.dimensions, got: shape.dimensions)
        }
        let growth = max(65_536, header.slots / 4)
        let state = try VectorState(file: file, header: header, growth: growth, kernels: kernels)
        guard try state.replayLog() else {
            throw .full(slots: state.capacity, limit: slotsMax)
        }
        return state
    }
}
