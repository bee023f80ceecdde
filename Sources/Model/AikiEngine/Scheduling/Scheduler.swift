package import AikiDialogue

/// Decides what the engine computes next: which request gets which slot, which tokens each step runs.
///
/// A pure value: events in (a request came, a token was chosen, a reader is slow), decisions out; it
/// touches no model, clock or thread. A slot is one cache; it remembers the tokens whose state it
/// holds after its request has ended, so that the next turn of the same conversation computes only
/// what is new.
///
///     waiting ──admitNext──▶ running ──finish──▶ slot idle, its tokens kept
///        └──────withdraw──────┴─────────────────▶ gone
package struct Scheduler {
    /// Names a request.
    package typealias RequestID = UInt64
    /// Names whoever sent a request.
    package typealias ClientID = Int

    /// How much is done at once.
    package struct Limits: Sendable, Equatable {
        /// Requests that run at once.
        package var slots: Int
        /// Requests that may wait for a slot.
        package var queuedRequestsMax: Int
        /// Prompt tokens of one step.
        package var prefillChunkTokens: Int
        /// Tokens one slot's cache holds.
        package var slotTokensMax: Int

        /// Describes limits.
        package init(
            slots: Int, queuedRequestsMax: Int, prefillChunkTokens: Int, slotTokensMax: Int
        ) {
            self.slots = slots
            self.queuedRequestsMax = queuedRequestsMax
            self.prefillChunkTokens = prefillChunkTokens
            self.slotTokensMax = slotTokensMax
        }

        /// Requests of one client that may wait: a part, so that others find a place.
        package var queuedOfClientMax: Int { (3 * queuedRequestsMax + 3) / 4 }
    }

    /// One cache and who uses it.
    package struct Slot: Equatable {
        /// Prompt and answer of the request that runs here, or of the last that did.
        package internal(set) var tokens: [Int32] = []
        /// How many of the tokens are the request's prompt.
        package internal(set) var promptCount = 0
        /// How many of the tokens the cache holds.
        package internal(set) var computed = 0
        /// What besides the tokens the cache's state depends on.
        package internal(set) var adapterKey: UInt64 = 0
        /// The request that runs here.
        package internal(set) var request: RequestID?
        /// Who sent it.
        package internal(set) var client: ClientID = 0
        /// Whether the request's reader is behind.
        package internal(set) var isPaused = false
        /// When the slot was last given out or given back, in events.
        package internal(set) var lastUsed: UInt64 = 0

        /// Tokens that are not in the cache yet.
        package var pending: Int { tokens.count - computed }
    }

    private struct Waiting {
        var id: RequestID
        var client: ClientID
        var prompt: [Int32]
        var adapterKey: UInt64
        /// Requests that came later and were preferred.
        var passedOver = 0
    }

    /// What an admission overwrites.
    package struct Displaced: Equatable {
        /// The slot.
        package var slot: Int
        /// The tokens whose state its cache still holds.
        package var tokens: [Int32]
        /// How many of them the admission goes on with.
        package var keptTokens: Int
        /// What besides the tokens the state depends on.
        package var adapterKey: UInt64
    }

    /// While answers are being written, prompts get this part of the usual tokens of a step until it
    /// is known how long a token of a prompt takes.
    package static let sharedPrefillDivisor = 4
    /// How often the oldest request gives way to those of other clients.
    package static let passedOverMax = 16
    /// A common prefix shorter than this is not worth a thought: nearly all prompts begin alike.
    package static let prefixTokensMin = 16

    /// How much is done at once.
    package let limits: Limits
    /// Every slot.
    package internal(set) var slots: [Slot]
    /// What the last admission overwrites; nil where the slot was empty.
    package internal(set) var displaced: Displaced?
    /// Prompt tokens of a step that goes on with answers too: few enough that no answer waits long
    /// for someone else's prompt.
    package var sharedPrefillTokens: Int
    private var queue: [Waiting] = []
    /// When each client was last given a slot; only those that have requests here.
    private var served: [ClientID: UInt64] = [:]
    private var clock: UInt64 = 0

    /// Starts with empty slots.
    package init(limits: Limits) {
        precondition(limits.slots > 0 && limits.prefillChunkTokens > 0, "\(limits)")
        self.limits = limits
        sharedPrefillTokens = max(1, limits.prefillChunkTokens / Self.sharedPrefillDivisor)
        slots = [Slot](repeating: Slot(), count: limits.slots)
    }

    /// How many requests wait.
    package var queuedCount: Int { queue.count }

    /// Requests that wait, the next one first.
    package var queuedRequests: [RequestID] { queue.map(\.id) }

    /// How many requests run.
    package var runningCount: Int { slots.count { $0.request != nil } }

    /// A request comes in.
    ///
    /// - Parameters:
    ///   - id: a name that no other request has.
    ///   - client: who sent it.
    ///   - prompt: its tokens, at least one.
    ///   - adapterKey: what besides the tokens their state depends on.
    ///   - retryAfter: when to come again if the queue is full.
    /// - Throws: ``ModelRequestError/busy(queued:limit:retryAfter:)`` where no slot is free and the
    ///   queue, or the client's part of it, is full.
    package mutating func submit(
        _ id: RequestID, client: ClientID = 0, prompt: [Int32], adapterKey: UInt64 = 0,
        retryAfter: Duration
    ) throws(ModelRequestError) {
        precondition(!prompt.isEmpty && prompt.count <= limits.slotTokensMax, "\(prompt.count)")
        let free = limits.slots - runningCount
        let limit = limits.queuedRequestsMax
        guard queue.count < limit + free else {
            throw .busy(queued: queue.count, limit: limit, retryAfter: retryAfter)
        }
        let own = queue.count { $0.client == client }
        guard own < limits.queuedOfClientMax + free else {
            throw .busy(queued: own, limit: limits.queuedOfClientMax, retryAfter: retryAfter)
        }
        queue.append(Waiting(id: id, client: client, prompt: prompt, adapterKey: adapterKey))
    }

    /// A request that waits is no longer wanted.
    ///
    /// - Returns: whether it was waiting.
    package mutating func withdraw(_ id: RequestID) -> Bool {
        guard let index = queue.firstIndex(where: { $0.id == id }) else { return false }
        queue.remove(at: index)
        return true
    }

    /// A token of an answer was chosen.
    package mutating func append(_ token: Int32, slot: Int) {
        precondition(slots[slot].request != nil && slots[slot].pending == 0, "slot \(slot)")
        slots[slot].tokens.append(token)
    }

    /// A reader fell behind, or caught up.
    package mutating func setPaused(_ isPaused: Bool, slot: Int) {
        slots[slot].isPaused = isPaused
    }

    /// A request has ended; what the cache holds stays for the next.
    package mutating func finish(slot: Int) {
        clock += 1
        slots[slot].tokens.removeLast(slots[slot].pending)
        slots[slot].request = nil
        slots[slot].isPaused = false
        slots[slot].lastUsed = clock
        forgetClients()
    }

    /// A slot's cache was given states of its prompt from elsewhere.
    ///
    /// - Parameters:
    ///   - slot: the slot.
    ///   - tokens: how many tokens the cache holds now; fewer than the prompt has.
    package mutating func noteRestored(slot: Int, tokens: Int) {
        let possible = slots[slot].computed..<slots[slot].tokens.count
        precondition(possible.contains(tokens), "\(tokens) of \(possible)")
        slots[slot].computed = tokens
    }

    /// A slot's cache can no longer be trusted.
    package mutating func discard(slot: Int) {
        finish(slot: slot)
        slots[slot].tokens = []
        slots[slot].computed = 0
        slots[slot].lastUsed = 0
    }

    /// The next request that waits, without its place in the queue.
    ///
    /// The client that has the fewest answers under way is next, of several the one that was served
    /// longest ago, with the request it sent first. A request gives way ``passedOverMax`` times at most.
    mutating func takeNext() -> Next? {
        guard let oldest = queue.first else { return nil }
        var index = 0
        if oldest.passedOver < Self.passedOverMax {
            index = queue.indices.min { turn($0) < turn($1) } ?? 0
            for passed in 0..<index { queue[passed].passedOver += 1 }
        }
        let next = queue.remove(at: index)
        clock += 1
        served[next.client] = clock
        return Next(
            id: next.id, client: next.client, prompt: next.prompt, adapterKey: next.adapterKey)
    }

    /// A request that leaves the queue.
    struct Next {
        var id: RequestID
        var client: ClientID
        var prompt: [Int32]
        var adapterKey: UInt64
    }

    /// What the order of a request depends on, smallest first.
    private func turn(_ index: Int) -> (Int, UInt64, Int) {
        let client = queue[index].client
        let running = slots.count { $0.request != nil && $0.client == client }
        return (running, served[client] ?? 0, index)
    }

    /// Forgets clients that have nothing here.
    private mutating func forgetClients() {
        guard served.count > 2 * limits.slots else { return }
        served = served.filter { client, _ in
            queue.contains { $0.client == client }
                || slots.contains { $0.request != nil && $0.client == client }
        }
    }

    /// Moves the slot's clock on and returns the time.
    mutating func tick() -> UInt64 {
        clock += 1
        return clock
    }
}
