import AikiBase
import AikiDialogue
import AikiImport
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: whatever ends the program while it imports or forgets, nothing is lost, nothing is there twice
/// and what must hold does. Method: a child that is killed with SIGKILL at a random moment, again and
/// again, until it comes to its end; stores that may not grow further.
///
/// `AIKI_KILL_TRIALS` sets how many kills there are.
@Suite struct ImportTrials {
    private static let kills =
        ProcessInfo.processInfo.environment["AIKI_KILL_TRIALS"].flatMap { Int($0) } ?? 12
    private static let conversations = 1_500
    private static let messagesEach = 8

    /// An export in which every message says its own name.
    private static func writeExport(to path: String) throws {
        var text = "["
        for number in 0..<conversations {
            var nodes: [String] = []
            for index in 0..<messagesEach {
                let parent = index == 0 ? "null" : "\"\(number)-\(index - 1)\""
                let role = index % 2 == 0 ? "user" : "assistant"
                let words = number % 5 == 0 && index == 2 ? "zqdana was here" : "nothing to say"
                nodes.append(
                    """
                    "\(number)-\(index)": {"parent": \(parent), "message": {"id": "\(number)-\(index)",
                     "author": {"role": "\(role)"}, "create_time": 1700000000, "content":
                     {"parts": ["message \(number) \(index) \(words)"]}}}
                    """)
            }
            text += number == 0 ? "" : ","
            text += """
                {"id": "c\(number)", "title": "t\(number)", "mapping": {\(nodes.joined(separator: ","))}}
                """
        }
        try Data((text + "]").utf8).write(to: URL(filePath: path))
    }

    @Test func `an import that is killed again and again is as one that was not`() async throws {
        let child = try #require(Self.findChild(), "ImportTrialChild is not built")
        let folder = try TemporaryFolder()
        let export = folder.path + "/conversations.json"
        try Self.writeExport(to: export)
        var random = SeededRandom(seed: 8)
        var killed = 0
        while killed < Self.kills {
            // Half of the kills hit the beginning, and all that follows goes on from them.
            if killed % 6 == 0 { Self.removeStore(folder.storePath) }
            let delay = killed % 2 == 0 ? random.next() % 60 : 40 + random.next() % 400
            let isKilled = try await Self.run(
                child, ["import", folder.storePath, "chatgpt", export],
                killedAfter: .milliseconds(Int(delay)))
            killed += 1
            let store = try Store(path: folder.storePath, schemas: ImportBench.schemas)
            #expect(try await store.findDamage() == [])
            #expect(try await store.checkInvariants() == [])
            try store.close()
            if !isKilled { Self.removeStore(folder.storePath) }
        }
        let finished = try await Self.run(
            child, ["import", folder.storePath, "chatgpt", export], killedAfter: nil)
        #expect(!finished)
        let store = try Store(path: folder.storePath, schemas: ImportBench.schemas)
        let log = ConversationLog(store: store)
        var texts: [String] = []
        for conversation in try await log.conversations(limit: 10_000) {
            texts += try await log.turns(of: conversation.id).flatMap(\.messages)
                .map(\.message.text)
        }
        #expect(texts.count == Self.conversations * Self.messagesEach)
        #expect(Set(texts).count == texts.count)
        try store.close()
        try await forgetKilled(child, folder)
    }

    /// Forgets with the same child, killed too; then nothing of it is left.
    private func forgetKilled(_ child: URL, _ folder: TemporaryFolder) async throws {
        var random = SeededRandom(seed: 9)
        for _ in 0..<Self.kills {
            let isKilled = try await Self.run(
                child, ["forget", folder.storePath, "zqdana"],
                killedAfter: .milliseconds(Int(random.next() % 500)))
            let store = try Store(path: folder.storePath, schemas: ImportBench.schemas)
            #expect(try await store.findDamage() == [])
            #expect(try await store.checkInvariants() == [])
            let left = try await ConversationLog(store: store).search("zqdana", limit: 10_000)
            #expect([0, Self.conversations / 5].contains(left.count))
            try store.close()
            if !isKilled { break }
        }
        _ = try await Self.run(child, ["forget", folder.storePath, "zqdana"], killedAfter: nil)
        let store = try Store(path: folder.storePath, schemas: ImportBench.schemas)
        let forgetting = Forgetting(store: store, keepers: [ForgottenImports()])
        #expect(try await forgetting.certificates().allSatisfy { $0.finished != nil })
        try store.close()
        let bytes = try #require(FileManager.default.contents(atPath: folder.storePath))
        #expect(bytes.range(of: Data("zqdana".utf8)) == nil)
    }

    @Test func `a full disk ends an import, which goes on when there is room`() async throws {
        let folder = try TemporaryFolder()
        let export = folder.path + "/conversations.json"
        try Self.writeExport(to: export)
        var failures = 0
        for pages in [150, 300, 700, 100_000] {
            let store = try Store(
                path: folder.storePath, schemas: ImportBench.schemas, pagesMax: pages)
            do {
                _ = try await Importer(store: store).run(.chatgpt, path: export)
            } catch StoreError.diskFull {
                failures += 1
            }
            #expect(try await store.findDamage() == [])
            try store.close()
        }
        #expect(failures == 3)
        let store = try Store(path: folder.storePath, schemas: ImportBench.schemas)
        #expect(try await store.checkInvariants() == [])
        let log = ConversationLog(store: store)
        #expect(try await log.conversations(limit: 10_000).count == Self.conversations)
        // Forgetting needs room too; without it nothing is half forgotten.
        try store.close()
        let size = try #require(
            FileManager.default.attributesOfItem(atPath: folder.storePath)[.size] as? Int)
        let full = try Store(
            path: folder.storePath, schemas: ImportBench.schemas, pagesMax: size / 4096)
        var selection = ForgetSelection()
        selection.person = "zqdana"
        do {
            _ = try await Forgetting(store: full, keepers: [ForgottenImports()]).forget(selection)
        } catch StoreError.diskFull {
            #expect(
                try await ConversationLog(store: full).search("zqdana", limit: 1_000).count
                    == Self.conversations / 5)
        }
        #expect(try await full.findDamage() == [])
        #expect(try await full.checkInvariants() == [])
    }

    private static func removeStore(_ path: String) {
        for suffix in ["", "-wal", "-shm", ".lock"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    /// Runs the child; nil lets it come to its end.
    ///
    /// - Returns: whether it was killed.
    private static func run(
        _ child: URL, _ arguments: [String], killedAfter delay: Duration?
    ) async throws -> Bool {
        let process = Process()
        process.executableURL = child
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        if let delay {
            try await Task.sleep(for: delay)
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    /// The child stands beside the test program, or beside the test bundle that a helper runs.
    private static func findChild() -> URL? {
        for argument in CommandLine.arguments {
            var folder = URL(filePath: argument)
            for _ in 0..<6 {
                folder.deleteLastPathComponent()
                let child = folder.appending(
                    path: "ImportTrialChild", directoryHint: .notDirectory)
                if FileManager.default.isExecutableFile(atPath: child.path) { return child }
            }
        }
        return nil
    }
}
