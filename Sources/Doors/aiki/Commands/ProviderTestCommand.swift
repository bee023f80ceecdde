import AikiBase
import AikiDialogue
import AikiHouse
import AikiProviders
import ArgumentParser

/// `aiki provider test`.
struct ProviderTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Try a provider: list its models, and ask one where --model names it.")

    @Argument(help: "The provider.")
    var name: String

    @Option(help: "A model to ask for one word; this may cost a little.")
    var model: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let home = try HouseDoor.home()
        let provider = try home.providers.provider(named: name)
        let clock = ContinuousClock()
        let start = clock.now
        let models = try await provider.listModels()
        let listing = clock.now - start
        var object: JSONObject = [
            "provider": .string(name), "milliseconds": .number(listing.milliseconds),
            "models": .array(models.map { .string($0.name) }),
        ]
        var text =
            "'\(name)' answers in \(DurationText.text(listing)); it has \(models.count) models.\n"
        if let model {
            let answer = try await ask("\(name)/\(model)")
            object["answer"] = answer.json
            text += answer.text
        } else {
            text += models.prefix(40).map { "  \($0.name)\n" }.joined()
            if models.count > 40 { text += "  … \(models.count - 40) more; --json shows all.\n" }
        }
        output.show(.object(object), text: text)
    }

    /// Asks as everybody does: within the budget, and recorded.
    private func ask(_ name: String) async throws -> Answer {
        try await HouseDoor.withHouse { house in
            try await ask(try await house.models.languageModel(named: name))
        }
    }

    private func ask(_ model: any LanguageModel) async throws -> Answer {
        var request = GenerationRequest(
            prompt: .conversation(
                Conversation(messages: [
                    Message(role: .user, text: "Answer with the single word: ready")
                ])), outputTokensMax: 256)
        request.privacy = .everyone
        var answer = Answer()
        for try await event in model.generate(request) {
            switch event {
            case .prefill: break
            case .delta(let delta): answer.words += delta.text
            case .finished(let completion): answer.completion = completion
            }
        }
        return answer
    }

    private struct Answer {
        var words = ""
        var completion: Completion?

        var usage: Usage { completion?.usage ?? Usage() }

        var json: JSONValue {
            [
                "text": .string(words),
                "served_model": completion?.remote?.servedModel.map { .string($0) } ?? .null,
                "prompt_tokens": .integer(Int64(usage.promptTokens)),
                "output_tokens": .integer(Int64(usage.outputTokens)),
                "first_token_milliseconds": .number(usage.firstToken.milliseconds),
            ]
        }

        var text: String {
            "\(completion?.remote?.servedModel ?? "It") said \"\(words.prefix(200))\" after "
                + "\(DurationText.text(usage.firstToken)): \(usage.promptTokens) tokens in, "
                + "\(usage.outputTokens) out.\n"
        }
    }
}
