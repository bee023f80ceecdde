import AikiBase
import AikiDialogue
import AikiRouter
import Testing

/// Goal: the rules of the decision, each on its own and in their order. Method: a table, then every
/// small combination against a plain restatement of the rules.
@Suite struct RouterTests {
    private static func candidate(
        _ name: String, installed: Int = 0, context: Int? = 1000, chats: Bool = true,
        problem: String? = nil
    ) -> RouteCandidate {
        RouteCandidate(
            name: name, installedSeconds: installed,
            profile: context.map {
                ModelProfile(
                    name: name, architecture: "t", contextTokensMax: $0, canChat: chats)
            },
            problem: problem)
    }

    struct Case: Sendable {
        let name: String
        let features: RouteFeatures
        let model: String
        let rule: RoutePlan.Rule
    }

    static let table = [
        Case(
            name: "asked for by name, though another is promoted",
            features: RouteFeatures(
                candidates: [candidate("a"), candidate("b")], requestedModel: "a",
                promotedModel: "b"),
            model: "a", rule: .requested),
        Case(
            name: "promoted, though another is newer",
            features: RouteFeatures(
                candidates: [candidate("a", installed: 9), candidate("b")], promotedModel: "b"),
            model: "b", rule: .promoted),
        Case(
            name: "promoted, and the only one",
            features: RouteFeatures(candidates: [candidate("b")], promotedModel: "b"),
            model: "b", rule: .promoted),
        Case(
            name: "the only one", features: RouteFeatures(candidates: [candidate("a")]),
            model: "a", rule: .onlyOne),
        Case(
            name: "the only one that can chat",
            features: RouteFeatures(candidates: [
                candidate("a", installed: 9, chats: false), candidate("b"),
            ]),
            model: "b", rule: .onlyOne),
        Case(
            name: "the newest of several",
            features: RouteFeatures(candidates: [
                candidate("a", installed: 1), candidate("b", installed: 3),
                candidate("c", installed: 2),
            ]),
            model: "b", rule: .newest),
        Case(
            name: "the first by name of equally new ones",
            features: RouteFeatures(candidates: [candidate("b"), candidate("a")]),
            model: "a", rule: .newest),
        Case(
            name: "the one whose context is large enough",
            features: RouteFeatures(
                candidates: [
                    candidate("a", installed: 9, context: 100),
                    candidate("b", context: 101),
                ], promptTokens: 100),
            model: "b", rule: .onlyOne),
        Case(
            name: "one that has not been loaded yet",
            features: RouteFeatures(
                candidates: [candidate("a", chats: false), candidate("b", context: nil)]),
            model: "b", rule: .onlyOne),
        Case(
            name: "another where the promoted one has a problem",
            features: RouteFeatures(
                candidates: [candidate("a", problem: "is damaged"), candidate("b")],
                promotedModel: "a"),
            model: "b", rule: .onlyOne),
        Case(
            name: "another where the promoted one is gone",
            features: RouteFeatures(
                candidates: [candidate("b"), candidate("c")], promotedModel: "a"),
            model: "b", rule: .newest),
    ]

    @Test(arguments: table)
    func theTableHolds(entry: Case) throws {
        let plan = try Router.plan(entry.features)
        #expect(plan.model == entry.model, "\(entry.name)")
        #expect(plan.rule == entry.rule, "\(entry.name)")
        #expect(plan.alternatives.count == entry.features.candidates.count - 1)
        #expect(!plan.reasons.isEmpty)
    }

    @Test func whatIsMissingIsNamed() {
        #expect(throws: RouterError.noModel) { try Router.plan(RouteFeatures(candidates: [])) }
        let features = RouteFeatures(
            candidates: [
                Self.candidate("a", chats: false), Self.candidate("b", context: 10),
                Self.candidate("c", problem: "is damaged"),
            ], promptTokens: 10, outputTokens: 5)
        #expect(
            throws: RouterError.noneFits(problems: [
                "a has no chat template", "b holds 10 tokens and 15 are needed", "c is damaged",
            ])
        ) { try Router.plan(features) }
    }

    @Test func whatWasAskedForIsNeverReplaced() {
        let candidates = [
            Self.candidate("a", chats: false), Self.candidate("b", context: 10),
            Self.candidate("ok"),
        ]
        #expect(throws: ModelRequestError.modelNotFound(name: "x")) {
            try Router.plan(RouteFeatures(candidates: candidates, requestedModel: "x"))
        }
        #expect(
            throws: ModelRequestError.unsupported(
                model: "a", what: "answer: it has no chat template")
        ) { try Router.plan(RouteFeatures(candidates: candidates, requestedModel: "a")) }
        #expect(
            throws: ModelRequestError.contextExceeded(
                promptTokens: 10, outputTokens: 1, limitTokens: 10)
        ) {
            try Router.plan(
                RouteFeatures(candidates: candidates, requestedModel: "b", promptTokens: 10))
        }
    }

    /// Three models, each with every state: 4³ states × promoted or not × orders of the list.
    @Test func everySmallCaseFollowsTheRulesInAnyOrder() throws {
        let states: [@Sendable (String) -> RouteCandidate] = [
            { Self.candidate($0, installed: $0 == "b" ? 2 : 1) },
            { Self.candidate($0, installed: $0 == "b" ? 2 : 1, context: nil) },
            { Self.candidate($0, chats: false) }, { Self.candidate($0, problem: "is damaged") },
        ]
        let isUsable = [true, true, false, false]
        for code in 0..<64 {
            let digits = [code % 4, code / 4 % 4, code / 16]
            let names = ["a", "b", "c"]
            let candidates = zip(names, digits).map { states[$1]($0) }
            let usable = zip(names, digits).filter { isUsable[$1] }.map(\.0)
            for promoted in [nil, "a", "b", "c", "gone"] {
                let order = ["b", "a", "c"].filter(usable.contains)
                let expected = promoted.flatMap { usable.contains($0) ? $0 : nil } ?? order.first
                var plans: [RoutePlan?] = []
                for rotation in 0..<3 {
                    let list = Array(candidates[rotation...] + candidates[..<rotation])
                    plans.append(
                        try? Router.plan(
                            RouteFeatures(candidates: list, promotedModel: promoted)))
                }
                #expect(plans[0]?.model == expected)
                #expect(plans[1] == plans[0] && plans[2] == plans[0])
                let next = plans[0]?.alternatives.filter(\.isUsable).map(\.model) ?? []
                #expect(Set(next + [expected].compactMap { $0 }) == Set(usable))
            }
        }
    }

    @Test func aPlanComesBackFromItsRecord() throws {
        for entry in Self.table {
            let plan = try Router.plan(entry.features)
            #expect(RoutePlan(json: try JSONValue(parsing: plan.json.encoded())) == plan)
        }
        #expect(RoutePlan(json: ["model": "a"]) == nil)
    }

    @Test(arguments: [
        ("", 0...0), ("Hello!", 0...0.01), ("What time is it?", 0...0.05),
        (String(repeating: "word ", count: 400), 0.4...0.4),
        ("```\nlet x = 1\n```", 0.25...0.5), ("1 + 1 = 2", 0.15...0.2),
        ("a?\nb?\nc?\n1. d\n- e", 0.35...0.36),
        (String(repeating: "12 + 3? ```x```\n- y\n", count: 500), 0.99...1),
    ])
    func complexityFollowsItsDescription(text: String, range: ClosedRange<Double>) {
        #expect(range.contains(ComplexityEstimate.complexity(of: text)), "\(text.prefix(20))")
    }
}
