import AikiBase
import AikiDialogue
import AikiStore
import Crypto
import Foundation
import GRDB

/// Takes the messages of a queue out of the store, within one transaction.
struct ForgetEraser {
    private let queue: Int64
    private let transaction: StoreTransaction
    private var database: Database { transaction.database }
    /// How many rows went, by table.
    private(set) var removed: [(name: String, count: Int)] = []
    /// The hash over all hashes.
    private(set) var digest = ""
    private(set) var hashCount = 0

    /// Words that a title may not hold any more.
    private let names: [String]

    init(queue: Int64, names: [String], in transaction: StoreTransaction) {
        self.queue = queue
        self.names = names
        self.transaction = transaction
    }

    private var gone: String { ForgetQueue.selection(queue) }

    /// Erases.
    mutating func erase(_ keepers: [any MemoryKeeper], key: Data) throws {
        try hash(key)
        let before = try rowCounts()
        let messages = ForgottenMessages(selection: gone, key: key)
        for keeper in keepers {
            let count = try keeper.willForget(messages, in: transaction)
            if count > 0 { removed.append((keeper.name, count)) }
        }
        let conversations = try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT conversation_id FROM turns JOIN messages ON turn_id = turns.id
                WHERE messages.id IN (\(gone))
                """)
        let turns = try String.fetchAll(database, sql: ForgetQueue.wholeTurns(queue))
        try takeOut(turns)
        try database.execute(sql: "DELETE FROM messages WHERE id IN (\(gone))")
        for turn in turns {
            try database.cachedStatement(sql: "DELETE FROM turns WHERE id = ?")
                .execute(arguments: [turn])
        }
        for conversation in conversations { try mend(ConversationID(conversation)) }
        try MemoryTables.dropForgottenWords(in: transaction)
        let after = try rowCounts()
        for (name, count) in before {
            let left = after.first { $0.name == name }?.count ?? 0
            if left < count { removed.append((name, count - left)) }
        }
    }

    private mutating func hash(_ key: Data) throws {
        let texts = try ForgetQueue.texts(queue, in: transaction)
        var all = SHA256()
        for text in texts {
            let hash = Forgetting.hash(Data(text.utf8), key: key)
            all.update(data: hash)
            try database.cachedStatement(
                sql: """
                    INSERT INTO forget_hashes (forgetting, hash) VALUES (?, ?)
                    ON CONFLICT DO NOTHING
                    """
            ).execute(arguments: [queue, hash])
        }
        hashCount = texts.count
        digest = all.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Lets what follows the turns follow the next turn before them that stays. Each of the turns is
    /// then alone: SQLite ends a cascade of a thousand.
    private func takeOut(_ turns: [String]) throws {
        var parents: [String: String?] = [:]
        for turn in turns {
            parents[turn] = .some(
                try String.fetchOne(
                    database.cachedStatement(sql: "SELECT parent_id FROM turns WHERE id = ?"),
                    arguments: [turn]))
        }
        for turn in turns {
            let staying = try String.fetchAll(
                database.cachedStatement(sql: "SELECT id FROM turns WHERE parent_id = ?"),
                arguments: [turn]
            ).filter { parents[$0] == nil }
            guard !staying.isEmpty else { continue }
            var next: String? = turn
            while let name = next, let parent = parents[name] { next = parent }
            for child in staying {
                try database.cachedStatement(sql: "UPDATE turns SET parent_id = ? WHERE id = ?")
                    .execute(arguments: [next, child])
            }
        }
        for turn in turns {
            try database.cachedStatement(sql: "UPDATE turns SET parent_id = NULL WHERE id = ?")
                .execute(arguments: [turn])
        }
    }

    /// Makes what is left of a conversation whole: its title, its outcomes, the hashes of its paths.
    private func mend(_ id: ConversationID) throws {
        let first = try String.fetchOne(
            database,
            sql: "SELECT id FROM turns WHERE conversation_id = ? ORDER BY number LIMIT 1",
            arguments: [id.text])
        guard let first else {
            try database.execute(
                sql: "DELETE FROM conversations WHERE id = ?", arguments: [id.text])
            return
        }
        let hasAnswers =
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM turns
                        WHERE conversation_id = ? AND (chain IS NOT NULL OR outcome <> 'noted'))
                    """, arguments: [id.text]) ?? true
        try retitle(id, first: TurnID(first), always: hasAnswers)
        if hasAnswers { try mendTurns(of: id) }
    }

    /// The title of a chat with a model tells what was said in it; that of a chat among people is its
    /// name, which stays unless it names what is forgotten.
    private func retitle(_ id: ConversationID, first: TurnID, always: Bool) throws {
        let old = try String.fetchOne(
            database, sql: "SELECT title FROM conversations WHERE id = ?", arguments: [id.text])
        let title = (old ?? "").lowercased()
        guard always || names.contains(where: { title.contains($0.lowercased()) }) else { return }
        let messages = try ConversationLog.turn(named: first, in: transaction).messages
        try database.execute(
            sql: "UPDATE conversations SET title = ? WHERE id = ?",
            arguments: [ConversationLog.title(for: messages.map(\.message)), id.text])
    }

    private func mendTurns(of id: ConversationID) throws {
        let turns = try ConversationLog.turns(of: id, in: transaction)
        var chains: [String: ConversationChain] = [:]
        for turn in turns {
            let last = turn.messages.last?.message
            var chain = turn.parent.flatMap { chains[$0.text] } ?? ConversationChain()
            for message in turn.messages { chain.append(message.message) }
            chains[turn.id.text] = chain
            let isAnswered = last?.role == .assistant && turn.outcome != .noted
            let hasAnswer = turn.messages.contains { $0.message.role == .assistant }
            let needsAnswer = turn.outcome == .answered || turn.outcome == .calledTools
            let outcome = needsAnswer && !hasAnswer ? "noted" : turn.outcome?.rawValue
            try database.cachedStatement(
                sql: "UPDATE turns SET chain = ?, outcome = ? WHERE id = ?"
            ).execute(arguments: [isAnswered ? chain.stored : nil, outcome, turn.id.text])
        }
    }

    /// How many rows each table has that stands for something that was said.
    private func rowCounts() throws -> [(name: String, count: Int)] {
        try MemoryTables.names(in: transaction)
            .filter { !$0.hasPrefix("forget") && $0 != "import_forgotten" }
            .map { name in
                (name, try Int.fetchOne(database, sql: "SELECT count(*) FROM \"\(name)\"") ?? 0)
            }
    }
}
