import AikiBase
import AikiDialogue
import AikiEngine
import Testing

/// Goal: slots, queue, chunks and reuse are decided as promised. Method: events in, decisions out,
/// no model; then random events against invariants.
@Suite struct SchedulerTests {
    static func scheduler(
        slots: Int = 2, queue: Int = 2, chunk: Int = 8, slotTokensMax: Int = 1000
    ) -> Scheduler {
        Scheduler(
            limits: .init(
                slots: slots, queuedRequestsMax: queue, prefillChunkTokens: chunk,
                slotTokensMax: slotTokensMax))
    }

    static func tokens(_ range: ClosedRange<Int32>) -> [Int32] { Array(range) }

    static func step(_ scheduler: inout Scheduler) -> [Scheduler.Work] {
        var work: [Scheduler.Work] = []
        scheduler.plan(into: &work)
        scheduler.complete(work)
        return work
    }

    @Test func theQueueTakesItsLimitAndRefusesOneMore() throws {
        var scheduler = Self.scheduler(slots: 2, queue: 2)
        for id in UInt64(1)...4 { try scheduler.submit(id, prompt: [1], retryAfter: .seconds(3)) }
        #expect(throws: ModelRequestError.busy(queued: 4, limit: 2, retryAfter: .seconds(3))) {
            try scheduler.submit(5, prompt: [1], retryAfter: .seconds(3))
        }
        let admitted = (0..<3).map { _ in scheduler.admitNext()?.id }
        #expect(admitted == [1, 2, nil])
        #expect(throws: ModelRequestError.busy(queued: 2, limit: 2, retryAfter: .seconds(3))) {
            try scheduler.submit(5, prompt: [1], retryAfter: .seconds(3))
        }
        let withdrawn = (0..<2).map { _ in scheduler.withdraw(3) }
        #expect(withdrawn == [true, false])
        try scheduler.submit(6, prompt: [1], retryAfter: .zero)
        #expect(scheduler.queuedRequests == [4, 6])
    }

    /// One client sends twenty requests, then others one each: they do not wait for the twenty.
    @Test func clientsTakeTurns() throws {
        var scheduler = Self.scheduler(slots: 2, queue: 40)
        for id in UInt64(1)...20 {
            try scheduler.submit(id, client: 7, prompt: [1], retryAfter: .zero)
        }
        for id in UInt64(21)...23 {
            try scheduler.submit(id, client: Int(id), prompt: [1], retryAfter: .zero)
        }
        var order: [UInt64] = []
        while let admission = scheduler.admitNext() {
            order.append(admission.id)
            if scheduler.runningCount == 2 { scheduler.finish(slot: admission.slot) }
        }
        #expect(order.prefix(5) == [1, 21, 22, 23, 2])
        #expect(order.suffix(18) == ArraySlice(3...20))
    }

    @Test func aRequestGivesWayOnlySoOften() throws {
        var scheduler = Self.scheduler(slots: 1, queue: 100)
        try scheduler.submit(1, client: 1, prompt: [1], retryAfter: .zero)
        let first = scheduler.admitNext()
        try scheduler.submit(2, client: 1, prompt: [1], retryAfter: .zero)
        scheduler.finish(slot: first?.slot ?? 0)
        var passed = 0
        for id in UInt64(3)... {
            try scheduler.submit(id, client: Int(id), prompt: [1], retryAfter: .zero)
            let admission = scheduler.admitNext()
            scheduler.finish(slot: admission?.slot ?? 0)
            if admission?.id == 2 { break }
            passed += 1
        }
        #expect(passed == Scheduler.passedOverMax)
    }

    @Test func oneClientCannotFillTheQueue() throws {
        var scheduler = Self.scheduler(slots: 1, queue: 8)
        for id in UInt64(1)...7 {
            try scheduler.submit(id, client: 1, prompt: [1], retryAfter: .zero)
        }
        #expect(throws: ModelRequestError.busy(queued: 7, limit: 6, retryAfter: .zero)) {
            try scheduler.submit(8, client: 1, prompt: [1], retryAfter: .zero)
        }
        for id in UInt64(8)...9 {
            try scheduler.submit(id, client: 2, prompt: [1], retryAfter: .zero)
        }
        #expect(throws: ModelRequestError.busy(queued: 9, limit: 8, retryAfter: .zero)) {
            try scheduler.submit(10, client: 2, prompt: [1], retryAfter: .zero)
        }
    }

    @Test func aLongPromptIsReadInChunksAndDoesNotHoldUpAnAnswer() throws {
        var scheduler = Self.scheduler(chunk: 8)
        try scheduler.submit(1, prompt: [7], retryAfter: .zero)
        _ = scheduler.admitNext()
        #expect(Self.step(&scheduler) == [.init(slot: 0, range: 0..<1, wantsLogits: true)])
        scheduler.append(9, slot: 0)
        try scheduler.submit(2, prompt: Self.tokens(100...119), retryAfter: .zero)
        _ = scheduler.admitNext()
        // With an answer under way the prompt gets a quarter of the chunk.
        for round in 0..<9 {
            let work = Self.step(&scheduler)
            #expect(work.first == .init(slot: 0, range: 1 + round..<2 + round, wantsLogits: true))
            #expect(work.last?.range == 2 * round..<2 * round + 2)
            scheduler.append(9, slot: 0)
        }
        // Alone it gets it all.
        scheduler.finish(slot: 0)
        #expect(Self.step(&scheduler) == [.init(slot: 1, range: 18..<20, wantsLogits: true)])
    }

    @Test func promptsShareAChunkAndWhatIsLeftGoesToTheOldest() throws {
        var scheduler = Self.scheduler(slots: 3, queue: 9, chunk: 12)
        try scheduler.submit(1, prompt: Self.tokens(1...30), retryAfter: .zero)
        try scheduler.submit(2, prompt: Self.tokens(101...130), retryAfter: .zero)
        try scheduler.submit(3, prompt: Self.tokens(201...202), retryAfter: .zero)
        while scheduler.admitNext() != nil {}
        #expect(
            Self.step(&scheduler) == [
                .init(slot: 0, range: 0..<6, wantsLogits: false),
                .init(slot: 1, range: 0..<4, wantsLogits: false),
                .init(slot: 2, range: 0..<2, wantsLogits: true),
            ])
    }

    @Test func theNextTurnOfAConversationComputesOnlyWhatIsNew() throws {
        var scheduler = Self.scheduler(chunk: 100)
        let first = Self.tokens(1...40)
        try scheduler.submit(1, prompt: first, retryAfter: .zero)
        #expect(scheduler.admitNext() == .init(id: 1, slot: 0, source: 0, reusedTokens: 0))
        _ = Self.step(&scheduler)
        for token in Int32(41)...44 {
            scheduler.append(token, slot: 0)
            _ = Self.step(&scheduler)
        }
        scheduler.append(45, slot: 0)
        scheduler.finish(slot: 0)
        #expect(scheduler.slots[0].tokens == Self.tokens(1...44))
        try scheduler.submit(2, prompt: Self.tokens(1...60), retryAfter: .zero)
        #expect(scheduler.admitNext() == .init(id: 2, slot: 0, source: 0, reusedTokens: 44))
        #expect(Self.step(&scheduler) == [.init(slot: 0, range: 44..<60, wantsLogits: true)])
    }

    @Test func aRepeatedPromptStillComputesItsLastToken() throws {
        var scheduler = Self.scheduler(slots: 1, chunk: 100)
        for id in UInt64(1)...2 {
            try scheduler.submit(id, prompt: Self.tokens(1...40), retryAfter: .zero)
            let admission = scheduler.admitNext()
            #expect(admission?.reusedTokens == (id == 1 ? 0 : 39))
            #expect(Self.step(&scheduler).last?.wantsLogits == true)
            scheduler.finish(slot: 0)
        }
    }

    @Test func aSharedBeginningIsCopiedWithoutDestroyingTheOtherConversation() throws {
        var scheduler = Self.scheduler(chunk: 1000)
        try scheduler.submit(1, prompt: Self.tokens(1...300), retryAfter: .zero)
        _ = scheduler.admitNext()
        _ = Self.step(&scheduler)
        // While the first still runs:
        try scheduler.submit(2, prompt: Self.tokens(1...50) + [900], retryAfter: .zero)
        #expect(scheduler.admitNext() == .init(id: 2, slot: 1, source: 0, reusedTokens: 50))
        scheduler.finish(slot: 1)
        scheduler.finish(slot: 0)
        // And after it: slot 1 is the one that loses least.
        try scheduler.submit(3, prompt: Self.tokens(1...50) + [901], retryAfter: .zero)
        #expect(scheduler.admitNext() == .init(id: 3, slot: 1, source: 0, reusedTokens: 50))
    }

    @Test func aPausedRequestIsLeftOutAndADiscardedSlotIsForgotten() throws {
        var scheduler = Self.scheduler()
        try scheduler.submit(1, prompt: [1, 2, 3], retryAfter: .zero)
        _ = scheduler.admitNext()
        scheduler.setPaused(true, slot: 0)
        #expect(Self.step(&scheduler).isEmpty)
        scheduler.setPaused(false, slot: 0)
        #expect(Self.step(&scheduler).count == 1)
        scheduler.discard(slot: 0)
        #expect(scheduler.slots[0].tokens.isEmpty && scheduler.slots[0].computed == 0)
        #expect(scheduler.runningCount == 0)
    }

    /// 20,000 random events; after each the invariants hold, and every request ends.
    @Test(arguments: [UInt64(1), 2, 3]) func randomEventsKeepTheInvariants(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var scheduler = Self.scheduler(
            slots: Int(seed) + 1, queue: 3, chunk: Int(seed) * 5, slotTokensMax: 120)
        var next: UInt64 = 1
        var accepted = 0
        var ended = 0
        for _ in 0..<20_000 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                let count = Int.random(in: 1...120, using: &random)
                let prompt = (0..<count).map {
                    Int32($0 < 60 ? 1 : Int.random(in: 1...2, using: &random))
                }
                if (try? scheduler.submit(next, prompt: prompt, retryAfter: .zero)) != nil {
                    accepted += 1
                }
                next += 1
            case 1:
                if let id = scheduler.queuedRequests.randomElement(using: &random) {
                    let isWithdrawn = scheduler.withdraw(id)
                    #expect(isWithdrawn)
                    ended += 1
                }
            case 2:
                let slot = Int.random(in: 0..<scheduler.slots.count, using: &random)
                if scheduler.slots[slot].request != nil {
                    scheduler.setPaused(Bool.random(using: &random), slot: slot)
                }
            default:
                while let admission = scheduler.admitNext() { Self.check(admission, scheduler) }
                for item in Self.step(&scheduler) where item.wantsLogits {
                    if scheduler.slots[item.slot].tokens.count == 120
                        || Int.random(in: 0..<9, using: &random) == 0
                    {
                        scheduler.finish(slot: item.slot)
                        ended += 1
                    } else {
                        scheduler.append(5, slot: item.slot)
                    }
                }
            }
            Self.checkInvariants(scheduler)
        }
        #expect(accepted == ended + scheduler.runningCount + scheduler.queuedCount)
    }

    static func check(_ admission: Scheduler.Admission, _ scheduler: Scheduler) {
        let reused = scheduler.slots[admission.slot].tokens.prefix(admission.reusedTokens)
        #expect(scheduler.slots[admission.source].tokens.starts(with: reused))
        #expect(admission.reusedTokens < scheduler.slots[admission.slot].tokens.count)
    }

    static func checkInvariants(_ scheduler: Scheduler) {
        #expect(scheduler.queuedCount <= scheduler.limits.queuedRequestsMax + scheduler.slots.count)
        for slot in scheduler.slots {
            #expect(slot.computed <= slot.tokens.count)
            #expect(slot.tokens.count <= scheduler.limits.slotTokensMax)
            if slot.request == nil { #expect(slot.pending == 0 && !slot.isPaused) }
        }
        var work: [Scheduler.Work] = []
        scheduler.plan(into: &work)
        #expect(Set(work.map(\.slot)).count == work.count)
        let prompts = work.filter { $0.range.count > 1 }.reduce(0) { $0 + $1.range.count }
        #expect(prompts <= scheduler.limits.prefillChunkTokens)
        let runnable = scheduler.slots.contains {
            $0.request != nil && !$0.isPaused && $0.pending > 0
        }
        #expect(work.isEmpty == !runnable)
    }
}
