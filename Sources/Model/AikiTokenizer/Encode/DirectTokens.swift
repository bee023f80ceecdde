import Synchronization

/// Which tokens are what their own text encodes to, so that a word that is such a token needs no
/// merging. Found out when a token is first met: for all of a vocabulary it takes a tenth of a second.
final class DirectTokens: Sendable {
    private enum Answer: UInt8 {
        case unknown
        case direct
        case merged
    }

    // Safe to share: every element is atomic; threads that meet a token at once find the same.
    nonisolated(unsafe) private let answers: UnsafeMutablePointer<Atomic<UInt8>>

    /// Nothing is known of any token yet.
    init(count: Int) {
        answers = .allocate(capacity: max(count, 1))
        for index in 0..<max(count, 1) {
            (answers + index).initialize(to: Atomic(Answer.unknown.rawValue))
        }
    }

    deinit {
        answers.deallocate()
    }

    /// Whether a token is direct, where that was found out.
    @inline(__always)
    func known(_ token: TokenID) -> Bool? {
        switch answers[Int(token)].load(ordering: .relaxed) {
        case Answer.direct.rawValue: true
        case Answer.merged.rawValue: false
        default: nil
        }
    }

    /// Keeps what was found out.
    func note(_ token: TokenID, isDirect: Bool) {
        let answer = isDirect ? Answer.direct : Answer.merged
        answers[Int(token)].store(answer.rawValue, ordering: .relaxed)
    }
}
