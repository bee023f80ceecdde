import CAikiKernels

/// What one thread needs to search a ``VectorGraph``; of use to one search at a time.
///
/// Unchecked: its owner gives it to one thread at a time.
package final class GraphScratch: @unchecked Sendable {
    /// The most nodes of a graph.
    package let nodes: Int
    /// The widest search.
    package let width: Int
    /// How many nodes the last search found.
    package internal(set) var count = 0

    let memory: AikiGraphScratch

    /// Takes memory: a bit a node, and some hundred KiB.
    package init(nodes: Int, width: Int) {
        self.nodes = nodes
        self.width = width
        let words = nodes / 64 + 1
        let visited = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
        visited.initialize(repeating: 0, count: words)
        memory = AikiGraphScratch(
            beam: .allocate(capacity: width + VectorGraph.batchMax + 2), visited: visited,
            seen: .allocate(capacity: Int(AIKI_GRAPH_SEEN)))
    }

    deinit {
        memory.beam.deallocate()
        memory.visited.deallocate()
        memory.seen.deallocate()
    }

    /// A node that the last search found, nearest first, and its cosine as computed with bytes.
    package func nearest(_ place: Int) -> (node: Int, score: Float) {
        precondition(place < count)
        return (Int(memory.beam[place].node), memory.beam[place].score)
    }
}
