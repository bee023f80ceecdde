/// The adapters that a sequence is computed with, each with its strength; what they add is summed.
///
/// What a cache holds depends on them: ``identity`` goes wherever a cache is kept or compared.
public final class AdapterSet: Sendable {
    /// One adapter and how strongly it counts.
    public struct Use: Sendable {
        /// The adapter.
        public let adapter: Adapter
        /// What its own scale is multiplied by.
        public let scale: Float
    }

    /// The adapters, each once, none with a strength of zero, in an order that does not depend on
    /// how they were named.
    public let uses: [Use]
    /// Tells sets apart by adapters and strengths; never 0, which stands for no adapters.
    public let identity: UInt64
    /// The largest rank of them.
    let rank: Int
    /// The model that all of them are bound to.
    let modelFingerprint: UInt64

    /// Puts adapters together.
    ///
    /// - Parameter uses: adapters and strengths; strengths of the same adapter are summed.
    /// It is nil where nothing is left to add.
    ///
    /// - Precondition: all are bound to one model, and the strengths are finite.
    public init?(_ uses: [(adapter: Adapter, scale: Float)]) {
        var merged: [Use] = []
        for (adapter, scale) in uses {
            precondition(scale.isFinite, "A strength of \(scale)")
            precondition(
                adapter.modelFingerprint == uses[0].adapter.modelFingerprint,
                "The adapters are of different models")
            if let index = merged.firstIndex(where: {
                $0.adapter.fingerprint == adapter.fingerprint
            }) {
                merged[index] = Use(adapter: adapter, scale: merged[index].scale + scale)
            } else {
                merged.append(Use(adapter: adapter, scale: scale))
            }
        }
        merged.removeAll { $0.scale == 0 }
        merged.sort { $0.adapter.fingerprint < $1.adapter.fingerprint }
        guard let first = merged.first else { return nil }
        var mixer = ByteMixer()
        for use in merged {
            mixer.add(Array("\(use.adapter.fingerprint) \(use.scale.bitPattern)".utf8))
        }
        self.uses = merged
        identity = max(mixer.value, 1)
        rank = merged.reduce(0) { max($0, $1.adapter.rank) }
        modelFingerprint = first.adapter.modelFingerprint
    }
}
