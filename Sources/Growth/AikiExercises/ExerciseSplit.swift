/// Which side of the split an exercise is on: names and values of one never stand in answers of the
/// other.
public enum ExerciseSplit: String, Sendable, CaseIterable {
    /// To learn from.
    case train
    /// To be tested with: nothing here was ever the answer in training.
    case test

    /// One word in this many is kept for the test.
    static let heldOutStride: UInt64 = 6

    /// Whether a word is kept for the test: by its spelling alone, so that it is on one side
    /// wherever it comes from.
    ///
    /// FNV-1a over the lower-case UTF-8, its high half folded in.
    static func isHeldOut(_ word: String) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word.lowercased().utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (hash ^ (hash >> 32)) % heldOutStride == 0
    }

    /// Whether a word is on this side.
    func holds(_ word: String) -> Bool { Self.isHeldOut(word) == (self == .test) }
}
