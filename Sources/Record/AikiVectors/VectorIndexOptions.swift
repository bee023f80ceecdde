import Foundation

/// What an index weighs against each other: accuracy, speed and memory.
public struct VectorIndexOptions: Sendable, Equatable {
    /// Links of a node on the lowest layer of a new index, even; half as many are chosen for a
    /// new node, and stand above. Doubling them adds 128 bytes a vector.
    public var degree = 32
    /// How many candidates the neighbours of a new vector are chosen from.
    public var buildWidth = 128
    /// How many nodes a search keeps in sight among 131,072 at most: more find more and take longer.
    /// For each doubling of the nodes a third as many are added: of the ten nearest among a million,
    /// where some of many are alike, 128 find 0.964, 200 find 0.970.
    public var searchWidth = 128
    /// From how many vectors on there is a graph; fewer are compared one by one.
    public var graphSlotsMin = 16_384
    /// How many vectors wait before they are linked into the graph; a search compares them one by one.
    public var waitingSlotsMax = 8_192
    /// Whether additions return only when they are on the disk.
    public var isDurable = true

    /// The options that were measured to serve best.
    public init() {}

    /// Up to so many nodes a search keeps ``searchWidth`` of them in sight.
    package static let widthNodes = 131_072

    /// How many nodes a search keeps in sight among so many.
    package func width(nodes: Int) -> Int {
        let doublings = log2(Double(max(nodes, Self.widthNodes)) / Double(Self.widthNodes))
        return Int((Double(searchWidth) * (1 + doublings / 3)).rounded())
    }
}
