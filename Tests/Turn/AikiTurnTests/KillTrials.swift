import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: no acknowledged turn is lost and none is half recorded, whenever the process is killed.
/// Method: a child records turns and names each on a pipe when it is acknowledged; it is killed with
/// SIGKILL at a random moment; then the store is checked. Later trials go on with the same store, so
/// recovery is part of what is killed; every fifth starts with none, so making the store is too.
///
/// `AIKI_KILL_TRIALS` sets how many trials there are; `script/kill-trials` runs a hundred.
@Suite struct KillTrials {
    private static let trials =
        ProcessInfo.processInfo.environment["AIKI_KILL_TRIALS"].flatMap { Int($0) } ?? 15
    private let schemas = [Ledger.schema, ConversationLog.schema]

    @Test func noAcknowledgedTurnIsLostToKill9() async throws {
        let child = try #require(Self.findChild(), "KillTrialChild is not built")
        let folder = try TemporaryFolder()
        var random = SeededRandom(seed: 51)
        var acknowledged: Set<String> = []
        var path = folder.storePath
        var total = 0
        for trial in 0..<Self.trials {
            if trial % 5 == 0 {
                path = folder.path + "/store-\(trial).sqlite"
                acknowledged = []
            }
            // Early kills hit the making of the store and its migrations, later ones the recording.
            let delay = trial % 5 == 0 ? random.next() % 60 : 20 + random.next() % 250
            let names = try await Self.run(
                child, store: path, killedAfter: .milliseconds(Int(delay)))
            total += names.count
            acknowledged.formUnion(names)
            try await check(path, holds: acknowledged)
        }
        #expect(
            total > Self.trials * 3, "hardly anything was recorded, so hardly anything was shown")
    }

    private func check(_ path: String, holds acknowledged: Set<String>) async throws {
        let store = try Store(path: path, schemas: schemas)
        let log = ConversationLog(store: store)
        let ledger = Ledger(store: store)
        #expect(try await store.findDamage() == [])
        #expect(try await store.checkInvariants() == [])
        let proof = try await ledger.verify()
        let recorded = Set(try await ledger.latest(Int(proof.count)).map(\.entry.turn.text))
        #expect(acknowledged.subtracting(recorded) == [])
        for conversation in try await log.conversations(limit: 100_000) {
            for turn in try await log.turns(of: conversation.id) {
                // A turn is whole: answered and in the ledger, or a question that says so.
                switch turn.outcome {
                case .answered:
                    #expect(recorded.contains(turn.id.text))
                    let words = turn.messages.suffix(2).map(\.message.text)
                    #expect(words.last == words.first.map { "You said: \($0)" })
                    #expect(turn.report != nil && turn.finished != nil)
                case .interrupted:
                    #expect(!acknowledged.contains(turn.id.text))
                    #expect(turn.messages.last?.message.role == .user)
                default: Issue.record("a turn is \(String(describing: turn.outcome))")
                }
            }
        }
        for name in acknowledged {
            #expect(try await log.turn(TurnID(name)).outcome == .answered)
        }
        try store.close()
    }

    /// Runs the child for a while, kills it, and gives the names it wrote out in full.
    private static func run(
        _ child: URL, store: String, killedAfter delay: Duration
    ) async throws -> [String] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = child
        process.arguments = [store]
        process.standardOutput = pipe
        try process.run()
        try await Task.sleep(for: delay)
        kill(process.processIdentifier, SIGKILL)
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        #expect(isKilled, "the child ended by itself with \(process.terminationStatus)")
        return String(decoding: data, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .dropLast().map(String.init)
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
