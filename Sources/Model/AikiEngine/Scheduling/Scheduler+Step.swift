extension Scheduler {
    /// What one slot computes in a step.
    package struct Work: Equatable {
        /// The slot.
        package var slot: Int
        /// Which of its tokens: from what the cache holds on.
        package var range: Range<Int>
        /// Whether these are the last tokens known, so that the next one can be chosen.
        package var wantsLogits: Bool

        /// Describes work.
        package init(slot: Int, range: Range<Int>, wantsLogits: Bool) {
            self.slot = slot
            self.range = range
            self.wantsLogits = wantsLogits
        }
    }

    /// Fills a list with the work of the next step; it stays empty where there is nothing to do.
    ///
    /// Every answer goes on by one token. What prompts may compute is divided evenly; what short
    /// prompts leave goes to the request that came first.
    package func plan(into work: inout [Work]) {
        work.removeAll(keepingCapacity: true)
        var prompts = 0
        for index in slots.indices where isRunnable(index) {
            if slots[index].pending == 1 { add(1, slot: index, to: &work) } else { prompts += 1 }
        }
        guard prompts > 0 else { return }
        var budget = limits.prefillChunkTokens
        if !work.isEmpty { budget = min(budget, max(1, sharedPrefillTokens)) }
        var surplus = budget
        let share = budget / prompts
        for index in slots.indices where isPrompt(index) {
            surplus -= min(share, slots[index].pending)
        }
        // Slots in order of admission, without an array: the smallest time above the last one.
        var last: UInt64 = 0
        for _ in 0..<prompts {
            guard let index = nextPrompt(after: last) else { break }
            last = slots[index].lastUsed
            let base = min(share, slots[index].pending)
            let extra = min(surplus, slots[index].pending - base)
            surplus -= extra
            if base + extra > 0 { add(base + extra, slot: index, to: &work) }
        }
    }

    /// The work was done.
    package mutating func complete(_ work: [Work]) {
        for item in work { slots[item.slot].computed = item.range.upperBound }
    }

    /// The token that was chosen last is in the cache already: it had been guessed.
    package mutating func confirm(slot: Int) {
        precondition(slots[slot].pending == 1, "slot \(slot)")
        slots[slot].computed += 1
    }

    private func isRunnable(_ index: Int) -> Bool {
        slots[index].request != nil && !slots[index].isPaused && slots[index].pending > 0
    }

    private func isPrompt(_ index: Int) -> Bool {
        isRunnable(index) && slots[index].pending > 1
    }

    private func nextPrompt(after time: UInt64) -> Int? {
        var next: Int?
        for index in slots.indices where isPrompt(index) && slots[index].lastUsed > time {
            if let best = next, slots[best].lastUsed <= slots[index].lastUsed { continue }
            next = index
        }
        return next
    }

    private func add(_ count: Int, slot: Int, to work: inout [Work]) {
        let start = slots[slot].computed
        work.append(
            Work(
                slot: slot, range: start..<start + count,
                wantsLogits: count == slots[slot].pending))
    }
}
