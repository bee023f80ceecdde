import AikiDialogue

extension EngineCore {
    /// One step: looks after readers, gives out free slots, computes a batch, sends what came of it.
    func step() -> DedicatedThreadExecutor.Next {
        sweepWaiting()
        sweepRunning()
        takeInSnapshots()
        while let admission = scheduler.admitNext(stored: storedTokens) { begin(admission) }
        scheduler.plan(into: &work)
        guard !work.isEmpty, let model else { return idle() }
        do {
            try compute(model)
        } catch {
            failBatch(error)
            return .again
        }
        scheduler.complete(work)
        var output = 0
        for item in work {
            saveStablePrefix(item)
            guard item.wantsLogits else {
                reportPrompt(item)
                continue
            }
            advance(item.slot, logits: model.logits(output))
            output += 1
        }
        return .again
    }

    private func compute(_ model: any TokenModel) throws {
        // The entries share the slots' arrays: they must be gone before a token is appended, or each
        // append would copy a whole history.
        defer { batch.removeAll(keepingCapacity: true) }
        for item in work {
            batch.append(
                TokenModelEntry(
                    slot: item.slot, tokens: scheduler.slots[item.slot].tokens[item.range],
                    wantsLogits: item.wantsLogits,
                    isPrompt: item.range.lowerBound < scheduler.slots[item.slot].promptCount))
        }
        try model.run(batch)
    }

    /// Ends the answers of a batch that could not be computed; their caches are not trusted.
    private func failBatch(_ error: any Error) {
        for item in work {
            running[item.slot]?.channel.fail(
                EngineError.computationFailed(model: settings.name, cause: error))
            running[item.slot] = nil
            scheduler.discard(slot: item.slot)
            model?.truncate(slot: item.slot, to: 0)
        }
    }

    private func begin(_ admission: Scheduler.Admission) {
        guard let answer = waiting.removeValue(forKey: admission.id), let model else { return }
        answer.slot = admission.slot
        answer.admittedAt = settings.now()
        running[admission.slot] = answer
        model.useAdapters(answer.request.adapters, slot: admission.slot)
        let cached: Int
        do {
            keepDisplaced(model)
            if admission.source == admission.slot {
                model.truncate(slot: admission.slot, to: admission.reusedTokens)
            } else {
                try model.copyPrefix(
                    from: admission.source, to: admission.slot, count: admission.reusedTokens)
            }
            cached = try extend(admission, model)
        } catch {
            fail(answer, EngineError.computationFailed(model: settings.name, cause: error))
            scheduler.discard(slot: admission.slot)
            model.truncate(slot: admission.slot, to: 0)
            return
        }
        answer.usage.cachedTokens = cached
        answer.observePrompt(vocabulary)
        send(.prefill(done: cached, total: answer.usage.promptTokens), answer)
    }

    private func reportPrompt(_ item: Scheduler.Work) {
        guard let answer = running[item.slot] else { return }
        send(.prefill(done: item.range.upperBound, total: answer.usage.promptTokens), answer)
    }

    /// Chooses the next token of an answer and sends what it adds.
    private func advance(_ slot: Int, logits all: UnsafeBufferPointer<Float>) {
        guard let answer = running[slot], let scratch else { return }
        let logits = UnsafeBufferPointer(rebasing: all[..<vocabulary.vocabularySize])
        let token: Int32
        do {
            token = try choose(answer, logits, history: scheduler.slots[slot].tokens, scratch)
        } catch {
            fail(answer, error)
            scheduler.finish(slot: slot)
            return
        }
        answer.noteToken(now: settings.now())
        if vocabulary.endsGeneration(token) { return finish(answer, .stop) }
        answer.constraint?.accept(token)
        answer.usage.outputTokens += 1
        scheduler.append(token, slot: slot)
        if answer.sampler.watchesHistory {
            let history = scheduler.slots[slot].tokens
            answer.sampler.observe(history, at: history.count - 1, bytes: vocabulary.bytes)
        }
        let probability = answer.request.topLogProbabilities.map {
            LogProbabilities.report(
                chosen: token, logits: logits, alternatives: $0, scratch: scratch,
                bytes: vocabulary.bytes)
        }
        if let delta = answer.writer.push(token, probability: probability) {
            send(.delta(delta), answer)
        }
        if answer.writer.stopString != nil { return finish(answer, .stop) }
        let isFull = scheduler.slots[slot].tokens.count >= settings.limits.slotTokensMax
        if isFull || answer.usage.outputTokens >= answer.request.outputTokensMax {
            finish(answer, .length)
        }
    }

    private func choose(
        _ answer: RunningAnswer, _ logits: UnsafeBufferPointer<Float>, history: [Int32],
        _ scratch: SamplerScratch
    ) throws(EngineError) -> Int32 {
        guard answer.constraint != nil else {
            return try answer.sampler.sample(
                logits, mask: nil, history: history, scratch: scratch)
        }
        mask.removeAll()
        answer.constraint?.allow(into: &mask)
        return try answer.sampler.sample(logits, mask: mask, history: history, scratch: scratch)
    }

    private func idle() -> DedicatedThreadExecutor.Next {
        guard scheduler.queuedCount > 0 else { return .sleep }
        // Every slot belongs to a reader who is behind: look again when the first has had its time.
        let now = settings.now()
        let waits = running.compactMap { $0?.pausedAt.map { $0 + settings.readerStallMax - now } }
        return .sleepFor(max(waits.min() ?? .seconds(1), .milliseconds(1)))
    }
}
