import AikiDialogue

extension EngineCore {
    /// Guesses of all answers together in one pass; more would cost more than they bring.
    package static let stepDraftsMax = 32

    /// Guesses how the answers of this step go on, as far as checking the guesses pays.
    func speculate() {
        guard settings.draftTokensMax > 0 else { return }
        var answers = 0
        for item in work where !isPrompt(item) { answers += 1 }
        guard answers > 0 else { return }
        let rowCost = passCost.rowShare(rows: answers)
        var room = Self.stepDraftsMax
        for item in work where !isPrompt(item) {
            guard let answer = running[item.slot] else { continue }
            let text = scheduler.slots[item.slot].tokens
            let limit = min(draftLimit(answer, text.count), room)
            let isFound = answer.speculation.lookUp(
                text, rowCost: rowCost, answers: answers, limit: limit)
            if isFound {
                room -= answer.speculation.drafts.count
            } else if let drafter, limit > 0 {
                let count = answer.speculation.policy.count(
                    .draftModel, rowCost: rowCost + passCost.draftShare(rows: answers),
                    answers: answers, limit: limit)
                drafter.ask(slot: item.slot, count: count)
                room -= count
            }
        }
        if drafter != nil { draftWithModel() }
    }

    /// How many tokens may be guessed: no more than answer and cache have room for.
    private func draftLimit(_ answer: RunningAnswer, _ textTokens: Int) -> Int {
        let output = answer.request.outputTokensMax - answer.usage.outputTokens - 1
        let cache = settings.limits.slotTokensMax - textTokens
        return max(0, min(settings.draftTokensMax, output, cache))
    }

    private func draftWithModel() {
        guard let drafter, let scratch else { return }
        do {
            let time = try drafter.run(
                running, scheduler.slots, scratch: scratch, vocabulary: vocabulary,
                now: settings.now)
            if let time { passCost.learnDraft(seconds: time / .seconds(1)) }
        } catch {
            // It only guesses: answers go on without it, and what it has guessed is checked as ever.
            self.drafter = nil
        }
    }
}
