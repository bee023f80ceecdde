import AikiTensor
import Synchronization

extension VectorState {
    /// Writes everything that is alive to a new file, in the place of this one.
    ///
    /// - Parameters:
    ///   - path: where it will stand.
    ///   - pool: the threads that lead the graph past what is dead.
    /// - Throws: ``VectorError/cannotWrite(path:detail:)``; the old file is then as it was.
    func rewrite(path: String, pool: WorkerPool) throws(VectorError) {
        let now = current
        if now.deadSlots > 0 {
            promoteTwins(now)
            heal(now, pool: pool)
        }
        var writer = try VectorFileWriter(path: path)
        do throws(VectorError) {
            let header = try write(now, with: &writer)
            try writer.finish(header)
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// Lets a living twin take the place of each dead node: their bytes are the same, so that its links
    /// are right for it.
    private func promoteTwins(_ now: Snapshot) {
        for node in 0..<now.extent.nodes where isDead(node) {
            var slot = Int(twins.base[node].load(ordering: .relaxed))
            var steps = 0
            while slot < now.extent.nodes, isDead(slot), steps < now.extent.nodes {
                slot = Int(twins.base[slot].load(ordering: .relaxed))
                steps += 1
            }
            guard slot < now.extent.nodes, !isDead(slot) else { continue }
            halves(of: node).update(from: halves(of: slot), count: shape.dimensions)
            ids.base[node] = ids.base[slot]
            if rows != nil { rows?[ids.base[slot]] = UInt32(node) }
            dead.base[node].store(0, ordering: .relaxed)
            dead.base[slot].store(1, ordering: .relaxed)
        }
    }

    private func heal(_ now: Snapshot, pool: WorkerPool) {
        let group = 256
        let graph = graph(now.extent)
        let flags = UnsafeRawPointer(dead.base).assumingMemoryBound(to: UInt8.self)
        // Safe to share: nobody writes flags while a writer is here.
        nonisolated(unsafe) let dead = flags
        pool.run(tiles: (now.extent.nodes + group - 1) / group) { tile in
            for slot in tile * group..<min((tile + 1) * group, now.extent.nodes)
            where dead[slot] == 0 {
                graph.heal(slot, dead: dead)
            }
        }
    }

    private func write(
        _ now: Snapshot, with writer: inout VectorFileWriter
    ) throws(VectorError) -> VectorHeader {
        let kept = KeptSlots(slots: now.slots) { !isDead($0) }
        for run in kept.runs { try writer.write(ids.base + run.lowerBound, count: run.count) }
        try writer.endSection()
        for run in kept.runs { try writer.write(scales.base + run.lowerBound, count: run.count) }
        try writer.endSection()
        for run in kept.runs {
            try writer.write(
                codes.base + run.lowerBound * shape.columns, count: run.count * shape.columns)
        }
        try writer.endSection()
        for run in kept.runs {
            try writer.write(halves(of: run.lowerBound), count: run.count * shape.dimensions)
        }
        try writer.endSection()
        for run in kept.runs { try writer.write(levels.base + run.lowerBound, count: run.count) }
        try writer.endSection()
        let extent = try writeGraph(now, kept, with: &writer)
        return VectorHeader(shape: shape, slots: kept.count, extent: extent, contentHash: 0)
    }

    /// Writes links with the numbers that slots will have.
    private func writeGraph(
        _ now: Snapshot, _ kept: KeptSlots, with writer: inout VectorFileWriter
    ) throws(VectorError) -> VectorGraph.Extent {
        var extent = VectorGraph.Extent()
        for run in kept.runs {
            for slot in run {
                let isNode = slot < now.extent.nodes
                var row = isNode ? UInt32(extent.upperRows) : 0
                try writer.write(&row, count: 1)
                guard isNode else { continue }
                let level = Int(levels.base[slot])
                if extent.entry == nil || level > extent.level, !isApart(slot) {
                    extent.entry = kept.newNumber(of: slot)
                    extent.level = level
                }
                extent.nodes += 1
                extent.upperRows += level
            }
        }
        try writer.endSection()
        if extent.entry == nil, let first = kept.runs.first?.lowerBound, extent.nodes > 0 {
            extent.entry = 0
            extent.level = Int(levels.base[first])
        }
        let graph = graph(now.extent)
        var row = [UInt32](repeating: VectorGraph.noNode, count: shape.degree)
        for run in kept.runs {
            for slot in run {
                fill(&row, graph, slot: slot, layer: 0, now, kept)
                try writer.write(row, count: shape.degree)
            }
        }
        try writer.endSection()
        for run in kept.runs {
            for slot in run where slot < now.extent.nodes && levels.base[slot] > 0 {
                for layer in 1...Int(levels.base[slot]) {
                    fill(&row, graph, slot: slot, layer: layer, now, kept)
                    try writer.write(row, count: shape.degree / 2)
                }
            }
        }
        try writer.endSection()
        for run in kept.runs {
            for slot in run {
                var next = nextTwin(of: slot, now, kept)
                try writer.write(&next, count: 1)
            }
        }
        try writer.endSection()
        return extent
    }

    /// Whether a slot has no links: its node is another, or it is alone.
    private func isApart(_ slot: Int) -> Bool {
        slot > 0 && links.base[slot * shape.degree] == VectorGraph.noNode
    }

    /// The new number of the next living slot in a chain of twins.
    private func nextTwin(of slot: Int, _ now: Snapshot, _ kept: KeptSlots) -> UInt32 {
        guard slot < now.extent.nodes else { return VectorGraph.noNode }
        var next = slot
        for _ in 0..<now.extent.nodes {
            next = Int(twins.base[next].load(ordering: .relaxed))
            guard next < now.extent.nodes else { return VectorGraph.noNode }
            if let number = kept.newNumber(of: next) { return UInt32(number) }
        }
        return VectorGraph.noNode
    }

    private func fill(
        _ row: inout [UInt32], _ graph: VectorGraph, slot: Int, layer: Int, _ now: Snapshot,
        _ kept: KeptSlots
    ) {
        var count = 0
        if slot < now.extent.nodes {
            graph.forLinks(of: slot, layer: layer) { other in
                guard Int(other) < now.extent.nodes, let number = kept.newNumber(of: Int(other))
                else { return }
                row[count] = UInt32(number)
                count += 1
            }
        }
        for index in count..<row.count { row[index] = VectorGraph.noNode }
    }
}
