import AikiBase
import AikiTensor
import Foundation
import Synchronization

extension VectorState {
    /// Nodes that are linked together: enough to share out, few enough that those left out of each
    /// other's search do not matter; they are compared with each other one by one.
    private static let batchSlots = 256

    /// Links slots into the graph, up to one; others may search meanwhile.
    ///
    /// - Parameters:
    ///   - end: the first slot that stays unlinked.
    ///   - width: how many candidates neighbours are chosen from.
    ///   - pool: the threads that compute.
    func link(upTo end: Int, width: Int, pool: WorkerPool) {
        while true {
            let first = current.extent.nodes
            let batch = min(Self.batchSlots, end - first)
            guard batch > 0 else { return }
            linkBatch(first: first, batch: batch, width: width, pool: pool)
        }
    }

    private func linkBatch(first: Int, batch: Int, width: Int, pool: WorkerPool) {
        var extent = current.extent
        for slot in first..<first + batch { prepare(slot, &extent) }
        let before = graph(extent)
        let found = UnsafeMutablePointer<UInt32>.allocate(capacity: batch)
        defer { found.deallocate() }
        // Safe to share: each tile writes a place of its own.
        nonisolated(unsafe) let places = found
        pool.run(tiles: batch) { tile in
            places[tile] = withScratch(width: width) { scratch in
                before.place(
                    first + tile, first: first, batch: batch, width: width, scratch: scratch)
            }
        }
        join(first..<first + batch, found, extent)
        extent.nodes = first + batch
        attach(first..<first + batch, in: graph(extent), pool: pool)
        for slot in first..<first + batch
        where found[slot - first] == VectorGraph.noNode
            && (extent.entry == nil || Int(levels.base[slot]) > extent.level)
        {
            extent.entry = slot
            extent.level = Int(levels.base[slot])
        }
        snapshot.withLock { $0.extent = extent }
    }

    /// Takes slots whose bytes a node has already out of the graph, into the node's chain of twins.
    private func join(
        _ slots: Range<Int>, _ found: UnsafeMutablePointer<UInt32>, _ extent: VectorGraph.Extent
    ) {
        let above = shape.degree / 2
        for slot in slots where found[slot - slots.lowerBound] != VectorGraph.noNode {
            let index = slot - slots.lowerBound
            // That of one that came along, and has a twin itself, is its twin's.
            if found[index] >= slots.lowerBound {
                let other = found[Int(found[index]) - slots.lowerBound]
                if other != VectorGraph.noNode { found[index] = other }
            }
            (links.base + slot * shape.degree).update(
                repeating: VectorGraph.noNode, count: shape.degree)
            (upperLinks.base + Int(uppers.base[slot]) * above).update(
                repeating: VectorGraph.noNode, count: Int(levels.base[slot]) * above)
            let node = Int(found[index])
            let next = twins.base[node].load(ordering: .relaxed)
            twins.base[slot].store(next, ordering: .relaxed)
            twins.base[node].store(UInt32(slot), ordering: .releasing)
        }
        for slot in slots where found[slot - slots.lowerBound] == VectorGraph.noNode {
            redirect(links.base + slot * shape.degree, layer: 0, slots, found)
            for layer in 0..<Int(levels.base[slot]) {
                let row = upperLinks.base + (Int(uppers.base[slot]) + layer) * above
                redirect(row, layer: layer + 1, slots, found)
            }
        }
    }

    /// Lets links to slots that have left the graph lead to their twins, where these stand on the layer.
    private func redirect(
        _ row: UnsafeMutablePointer<UInt32>, layer: Int, _ slots: Range<Int>,
        _ found: UnsafeMutablePointer<UInt32>
    ) {
        let room = layer == 0 ? shape.degree : shape.degree / 2
        var kept = 0
        for index in 0..<room {
            var other = row[index]
            guard other != VectorGraph.noNode else { break }
            if slots.contains(Int(other)) {
                let twin = found[Int(other) - slots.lowerBound]
                if twin != VectorGraph.noNode { other = twin }
            }
            guard Int(levels.base[Int(other)]) >= layer else { continue }
            row[kept] = other
            kept += 1
        }
        for index in kept..<room { row[index] = VectorGraph.noNode }
    }

    /// Gives a slot its layers and empties its links.
    private func prepare(_ slot: Int, _ extent: inout VectorGraph.Extent) {
        let above = shape.degree / 2
        var level = Self.level(of: slot, base: above)
        if (extent.upperRows + level) * above > upperLinks.capacity { level = 0 }
        levels.base[slot] = UInt8(level)
        twins.base[slot].store(VectorGraph.noNode, ordering: .relaxed)
        uppers.base[slot] = UInt32(extent.upperRows)
        (links.base + slot * shape.degree).update(
            repeating: VectorGraph.noNode, count: shape.degree)
        (upperLinks.base + extent.upperRows * above).update(
            repeating: VectorGraph.noNode, count: level * above)
        extent.upperRows += level
    }

    /// The highest layer of a slot: each is reached by one in `base` of those below. The slot decides,
    /// so that a graph built again is the same.
    private static func level(of slot: Int, base: Int) -> Int {
        var random = SeededRandom(seed: UInt64(slot))
        let unit = 1 - random.nextUnit()
        return min(Int(-log(unit) / log(Double(max(base, 2)))), VectorGraph.levelMax)
    }

    /// Makes links mutual: each node that a new one chose takes up all that chose it at once, so
    /// that no two threads write the links of one node.
    private func attach(_ slots: Range<Int>, in graph: VectorGraph, pool: WorkerPool) {
        // Layer, node, new one: sorted, those of a node stand together.
        var edges: [UInt64] = []
        for slot in slots {
            for layer in 0...Int(levels.base[slot]) {
                graph.forLinks(of: slot, layer: layer) { other in
                    edges.append(UInt64(layer) << 58 | UInt64(other) << 29 | UInt64(slot))
                }
            }
        }
        edges.sort()
        var groups: [Int] = []
        for index in edges.indices where index == 0 || edges[index - 1] >> 29 != edges[index] >> 29
        {
            groups.append(index)
        }
        groups.append(edges.count)
        let others = edges.map { UInt32($0 & (1 << 29 - 1)) }
        others.withUnsafeBufferPointer { others in
            pool.run(tiles: groups.count - 1) { tile in
                let edge = edges[groups[tile]]
                let part = others[groups[tile]..<groups[tile + 1]]
                graph.attach(
                    Int(edge >> 29 & (1 << 29 - 1)), layer: Int(edge >> 58),
                    to: UnsafeBufferPointer(rebasing: part))
            }
        }
    }
}
