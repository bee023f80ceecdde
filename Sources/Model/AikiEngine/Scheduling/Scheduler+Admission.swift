extension Scheduler {
    /// A request gets a slot.
    package struct Admission: Equatable {
        /// The request.
        package var id: RequestID
        /// Its slot.
        package var slot: Int
        /// The slot whose cache holds the beginning of the prompt; the same slot where it is
        /// continued in place.
        package var source: Int
        /// How many tokens of the prompt that cache spares.
        package var reusedTokens: Int
        /// How many tokens of the prompt need not be computed where what the store of prefixes holds
        /// is added.
        package var storedTokens: Int

        /// Describes an admission.
        package init(
            id: RequestID, slot: Int, source: Int, reusedTokens: Int, storedTokens: Int = 0
        ) {
            self.id = id
            self.slot = slot
            self.source = source
            self.reusedTokens = reusedTokens
            self.storedTokens = storedTokens
        }
    }

    /// Gives the request whose turn it is a free slot.
    ///
    /// The slot's cache must then be cut to the reused tokens, or those copied from the source, and
    /// be given what the store of prefixes has beyond; see ``displaced``.
    ///
    /// - Parameter stored: how many tokens at the beginning of a text the store of prefixes holds,
    ///   for a key of adapters.
    /// - Returns: what was decided; nil where no request waits or no slot is free.
    package mutating func admitNext(
        stored: (ArraySlice<Int32>, UInt64) -> Int = { _, _ in 0 }
    ) -> Admission? {
        guard let victim = leastValuableFreeSlot(), let next = takeNext() else { return nil }
        let (id, prompt, adapterKey) = (next.id, next.prompt, next.adapterKey)
        // The last token is always computed: its logits choose the first token of the answer.
        let (source, reused) = longestPrefix(prompt.dropLast(), adapterKey)
        let storedTokens = stored(prompt.dropLast(), adapterKey)
        var slot = victim
        if reused > 0, slots[source].request == nil, source != victim {
            // Going on in place saves the copy, unless it would destroy much of another conversation.
            let destroyed = slots[source].computed - reused
            if destroyed <= max(reused, Self.prefixTokensMin) { slot = source }
        }
        let kept = source == slot ? reused : 0
        displaced =
            slots[slot].computed == 0
            ? nil
            : Displaced(
                slot: slot, tokens: slots[slot].tokens, keptTokens: kept,
                adapterKey: slots[slot].adapterKey)
        let time = tick()
        slots[slot].tokens = prompt
        slots[slot].promptCount = prompt.count
        slots[slot].adapterKey = adapterKey
        slots[slot].computed = reused
        slots[slot].request = id
        slots[slot].client = next.client
        slots[slot].isPaused = false
        slots[slot].lastUsed = time
        return Admission(
            id: id, slot: slot, source: reused == 0 ? slot : source, reusedTokens: reused,
            storedTokens: storedTokens > reused ? storedTokens : 0)
    }

    /// An empty slot, else the one that was used longest ago.
    private func leastValuableFreeSlot() -> Int? {
        slots.indices.filter { slots[$0].request == nil }.min {
            (slots[$0].computed == 0 ? 0 : 1, slots[$0].lastUsed, $0)
                < (slots[$1].computed == 0 ? 0 : 1, slots[$1].lastUsed, $1)
        }
    }

    /// The slot whose cache shares most with a prompt; slots in use count as well.
    private func longestPrefix(
        _ prompt: ArraySlice<Int32>, _ adapterKey: UInt64
    ) -> (slot: Int, tokens: Int) {
        var best = (slot: 0, tokens: 0)
        for (index, slot) in slots.enumerated() where slot.adapterKey == adapterKey {
            var common = 0
            let limit = min(slot.computed, prompt.count)
            while common < limit, slot.tokens[common] == prompt[common] { common += 1 }
            let isBetter =
                common > best.tokens
                || (common == best.tokens && slots[best.slot].request != nil
                    && slot.request == nil)
            if isBetter { best = (index, common) }
        }
        return best.tokens >= min(Self.prefixTokensMin, max(prompt.count, 1))
            ? best : (best.slot, 0)
    }
}
