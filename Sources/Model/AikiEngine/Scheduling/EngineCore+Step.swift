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
        speculate()
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
            let drafted = running[item.slot]?.speculation.drafts.count ?? 0
            advance(item.slot, model, firstOutput: output)
            output += 1 + drafted
        }
        return .again
    }

    private func compute(_ model: any TokenModel) throws {
        // The entries share the slots' arrays: they must be gone before a token is appended, or each
        // append would copy a whole history.
        defer { batch.removeAll(keepingCapacity: true) }
        var rows = 0
        var isDecoding = true
        for item in work {
            let entry = entry(item)
            rows += entry.tokens.count
            isDecoding = isDecoding && !entry.isPrompt
            batch.append(entry)
        }
        let start = settings.now()
        try model.run(batch)
        let seconds = (settings.now() - start) / .seconds(1)
        if isDecoding {
            passCost.learn(rows: rows, seconds: seconds)
        } else {
            learnPrefill(rows: rows, seconds: seconds)
        }
    }

    /// Adapts how much of the prompts is read beside answers to how long a token of one takes.
    private func learnPrefill(rows: Int, seconds: Double) {
        var prompt = 0
        for entry in batch where entry.isPrompt { prompt += entry.tokens.count }
        let answers = rows - prompt
        let own = answers == 0 ? 0 : passCost.seconds(rows: answers)
        passCost.learnPrefill(tokens: prompt, seconds: seconds - own)
        guard let tokenSeconds = passCost.prefillSeconds else { return }
        let affordable = settings.prefillPauseMax / .seconds(1) / tokenSeconds
        let least = min(Self.sharedPrefillLeast, settings.limits.prefillChunkTokens)
        scheduler.sharedPrefillTokens = Int(
            min(max(affordable, Double(least)), Double(settings.limits.prefillChunkTokens)))
    }

    private func entry(_ item: Scheduler.Work) -> TokenModelEntry {
        let tokens = scheduler.slots[item.slot].tokens
        guard let answer = running[item.slot], !isPrompt(item) else {
            return TokenModelEntry(
                slot: item.slot, tokens: tokens[item.range],
                output: item.wantsLogits ? .last : .none, isPrompt: true)
        }
        guard !answer.speculation.drafts.isEmpty else {
            return TokenModelEntry(
                slot: item.slot, tokens: tokens[item.range], output: .last, isPrompt: false)
        }
        answer.guessed.removeAll(keepingCapacity: true)
        answer.guessed.append(contentsOf: tokens[item.range])
        answer.guessed.append(contentsOf: answer.speculation.drafts)
        return TokenModelEntry(
            slot: item.slot, tokens: answer.guessed[...], output: .all, isPrompt: false)
    }

    /// Whether work is on a prompt; it never holds tokens of prompt and answer both.
    func isPrompt(_ item: Scheduler.Work) -> Bool {
        item.range.lowerBound < scheduler.slots[item.slot].promptCount
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

    /// Chooses the next tokens of an answer and sends what they add: one, and one more for each guess
    /// that was right.
    private func advance(_ slot: Int, _ model: any TokenModel, firstOutput: Int) {
        guard let answer = running[slot], let scratch else { return }
        let drafted = answer.speculation.drafts.count
        var accepted = 0
        while true {
            let all = model.logits(firstOutput + accepted)
            let logits = UnsafeBufferPointer(rebasing: all[..<vocabulary.vocabularySize])
            guard let token = take(answer, slot, logits, scratch) else { break }
            guard accepted < drafted, token == answer.speculation.drafts[accepted] else { break }
            scheduler.confirm(slot: slot)
            accepted += 1
        }
        guard drafted > 0 else { return }
        answer.usage.draftedTokens += drafted
        answer.usage.acceptedTokens += accepted
        answer.speculation.settle(accepted: accepted)
        model.truncate(slot: slot, to: scheduler.slots[slot].computed)
    }

    /// Chooses a token and sends what it adds; nil where the answer ends with it.
    private func take(
        _ answer: RunningAnswer, _ slot: Int, _ logits: UnsafeBufferPointer<Float>,
        _ scratch: SamplerScratch
    ) -> Int32? {
        let token: Int32
        do {
            token = try choose(answer, logits, history: scheduler.slots[slot].tokens, scratch)
        } catch {
            fail(answer, error)
            scheduler.finish(slot: slot)
            return nil
        }
        answer.noteToken(now: settings.now())
        if vocabulary.endsGeneration(token) {
            finish(answer, .stop)
            return nil
        }
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
        let isFull = scheduler.slots[slot].tokens.count >= settings.limits.slotTokensMax
        if answer.writer.stopString != nil {
            finish(answer, .stop)
        } else if isFull || answer.usage.outputTokens >= answer.request.outputTokensMax {
            finish(answer, .length)
        } else {
            return token
        }
        return nil
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
