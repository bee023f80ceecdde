import AikiBase
import AikiDialogue
import AikiHouse
import AikiMemory
import ArgumentParser
import Foundation

/// `aiki memory forget`.
struct MemoryForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Forget what was said, and everything that came of it.",
        discussion: """
            Conditions add up: only what fulfils all of them goes. A question goes with its answer. \
            Earlier backups are not changed. With --dry-run it is only shown.
            """)

    @Argument(help: "Messages (numbers), turns or conversations, as search and list name them.")
    var ids: [String] = []

    @Option(help: "Words that a message holds, all of them.")
    var query: String?

    @Option(help: "A person: what they said and what names them.")
    var person: String?

    @Option(help: "Where it comes from: chat, ask, api, chatgpt, claude, note, telegram, jsonl …")
    var source: String?

    @Option(help: "Whose memory it belongs to.")
    var scope: String?

    @Option(help: "Said on that day or later: 2024-05-01, or with a time, 2024-05-01T12:00.")
    var since: String?

    @Option(help: "Said before that day or time.")
    var until: String?

    @Flag(help: "Show what would go; change nothing.")
    var dryRun = false

    @Flag(help: "Do not ask.")
    var force = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        for text in [since, until].compactMap({ $0 }) where DateText.parse(text) == nil {
            throw ValidationError("'\(text)' is no date such as 2024-05-01 or 2024-05-01T12:00.")
        }
    }

    func run() async throws {
        let house = try HouseDoor.house()
        let selection = try await selection(house)
        let plan = try await house.planForgetting(selection)
        if dryRun {
            try await house.close()
            output.show(plan.json, text: ForgetText.text(plan, output.console))
            return
        }
        guard !plan.messages.isEmpty else { throw MemoryError.nothingFound }
        try confirm(plan)
        let summary = try await house.forget(selection)
        try await house.close()
        output.show(summary.json, text: ForgetText.text(summary))
    }

    private func confirm(_ plan: ForgetPlan) throws {
        guard !force else { return }
        let what = "Forgetting \(plan.messages.count) messages"
        guard output.console.isInputTerminal, !output.json else {
            throw InputError.notConfirmed(what: what)
        }
        output.console.note(ForgetText.text(plan, output.console))
        output.console.note("Forget them for good? [y/N] ")
        guard ["y", "yes"].contains(readLine()?.lowercased()) else {
            throw InputError.notConfirmed(what: what)
        }
    }

    private func selection(_ house: House) async throws -> ForgetSelection {
        var selection = ForgetSelection()
        for id in ids {
            if let number = Int64(id) {
                selection.messages.insert(number)
            } else if try await house.isConversation(id) {
                selection.conversations.insert(ConversationID(id))
            } else {
                selection.turns.insert(TurnID(id))
            }
        }
        selection.words = query
        selection.person = person
        selection.source = source
        selection.scope = scope
        selection.since = since.flatMap { DateText.parse($0) }
        selection.until = until.flatMap { DateText.parse($0) }
        return selection
    }
}

extension ForgetPlan {
    /// The plan for programs.
    fileprivate var json: JSONValue {
        [
            "messages": .array(messages.map(JSONValue.integer)),
            "found": .integer(Int64(foundCount)), "added": .integer(Int64(addedCount)),
            "turns": .integer(Int64(turnCount)),
            "conversations": .integer(Int64(conversationCount)),
            "samples": .array(
                samples.map { sample in
                    [
                        "message": .integer(sample.message), "title": .string(sample.title),
                        "role": .string(sample.role.rawValue),
                        "speaker": sample.speaker.map { .string($0) } ?? .null,
                        "time": .string(DateText.utc(sample.time)),
                        "beginning": .string(sample.beginning),
                    ]
                }),
        ]
    }
}

extension House.ForgetSummary {
    /// The summary for programs.
    fileprivate var json: JSONValue {
        [
            "certificate": certificate.json,
            "adapters": .array(
                learned.map { learned in
                    [
                        "adapter": .string(learned.adapter),
                        "certain": .bool(learned.isCertain == true),
                        "data": .string(learned.data),
                    ]
                }),
        ]
    }
}
