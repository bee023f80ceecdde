import AikiLedger
import AikiStore
import Foundation
import GRDB

/// Fills and forges ledgers.
enum LedgerFixture {
    /// The hashes that `Tools/reference/ledger_chain.py` computes.
    static func chain() throws -> [String] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/AikiLedger/chain.txt").standardizedFileURL
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            .map(String.init)
    }

    static func append(_ entries: [LedgerEntry], to ledger: Ledger, at path: String) async throws {
        let store = try Store(path: path, schemas: [Ledger.schema])
        try await store.write { transaction in
            for entry in entries { try ledger.append(entry, in: transaction) }
        }
        try store.close()
    }

    /// Changes the file behind the program's back.
    static func forge(_ sql: String, at path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
            try database.execute(sql: sql)
        }
        try queue.close()
    }
}
