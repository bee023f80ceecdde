import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation

/// A store with a log and a writer, and short ways to say something to it.
struct FactFixture {
    let folder: TemporaryFolder
    let store: Store
    let log: ConversationLog
    let facts: FactLog
    var writer: MemoryWriter

    init(now: Date = LogFixture.time(0)) throws {
        folder = try TemporaryFolder()
        store = try Store(
            path: folder.storePath,
            schemas: [ConversationLog.schema, Recall.schema, FactLog.schema])
        log = ConversationLog(store: store)
        facts = FactLog(store: store)
        writer = MemoryWriter(facts: facts, clock: FixedWallClock(now))
    }

    /// A turn of its own conversation, recorded and read.
    @discardableResult
    func say(
        _ text: String, _ answer: String = "I see.", id: String = UUID().uuidString,
        scope: String = "personal", second: Int = 0, after: String? = nil,
        recalled: [RecalledText] = [], name: String? = nil
    ) async throws -> WriteReport {
        let log = log
        let writer = writer
        let store = store
        return try await log.write { transaction in
            let place =
                after.map { NewTurn.Place.after(TurnID($0)) } ?? start("c" + id, scope: scope)
            let turn = NewTurn(
                id: TurnID(id), place: place, door: "test", time: LogFixture.time(second),
                question: [Message(role: .user, text: text, name: name)])
            _ = try log.begin(turn, in: transaction)
            try writer.facts.mark(recalled, TurnID(id), in: transaction)
            let ending = TurnEnding(
                answer: assistant(answer), model: "m", outcome: .answered,
                time: LogFixture.time(second), report: .null)
            try log.finish(TurnID(id), ending, in: transaction)
            try MemoryIndexer(store: store).index(turns: [TurnID(id)], in: transaction)
            return try writer.write(turn: TurnID(id), in: transaction)
        }
    }

    /// What stands, in sentences, the oldest first.
    func sentences(asOf: Date? = nil, scope: String? = nil) async throws -> [String] {
        var query = FactQuery()
        query.asOf = asOf
        query.limit = 10_000
        query.scopes = scope.map { [$0] }
        return try await facts.facts(query).map(\.sentence).reversed()
    }

    func problems() async throws -> [String] {
        try await store.checkInvariants() + store.findDamage()
    }
}
