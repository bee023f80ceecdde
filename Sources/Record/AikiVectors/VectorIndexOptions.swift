import AikiTensor

/// What an index weighs against each other: accuracy, speed and memory.
public struct VectorIndexOptions: Sendable, Equatable {
    /// Links of a node on the lowest layer of a new index, even; half as many are chosen for a
    /// new node, and stand above. Doubling them adds 128 bytes a vector.
    public var degree = 32
    /// How many candidates the neighbours of a new vector are chosen from.
    public var buildWidth = 128
    /// How many nodes a search keeps in sight: more find more and take longer. Of the ten nearest among a
    /// million, 96 find 0.960 and 128 find 0.972.
    public var searchWidth = 128
    /// From how many vectors on there is a graph; fewer are compared one by one.
    public var graphSlotsMin = 16_384
    /// How many vectors wait before they are linked into the graph; a search compares them one by one.
    public var waitingSlotsMax = 8_192
    /// Whether additions return only when they are on the disk.
    public var isDurable = true

    /// The options that were measured to serve best.
    public init() {}
}
