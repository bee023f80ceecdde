package import AikiTensor

/// How fast each pair of a head turns with the position.
///
/// Pair i of d rotated numbers turns by p · base^(−2i/d) at position p (Su 2021 §3.2.2); scaling for
/// longer contexts slows some of the pairs.
package struct RotaryEmbedding: Sendable, Equatable {
    /// Numbers of a head that turn; the rest stay.
    package let rotated: Int
    /// Which numbers form a pair.
    package let pairing: RotaryPairing
    /// Radians a position for each of rotated / 2 pairs.
    package let frequencies: [Float]
    /// The same for caches longer than ``originalContext``, where the model has two sets.
    package let longFrequencies: [Float]?
    /// Up to how many tokens ``frequencies`` apply; beyond, ``longFrequencies``.
    package let originalContext: Int
    /// What the turned numbers are multiplied by.
    package let magnitude: Float

    /// Which frequencies a cache of a capacity uses.
    package func isLong(capacity: Int) -> Bool {
        longFrequencies != nil && capacity > originalContext
    }
}
