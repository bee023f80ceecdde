import AikiBase
import AikiDialogue
import AikiHouse
import AikiRouter
import AikiMind
import AikiTurn
import ArgumentParser
import Foundation

/// `aiki ask`: one question, one answer.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask one question and end.",
        discussion: """
            The question is the argument, standard input, or both: what comes from standard input \
            follows the argument.
            """)

    /// The most bytes of standard input.
    static let inputBytesMax = 16 << 20

    @Argument(help: "The question.")
    var question: [String] = []

    @OptionGroup var sampling: SamplingArguments

    @Option(help: "Instructions that go before the question.")
    var system: String?

    @Flag(
        help: """
            Ask the model itself, without identity, memory and record; a model that cannot chat \
            continues the text.
            """)
    var raw = false

    @Flag(help: "Show after the answer the memories that stood in its prompt.")
    var sources = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard raw, sources else { return }
        throw ValidationError("--raw asks without memory: there are no --sources.")
    }

    func run() async throws {
        let text = try readQuestion()
        let home = try HouseDoor.home(draft: sampling.draft)
        try await HouseDoor.requireModel(home, output.console)
        if !raw { try home.shelf.requireChat(with: sampling.model) }
        let bar = output.makeProgressBar()
        let house = try House(home, progress: bar.handler)
        let interrupts = InterruptWatch()
        // Held to the end: a second Ctrl-C, while the house closes, ends the program at once.
        defer { withExtendedLifetime(interrupts) {} }
        do {
            try await interrupts.run { try await ask(house, text, bar) }
        } catch {
            bar.finish()
            try await house.close()
            throw error
        }
        try await house.close()
    }

    private func ask(_ house: House, _ text: String, _ bar: ProgressBar) async throws {
        if raw {
            try await askModel(house, text, bar)
        } else {
            try await askLoop(house, text, bar)
        }
    }

    private func readQuestion() throws -> String {
        var parts = question.isEmpty ? [] : [question.joined(separator: " ")]
        if StandardInput.isPiped {
            let text = try StandardInput.readAll(bytesMax: Self.inputBytesMax)
            if !text.allSatisfy(\.isWhitespace) { parts.append(text) }
        }
        guard !parts.isEmpty else {
            throw ValidationError("There is no question: give one, or pipe one in.")
        }
        return parts.joined(separator: "\n\n")
    }

    private func messages(_ text: String) -> [Message] {
        var messages = [Message(role: .user, text: text)]
        if let system { messages.insert(Message(role: .system, text: system), at: 0) }
        return messages
    }

    private func askLoop(_ house: House, _ text: String, _ bar: ProgressBar) async throws {
        var settings = TurnSettings()
        settings.sampling = sampling.sampling
        settings.outputTokensMax = sampling.maxTokens
        let input = TurnInput(
            messages: messages(text), door: "ask", model: sampling.model, settings: settings)
        var writer = AnswerWriter(console: output.console, isSilent: output.json)
        var finished: TurnReport?
        for try await event in house.turn.run(input) {
            switch event {
            case .started: break
            case .note(let note):
                bar.finish()
                output.console.note("(\(note))\n")
            case .prefill(let done, let total): bar.take(.reading(done, total))
            case .delta(let delta):
                bar.finish()
                writer.write(delta)
            case .finished(let report):
                guard report.outcome != .cancelled else { break }
                bar.finish()
                writer.end()
                finished = report
            }
        }
        // Ctrl-C: what was written until then is recorded before the house closes.
        guard let finished else {
            bar.finish()
            writer.end()
            throw CancellationError()
        }
        let why = sources ? try await house.explain(finished.turn.text) : nil
        if output.json {
            var object = json(finished, writer).object ?? [:]
            if let why { object["memory_texts"] = why.json["memory_texts"] ?? [] }
            output.console.line(JSONValue.object(object).encoded(.pretty))
        } else if let why {
            output.console.write("\n" + WhyText.sources(why))
        }
    }

    private func json(_ report: TurnReport, _ writer: AnswerWriter) -> JSONValue {
        [
            "answer": .string(writer.text), "reasoning": .string(writer.reasoning),
            "model": report.model.map(JSONValue.string) ?? .null,
            "turn": .string(report.turn.text), "conversation": .string(report.conversation.text),
            "outcome": .string(report.outcome.rawValue), "usage": report.usage.json,
            "route": report.plan?.json ?? .null, "attempts": report.json["attempts"] ?? [],
            "decision": report.decision?.decision.json ?? .null,
            "memories": report.json["memories"] ?? [], "context": report.context?.json ?? .null,
        ]
    }

    private func askModel(_ house: House, _ text: String, _ bar: ProgressBar) async throws {
        guard let name = try sampling.model ?? house.home.shelf.speakerName() else {
            throw HouseError.noModel
        }
        let model = try await house.models.languageModel(named: name)
        // A model that was never taught to chat goes on with the text.
        let continues = !model.profile.canChat && system == nil
        let request = GenerationRequest(
            prompt: continues
                ? .text(text) : .conversation(Conversation(messages: messages(text))),
            sampling: sampling.sampling, outputTokensMax: sampling.maxTokens)
        var writer = AnswerWriter(console: output.console, isSilent: output.json)
        for try await event in model.generate(request) {
            switch event {
            case .prefill(let done, let total): bar.take(.reading(done, total))
            case .delta(let delta):
                bar.finish()
                writer.write(delta)
            case .finished(let completion):
                bar.finish()
                writer.end()
                guard output.json else { break }
                let value: JSONValue = [
                    "answer": .string(writer.text), "reasoning": .string(writer.reasoning),
                    "model": .string(name), "finish_reason": .string(completion.reason.rawValue),
                    "seed": .string("\(completion.seed)"), "usage": completion.usage.json,
                ]
                output.console.line(value.encoded(.pretty))
            }
        }
        // Ctrl-C: a stream whose reader is cancelled just ends.
        guard Task.isCancelled else { return }
        bar.finish()
        writer.end()
        throw CancellationError()
    }
}
