import CAikiKernels

/// A graph over vectors stored as bytes, in memory that somebody else keeps; `aiki_graph.h` says how it
/// is searched and built.
///
/// Unchecked, and safe: it points at memory whose keeper outlives it; links are read and written atomically, and
/// all else is written before the count covers it.
package struct VectorGraph: @unchecked Sendable {
    /// Where the parts of a graph of N nodes begin.
    package struct Memory {
        package var codes: UnsafeMutablePointer<Int8>
        package var scales: UnsafeMutablePointer<Float>
        package var levels: UnsafeMutablePointer<UInt8>
        package var uppers: UnsafeMutablePointer<UInt32>
        package var links: UnsafeMutablePointer<UInt32>
        package var upperLinks: UnsafeMutablePointer<UInt32>

        /// - Parameters:
        ///   - codes: (N, columns).
        ///   - scales: (N).
        ///   - levels: (N), the highest layer of each.
        ///   - uppers: (N), the row of each for layer 1; those of higher layers follow.
        ///   - links: (N, degree), ended by ``VectorGraph/noNode``.
        ///   - upperLinks: (U, degree / 2), the same.
        package init(
            codes: UnsafeMutablePointer<Int8>, scales: UnsafeMutablePointer<Float>,
            levels: UnsafeMutablePointer<UInt8>, uppers: UnsafeMutablePointer<UInt32>,
            links: UnsafeMutablePointer<UInt32>, upperLinks: UnsafeMutablePointer<UInt32>
        ) {
            self.codes = codes
            self.scales = scales
            self.levels = levels
            self.uppers = uppers
            self.links = links
            self.upperLinks = upperLinks
        }
    }

    /// What changes as a graph grows.
    package struct Extent: Sendable, Equatable {
        /// Nodes that can be visited: the first so many.
        package var nodes = 0
        /// Rows of links above layer 0.
        package var upperRows = 0
        /// Where searches begin; nil in an empty graph.
        package var entry: Int?
        /// The highest layer.
        package var level = 0

        /// The extent of a graph without nodes.
        package init() {}
    }

    /// Ends the links of a node that has fewer than there is room for.
    package static let noNode = UInt32.max
    /// The most room for links of a node.
    package static let degreeMax = Int(AIKI_GRAPH_DEGREE_MAX)
    /// The most nodes that are added together.
    package static let batchMax = Int(AIKI_GRAPH_BATCH_MAX)
    /// The highest layer there can be.
    package static let levelMax = Int(AIKI_GRAPH_LEVEL_MAX)

    private let table: KernelTable
    private let graph: AikiGraph

    /// A view of a graph.
    ///
    /// - Parameters:
    ///   - memory: where it stands.
    ///   - extent: how much of it there is.
    ///   - columns: bytes of a vector.
    ///   - degree: room for links of a node on layer 0.
    ///   - kernels: whose kernels to use.
    package init(
        _ memory: Memory, extent: Extent, columns: Int, degree: Int, kernels: VectorKernels
    ) {
        precondition(columns.isMultiple(of: VectorKernels.byteColumnsStep))
        precondition(degree.isMultiple(of: 2) && degree > 0 && degree <= Self.degreeMax)
        table = kernels.table
        graph = AikiGraph(
            codes: memory.codes, scales: memory.scales, levels: memory.levels,
            uppers: memory.uppers, links: memory.links, upper_links: memory.upperLinks,
            columns: columns, degree: UInt32(degree), count: UInt32(extent.nodes),
            upper_count: UInt32(extent.upperRows),
            entry: extent.entry.map { UInt32($0) } ?? Self.noNode, level: UInt32(extent.level))
    }

    /// The nodes nearest to a vector, in ``GraphScratch/nearest``.
    ///
    /// - Parameters:
    ///   - codes: the vector's bytes.
    ///   - scale: what they are to be multiplied with.
    ///   - width: how many are looked for, at most the scratch's.
    ///   - scratch: made for at least as many nodes.
    package func search(
        _ codes: UnsafePointer<Int8>, scale: Float, width: Int, scratch: GraphScratch
    ) {
        precondition(width <= scratch.width && Int(graph.count) <= scratch.nodes)
        var graph = graph
        var memory = scratch.memory
        scratch.count = aiki_graph_search(
            table.kernels, &graph, AikiByteVector(codes: codes, scale: scale), width, &memory)
    }

    /// Writes the links of a node that comes with others: first ..< first + batch, none of which the
    /// graph leads to yet.
    ///
    /// - Returns: a node with the same bytes, if one is known; the links are then of no use.
    package func place(
        _ node: Int, first: Int, batch: Int, width: Int, scratch: GraphScratch
    ) -> UInt32 {
        precondition(batch <= Self.batchMax && width <= scratch.width)
        precondition(Int(graph.count) <= min(first, scratch.nodes))
        var graph = graph
        var memory = scratch.memory
        return aiki_graph_place(
            table.kernels, &graph, UInt32(node), UInt32(first), UInt32(batch), width, &memory)
    }

    /// Adds links from a node to others on a layer.
    package func attach(_ node: Int, layer: Int, to others: UnsafeBufferPointer<UInt32>) {
        precondition(others.count <= Self.batchMax)
        var graph = graph
        aiki_graph_attach(
            table.kernels, &graph, UInt32(node), UInt32(layer), others.baseAddress, others.count)
    }

    /// Leads a node past those that are dead, on every layer it stands on.
    package func heal(_ node: Int, dead: UnsafePointer<UInt8>) {
        var graph = graph
        for layer in 0...UInt32(graph.levels[node]) {
            aiki_graph_heal(table.kernels, &graph, UInt32(node), layer, dead)
        }
    }

    /// Calls a body with each node that a node leads to on a layer.
    package func forLinks(of node: Int, layer: Int, _ body: (_ other: UInt32) -> Void) {
        var graph = graph
        var room = 0
        guard let links = aiki_graph_links(&graph, UInt32(node), UInt32(layer), &room) else {
            return
        }
        for index in 0..<room {
            guard links[index] != Self.noNode else { return }
            body(links[index])
        }
    }

    /// The cosines of a vector and nodes that follow each other, or of some nodes.
    package func scores(
        _ codes: UnsafePointer<Int8>, scale: Float, first: Int,
        which: UnsafePointer<UInt32>?, count: Int, to scores: UnsafeMutablePointer<Float>
    ) {
        var graph = graph
        aiki_graph_scores(
            table.kernels, &graph, AikiByteVector(codes: codes, scale: scale), UInt32(first),
            which, count, scores)
    }
}
