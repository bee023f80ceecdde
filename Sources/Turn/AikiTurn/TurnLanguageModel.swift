import AikiBase
public import AikiDialogue
import AikiMind
import AikiRouter

/// The whole loop as a language model, so that doors which speak a model's protocol need not know
/// the loop.
///
/// A client's messages are its history: the identity comes in front of them, they are used as they
/// are, all of them must fit, and the log stores of them what it does not hold already. A request for
/// the name ``Turn/modelName`` leaves the choice of the model to the router.
public struct TurnLanguageModel: LanguageModel {
    /// What the loop shows of itself.
    public let profile: ModelProfile
    private let turn: Turn
    private let door: String

    /// Shows a loop as a model.
    ///
    /// - Parameters:
    ///   - turn: the loop.
    ///   - door: who asks, as it stands in the ledger.
    ///   - contextTokensMax: the context to show; the model that answers has its own, which counts.
    public init(turn: Turn, door: String = "api", contextTokensMax: Int) {
        self.turn = turn
        self.door = door
        profile = ModelProfile(
            name: Turn.modelName, architecture: Turn.modelName,
            contextTokensMax: contextTokensMax)
    }

    /// Takes a conversation through the loop.
    ///
    /// - Returns: the model's events; the last one comes when the turn is on disk. Text and tokens
    ///   without a conversation are refused with `ModelRequestError.unsupported`.
    public func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let input: TurnInput
        do {
            input = try self.input(request)
        } catch {
            return AsyncThrowingStream { $0.finish(throwing: error) }
        }
        let events = turn.run(input)
        return AsyncThrowingStream { continuation in
            // Belongs to the stream and ends with it; cancelling it stops the turn.
            let task = Task {
                do {
                    for try await event in events {
                        if let event = GenerationEvent(event) { continuation.yield(event) }
                    }
                    continuation.finish()
                } catch let error as RouterError {
                    continuation.finish(throwing: ModelRequestError(error))
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// How many tokens the prompt would fill with the model that would answer now, identity and all.
    ///
    /// - Throws: what choosing a model throws.
    public func countTokens(_ prompt: Prompt) async throws -> Int {
        try await turn.promptTokens(try input(GenerationRequest(prompt: prompt)))
    }

    private func input(_ request: GenerationRequest) throws(ModelRequestError) -> TurnInput {
        guard case .conversation(let conversation) = request.prompt else {
            throw .unsupported(
                model: Turn.modelName, what: "continue raw text; ask a model by its own name")
        }
        guard !conversation.messages.isEmpty else {
            throw .invalidSetting(name: "messages", problem: "holds no message")
        }
        return TurnInput(
            place: .clientHistory, messages: conversation.messages, door: door,
            settings: TurnSettings(request, conversation))
    }
}

extension ModelRequestError {
    /// What a client is told where no model can answer: it asked for the loop as for a model.
    fileprivate init(_ error: RouterError) {
        switch error {
        case .noModel: self = .modelNotFound(name: Turn.modelName)
        case .noneFits, .badEstimate, .badIntents:
            self = .unsupported(model: Turn.modelName, what: "answer. \(error.message)")
        }
    }
}

extension GenerationEvent {
    /// What a client sees of a turn's event; nil for what is the loop's own.
    fileprivate init?(_ event: TurnEvent) {
        switch event {
        case .started, .note: return nil
        case .prefill(let done, let total): self = .prefill(done: done, total: total)
        case .delta(let delta): self = .delta(delta)
        case .finished(let report):
            guard var completion = report.completion else { return nil }
            completion.turn = report.summary
            self = .finished(completion)
        }
    }
}
