#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// The features that a classifier looks at, and how much each weighs.
///
/// A text becomes a sparse vector of two blocks, words and parts of words: each feature that stands in
/// the text has its inverse document frequency, and each block the length 1. That the length is taken
/// over known features only, rather than over all of a text, is worth a percent of average precision.
package struct FeatureTable: Sendable {
    /// Hashes of ``TextFeatures``, rising.
    package let hashes: [UInt32]
    /// ln((1 + texts) / (1 + texts with the feature)) + 1.
    package let weights: [Float]
    /// Open addressing: an index into ``hashes`` or −1; a power of two.
    private let slots: [Int32]

    /// Takes features as they are in a file.
    ///
    /// - Precondition: as many weights as hashes, and the hashes rise.
    package init(hashes: [UInt32], weights: [Float]) {
        precondition(hashes.count == weights.count)
        self.hashes = hashes
        self.weights = weights
        var count = 16
        while count < hashes.count * 2 { count *= 2 }
        var slots = [Int32](repeating: -1, count: count)
        for (index, hash) in hashes.enumerated() {
            precondition(index == 0 || hashes[index - 1] < hash, "the hashes rise")
            var slot = Int(hash) & (count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = Int32(index)
        }
        self.slots = slots
    }

    /// How many features there are.
    package var count: Int { hashes.count }

    /// Where a hash stands; nil for a feature that is not looked at.
    package func index(of hash: UInt32) -> Int? {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if hashes[index] == hash { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The vector of a text.
    package func vector(of features: TextFeatures) -> SparseVector {
        var vector = SparseVector()
        var squares: (words: Float, parts: Float) = (0, 0)
        for hash in features.hashes {
            guard let index = index(of: hash) else { continue }
            let weight = weights[index]
            vector.indices.append(Int32(index))
            vector.values.append(weight)
            if TextFeatures.isPart(hash) {
                squares.parts += weight * weight
            } else {
                squares.words += weight * weight
            }
        }
        let scale = (
            words: squares.words > 0 ? 1 / squares.words.squareRoot() : 0,
            parts: squares.parts > 0 ? 1 / squares.parts.squareRoot() : 0
        )
        for position in vector.indices.indices {
            let isPart = TextFeatures.isPart(hashes[Int(vector.indices[position])])
            vector.values[position] *= isPart ? scale.parts : scale.words
        }
        return vector
    }
}

/// The features of one text that are not zero.
package struct SparseVector: Sendable {
    /// Which features.
    package var indices: [Int32] = []
    /// How much of each.
    package var values: [Float] = []

    /// Puts features together.
    package init(indices: [Int32] = [], values: [Float] = []) {
        self.indices = indices
        self.values = values
    }
}
