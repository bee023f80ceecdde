import AikiBase
import AikiDialogue
import AikiLedger
import AikiStore
import AikiTestSupport
import Foundation
import GRDB
import Testing

/// Goal: any change to what was recorded shows. Method: hashes computed by another program
/// (`Tools/reference/ledger_chain.py`), and every column of every entry tampered with in turn.
@Suite struct LedgerChainTests {
    static let entries: [LedgerEntry] = [
        LedgerEntry(
            turn: TurnID("turn-1"), time: Date(microsecondsSince1970: 1_700_000_000_000_001),
            door: "chat", model: "tiny", decision: ["rule": "only-one", "complexity": 0.5],
            usage: Usage(
                promptTokens: 10, cachedTokens: 4, outputTokens: 7,
                firstToken: .milliseconds(12), prefill: .milliseconds(10),
                decode: .milliseconds(70)),
            total: .milliseconds(90), outcome: .answered),
        LedgerEntry(
            turn: TurnID("turn-2"), time: Date(microsecondsSince1970: 1_700_000_001_000_000),
            door: "api", model: "modèle \"Ø\" 語\n", isLocal: false, decision: .null,
            total: .nanoseconds(1), costMicros: 1234, outcome: .failed,
            errorCode: "dialogue.busy"),
        LedgerEntry(
            turn: TurnID("turn-3"), time: Date(microsecondsSince1970: 1_700_086_400_000_000),
            door: "", model: "", outcome: .cancelled),
    ]

    private func filled(_ folder: TemporaryFolder) async throws -> Ledger {
        let ledger = Ledger(store: try Store(path: folder.storePath, schemas: [Ledger.schema]))
        try await LedgerFixture.append(Self.entries, to: ledger, at: folder.storePath)
        return ledger
    }

    @Test func hashesAreThoseOfTheReferenceProgram() async throws {
        let expected = try LedgerFixture.chain()
        var previous = LedgerChain.start
        for (index, entry) in Self.entries.enumerated() {
            previous = LedgerChain.hash(
                entry, sequence: Int64(index + 1), decisionText: entry.decision.encoded(),
                format: 1, after: previous)
            #expect(previous.map { String(format: "%02x", $0) }.joined() == expected[index])
        }
    }

    @Test func entriesComeBackAsTheyWereRecorded() async throws {
        let folder = try TemporaryFolder()
        let ledger = try await filled(folder)
        let records = try await ledger.latest(10).reversed()
        #expect(records.map(\.entry) == Self.entries)
        #expect(records.map(\.sequence) == [1, 2, 3])
        #expect(try await ledger.records(of: TurnID("turn-2")).map(\.entry) == [Self.entries[1]])
        #expect(try await ledger.latest(10, before: 2).map(\.sequence) == [1])
        let proof = try await ledger.verify()
        #expect(proof.count == 3)
        #expect(proof.head == records.last?.hash)
    }

    @Test(arguments: [
        "UPDATE ledger SET cost_micros = 0", "DELETE FROM ledger",
        "DELETE FROM ledger WHERE sequence = 3",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE sequence = 2",
    ])
    func theDatabaseRefusesChanges(sql: String) async throws {
        let folder = try TemporaryFolder()
        let ledger = try await filled(folder)
        let queue = try DatabaseQueue(path: folder.storePath)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        #expect(try await ledger.verify().count == 3)
    }

    /// Someone who drops the triggers first can change the file; the chain then shows it.
    @Test func aChangeOfAnyColumnShows() async throws {
        let changes = [
            "turn_id = 'x'", "time_micros = time_micros + 1", "door = 'x'", "model = 'x'",
            "is_local = 1 - is_local", "decision = '[]'", "prompt_tokens = prompt_tokens + 1",
            "cached_tokens = 99", "output_tokens = 99", "first_token_nanos = 99",
            "prefill_nanos = 99", "decode_nanos = 99", "total_nanos = 99", "cost_micros = 99",
            "outcome = 'interrupted'", "error_code = 'x'", "previous_hash = zeroblob(31)",
            "hash = zeroblob(32)",
        ]
        for change in changes {
            for sequence in 1...3 {
                try await tamper("UPDATE ledger SET \(change) WHERE sequence = \(sequence)")
            }
        }
    }

    @Test func aMissingOrInsertedEntryShows() async throws {
        for sequence in 1...2 {
            try await tamper("DELETE FROM ledger WHERE sequence = \(sequence)")
        }
        try await tamper("UPDATE ledger SET sequence = sequence + 1 WHERE sequence = 3")
        try await tamper(
            """
            CREATE TABLE copy AS SELECT * FROM ledger WHERE sequence = 3;
            UPDATE copy SET sequence = 4; INSERT INTO ledger SELECT * FROM copy
            """)
    }

    @Test func aCutEndShowsAgainstANotedHead() async throws {
        let folder = try TemporaryFolder()
        let noted = try await filled(folder).verify()
        try LedgerFixture.forge("DELETE FROM ledger WHERE sequence = 3", at: folder.storePath)
        let ledger = Ledger(store: try Store(path: folder.storePath, schemas: [Ledger.schema]))
        #expect(try await ledger.verify().count == 2)
        await #expect(throws: LedgerError.headMissing(sequence: 3)) {
            try await ledger.verify(against: noted)
        }
    }

    private func tamper(_ sql: String) async throws {
        let folder = try TemporaryFolder()
        let ledger = try await filled(folder)
        try LedgerFixture.forge(sql, at: folder.storePath)
        await #expect(throws: (any Error).self, "\(sql)") { try await ledger.verify() }
    }
}
