import AikiBase
public import AikiDialogue
public import AikiPrivacy

/// A model that runs elsewhere, as the loop sees models: what is asked is masked on its way out, and
/// the originals are put back into the answer, while it is streamed too.
public struct RedactedLanguageModel: RemoteLanguageModel {
    private let external: any ExternalModel
    private let redactor: Redactor
    private let policy: PrivacyPolicy

    /// Puts a redactor before a model.
    public init(
        _ external: any ExternalModel, redactor: Redactor = Redactor(), policy: PrivacyPolicy
    ) {
        self.external = external
        self.redactor = redactor
        self.policy = policy
    }

    /// What it is and what it can do.
    public var profile: ModelProfile { external.profile }

    /// Writes an answer.
    ///
    /// - Returns: a stream that fails with `PrivacyError`, before anything is sent, where the request
    ///   may not leave.
    public func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let prompt: RedactedPrompt
        do {
            prompt = try redactor.redact(request, privacy: request.privacy, policy: policy)
        } catch {
            return AsyncThrowingStream { $0.finish(throwing: error) }
        }
        let events = external.generate(prompt)
        return AsyncThrowingStream { continuation in
            // Belongs to the stream and ends with it; cancelling it ends the call.
            let task = Task {
                var reader = RestoringReader(prompt)
                do {
                    for try await event in events {
                        for restored in reader.restore(event) { continuation.yield(restored) }
                    }
                    continuation.finish()
                } catch {
                    if let rest = reader.flush() { continuation.yield(.delta(rest)) }
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// How many finds of each kind are masked before a request is sent.
    public func maskedCounts(in request: GenerationRequest) -> [String: Int] {
        let prompt = try? redactor.redact(request, privacy: request.privacy, policy: policy)
        return prompt?.report.names ?? [:]
    }

    /// How many tokens a prompt fills, estimated from above; see ``TokenEstimate``.
    public func countTokens(_ prompt: Prompt) async throws -> Int {
        TokenEstimate.tokens(of: prompt)
    }
}

extension RedactionReport {
    /// The counts by the names of the kinds.
    fileprivate var names: [String: Int] {
        counts.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
    }
}

/// Puts originals back into the events of one answer.
struct RestoringReader {
    private let prompt: RedactedPrompt
    private var text: Restorer
    private var reasoning: Restorer

    init(_ prompt: RedactedPrompt) {
        self.prompt = prompt
        text = prompt.makeRestorer()
        reasoning = prompt.makeRestorer()
    }

    mutating func restore(_ event: GenerationEvent) -> [GenerationEvent] {
        switch event {
        case .prefill: return [event]
        case .delta(var delta):
            delta.text = text.push(delta.text)
            delta.reasoning = reasoning.push(delta.reasoning)
            let isEmpty = delta.text.isEmpty && delta.reasoning.isEmpty && delta.tokens.isEmpty
            return isEmpty ? [] : [.delta(delta)]
        case .finished(var completion):
            let restorer = prompt.makeRestorer()
            completion.toolCalls = completion.toolCalls.map { restorer.restore($0) }
            completion.remote?.maskedCounts = prompt.report.names
            let rest = flush().map { [GenerationEvent.delta($0)] } ?? []
            return rest + [.finished(completion)]
        }
    }

    /// What was held back; nil where nothing was.
    mutating func flush() -> GenerationEvent.Delta? {
        let delta = GenerationEvent.Delta(text: text.flush(), reasoning: reasoning.flush())
        return delta.text.isEmpty && delta.reasoning.isEmpty ? nil : delta
    }
}
