import AikiMind
import AikiBase
import AikiDialogue
import AikiHouse
import AikiMemory
import AikiTurn
import Foundation

/// A chat: reads lines, answers them, and keeps to one conversation until told otherwise.
final class ChatSession {
    private let house: House
    private let console: Console
    private let input: ChatInput
    private let bar: ProgressBar
    private let settings: TurnSettings
    private let interrupts = InterruptWatch()
    private var model: String?
    private var conversation: ConversationID?
    private var lastTurn: TurnID?
    private var lastFailure: (any Error)?

    init(
        house: House, console: Console, bar: ProgressBar, model: String?, settings: TurnSettings
    ) {
        self.house = house
        self.console = console
        self.bar = bar
        self.model = model
        self.settings = settings
        input = ChatInput(
            console: console, historyFile: LineHistory(file: house.home.historyFile))
    }

    /// Runs until the person is done.
    ///
    /// - Throws: what is wrong with the chat itself; a failed answer is told and the chat goes on,
    ///   but where nobody watches it decides how the program ends.
    func run() async throws {
        try await readAll()
        guard let lastFailure, !input.isInteractive else { return }
        throw ExitWith(exit: ProgramExit(lastFailure))
    }

    private func readAll() async throws {
        if input.isInteractive {
            let speaker = try model ?? house.home.shelf.chatterName() ?? ""
            let isShipped = (try? house.home.shelf.find(speaker).isShipped) ?? false
            let note = isShipped ? ", the small model that comes with it" : ""
            console.line("Aiki speaks through '\(speaker)'\(note). /help shows what else there is.")
            await speakUp()
        }
        var reader = MessageReader()
        while true {
            let prompt = !input.isInteractive ? "" : reader.isOpen ? "… " : "> "
            let message: String?
            switch input.next(prompt: prompt) {
            case .interrupted:
                if !reader.isOpen { console.note("(Ctrl-D or /exit ends the chat.)\n") }
                reader.drop()
                continue
            case .end:
                if let rest = reader.finish() { _ = try await take(rest) }
                return
            case .line(let line):
                do {
                    message = try reader.push(line)
                } catch {
                    tell(error)
                    continue
                }
            }
            if let message, try await !take(message) { return }
        }
    }

    /// Tells what the person asked to be reminded of and is due, and whose day it is. That must not keep a
    /// chat from beginning.
    private func speakUp() async {
        do {
            let hour = Calendar.current.component(.hour, from: Date())
            for word in try await house.turn.takeUnasked(hourOfDay: hour) {
                console.line(PlainText.of(MindText.text(word)))
            }
        } catch {
            tell(error)
        }
    }

    /// Answers a message or does what it asks; false ends the chat.
    private func take(_ message: String) async throws -> Bool {
        guard !message.allSatisfy(\.isWhitespace) else { return true }
        try input.remember(message)
        do {
            if let verb = ChatVerb(message) { return try await obey(verb) }
            try await answer(message)
        } catch {
            bar.finish()
            lastFailure = error
            tell(error)
        }
        return true
    }

    private func answer(_ text: String) async throws {
        let turn = TurnInput(
            place: conversation.map { .conversation($0) } ?? .newConversation, text: text,
            door: "chat", model: model, settings: settings)
        let (house, console, bar) = (house, console, bar)
        let place = ChatPlace()
        do {
            // Also where the answer fails: the question is on disk, and /why tells of it.
            defer {
                conversation = place.conversation ?? conversation
                lastTurn = place.turn ?? lastTurn
            }
            try await interrupts.run {
                try await Self.speak(house.turn.run(turn), console, bar, place)
            }
        } catch is CancellationError {}
        guard !place.isFinished else { return }
        bar.finish()
        // Ctrl-C: what was said until then is kept, and the next question waits for that.
        console.line(console.faint(" (stopped)"))
        if let conversation { try await house.turn.settled(conversation) }
    }

    /// Writes an answer as it comes.
    private static func speak(
        _ events: AsyncThrowingStream<TurnEvent, any Error>, _ console: Console,
        _ bar: ProgressBar, _ place: ChatPlace
    ) async throws {
        var writer = AnswerWriter(console: console, isSilent: false)
        for try await event in events {
            switch event {
            case .started(let start):
                place.start(start)
                let count = start.context.turnsMissing
                guard count > 0 else { break }
                bar.finish()
                let rest = start.context.digestTokens > 0 ? "stand shortened" : "were left out"
                console.note("(The \(count) oldest turns no longer fit and \(rest).)\n")
            case .note(let note):
                bar.finish()
                console.note("(\(note))\n")
            case .prefill(let done, let total): bar.take(.reading(done, total))
            case .delta(let delta):
                bar.finish()
                writer.write(delta)
            case .finished(let report):
                guard report.outcome != .cancelled else { return }
                bar.finish()
                writer.end()
                place.finish()
                if report.outcome == .reachedLimit {
                    console.note("(The answer ended at the limit of tokens.)\n")
                }
            }
        }
    }

    private func obey(_ verb: ChatVerb) async throws -> Bool {
        switch verb {
        case .help:
            var table = TextTable(["COMMAND", "DOES"])
            for (name, summary) in ChatVerb.summaries { table.add(name, summary) }
            console.write(table.text(console))
            console.line("A line that ends with \\ goes on; \"\"\" begins and ends several lines.")
            console.line("Ctrl-C stops an answer.")
        case .model(let name): try await choose(name)
        case .why: try await explain(WhyText.text)
        case .sources: try await explain(WhyText.sources)
        case .new:
            conversation = nil
            lastTurn = nil
            console.line("A new conversation.")
        case .history: try await showHistory()
        case .forget(let words): try await forget(words)
        case .exit: return false
        case .unknown(let word, let nearest):
            let guess = nearest.map { " Did you mean \($0)?" } ?? ""
            console.note("There is no \(word).\(guess) /help shows what there is.\n")
        }
        return true
    }

    private func explain(_ text: (TurnExplanation) -> String) async throws {
        guard let lastTurn else { return console.line("Nothing was answered yet.") }
        console.write(text(try await house.explain(lastTurn.text)))
    }

    private func choose(_ name: String?) async throws {
        let shelf = house.home.shelf
        guard let name else {
            let current = try model ?? shelf.chatterName()
            for model in try shelf.list() where model.canChat {
                console.line("\(model.name == current ? "*" : " ") \(model.name)")
            }
            return
        }
        try shelf.requireChat(with: name)
        model = name
        console.line("'\(name)' answers from now on.")
    }

    private func showHistory() async throws {
        guard let conversation else {
            console.line("Nothing was said yet.")
            return
        }
        for turn in try await house.log.history(of: conversation) {
            for logged in turn.messages {
                let speaker = logged.message.role == .user ? "You" : logged.model ?? "Aiki"
                console.line(console.bold(speaker) + ": " + PlainText.of(logged.message.text))
            }
        }
    }

    /// Forgets after a yes: the next line answers.
    private func forget(_ words: String?) async throws {
        var selection = ForgetSelection()
        if let words {
            selection.words = words
        } else {
            guard let lastTurn else { return console.line("Nothing was answered yet.") }
            selection.turns = [lastTurn]
        }
        let plan = try await house.planForgetting(selection)
        console.write(ForgetText.text(plan, console))
        guard !plan.messages.isEmpty else { return }
        guard case .line(let answer) = input.next(prompt: "Forget them for good? [y/N] "),
            ["y", "yes"].contains(answer.lowercased())
        else { return console.line("Nothing was forgotten.") }
        console.write(ForgetText.text(try await house.forget(selection)))
        // What was answered last, and the conversation, may be gone.
        lastTurn = nil
        if let id = conversation, try await !house.isConversation(id.text) { conversation = nil }
    }

    private func tell(_ error: any Error) {
        console.note(ErrorReport.text(error, asJSON: false, console))
    }
}
