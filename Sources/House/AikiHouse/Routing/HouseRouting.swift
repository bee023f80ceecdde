import AikiBase
import AikiDialogue
import AikiLedger
import AikiPrivacy
import AikiProviders
import AikiRouter
import AikiTurn
import Foundation

/// What the house knows of models before they are asked: providers and their health, prices, budgets,
/// what may leave.
struct HouseRouting: TurnRouting {
    let policy: RoutePolicy
    let doubts: ConfidenceCascade.Thresholds
    let agreementMin: Double?
    let shadows: ShadowPolicy
    let privacy: PrivacyPolicy
    let catalog: ProviderCatalog
    let till: Till
    let learned: LearnedFile<SufficiencyEstimate>
    /// What came with the program.
    let shipped: LearnedFile<SufficiencyEstimate>?
    let intents: LearnedFile<IntentClassifier>

    /// Below so many millionths of a dollar for a million tokens of answer a model counts as cheap …
    static let cheapBelow: Int64 = 1_000_000
    /// … and from so many on as strong.
    static let strongFrom: Int64 = 8_000_000

    init(
        _ home: HouseHome, _ providers: ProviderDirectory, till: Till, models: any ModelDirectory
    ) throws {
        policy = try home.routePolicy()
        doubts = home.doubts
        agreementMin = home.agreementMin
        shadows = home.shadows
        privacy = providers.policy
        catalog = providers.catalog
        self.till = till
        let room = home.routerRoom
        let vectors = QuestionVector()
        learned = LearnedFile(room.file, home, models, vectors, read: room.estimate)
        shipped = room.shippedFile.map {
            LearnedFile($0, home, models, vectors, read: room.shippedEstimate)
        }
        intents = LearnedFile(room.intentsFile, home, models, vectors, read: room.intents)
    }

    func mayLeave(_ privacy: PrivacyClass) -> Bool { self.privacy.mayLeave(privacy) }

    func sufficiency(of text: String) async -> Double? {
        if let (estimate, vectors) = await learned.known(of: text) {
            return estimate.knownProbability(text, vector: vectors?.vectors[0])
        }
        // By looks alone it would speak of everything, and it knows exam questions.
        guard let (estimate, vectors) = await shipped?.known(of: text), let vectors
        else { return nil }
        return estimate.knownProbability(text, vector: vectors.vectors[0])
    }

    func intent(of text: String) async -> String? {
        guard let (intents, vectors) = await intents.known(of: text) else { return nil }
        // One that learned from vectors says nothing without them; it may do without the inner ones.
        let vector = Array((vectors?.joined(0) ?? []).prefix(intents.dimensions))
        guard intents.dimensions == vector.count else { return nil }
        return intents.intent(of: text, vector: vector)
    }

    func describe(
        _ candidates: [RouteCandidate], for question: RouteQuestion
    ) async throws -> [RouteCandidate] {
        var described: [RouteCandidate] = []
        for var candidate in candidates {
            if let (provider, model) = try catalog.find(candidate.name) {
                try await describe(&candidate, provider, model, question)
            } else {
                // The engine reads text alone.
                candidate.abilities = [.tools]
            }
            described.append(candidate)
        }
        return described
    }

    private func describe(
        _ candidate: inout RouteCandidate, _ provider: Provider, _ model: String,
        _ question: RouteQuestion
    ) async throws {
        let settings = provider.settings
        let profile =
            provider.isLocal
            ? try LoopbackModel(provider, model: model).profile
            : RemoteModel(provider, model: model).profile
        candidate.profile = profile
        // Who was asked for by name says itself what is in the way.
        guard candidate.name != question.wish else { return }
        if let rest = provider.restsFor {
            candidate.problem =
                "failed again and again and is left alone for \(max(1, rest.components.seconds)) s"
        } else if settings.kind != .compatible, try catalog.keySource(settings) == nil {
            candidate.problem = "has no key"
        }
        guard !provider.isLocal else { return }
        let quote = try await till.quote(
            model: candidate.name, promptTokens: question.promptTokens,
            outputTokensMax: Till.answerTokens(
                question.outputTokensMax, promptTokens: question.promptTokens, profile: profile)
                ?? 0,
            imageCount: question.imageCount, person: question.person, at: question.time)
        candidate.offer = RouteOffer(
            tier: Self.tier(quote.price), costMicros: quote.mostMicros.map(Int.init(clamping:)),
            budgetMicros: quote.leftMicros.map(Int.init(clamping:)))
        if quote.price == nil, quote.leftMicros != nil {
            candidate.problem = candidate.problem ?? "has no known price, and a budget is set"
        }
    }

    /// What kind of model a price belongs to: what is strong is dear.
    private static func tier(_ price: Price?) -> RoutePolicy.Tier {
        guard let output = price?.output else { return .middle }
        return output < cheapBelow ? .cheap : output < strongFrom ? .middle : .strong
    }
}
