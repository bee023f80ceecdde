package import AikiDialogue

/// Lets the turns of one conversation run one after the other, and knows when all have ended.
///
/// A question that comes while the answer before it is still being recorded, as after Ctrl-C, waits
/// for it, so that its history is whole.
package actor TurnGate {
    /// The most turns that wait for one conversation.
    package static let waitingMax = 16

    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]
    private var running: Set<String> = []
    private var drainers: [CheckedContinuation<Void, Never>] = []

    /// Opens a gate.
    package init() {}

    /// How many wait for a key.
    package func waitingCount(_ key: String) -> Int { waiting[key]?.count ?? 0 }

    /// Waits until nothing else runs under a key, then holds it.
    package func enter(_ key: String) async throws(ModelRequestError) {
        guard running.contains(key) else {
            running.insert(key)
            return
        }
        let queued = waiting[key]?.count ?? 0
        guard queued < Self.waitingMax else {
            throw .busy(queued: queued, limit: Self.waitingMax, retryAfter: .seconds(1))
        }
        // Whoever leaves hands the key on, so it is held when this resumes.
        await withCheckedContinuation { waiting[key, default: []].append($0) }
    }

    /// Lets the next one go on.
    package func leave(_ key: String) {
        if var queue = waiting[key], !queue.isEmpty {
            let next = queue.removeFirst()
            waiting[key] = queue.isEmpty ? nil : queue
            next.resume()
            return
        }
        running.remove(key)
        guard running.isEmpty else { return }
        for drainer in drainers { drainer.resume() }
        drainers = []
    }

    /// Waits until nothing runs.
    package func drain() async {
        guard !running.isEmpty else { return }
        await withCheckedContinuation { drainers.append($0) }
    }
}
