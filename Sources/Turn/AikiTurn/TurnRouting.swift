public import AikiDialogue
public import AikiLedger
public import AikiRouter
public import Foundation

/// What the loop asks about models before it decides which one answers; handed in, so that the loop is
/// tested without providers.
public protocol TurnRouting: Sendable {
    /// By which rule it is decided.
    var policy: RoutePolicy { get }
    /// When the answer of a local model is given to a provider's.
    var doubts: ConfidenceCascade.Thresholds { get }
    /// How far two samples of a local answer must agree in their words, 0 … 1, for it to be trusted; nil
    /// where only one is asked for.
    var agreementMin: Double? { get }
    /// Which turns are put to a model of the other side too, to compare.
    var shadows: ShadowPolicy { get }
    /// Whether a question of a class may be sent to somebody else.
    func mayLeave(_ privacy: PrivacyClass) -> Bool
    /// Says of models what is known before they are asked: who offers them at what price, what is left
    /// to pay with, whether they can be reached now. Of one that was asked for by name nothing stands in
    /// the way here: it says so itself when it is asked.
    func describe(
        _ candidates: [RouteCandidate], for question: RouteQuestion
    ) async throws -> [RouteCandidate]
    /// How likely a local answer to a question suffices; nil where that was not learned.
    func sufficiency(of text: String) async -> Double?
    /// What a question is about, of the intents that were taught; nil where it is none of them.
    func intent(of text: String) async -> String?
}

extension TurnRouting {
    /// None: no intents were taught.
    public func intent(of text: String) async -> String? { nil }
}

/// A question, as far as it decides who is to answer.
public struct RouteQuestion: Sendable {
    /// The words of the person.
    public var text: String
    /// The model that was asked for by name; nil leaves the choice to the router.
    public var wish: String?
    /// What the words ask for.
    public var task: TaskEstimate
    /// How hard it is, with what is remembered and intended taken in.
    public var complexity: Double
    /// What a model must be able to do.
    public var needs: Set<RouteNeed> = []
    /// When the answer is needed; nil leaves time.
    public var deadline: Duration?
    /// How far it may travel.
    public var privacy: PrivacyClass
    /// Tokens of the prompt and of the answer's form, estimated from above; of images none.
    public var promptTokens: Int
    /// Images in the prompt.
    public var imageCount = 0
    /// Tokens of the answer, where they are bounded.
    public var outputTokensMax: Int?
    /// The person who asks, where several do.
    public var person: String?
    /// When it is asked.
    public var time: Date
}
