public import AikiBase
public import AikiDialogue

/// Runs the contract of an identity against a model.
///
///     let report = try await IdentityCheck(identity).run(on: model, samples: 3, seed: 1)
///     if !report.passes { … }
///
/// Each assertion is asked as a conversation of its own, put together by the ``ContextComposer`` that
/// every turn uses. The first answer is the likeliest; further ones are drawn with seeds, so that a
/// check repeats.
public struct IdentityCheck: Sendable {
    /// The most times one assertion is asked.
    public static let samplesMax = 32
    /// The most tokens of an answer: enough for who one is.
    public static let answerTokensMax = 256

    private let identity: Identity
    private let contract: IdentityContract
    private let composer: ContextComposer

    /// Checks models against an identity.
    public init(_ identity: Identity) {
        self.identity = identity
        contract = identity.contract ?? .standard
        composer = ContextComposer(identity: identity)
    }

    /// Asks everything the contract holds.
    ///
    /// - Parameters:
    ///   - model: who is asked, with or without adapters.
    ///   - samples: how many times each; 1 … ``samplesMax``.
    ///   - seed: where the drawn answers begin.
    ///   - progress: told as answers come.
    /// - Returns: what held and what did not.
    /// - Throws: what the model throws; an answer that does not end is one.
    public func run(
        on model: any LanguageModel, samples: Int = 1, seed: UInt64 = 1,
        progress: ProgressHandler? = nil
    ) async throws -> IdentityReport {
        precondition((1...Self.samplesMax).contains(samples), "samples are 1 to 32")
        let assertions = contract.assertions.map { $0.naming(identity.name) }
        var outcomes: [IdentityReport.Outcome] = []
        for assertion in assertions {
            var answers: [String] = []
            for sample in 0..<samples {
                progress?(
                    WorkProgress(
                        label: assertion.name, done: Int64(outcomes.count * samples + sample),
                        total: Int64(assertions.count * samples)))
                let drawn = sample == 0 ? nil : seed &+ UInt64(sample)
                answers.append(try await answer(to: assertion, from: model, seed: drawn))
            }
            outcomes.append(
                IdentityReport.Outcome(
                    name: assertion.name, weight: assertion.weight,
                    isRequired: assertion.isRequired, question: assertion.ask, answers: answers,
                    failures: answers.map { assertion.failures(of: $0) }))
        }
        return IdentityReport(
            model: model.profile.name, outcomes: outcomes, driftMax: contract.driftMax)
    }

    private func answer(
        to assertion: IdentityAssertion, from model: any LanguageModel, seed: UInt64?
    ) async throws -> String {
        let context = try await composer.compose(
            Self.request(for: assertion), for: model)
        var sampling = SamplingOptions()
        sampling.seed = seed
        let request = GenerationRequest(
            prompt: .conversation(context.conversation),
            sampling: seed == nil ? .greedy : sampling,
            outputTokensMax: min(Self.answerTokensMax, context.report.reserveTokens))
        var text = ""
        for try await event in model.generate(request) {
            if case .delta(let delta) = event { text += delta.text }
        }
        try Task.checkCancellation()
        return text
    }

    private static func request(for assertion: IdentityAssertion) -> ContextRequest {
        let said = assertion.after.enumerated().map { index, text in
            Message(role: index.isMultiple(of: 2) ? .user : .assistant, text: text)
        }
        return ContextRequest(
            history: said.isEmpty
                ? [] : [ContextRequest.PastTurn(id: TurnID("before"), messages: said)],
            question: [Message(role: .user, text: assertion.ask)],
            memories: assertion.memories.map { RecalledMemory(text: $0) },
            outputTokensMax: answerTokensMax, policy: .mustFit)
    }
}
