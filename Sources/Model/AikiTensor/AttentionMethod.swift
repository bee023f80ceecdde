/// Which kernels compute attention.
///
/// A token's bits are certain only within a method, so a caller chooses by what the token is, not by
/// how many come at once.
public enum AttentionMethod {
    /// Many tokens: products in f32.
    case exact
    /// Many tokens: products of numbers rounded to BF16, summed in f32, where the machine is faster
    /// at them; else as ``exact``.
    case fast
    /// Few tokens and a past that is shared out among the threads: products in f32. The memory holds
    /// what the threads found.
    case few(AttentionMemory)

    var isFast: Bool {
        if case .fast = self { true } else { false }
    }
}
