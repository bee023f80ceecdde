import Synchronization

/// How many requests generate at a time.
final class GenerationSlots: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// How many are taken.
    var count: Int { taken.withLock { $0 } }

    /// Takes a slot; whoever takes one gives it back.
    func take() throws(APIError) {
        let count = taken.withLock { taken -> Int? in
            guard taken < limit else { return taken }
            taken += 1
            return nil
        }
        guard let count else { return }
        throw APIError(
            status: 429, type: "rate_limit_error", code: "rate_limit_exceeded",
            message: "\(count) requests are being answered and the limit is \(limit).",
            retryAfterSeconds: 1)
    }

    /// Gives a slot back.
    func giveBack() {
        taken.withLock { $0 -= 1 }
    }
}
