import AikiBase
import AikiDialogue
import AikiHouse
import AikiMemory
import ArgumentParser
import Foundation

/// `aiki memory search`.
struct MemorySearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find what was said that bears on a question.",
        discussion: """
            Words, meaning, speakers and times are compared: "what did I say about the boat last spring". \
            --exact finds messages that hold every word, and compares nothing else.
            """)

    @Argument(help: "A question, or words.")
    var words: [String]

    @Option(help: "How many at most.")
    var limit = 10

    @Option(help: "Only memories of this scope.")
    var scope: String?

    @Option(help: "Only what was said until this day, as 2024-05-31.")
    var asOf: String?

    @Flag(help: "Show what each memory was found by.")
    var why = false

    @Flag(help: "Find messages that hold every word, as they are written.")
    var exact = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let asOf, DateText.dayEnd(asOf) == nil {
            throw ValidationError("--as-of is a day, as 2024-05-31.")
        }
        if exact, why || asOf != nil {
            throw ValidationError("--exact goes without --why and --as-of.")
        }
    }

    func run() async throws {
        let text = words.joined(separator: " ")
        if exact {
            let hits = try await HouseDoor.withHouse { house in
                try await house.log.search(text, scope: scope, limit: max(1, limit))
            }
            output.show(
                .array(hits.map(\.json)), text: ExactHitText.of(hits, output.console))
            return
        }
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let query = RecallQuery(
            text, scopes: scope.map { [$0] }, limit: max(1, limit),
            now: Date(), asOf: asOf.flatMap { DateText.dayEnd($0)?.addingTimeInterval(-0.001) })
        let result = try await HouseDoor.withHouse { house in
            try await house.recall(query, progress: bar.handler)
        }
        bar.finish()
        if !result.usesMeaning {
            let why =
                (result.problem as? any AikiError)?.message
                ?? (result.problem == nil
                    ? "No embedding model is installed."
                    : "The embedding model cannot be used.")
            output.console.note("\(why) Words were compared, and meaning was not.\n")
        }
        output.show(
            RecallText.json(result), text: RecallText.of(result, why: why, output.console))
    }
}

extension ConversationLog.SearchHit {
    /// The hit for programs.
    fileprivate var json: JSONValue {
        [
            "conversation": .string(conversation.text), "title": .string(title),
            "turn": .string(turn.text), "role": .string(role.rawValue),
            "time": .string(DateText.utc(time)), "snippet": .string(snippet),
            "score": .number(score),
        ]
    }
}
