import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import GRDB
import Testing

/// Goal: no acknowledged turn is lost, none is half recorded and nothing forgotten comes back, whenever
/// the process is killed or the disk is full.
/// Method: a child brings a store up to date, records turns and forgets some of them, and names on a pipe
/// what is acknowledged. It is killed with SIGKILL at a random moment, or its files may not grow beyond a
/// random size; then the store is checked. Half of the trials start from a store of an older form. Most
/// go on with the store of an earlier one, so recovery is part of what is broken off.
///
/// `AIKI_KILL_TRIALS` sets how many trials there are; `script/kill-trials` runs a hundred.
@Suite struct KillTrials {
    private static let trials =
        ProcessInfo.processInfo.environment["AIKI_KILL_TRIALS"].flatMap { Int($0) } ?? 24
    private static let schemas = [
        ConversationLog.schema, Recall.schema, FactLog.schema, Forgetting.schema,
        TurnNotes.schema, Ledger.schema,
    ]
    /// Tables as they were: before there was recall, and before facts could be searched for; then before
    /// the names of notes could be, and before what is private and what names someone was indexed.
    private static let oldForms = [
        [
            earlier(ConversationLog.schema, 2), earlier(FactLog.schema, 3), TurnNotes.schema,
            Ledger.schema,
        ],
        [
            earlier(ConversationLog.schema, 2), earlier(Recall.schema, 4),
            earlier(FactLog.schema, 5), Forgetting.schema, TurnNotes.schema, Ledger.schema,
        ],
    ]

    /// The first steps of a schema.
    private static func earlier(_ schema: StoreSchema, _ steps: Int) -> StoreSchema {
        StoreSchema(name: schema.name, migrations: Array(schema.migrations.prefix(steps)))
    }

    /// A store, and what was said of it on the pipe.
    private struct Told {
        var path: String
        var recorded: [String: String] = [:]
        var begun: Set<String> = []
        var forgotten: Set<String> = []
        var isOpen = false

        mutating func take(_ lines: [String]) {
            isOpen = lines.contains("open")
            for words in lines.map({ $0.split(separator: " ").map(String.init) }) {
                switch words.first {
                case "open": continue
                case "turn" where words.count == 3: recorded[words[1]] = words[2]
                case "forgetting" where words.count == 2: begun.insert(words[1])
                case "forgot" where words.count == 2: forgotten.insert(words[1])
                default: Issue.record("the child said \(words)")
                }
            }
        }
    }

    private enum Ending {
        /// Some time after it has written so many lines.
        case killed(lines: Int, after: Duration)
        case full(bytes: Int)
    }

    @Test func `what is acknowledged outlives kills and full disks`() async throws {
        let child = try #require(Self.findChild(), "KillTrialChild is not built")
        let folder = try TemporaryFolder()
        let seed = Int(ProcessInfo.processInfo.environment["AIKI_KILL_SEED"] ?? "") ?? 51
        var random = SeededRandom(seed: UInt64(seed))
        let old = try await Self.makeOldStores(child, in: folder)
        let opening = try await Self.openingTime(child, of: old[0], in: folder)
        var stores = [Told(path: folder.path + "/new.sqlite")] + old
        var counts: [String: Int] = [:]
        var total = (recorded: 0, forgotten: 0)
        for trial in 0..<Self.trials {
            let isOld = trial % 2 == 1
            let isKill = trial % 4 < 2
            let form = trial / 8 % old.count
            var told = stores[isOld ? form + 1 : 0]
            if isOld, trial % 8 < 4 || told.isOpen {
                if told.path != old[form].path { Self.remove(told.path) }
                told = old[form]
                told.path = folder.path + "/old-\(trial).sqlite"
                try FileManager.default.copyItem(atPath: old[form].path, toPath: told.path)
            } else if trial % 20 == 0 {
                Self.remove(told.path)
                told = Told(path: folder.path + "/new-\(trial).sqlite")
            }
            // Early kills hit the making of the store and its migrations, later ones what follows.
            let isEarly = isOld || told.recorded.isEmpty && trial % 3 == 0
            let lines = isEarly ? 0 : 1 + Int(random.next() % 40)
            let part = Double(random.next() % 1_000) / 1_000
            let delay = isEarly ? opening * (1.3 * part) : .milliseconds(40) * part
            // The limit is each file's own: the log's, or that of the file itself where it is the larger.
            let room = Int(4_096 << (random.next() % 10) + random.next() % 65_536)
            let ending: Ending =
                isKill
                ? .killed(lines: lines, after: delay)
                : .full(bytes: room + (random.next() % 2 == 0 ? 0 : Self.size(of: told.path)))
            let said = try await Self.run(child, told.path, name: Self.name(trial), ending)
            told.take(said)
            try await Self.check(told)
            total.recorded += said.count { $0.hasPrefix("turn ") }
            total.forgotten += said.count { $0.hasPrefix("forgot ") }
            stores[isOld ? form + 1 : 0] = told
            counts[
                "\(isKill ? "kills" : "full") \(told.isOpen ? "behind" : "in") opening",
                default: 0] += 1
        }
        print(
            "trials \(Self.trials), seed \(seed), \(total.recorded) turns recorded and",
            "\(total.forgotten) forgotten:",
            counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })
        #expect(total.recorded > Self.trials && total.forgotten > Self.trials / 20, "\(total)")
        #expect(Self.trials < 20 || counts.count == 4, "\(counts)")
    }

    /// Stores that were written as today, and whose later tables are taken away again.
    private static func makeOldStores(
        _ child: URL, in folder: TemporaryFolder
    ) async throws -> [Told] {
        var written = Told(path: folder.path + "/old.sqlite")
        let ending = Ending.killed(lines: min(600, 60 + 3 * trials), after: .zero)
        written.take(try await run(child, written.path, name: "Zqold", ending))
        try await check(written)
        var stores: [Told] = []
        for (form, schemas) in oldForms.enumerated() {
            var store = written
            store.path = folder.path + "/old-form-\(form).sqlite"
            for suffix in ["", "-wal"]
            where FileManager.default.fileExists(atPath: written.path + suffix) {
                try FileManager.default.copyItem(
                    atPath: written.path + suffix, toPath: store.path + suffix)
            }
            try await takeBack(store.path, to: schemas)
            stores.append(store)
        }
        return stores
    }

    /// How long a store of an older form takes from the start of the child until it is open.
    private static func openingTime(
        _ child: URL, of old: Told, in folder: TemporaryFolder
    ) async throws -> Duration {
        let path = folder.path + "/timed.sqlite"
        try FileManager.default.copyItem(atPath: old.path, toPath: path)
        defer { remove(path) }
        return try await ContinuousClock().measure {
            _ = try await run(child, path, name: "Zqtime", .killed(lines: 1, after: .zero))
        }
    }

    /// Takes everything out of a store that an older form of it did not have.
    private static func takeBack(_ path: String, to schemas: [StoreSchema]) async throws {
        let pattern = path + ".pattern"
        try Store(path: pattern, schemas: schemas).close()
        let (things, steps) = try await DatabaseQueue(path: pattern).read { database in
            (
                try String.fetchSet(database, sql: "SELECT name FROM sqlite_schema"),
                try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
            )
        }
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try await DatabaseQueue(path: path, configuration: configuration).write { database in
            // Triggers first, then what indexes a table, then the table, then what indexes an older one.
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT type, name FROM sqlite_schema
                    WHERE type IN ('trigger', 'table') OR type = 'index' AND sql IS NOT NULL
                    ORDER BY type DESC, sql LIKE 'CREATE VIRTUAL%' DESC, name DESC
                    """)
            for row in rows where !things.contains(row["name"]) {
                let (type, name): (String, String) = (row["type"], row["name"])
                try database.execute(sql: "DROP \(type) IF EXISTS \"\(name)\"")
            }
            for step in try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
            where !steps.contains(step) {
                try database.execute(
                    sql: "DELETE FROM grdb_migrations WHERE identifier = ?", arguments: [step])
            }
            // Nor did it mark passages as echoes.
            if things.contains("passages"), !things.contains("recall_echoes") {
                try database.execute(
                    sql: "UPDATE passages SET traits = traits & ~?",
                    arguments: [PassageTraits.isEcho.rawValue])
            }
        }
    }

    // MARK: What must hold

    private static func check(_ told: Told) async throws {
        let store = try Store(path: told.path, schemas: schemas)
        let log = ConversationLog(store: store)
        let facts = FactLog(store: store)
        #expect(try await store.findDamage() == [])
        #expect(try await store.checkInvariants() == [])
        let proof = try await Ledger(store: store).verify()
        let entries = try await Ledger(store: store).latest(Int(proof.count))
        let charged = Set(entries.map(\.entry.turn.text))
        #expect(Set(told.recorded.keys).subtracting(charged) == [])
        var answered: [String: LoggedTurn] = [:]
        for conversation in try await log.conversations(limit: 100_000) {
            for turn in try await log.turns(of: conversation.id) {
                // A turn is whole: answered and in the ledger, or a question that says so.
                switch turn.outcome {
                case .answered:
                    let words = turn.messages.suffix(2).map(\.message.text)
                    #expect(words.last == words.first.map { "You said: \($0)" })
                    #expect(try turn.report != nil && turn.finished != nil)
                    answered[turn.id.text] = turn
                case .interrupted:
                    #expect(told.recorded[turn.id.text] == nil)
                    #expect(turn.messages.last?.message.role == .user)
                default: Issue.record("a turn is \(String(describing: turn.outcome))")
                }
            }
        }
        #expect(Set(answered.keys).subtracting(charged) == [])
        for (name, word) in told.recorded where !told.begun.contains(name) {
            let message = try #require(answered[name]?.messages.dropLast().last, "\(name) is lost")
            #expect(message.message.text.contains(word))
            #expect(try await !facts.facts(ofMessage: message.number).isEmpty, "\(word)")
        }
        try await Forgetting(store: store, keepers: []).finishInterrupted()
        try store.close()
        let bytes = try Data(contentsOf: URL(filePath: told.path))
        for name in told.forgotten {
            #expect(answered[name] == nil)
            let word = try #require(told.recorded[name])
            // Also as it is searched for.
            for form in [word, word.lowercased()] {
                #expect(bytes.range(of: Data(form.utf8)) == nil, "\(form) is still there")
            }
        }
    }

    // MARK: The child

    /// Runs the child until it is killed or has failed, and gives the lines it wrote out in full.
    private static func run(
        _ child: URL, _ store: String, name: String, _ ending: Ending
    ) async throws -> [String] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = child
        process.arguments = [store, name]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        if case .full(let bytes) = ending {
            // Writing beyond the limit is then an error instead of a signal. Blocks have 512 bytes.
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments =
                ["-c", "trap '' XFSZ; ulimit -f \(bytes / 512); exec \"$@\"", "sh", child.path]
                + [store, name]
        }
        try process.run()
        var data = Data()
        if case .killed(let lines, let delay) = ending {
            while data.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
                let part = pipe.fileHandleForReading.availableData
                if part.isEmpty { break }
                data += part
            }
            try await Task.sleep(for: delay)
            kill(process.processIdentifier, SIGKILL)
        }
        data += try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let status = process.terminationStatus
        switch ending {
        case .killed:
            let isKilled = process.terminationReason == .uncaughtSignal
            #expect(isKilled, "the child ended by itself with \(status)")
        case .full: #expect(status == 75, "the child ended with \(status)")
        }
        return String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", ".lock", ".forgetting"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    private static func size(of path: String) -> Int {
        let values = try? FileManager.default.attributesOfItem(atPath: path)
        return values?[.size] as? Int ?? 0
    }

    /// A name of letters alone: words of letters are names to who reads facts.
    private static func name(_ trial: Int) -> String {
        "Zq" + String(String(trial).utf8.map { Character(UnicodeScalar($0 + 49)) }) + "x"
    }

    /// The child stands beside the test program, or beside the test bundle that a helper runs.
    private static func findChild() -> URL? {
        for argument in CommandLine.arguments {
            var folder = URL(filePath: argument)
            for _ in 0..<6 {
                folder.deleteLastPathComponent()
                let child = folder.appending(path: "KillTrialChild", directoryHint: .notDirectory)
                if FileManager.default.isExecutableFile(atPath: child.path) { return child }
            }
        }
        return nil
    }
}
