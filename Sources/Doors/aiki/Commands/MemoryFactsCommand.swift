import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser
import Foundation

/// `aiki memory facts`.
struct MemoryFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: "List what is known, or say why something is.")

    @Option(help: "Where one fact comes from: its number.")
    var why: Int64?

    @Option(help: "Only what is known of somebody: user, Ines, \"user's sister\".")
    var about: String?

    @Option(help: "Only one scope.")
    var scope: String?

    @Option(help: "As it was known at the end of a day: 2026-03-14.")
    var asOf: String?

    @Flag(help: "Also what something else has replaced.")
    var all = false

    @Flag(help: "A few sentences that stand for all that is known of --about.")
    var reflect = false

    @Option(help: "How many at most.")
    var limit = 50

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if reflect, about == nil { throw ValidationError("Say of whom: --about user.") }
        if let asOf, DateText.dayEnd(asOf) == nil {
            throw ValidationError("A day looks like 2026-03-14.")
        }
    }

    func run() async throws {
        try await HouseDoor.withHouse { house in
            let bar = output.makeProgressBar()
            defer { bar.finish() }
            _ = try await house.readPendingTurns(progress: bar.handler)
            bar.finish()
            if let why {
                try await show(why, house)
            } else if reflect, let about {
                try await reflect(about, house)
            } else {
                let facts = try await house.facts.facts(try query())
                output.show(
                    .array(facts.map(\.json)), text: FactText.table(facts, output.console))
            }
        }
    }

    private func show(_ id: Int64, _ house: House) async throws {
        let fact = try await house.facts.fact(id)
        let memory = try await house.facts.memory(fact.source.message)
        output.show(
            ["fact": fact.json, "source": memory.json],
            text: FactText.why(fact, memory, output.console))
    }

    private func reflect(_ about: String, _ house: House) async throws {
        let reflection = try await house.facts.reflection(
            about: about, scope: scope ?? "personal", now: Date())
        output.show(
            reflection.map { reflection in
                [
                    "about": .string(reflection.about), "text": .string(reflection.text),
                    "maker": .string(reflection.maker),
                    "sources": .array(reflection.sources.map(JSONValue.integer)),
                ]
            } ?? .null,
            text: (reflection?.text).map { PlainText.of($0) + "\n" } ?? "Nothing is known yet.\n")
    }

    private func query() throws -> FactQuery {
        var query = FactQuery()
        query.scopes = scope.map { [$0] }
        query.subject = about
        query.asOf = asOf.flatMap { DateText.dayEnd($0) }
        query.includesEnded = all
        query.limit = max(1, limit)
        return query
    }
}
