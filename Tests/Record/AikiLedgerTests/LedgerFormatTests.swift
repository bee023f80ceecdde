import AikiBase
import AikiDialogue
import AikiLedger
import AikiStore
import AikiTestSupport
import Foundation
import GRDB
import Testing

/// Goal: a store of the first format opens, verifies as before and goes on in the second. Method: a store
/// made by the first migration alone, filled by SQL with hashes of the reference program.
@Suite struct LedgerFormatTests {
    static let full: LedgerEntry = {
        var entry = LedgerEntry(
            turn: TurnID("turn-9"), time: Date(microsecondsSince1970: 1_700_000_002_000_000),
            door: "api", model: "gpt", isLocal: false, decision: ["rule": "hard"],
            usage: Usage(promptTokens: 5, cachedTokens: 1, outputTokens: 2), costMicros: 77,
            outcome: .answered)
        entry.usage.reasoningTokens = 1
        entry.usage.cacheWriteTokens = 3
        entry.kind = .shadow
        entry.provider = "openai"
        entry.priceID = "openai/gpt@2026-01-01#00000000"
        entry.person = "Ænna"
        entry.energyMicrojoules = 12_345
        entry.redactions = ["name": 2, "iban": 1]
        entry.feedback = .liked
        return entry
    }()

    private static func firstFormat(_ path: String) throws {
        let first = StoreSchema(
            name: "ledger", migrations: Array(Ledger.schema.migrations.prefix(1)),
            findProblems: { _ in [] })
        let store = try Store(path: path, schemas: [first])
        try store.close()
        let queue = try DatabaseQueue(path: path)
        var previous = LedgerChain.start
        try queue.write { database in
            for (index, entry) in LedgerChainTests.entries.enumerated() {
                let sequence = Int64(index + 1)
                let decision = entry.decision.encoded()
                let hash = LedgerChain.hash(
                    entry, sequence: sequence, decisionText: decision, format: 1, after: previous)
                let usage = entry.usage
                try database.execute(
                    sql:
                        "INSERT INTO ledger VALUES (\(Array(repeating: "?", count: 19).joined(separator: ",")))",
                    arguments: [
                        sequence, entry.turn.text, entry.time.microsecondsSince1970, entry.door,
                        entry.model, entry.isLocal, decision, usage.promptTokens,
                        usage.cachedTokens, usage.outputTokens, usage.firstToken.nanoseconds,
                        usage.prefill.nanoseconds, usage.decode.nanoseconds,
                        entry.total.nanoseconds, entry.costMicros, entry.outcome.rawValue,
                        entry.errorCode, previous, hash,
                    ])
                previous = hash
            }
        }
        try queue.close()
    }

    @Test func `old entries verify as before and new ones follow them`() async throws {
        let folder = try TemporaryFolder()
        try Self.firstFormat(folder.storePath)
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        let ledger = Ledger(store: store)
        #expect(try await ledger.verify().count == 3)
        try await store.write { _ = try ledger.append(Self.full, in: $0) }
        let records = try await ledger.latest(4).reversed()
        #expect(records.map(\.entry) == LedgerChainTests.entries + [Self.full])
        let proof = try await ledger.verify()
        #expect(proof.count == 4)
        let expected = try LedgerFixture.chain()
        #expect(proof.head.map { String(format: "%02x", $0) }.joined() == expected[3])
        try await store.emptyLog()
        try store.close()
        // Saying that an old entry is of the new format, or the other way round, shows.
        for (sequence, format) in [(1, 2), (4, 1)] {
            let copy = try TemporaryFolder()
            try FileManager.default.copyItem(atPath: folder.storePath, toPath: copy.storePath)
            try LedgerFixture.forge(
                "UPDATE ledger SET format = \(format) WHERE sequence = \(sequence)",
                at: copy.storePath)
            let forged = Ledger(store: try Store(path: copy.storePath, schemas: [Ledger.schema]))
            await #expect(throws: LedgerError.self) { try await forged.verify() }
        }
    }

    @Test func `a change of any new column shows`() async throws {
        let changes = [
            "kind = 'call'", "provider = 'x'", "provider = NULL", "price_id = 'x'", "person = 'x'",
            "energy_microjoules = 1", "redactions = '{}'", "reasoning_tokens = 9",
            "cache_write_tokens = 9", "feedback = 'disliked'", "feedback = NULL",
        ]
        for change in changes {
            let folder = try TemporaryFolder()
            let ledger = Ledger(store: try Store(path: folder.storePath, schemas: [Ledger.schema]))
            try await LedgerFixture.append([Self.full], to: ledger, at: folder.storePath)
            #expect(try await ledger.verify().count == 1)
            try LedgerFixture.forge("UPDATE ledger SET \(change)", at: folder.storePath)
            await #expect(throws: LedgerError.self, "\(change)") { try await ledger.verify() }
        }
    }

    @Test func `a text that the database would end is refused, and nothing is recorded`()
        async throws
    {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        let ledger = Ledger(store: store)
        var entry = Self.full
        entry.person = "An\u{0}na"
        let broken = entry
        await #expect(throws: LedgerError.textWithNull(field: "person")) {
            try await store.write { _ = try ledger.append(broken, in: $0) }
        }
        #expect(try await ledger.latest(1) == [])
        #expect(LedgerError.textWithNull(field: "person").fault == .refused)
    }

    @Test func `what became of an answer is an entry of its own`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        let ledger = Ledger(store: store)
        try await LedgerFixture.append(LedgerChainTests.entries, to: ledger, at: folder.storePath)
        let date = Date(microsecondsSince1970: 1_800_000_000_000_000)
        let record = try await ledger.record(.edited, on: TurnID("turn-1"), at: date)
        #expect(record.sequence == 4 && record.entry.model == "tiny")
        #expect(record.entry.feedback == .edited && record.entry.kind == .feedback)
        await #expect(throws: LedgerError.turnNotFound(turn: "none")) {
            try await ledger.record(.liked, on: TurnID("none"), at: date)
        }
        #expect(try await ledger.verify().count == 4)
        #expect(try await ledger.totals(by: .model).map(\.calls).reduce(0, +) == 3)
    }
}
