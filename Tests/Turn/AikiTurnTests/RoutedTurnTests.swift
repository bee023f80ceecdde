import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiRouter
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import Testing

/// Goal: a turn goes where the decision says, to the other side where that one cannot, and from a local
/// model that is not sure to a provider's; each call is recorded and paid once, and nothing is said
/// twice. Method: a scripted local model, a scripted far one, a price of one dollar a million tokens.
@Suite struct RoutedTurnTests {
    private static let hard = """
        Prove step by step that the equation x^2 + y^2 = z^2 has infinitely many solutions, \
        justify each step rigorously, and compute the probability that a random matrix has them.
        """
    private static let noon = Date(timeIntervalSince1970: 1_700_000_000)

    private struct Fault: RemoteModelError {
        var mayBeCharged = false
        var fault: RemoteFault { .unavailable }
        var code: String { "test.fault" }
        var message: String { "It is down." }
        var hint: String { "" }
    }

    private struct Far: RemoteLanguageModel {
        let script: ScriptedModel
        var stored: StoredAnswer?
        var profile: ModelProfile {
            var profile = script.profile
            profile.isLocal = false
            return profile
        }
        func generate(
            _ request: GenerationRequest
        ) -> AsyncThrowingStream<GenerationEvent, any Error> { script.generate(request) }
        func countTokens(_ prompt: Prompt) async throws -> Int {
            try await script.countTokens(prompt)
        }
        func maskedCounts(in request: GenerationRequest) -> [String: Int] { [:] }
        func storedAnswer(to request: GenerationRequest) async -> StoredAnswer? { stored }
    }

    private struct Directory: ModelDirectory {
        let near: ScriptedModel?
        let far: Far
        var nearProblem: (any Error)?
        var other: Far?

        func listModels() async throws -> [ModelListing] {
            [near?.profile.name, far.profile.name, other?.profile.name].compactMap { $0 }.map {
                ModelListing(name: $0, owner: "test", createdSeconds: 0)
            }
        }
        func languageModel(named name: String) async throws -> any LanguageModel {
            if name == far.profile.name { return far }
            if let other, name == other.profile.name { return other }
            if let nearProblem { throw nearProblem }
            guard let near else { throw ModelRequestError.modelNotFound(name: name) }
            return near
        }
        func embedder(named name: String) async throws -> any Embedder {
            throw ModelRequestError.modelNotFound(name: name)
        }
    }

    private struct Routing: TurnRouting {
        var policy = RoutePolicy()
        var doubts = ConfidenceCascade.Thresholds()
        var leaves = true
        var agreementMin: Double?
        var shadows = ShadowPolicy(share: 0)
        let till: Till

        func mayLeave(_ privacy: PrivacyClass) -> Bool { leaves && privacy != .secret }
        func sufficiency(of text: String) async -> Double? { nil }
        func describe(
            _ candidates: [RouteCandidate], for question: RouteQuestion
        ) async throws -> [RouteCandidate] {
            var described = candidates
            for index in described.indices
            where described[index].name.contains("/") && question.wish != described[index].name {
                let quote = try await till.quote(
                    model: described[index].name, promptTokens: 100, outputTokensMax: 1000,
                    imageCount: question.imageCount, person: nil, at: question.time)
                described[index].offer = RouteOffer(
                    costMicros: quote.mostMicros.map(Int.init),
                    budgetMicros: quote.leftMicros.map(Int.init))
            }
            return described
        }
    }

    private struct Shop {
        let loop: Loop
        let budgets: BudgetBook
        let turn: Turn

        init(
            near: ScriptedModel? = ScriptedModel("near"), far: ScriptedModel,
            nearProblem: (any Error)? = nil, limitMicros: Int64 = 1_000_000, leaves: Bool = true,
            escalates: Bool = false, stored: StoredAnswer? = nil, shadowShare: Double = 0,
            agreementMin: Double? = nil, other: ScriptedModel? = nil
        ) async throws {
            let directory = Directory(
                near: near, far: Far(script: far, stored: stored), nearProblem: nearProblem,
                other: other.map { Far(script: $0) })
            loop = try Loop(directory)
            let prices = PriceBook(store: loop.store)
            let list = ["m", "n"].map { model in
                Price(
                    provider: "p", model: model, day: "2020-01-01", prompt: 1_000_000,
                    output: 1_000_000)
            }
            try await prices.add(PriceTable(prices: list), source: "test")
            budgets = BudgetBook(store: loop.store, zone: .gmt)
            try await budgets.set(Budget(period: .day, limitMicros: limitMicros))
            let till = Till(prices: prices, budgets: budgets, meter: EnergyMeter())
            var routing = Routing(till: till)
            routing.leaves = leaves
            routing.policy.escalates = escalates
            routing.agreementMin = agreementMin
            routing.shadows = ShadowPolicy(share: shadowShare)
            let clock = FixedWallClock(RoutedTurnTests.noon)
            turn = Turn(
                models: directory, log: loop.log, ledger: loop.ledger,
                composer: ContextComposer(identity: Identity(name: "Mira", language: "English")),
                clock: clock,
                identifiers: IdentifierSource(clock: clock, random: SeededRandom(seed: 9)),
                till: till, routing: routing)
        }

        /// What a person saw, and what was recorded.
        func ask(_ text: String, model: String? = nil) async throws -> Told {
            var told = Told()
            var input = TurnInput(text: text, door: "test", model: model)
            input.settings.person = "ada"
            do {
                for try await event in turn.run(input) {
                    switch event {
                    case .started(let start): told.models.append(start.plan.model)
                    case .note(let note): told.notes.append(note)
                    case .delta(let delta): told.text += delta.text
                    case .prefill: break
                    case .finished(let report): told.report = report
                    }
                }
            } catch {
                told.error = error
            }
            await turn.drain()
            told.entries = try await loop.ledger.entries().map(\.entry)
            // Shadows ask for nobody.
            #expect(told.entries.allSatisfy { $0.kind == .shadow || $0.person == "ada" })
            #expect(try await budgets.open().isEmpty)
            let spent = try await budgets.statuses(at: RoutedTurnTests.noon).first?.spentMicros
            #expect(spent == told.entries.map(\.costMicros).reduce(0, +))
            #expect(try await loop.problems() == [])
            return told
        }
    }

    private struct Told {
        var models: [String] = []
        var notes: [String] = []
        var text = ""
        var report: TurnReport?
        var error: (any Error)?
        var entries: [LedgerEntry] = []
    }

    private static let farModel = ScriptedModel(
        "p/m", [.say("Far."), .end(ScriptedModel.completion)])

    @Test func `what is easy stays, what is hard leaves, and the record says why`() async throws {
        let easy = try await Shop(far: Self.farModel).ask("What is your name?")
        #expect(easy.models == ["near"] && easy.report?.plan?.rule == .simple)
        #expect(easy.entries.map(\.isLocal) == [true] && easy.notes == [])
        let hard = try await Shop(far: Self.farModel).ask(Self.hard)
        #expect(hard.models == ["p/m"] && hard.report?.plan?.rule == .hard && hard.text == "Far.")
        #expect(hard.entries.map(\.costMicros) == [15] && hard.notes == [])
        #expect(hard.entries.first?.decision["rule"] == "hard")
    }

    @Test func `what may not leave stays, however hard`() async throws {
        let told = try await Shop(far: Self.farModel, leaves: false).ask(Self.hard)
        #expect(told.models == ["near"] && told.report?.plan?.rule == .staysHere)
    }

    @Test func `where the budget has no room the local model answers, and the person is told`()
        async throws
    {
        let far = ScriptedModel("p/m")
        let told = try await Shop(far: far, limitMicros: 100).ask(Self.hard)
        #expect(told.models == ["near"] && told.report?.plan?.rule == .fallback)
        #expect(told.notes.count == 1 && told.notes.first?.contains("budget") == true)
        #expect(told.error == nil && far.lastRequest == nil)
        #expect(told.entries.map(\.costMicros) == [0])
    }

    @Test(arguments: [false, true])
    func `a provider that is down leaves the question to the local model`(
        isCharged: Bool
    ) async throws {
        let far = ScriptedModel("p/m", [.fail(Fault(mayBeCharged: isCharged))])
        let told = try await Shop(far: far).ask(Self.hard)
        #expect(told.models == ["p/m", "near"] && told.text == "Hello there.")
        #expect(told.report?.attempts.map(\.model) == ["p/m"])
        #expect(told.report?.attempts.first?.failure.code == "test.fault")
        #expect(told.report?.plan?.rule == .fallback)
        #expect(told.notes.count == 1 && told.notes.first?.contains("It is down.") == true)
        #expect(told.entries.map(\.outcome) == [.failed, .answered])
        // What may have been charged is, once.
        #expect((told.entries[0].costMicros > 0) == isCharged)
        #expect(told.entries[1].costMicros == 0)
        let stored = try #require(told.report)
        #expect(TurnReport(json: stored.json) == stored)
    }

    @Test func `what was held for a call that nobody charges pays for the model after it`()
        async throws
    {
        let far = ScriptedModel("p/m", [.fail(Fault())])
        let other = ScriptedModel("p/n", [.say("Farther."), .end(ScriptedModel.completion)])
        // Room for one call at a time: more than 4,000 are held for each answer.
        let told = try await Shop(far: far, limitMicros: 8_000, other: other).ask(Self.hard)
        #expect(told.models == ["p/m", "p/n"] && told.text == "Farther." && told.error == nil)
        #expect(told.entries.map(\.outcome) == [.failed, .answered])
        #expect(told.entries.map(\.costMicros) == [0, 15])
        #expect(told.entries.map(\.provider) == ["p", "p"])
    }

    @Test func `a local model without memory leaves the question to a provider`() async throws {
        let taken = ModelRequestError.memoryTaken(
            model: "near", bytesNeeded: 2, bytesFree: 1, retryAfter: .seconds(1))
        let told = try await Shop(far: Self.farModel, nearProblem: taken).ask("Hello?")
        #expect(told.models == ["p/m"] && told.report?.plan?.rule == .fallback)
        #expect(told.notes.first?.contains("leave 1") == true && told.error == nil)
        let failing = try await Shop(
            near: ScriptedModel("near", [.fail(Fault())]), far: Self.farModel
        ).ask("Hello?")
        #expect(failing.models == ["near", "p/m"] && failing.text == "Far.")
        let kept = try await Shop(far: Self.farModel, nearProblem: taken, leaves: false)
            .ask("Hello?")
        #expect(kept.models == [] && (kept.error as? any AikiError)?.code == taken.code)
    }

    @Test func `what was begun is not begun again by another`() async throws {
        let far = ScriptedModel("p/m", [.say("Far away "), .fail(Fault())])
        let told = try await Shop(far: far).ask(Self.hard)
        #expect(told.models == ["p/m"] && told.text == "Far away ")
        #expect((told.error as? any AikiError)?.code == "test.fault")
        #expect(told.entries.count == 1)
    }

    @Test func `who was asked for by name is not replaced`() async throws {
        let far = ScriptedModel("p/m", [.fail(Fault())])
        let told = try await Shop(far: far).ask("Hello?", model: "p/m")
        #expect(told.models == ["p/m"] && told.error != nil)
        let poor = try await Shop(far: Self.farModel, limitMicros: 100).ask("Hello?", model: "p/m")
        #expect((poor.error as? any AikiError)?.code == "ledger.budget-exceeded")
    }

    @Test func `what would be decided is what is decided`() async throws {
        for text in ["Hello?", Self.hard] {
            let shop = try await Shop(far: Self.farModel)
            let plan = try await shop.turn.explain(TurnInput(text: text, door: "test")).plan
            #expect(try await shop.loop.ledger.entries().isEmpty)
            #expect(try await shop.ask(text).report?.plan == plan)
        }
    }

    @Test func `an answer that is kept is given without asking or paying, and says so`()
        async throws
    {
        let far = ScriptedModel("p/m")
        let stored = StoredAnswer(
            text: "As before.", reasoning: "",
            completion: Completion(
                reason: .stop, usage: Usage(promptTokens: 9, outputTokens: 3),
                remote: RemoteCall(provider: "p")))
        let told = try await Shop(far: far, stored: stored).ask(Self.hard)
        #expect(told.text == "As before." && far.lastRequest == nil)
        #expect(told.report?.cache == "exact" && told.report?.summary["cache"] == "exact")
        #expect(told.entries.map(\.costMicros) == [0] && told.entries.first?.provider == "p")
        #expect(told.entries.first?.decision["cache"] == "exact")
        #expect(told.entries.first?.usage == Usage())
        #expect(told.entries.first?.decision["saved_tokens"] == 12)
    }

    @Test func `an answer to the same question in other words says so, and what it saved`()
        async throws
    {
        var stored = StoredAnswer(
            text: "As before.", reasoning: "",
            completion: Completion(
                reason: .stop, usage: Usage(promptTokens: 9, outputTokens: 3),
                remote: RemoteCall(provider: "p")))
        stored.completion.turn = ["cache": "semantic"]
        let told = try await Shop(far: ScriptedModel("p/m"), stored: stored).ask(Self.hard)
        #expect(told.report?.summary["cache"] == "semantic")
        #expect(told.report.flatMap { TurnReport(json: $0.json) }?.cache == "semantic")
        #expect(told.entries.first?.decision["cache"] == "semantic")
        #expect(told.entries.first?.decision["saved_micros"] == 12)
        #expect(told.entries.map(\.costMicros) == [0])
    }

    @Test func `a sample is put to the other side too, recorded and paid, and told nobody`()
        async throws
    {
        let told = try await Shop(far: Self.farModel, shadowShare: 1).ask("Hello?")
        #expect(told.models == ["near"] && told.text == "Hello there.")
        #expect(told.entries.map(\.kind) == [.call, .shadow])
        #expect(told.entries.map(\.costMicros) == [0, 15])
        #expect(told.entries[1].decision["beside"] == "near")
        #expect(told.entries[1].decision["agreement"]?.real == 0)
        let poor = try await Shop(far: Self.farModel, limitMicros: 1200, shadowShare: 1)
            .ask("Hello?")
        #expect(poor.entries.map(\.kind) == [.call])
        let kept = try await Shop(far: Self.farModel, leaves: false, shadowShare: 1).ask("Hello?")
        #expect(kept.entries.map(\.kind) == [.call])
    }

    // MARK: The cascade

    /// Pieces whose tokens all have one probability.
    private static func pieces(_ count: Int, _ probability: Double) -> [ScriptedModel.Step] {
        (0..<count).map { .sure("w\($0) ", probability) }
    }

    @Test func `an answer that begins unsure is given away before anything is shown`() async throws
    {
        let near = ScriptedModel(
            "near", Self.pieces(40, 0.1) + [.end(ScriptedModel.completion)])
        let told = try await Shop(near: near, far: Self.farModel, escalates: true).ask("Hello?")
        #expect(told.models == ["near", "p/m"] && told.text == "Far.")
        #expect(told.report?.plan?.rule == .escalated)
        #expect(told.notes.first?.contains("10 %") == true)
        #expect(told.entries.map(\.kind) == [.call, .feedback, .call])
        #expect(told.entries.map(\.feedback) == [nil, .escalated, nil])
        #expect(told.entries.map(\.costMicros) == [0, 0, 15])
        #expect(near.lastRequest?.topLogProbabilities == 0)
    }

    @Test func `an answer that becomes unsure is gone on with, and nothing is said twice`()
        async throws
    {
        let near = ScriptedModel(
            "near",
            Self.pieces(30, 0.9) + Self.pieces(40, 0.02) + [.end(ScriptedModel.completion)])
        let far = ScriptedModel("p/m", [.say("Far."), .end(ScriptedModel.completion)])
        let told = try await Shop(near: near, far: far, escalates: true).ask("Hello?")
        #expect(told.models == ["near", "p/m"])
        #expect(told.text.hasPrefix("w0 w1 ") && told.text.hasSuffix("\n\nFar."))
        #expect(told.text.components(separatedBy: "w0 ").count <= 3)
        let shown = String(told.text.dropLast("\n\nFar.".count))
        #expect(far.lastMessages.suffix(2).first == assistant(shown + ""))
    }

    @Test func `a sure answer is whole, and who switched escalation off is not watched`()
        async throws
    {
        let steps = Self.pieces(30, 0.9) + [.end(ScriptedModel.completion)]
        let sure = try await Shop(
            near: ScriptedModel("near", steps), far: Self.farModel, escalates: true
        ).ask("Hello?")
        #expect(sure.models == ["near"] && sure.text == (0..<30).map { "w\($0) " }.joined())
        let near = ScriptedModel("near", Self.pieces(30, 0.01) + [.end(ScriptedModel.completion)])
        let unwatched = try await Shop(near: near, far: Self.farModel).ask("Hello?")
        #expect(unwatched.models == ["near"] && near.lastRequest?.topLogProbabilities == nil)
    }

    @Test func `an answer that a second sample does not share is given away unseen`() async throws {
        let steps = Self.pieces(30, 0.9) + [.end(ScriptedModel.completion)]
        let near = ScriptedModel("near", steps)
        let same = try await Shop(
            near: near, far: Self.farModel, escalates: true, agreementMin: 0.9
        ).ask("Hello?")
        #expect(same.models == ["near"] && same.text == (0..<30).map { "w\($0) " }.joined())
        let moody = ScriptedModel(
            "near", steps, then: [.say("Else."), .end(ScriptedModel.completion)])
        let other = try await Shop(
            near: moody, far: Self.farModel, escalates: true, agreementMin: 0.9
        ).ask("Hello?")
        #expect(other.models == ["near", "p/m"] && other.text == "Far.")
        #expect(other.notes.first?.contains("0 %") == true)
    }

    @Test func `an unsure answer stands where no provider can take it`() async throws {
        let near = ScriptedModel("near", Self.pieces(20, 0.1) + [.end(ScriptedModel.completion)])
        let far = ScriptedModel("p/m", [.fail(Fault())])
        let told = try await Shop(near: near, far: far, escalates: true).ask("Hello?")
        #expect(told.models == ["near", "p/m", "near"] && told.error == nil)
        #expect(told.text == (0..<20).map { "w\($0) " }.joined())
    }
}
