import AikiDialogue

extension EngineCore {
    /// Sends an event, and stops writing while the reader is behind.
    func send(_ event: GenerationEvent, _ answer: RunningAnswer) {
        guard !answer.channel.send(event, usage: answer.usage), let slot = answer.slot else {
            return
        }
        scheduler.setPaused(true, slot: slot)
        if answer.pausedAt == nil { answer.pausedAt = settings.now() }
    }

    /// Ends an answer with all that is still to be said.
    func finish(_ answer: RunningAnswer, _ reason: FinishReason) {
        if let delta = answer.writer.finish() { send(.delta(delta), answer) }
        // A stop string can be complete only with what the decoder held back.
        let hasStopped = answer.writer.stopString != nil
        let calls = answer.writer.toolCalls(seed: answer.request.seed)
        var completion = Completion(
            reason: hasStopped ? .stop : reason, usage: answer.usage,
            stopString: answer.writer.stopString, seed: answer.request.seed, toolCalls: calls)
        if !calls.isEmpty, completion.reason == .stop { completion.reason = .toolCalls }
        _ = answer.channel.send(.finished(completion), usage: answer.usage)
        let seconds = settings.now() - answer.submittedAt
        answerSeconds += (seconds / .seconds(1) - answerSeconds) / 8
        release(answer)
    }

    /// Ends an answer with an error. Its slot is still to be given back.
    func fail(_ answer: RunningAnswer, _ error: any Error) {
        answer.channel.fail(error)
        if let slot = answer.slot { running[slot] = nil }
    }

    /// Lets go of waiting requests that nobody reads any more.
    func sweepWaiting() {
        for (id, answer) in waiting where answer.channel.isAbandoned {
            _ = scheduler.withdraw(id)
            waiting[id] = nil
        }
    }

    /// Lets go of answers that nobody reads any more, and goes on with those whose reader caught up.
    func sweepRunning() {
        for case let answer? in running {
            if answer.channel.isAbandoned {
                release(answer)
            } else if let pausedAt = answer.pausedAt, let slot = answer.slot {
                look(after: answer, pausedAt: pausedAt, slot: slot)
            }
        }
    }

    private func look(after answer: RunningAnswer, pausedAt: Duration, slot: Int) {
        if !answer.channel.isFull {
            answer.pausedAt = nil
            scheduler.setPaused(false, slot: slot)
            return
        }
        let waited = settings.now() - pausedAt
        if scheduler.queuedCount > 0, waited >= settings.readerStallMax {
            answer.channel.fail(EngineError.readerStalled(waited: waited))
            release(answer)
        }
    }

    private func release(_ answer: RunningAnswer) {
        guard let slot = answer.slot else { return }
        running[slot] = nil
        scheduler.finish(slot: slot)
    }
}
