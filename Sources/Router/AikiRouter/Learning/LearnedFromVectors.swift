/// What was learned from vectors of texts, and so means something for one embedding model's vectors alone.
public protocol LearnedFromVectors: Sendable {
    /// The vector that the embedder of the training gives ``SufficiencyEstimate/probeText``. Empty where no
    /// vectors were used.
    var probe: [Float] { get }
}

extension LearnedFromVectors {
    /// Whether vectors of an embedder can be used, by its vector of ``SufficiencyEstimate/probeText``: they
    /// point where those of the training do, but for rounding.
    public func understands(probe other: [Float]) -> Bool {
        guard !probe.isEmpty, probe.count == other.count else { return false }
        return zip(probe, other).reduce(0) { $0 + $1.0 * $1.1 } > 0.98
    }
}
