import AikiDialogue

/// An answer on the engine's thread, from its coming in to its end.
final class RunningAnswer {
    let id: Scheduler.RequestID
    let request: PreparedRequest
    let channel: AnswerChannel
    var sampler: Sampler
    var writer: AnswerWriter
    var constraint: (any TokenConstraint)?
    /// Where it runs; nil while it waits.
    var slot: Int?
    var usage: Usage
    /// How many tokens of the prompt are still to be kept on the disk.
    var stableTokens: Int
    /// What comes next as far as it can be foreseen.
    var speculation = Speculation()
    /// The last token and the guesses, while they are computed.
    var guessed: [Int32] = []
    /// When the request came in, was admitted, and had its first token.
    let submittedAt: Duration
    var admittedAt: Duration
    var firstTokenAt: Duration?
    /// Since when the reader has been behind.
    var pausedAt: Duration?

    init(
        id: Scheduler.RequestID, request: PreparedRequest, channel: AnswerChannel,
        vocabulary: any TokenVocabulary, now: Duration
    ) {
        self.id = id
        self.request = request
        self.channel = channel
        sampler = Sampler(
            request.sampling, seed: request.seed, vocabularySize: vocabulary.vocabularySize)
        writer = AnswerWriter(request, vocabulary: vocabulary)
        constraint = request.constraint
        stableTokens = request.stableTokens
        usage = Usage(promptTokens: request.prompt.count)
        submittedAt = now
        admittedAt = now
    }

    /// Lets the penalties see the prompt.
    func observePrompt(_ vocabulary: any TokenVocabulary) {
        guard sampler.watchesHistory else { return }
        for index in request.prompt.indices {
            sampler.observe(request.prompt, at: index, bytes: vocabulary.bytes)
        }
    }

    /// A token was chosen: where the time went.
    func noteToken(now: Duration) {
        if firstTokenAt == nil {
            firstTokenAt = now
            usage.firstToken = now - submittedAt
            usage.prefill = now - admittedAt
        }
        usage.decode = now - (firstTokenAt ?? now)
    }
}
