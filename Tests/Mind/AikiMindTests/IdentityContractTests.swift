import AikiBase
import AikiDialogue
import AikiMind
import Foundation
import Testing

/// Goal: the contract stands in the identity's file, is asked of a model as it stands there, and tells
/// one that is Aiki from one that is not. Method: models that answer by a table.
@Suite struct IdentityContractTests {
    @Test func `every key of an assertion is read`() throws {
        let identity = try Identity(
            parsing: """
                name = "Mira"
                [[learned]]
                day = "2026-03-14"
                text = "You answer briefly."
                [[learned]]
                text = "You like lists."
                [contract]
                drift_max = 0.5
                [[contract.assert]]
                name = "a"
                ask = "Who?"
                after = ["x", "y"]
                memories = ["m"]
                says_any = ["p"]
                says_all = ["q"]
                says_none = ["r"]
                language = "German"
                words_max = 7
                weight = 2
                required = true
                [[contract.assert]]
                ask = "What?"
                """)
        #expect(
            identity.learned == [
                LearnedTrait(day: "2026-03-14", text: "You answer briefly."),
                LearnedTrait(text: "You like lists."),
            ])
        #expect(
            identity.systemText.hasSuffix(
                """
                What you have learned of yourself:
                - 2026-03-14: You answer briefly.
                - You like lists.
                """))
        var first = IdentityAssertion(name: "a", ask: "Who?")
        first.after = ["x", "y"]
        first.memories = ["m"]
        first.saysAny = ["p"]
        first.saysAll = ["q"]
        first.saysNone = ["r"]
        first.language = "German"
        first.wordsMax = 7
        first.weight = 2
        first.isRequired = true
        #expect(
            identity.contract
                == IdentityContract(
                    driftMax: 0.5,
                    assertions: [first, IdentityAssertion(name: "What?", ask: "What?")]))
    }

    @Test(arguments: [
        ("[contract]\ndrift_max = 2", "drift_max"), ("contract = 1", "contract"),
        ("[contract]\nassert = 1", "assert"), ("[contract]\nx = 1", "x"),
        ("[[contract.assert]]\nname = 'a'", "contract.assert.ask"),
        ("[[contract.assert]]\nask = 'a'\nafter = ['b']", "after"),
        ("[[contract.assert]]\nask = 'a'\nwords_max = 0", "words_max"),
        ("[[contract.assert]]\nask = 'a'\nwords_max = 1.5", "words_max"),
        ("[[contract.assert]]\nask = 'a'\nwords_max = 10001", "words_max"),
        ("[[contract.assert]]\nask = 'a'\nweight = -1", "weight"),
        ("[[contract.assert]]\nask = 'a'\nweight = nan", "weight"),
        ("[[contract.assert]]\nask = 'a'\nrequired = 1", "required"),
        ("[[learned]]\nday = '2026-01-01'", "learned.text"), ("learned = 'a'", "learned"),
    ])
    func `what is wrong is named`(text: String, key: String) {
        let error = #expect(throws: MindError.self) {
            try Identity(parsing: "name = 'A'\n" + text)
        }
        #expect(error?.message.contains("'\(key)'") == true, "\(error?.message ?? "")")
    }

    @Test func `as many assertions are read as the limit allows and no more`() throws {
        let one = "\n[[contract.assert]]\nask = 'a'"
        let limit = IdentityContract.assertionsMax
        let full = "name = 'A'" + String(repeating: one, count: limit)
        #expect(try Identity(parsing: full).contract?.assertions.count == limit)
        #expect(throws: MindError.self) { try Identity(parsing: full + one) }
    }

    @Test(arguments: [
        ("My name is MIRA.", ["Mira"], [], [], true), ("Miranda here.", ["Mira"], [], [], false),
        ("I don’t  know\nthat", ["don't know that"], [], [], true),
        ("Señor Mira", ["senor"], [], [], true), ("a b", [], ["a", "b"], [], true),
        ("a", [], ["a", "b"], [], false), ("I am ChatGPT.", [], [], ["chatgpt"], false),
        ("I am ChatGPTs heir", [], [], ["chatgpt"], true), ("", [], [], [], false),
    ])
    func `phrases are found as whole words`(
        answer: String, any: [String], all: [String], none: [String], holds: Bool
    ) {
        var assertion = IdentityAssertion(name: "a", ask: "b")
        assertion.saysAny = any
        assertion.saysAll = all
        assertion.saysNone = none
        #expect(assertion.failures(of: answer).isEmpty == holds)
    }

    @Test func `language and length are held to`() {
        var assertion = IdentityAssertion(name: "a", ask: "b")
        assertion.language = "Norwegian"
        assertion.wordsMax = 6
        #expect(assertion.failures(of: "Jeg heter Mira og er her.").isEmpty)
        #expect(assertion.failures(of: "Mira.").isEmpty)
        #expect(assertion.failures(of: "I am the one you know.") == ["is English, not Norwegian"])
        #expect(
            assertion.failures(of: "Jeg heter Mira og er her nå.")
                == ["has 7 words, more than 6"])
    }

    @Test(arguments: [
        ("What is the name of your brother?", "English"), ("Hvordan har du det?", "Norwegian"),
        ("Ich weiß es leider nicht.", "German"), ("Я не знаю, как это сказать.", "Russian"),
        ("Je ne sais pas.", "French"), ("No sé lo que quieres, pero está bien.", "Spanish"),
        ("Bergen", nil), ("", nil),
    ])
    func `a sentence tells its language`(text: String, language: String?) {
        #expect(LanguageGuess.language(of: text) == language)
    }

    @Test func `a model that is Aiki passes and another is named with what fails`() async throws {
        var identity = Identity(name: "Mira")
        var name = IdentityAssertion(name: "name", ask: "What is your name?")
        name.saysAny = ["{name}"]
        name.isRequired = true
        var memory = IdentityAssertion(name: "memory", ask: "Who is my sister?")
        memory.memories = ["The user's sister is Ines."]
        memory.saysAny = ["Ines"]
        memory.weight = 3
        identity.contract = IdentityContract(driftMax: 0.5, assertions: [name, memory])
        let check = IdentityCheck(identity)

        let good = try await check.run(
            on: AnsweringModel { $0.contains("sister is Ines") ? "Ines." : "I am Mira." },
            samples: 3)
        #expect(good.passes && good.drift == 0)
        #expect(good.outcomes.map(\.answers.count) == [3, 3])

        let forgetful = try await check.run(on: AnsweringModel { _ in "I am Mira." })
        #expect(forgetful.drift == 0.75 && !forgetful.passes)
        #expect(forgetful.requiredFailures == [])

        let nameless = try await check.run(on: AnsweringModel { _ in "Ines, I think." })
        #expect(nameless.drift == 0.25 && !nameless.passes)
        #expect(nameless.requiredFailures == ["name"])
        #expect(nameless.outcomes[0].failures == [["says none of 'Mira'"]])
    }

    @Test func `drawn answers have seeds that repeat, and the first is the likeliest`() async throws
    {
        var identity = Identity(name: "Mira")
        identity.contract = IdentityContract(
            assertions: [IdentityAssertion(name: "a", ask: "b")])
        let model = AnsweringModel { _ in "yes" }
        _ = try await IdentityCheck(identity).run(on: model, samples: 3, seed: 40)
        let samplings = await model.asked.values.map(\.sampling)
        #expect(samplings.map(\.seed) == [nil, 41, 42])
        #expect(samplings.map { $0.temperature == 0 } == [true, false, false])
    }

    @Test func `without a contract of its own an identity keeps the standard one`() async throws {
        let names = IdentityContract.standard.assertions.map(\.name)
        #expect(names.count >= 6 && Set(names).count == names.count)
        #expect(try Identity(parsing: Identity.defaultFileText).contract == .standard)
        let report = try await IdentityCheck(Identity(name: "Mira")).run(
            on: AnsweringModel { _ in "I am ChatGPT and I love you." })
        #expect(report.outcomes.map(\.name) == names && !report.passes)
    }

    @Test func `what is learned is added at the end and nothing else changes`() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "identity-\(UUID().uuidString).toml")
        defer { try? FileManager.default.removeItem(at: url) }
        let odd = "You say \"hi\\there\",\n\ttwice\u{1}."
        _ = try Identity.learn(LearnedTrait(day: "2026-03-14", text: odd), in: url)
        let identity = try Identity.learn(LearnedTrait(text: "Å være kort."), in: url)
        #expect(
            identity.learned == [
                LearnedTrait(day: "2026-03-14", text: odd), LearnedTrait(text: "Å være kort."),
            ])
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text.hasPrefix(Identity.defaultFileText))
        #expect(try Identity.load(from: url) == identity)
    }
}

/// A model that answers by a rule over the whole prompt.
private struct AnsweringModel: LanguageModel {
    actor Asked {
        private(set) var values: [GenerationRequest] = []
        func add(_ request: GenerationRequest) { values.append(request) }
    }

    let profile = ModelProfile(name: "table", architecture: "test", contextTokensMax: 4000)
    let asked = Asked()
    let rule: @Sendable (String) -> String

    init(_ rule: @escaping @Sendable (String) -> String) { self.rule = rule }

    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            Task {
                await asked.add(request)
                guard case .conversation(let conversation) = request.prompt else { return }
                let answer = rule(conversation.messages.map(\.text).joined(separator: "\n"))
                continuation.yield(.delta(.init(text: answer)))
                continuation.yield(.finished(Completion(reason: .stop, usage: Usage())))
                continuation.finish()
            }
        }
    }

    func countTokens(_ prompt: Prompt) async throws -> Int {
        guard case .conversation(let conversation) = prompt else { return 0 }
        return conversation.messages.map { $0.text.split(separator: " ").count }.reduce(0, +)
    }
}
