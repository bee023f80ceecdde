/// A low-rank adapter that an answer is written with, and how strongly it counts.
public struct AdapterChoice: Sendable, Equatable {
    /// The adapter's name.
    public var name: String
    /// What its own scale is multiplied by; 1 is as it was trained, 0 leaves it out.
    public var scale: Double

    /// Names an adapter.
    public init(name: String, scale: Double = 1) {
        self.name = name
        self.scale = scale
    }
}
