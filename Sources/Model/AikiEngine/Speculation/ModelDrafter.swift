/// Guesses with a smaller model of the same vocabulary, which writes ahead of the larger one.
///
/// It draws with a copy of the answer's own sampler, random numbers included: where both models agree
/// on the probabilities they draw the same token, whatever the temperature. Its caches follow the
/// answers' texts; a long prompt is read in pieces, a piece a step, and until it is read nothing is
/// guessed.
final class ModelDrafter {
    /// Tokens of a text that may be read in the pass of the first guess.
    private static let tokensBehindMax = 4

    private struct Request {
        var slot: Int
        /// Guesses still to be made.
        var count: Int
        /// The answer's sampler as it will be when the guess is checked.
        var sampler: Sampler
        /// What the next guess follows, as far as the sampler must know it.
        var text: [Int32]
    }

    private let model: any TokenModel
    private let chunkTokens: Int
    /// The tokens whose state the caches hold, by slot.
    private var held: [[Int32]]
    private var asked: [(slot: Int, count: Int)] = []
    private var requests: [Request] = []
    private var batch: [TokenModelEntry] = []
    /// Logits of the larger vocabulary; −∞ where the smaller model has none.
    private let logits: UnsafeMutableBufferPointer<Float>

    /// Makes a drafter.
    ///
    /// - Parameters:
    ///   - model: the smaller model, with caches as many and as large as the larger one's.
    ///   - slots: how many caches there are.
    ///   - chunkTokens: prompt tokens that it reads in a step.
    ///   - vocabularySize: tokens of the vocabulary.
    init(_ model: any TokenModel, slots: Int, chunkTokens: Int, vocabularySize: Int) {
        self.model = model
        self.chunkTokens = chunkTokens
        held = Array(repeating: [], count: slots)
        logits = .allocate(capacity: vocabularySize)
        logits.initialize(repeating: -.infinity)
    }

    deinit {
        logits.deallocate()
    }

    /// The most tokens that one pass of the smaller model has.
    static func batchTokensMax(slots: Int, chunkTokens: Int) -> Int {
        max(chunkTokens, slots * tokensBehindMax)
    }

    /// Asks for guesses in the next run.
    func ask(slot: Int, count: Int) {
        if count > 0 { asked.append((slot, count)) }
    }

    /// Makes the guesses that were asked for, of all answers at once.
    ///
    /// - Returns: the mean time of a pass; nil where none was made.
    func run(
        _ answers: [RunningAnswer?], _ slots: [Scheduler.Slot], scratch: SamplerScratch,
        vocabulary: any TokenVocabulary, now: () -> Duration
    ) throws -> Duration? {
        defer { forgetRequests() }
        do {
            var budget = chunkTokens
            for (slot, count) in asked {
                guard let answer = answers[slot] else { continue }
                let text = slots[slot].tokens
                let isReady = try follow(
                    text, slot: slot, promptTokens: slots[slot].promptCount, budget: &budget)
                guard isReady else { continue }
                requests.append(
                    Request(slot: slot, count: count, sampler: answer.sampler, text: text))
            }
            guard !requests.isEmpty else { return nil }
            let start = now()
            var passes = 0
            while !requests.isEmpty {
                try pass()
                try draw(answers, scratch, vocabulary)
                passes += 1
            }
            return (now() - start) / passes
        } catch {
            for slot in held.indices { cut(slot: slot, to: 0) }
            throw error
        }
    }

    private func forgetRequests() {
        asked.removeAll(keepingCapacity: true)
        requests.removeAll(keepingCapacity: true)
    }

    /// Brings a cache to within a few tokens of a text's end.
    ///
    /// - Returns: whether it is there.
    private func follow(
        _ text: [Int32], slot: Int, promptTokens: Int, budget: inout Int
    ) throws -> Bool {
        var common = 0
        let limit = min(held[slot].count, text.count - 1)
        while common < limit, held[slot][common] == text[common] { common += 1 }
        cut(slot: slot, to: common)
        guard !text[common...].contains(where: { $0 >= model.vocabularySize }) else {
            return false
        }
        while text.count - held[slot].count > Self.tokensBehindMax || isBehindPrompt() {
            let isPrompt = isBehindPrompt()
            let end = isPrompt ? promptTokens : text.count - 1
            let count = min(budget, end - held[slot].count)
            guard count > 0 else { return false }
            budget -= count
            let piece = text[held[slot].count..<held[slot].count + count]
            try model.run([
                TokenModelEntry(slot: slot, tokens: piece, output: .none, isPrompt: isPrompt)
            ])
            held[slot] += piece
        }
        return true

        func isBehindPrompt() -> Bool { held[slot].count < min(promptTokens, text.count - 1) }
    }

    private func cut(slot: Int, to count: Int) {
        guard held[slot].count > count else { return }
        held[slot].removeLast(held[slot].count - count)
        model.truncate(slot: slot, to: count)
    }

    /// Computes what is new of every text.
    private func pass() throws {
        defer { batch.removeAll(keepingCapacity: true) }
        for request in requests {
            batch.append(
                TokenModelEntry(
                    slot: request.slot, tokens: request.text[held[request.slot].count...],
                    output: .last, isPrompt: false))
        }
        try model.run(batch)
        for request in requests {
            held[request.slot] += request.text[held[request.slot].count...]
        }
    }

    /// Draws a guess for every text.
    private func draw(
        _ answers: [RunningAnswer?], _ scratch: SamplerScratch, _ vocabulary: any TokenVocabulary
    ) throws {
        for index in requests.indices {
            let given = model.logits(index)
            let count = min(given.count, logits.count)
            for token in 0..<count { logits[token] = given[token] }
            let token = try requests[index].sampler.sample(
                UnsafeBufferPointer(logits), mask: nil, history: requests[index].text,
                scratch: scratch)
            answers[requests[index].slot]?.speculation.append(token)
            requests[index].text.append(token)
            if requests[index].sampler.watchesHistory {
                let text = requests[index].text
                requests[index].sampler.observe(text, at: text.count - 1, bytes: vocabulary.bytes)
            }
            requests[index].count =
                vocabulary.endsGeneration(token) ? 0 : requests[index].count - 1
        }
        requests.removeAll { $0.count <= 0 }
    }
}
