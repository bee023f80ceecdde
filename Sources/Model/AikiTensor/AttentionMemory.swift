/// Where threads leave what they found in their parts of a past; see ``AttentionMethod/few(_:)``.
///
/// It grows to what the longest past so far needed, by doubling, and belongs to one user at a time.
public final class AttentionMemory {
    private var buffer = ScratchBuffer()
    private var capacity = 0

    /// Floats at first: enough for short pasts of small models.
    private static let floatsAtFirst = 1 << 16

    /// Memory that is taken when first used.
    public init() {}

    deinit {
        buffer.free()
    }

    /// Memory of at least so many floats; contents undefined.
    func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
        while capacity < count { capacity = max(2 * capacity, Self.floatsAtFirst) }
        return buffer.floats(capacity)
    }
}
