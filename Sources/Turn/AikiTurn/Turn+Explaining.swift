public import AikiRouter
import AikiBase
import AikiDialogue
import AikiMemory
import AikiMind

/// What would be decided about a message, and from what.
public struct RouteExplanation: Sendable {
    /// What the decision is made from.
    public let features: RouteFeatures
    /// Which model would answer, and why.
    public let plan: RoutePlan
}

extension Turn {
    /// Decides about a message as ``run(_:)`` does for the first of a conversation, and stops there:
    /// no model is asked, and nothing is recorded.
    ///
    /// - Throws: `RouterError`, `ModelRequestError`.
    public func explain(_ input: TurnInput) async throws -> RouteExplanation {
        let id = identifiers.makeTurnID()
        let now = clock.now()
        var received = ReceivedTurn(
            report: TurnReport(
                turn: id, conversation: identifiers.makeConversationID(), door: input.door,
                started: now),
            context: Self.contextRequest(input, past: .none, following: id), privacy: input.privacy)
        received.scope = input.scope
        if let reader = mind?.reader {
            let appraisal = Appraisal(Self.words(of: input), reader: reader)
            received.mind = ReceivedTurn.Mind(
                appraisal: appraisal, state: MindState.initial.after(appraisal, at: now))
        }
        let minded = await minded(input, received)
        let features = try await chooser.features(
            question(input, received, minded), isShown: true)
        return RouteExplanation(features: features, plan: try Router.plan(features))
    }

    /// How many tokens a prompt would fill with the model that would answer it.
    func promptTokens(_ input: TurnInput) async throws -> Int {
        let id = identifiers.makeTurnID()
        let context = Self.contextRequest(input, past: .none, following: id)
        let text = Self.words(of: input)
        let task = TaskEstimate(text)
        let question = RouteQuestion(
            text: text, task: task, complexity: 0, privacy: input.privacy, promptTokens: 0,
            time: clock.now())
        var choices = try await chooser.choices(question, context)
        return try await choices.next().context.report.promptTokens
    }
}
