import AikiBase
import AikiStore
import AikiTestSupport
import Foundation
import GRDB
import Synchronization
import Testing

/// Goal: a copy is one good state of the store, and only a good copy takes its place.
@Suite struct StoreBackupTests {
    private let schemas = [NoteBook.schema()]

    @Test func aBackupWhileWritingIsOneStateOfTheStore() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: schemas)
        for index in 0..<200 {
            try await NoteBook.add("\(index) " + String(repeating: "y", count: 2000), to: store)
        }
        let reported = Mutex<[Int64]>([])
        let writer = Task {
            for index in 200..<260 { try await NoteBook.add("\(index) later", to: store) }
        }
        let destination = folder.path + "/copy.sqlite"
        try await store.backUp(to: destination) { step in
            reported.withLock { $0.append(step.done) }
        }
        try await writer.value
        let copy = try Store(path: destination, schemas: schemas)
        let notes = try await NoteBook.all(in: copy)
        let all = try await NoteBook.all(in: store)
        #expect(notes.count >= 200)
        #expect(notes == Array(all.prefix(notes.count)))
        #expect(try await copy.findDamage() == [])
        let steps = reported.withLock { $0 }
        #expect(steps == steps.sorted() && !steps.isEmpty)
    }

    @Test func aBackupIsASingleFileForItsOwnerAlone() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: schemas)
        try await store.backUp(to: folder.path + "/copies.sqlite")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("copies") }
        #expect(names == ["copies.sqlite"])
        let attributes = try FileManager.default.attributesOfItem(
            atPath: folder.path + "/copies.sqlite")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let error = await #expect(throws: StoreError.self) {
            try await store.backUp(to: folder.storePath)
        }
        #expect(error?.code == "store.unusable-backup")
    }

    @Test func aStoreThatIsOpenIsNotReplaced() async throws {
        let folder = try TemporaryFolder()
        let backup = folder.path + "/backup.sqlite"
        let store = try Store(path: folder.storePath, schemas: schemas)
        try await NoteBook.add("old", to: store)
        try await store.backUp(to: backup)
        await #expect(throws: StoreError.locked(path: folder.storePath, seconds: 0)) {
            try await Store.restore(from: backup, to: folder.storePath, schemas: schemas)
        }
        #expect(try await NoteBook.all(in: store) == ["old"])
    }

    @Test func aRestoreReplacesAClosedStore() async throws {
        let folder = try TemporaryFolder()
        let backup = folder.path + "/backup.sqlite"
        try await {
            let store = try Store(path: folder.storePath, schemas: schemas)
            try await NoteBook.add("old", to: store)
            try await store.backUp(to: backup)
            try await NoteBook.add("new", to: store)
            try store.close()
        }()
        let done = try await Store.restore(
            from: backup, to: folder.storePath, schemas: schemas)
        let kept = try #require(done.keptPath)
        #expect(try await notes(at: folder.storePath) == ["old"])
        #expect(try await notes(at: kept) == ["old", "new"])
        let leftovers = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.contains(".tmp") }
        #expect(leftovers == [])
    }

    @Test func aRestoreIntoAnEmptyFolderKeepsNothing() async throws {
        let folder = try TemporaryFolder()
        let other = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: schemas)
        try await NoteBook.add("moved", to: store)
        try await store.backUp(to: folder.path + "/backup.sqlite")
        let done = try await Store.restore(
            from: folder.path + "/backup.sqlite", to: other.path + "/new/aiki.sqlite",
            schemas: schemas)
        #expect(done.keptPath == nil)
        #expect(try await notes(at: other.path + "/new/aiki.sqlite") == ["moved"])
    }

    @Test func aBadBackupIsRefusedAndTheStoreStays() async throws {
        let folder = try TemporaryFolder()
        let backup = folder.path + "/backup.sqlite"
        try await {
            let store = try Store(path: folder.storePath, schemas: schemas)
            for index in 0..<100 {
                try await NoteBook.add("\(index)" + String(repeating: "z", count: 500), to: store)
            }
            try await store.backUp(to: backup)
            try store.close()
        }()
        let good = try Data(contentsOf: URL(filePath: backup))
        var damaged = good
        for position in stride(from: 5000, to: good.count, by: 97) { damaged[position] ^= 0x5A }
        let newer = NoteBook.schema([NoteBook.first, NoteBook.second])
        let bad: [(String, Data?)] = [
            ("missing", nil), ("empty", Data()), ("text", Data("not a database".utf8)),
            ("cut", good.prefix(good.count / 2)), ("damaged", damaged),
        ]
        for (name, content) in bad {
            let path = folder.path + "/\(name).sqlite"
            if let content { try content.write(to: URL(filePath: path)) }
            await #expect(throws: StoreError.self, "\(name)") {
                try await Store.restore(from: path, to: folder.storePath, schemas: schemas)
            }
        }
        let path = folder.path + "/newer.sqlite"
        try Store(path: path, schemas: [newer]).close()
        await #expect(throws: StoreError.newerSchema(path: path, unknown: ["notes.2-stars"])) {
            try await Store.restore(from: path, to: folder.storePath, schemas: schemas)
        }
        #expect(try await notes(at: folder.storePath).count == 100)
        let leftovers = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.contains(".tmp") }
        #expect(leftovers == [])
    }

    /// A backup of a store that holds the note "saved".
    private func backedUp(_ folder: TemporaryFolder) async throws -> String {
        let backup = folder.path + "/backup.sqlite"
        let store = try Store(path: folder.storePath, schemas: schemas)
        try await NoteBook.add("saved", to: store)
        try await store.backUp(to: backup)
        try store.close()
        return backup
    }

    @Test func aDamagedStoreCanBeReplaced() async throws {
        let folder = try TemporaryFolder()
        let backup = try await backedUp(folder)
        try Data("garbage".utf8).write(to: URL(filePath: folder.storePath))
        let done = try await Store.restore(from: backup, to: folder.storePath, schemas: schemas)
        #expect(try await notes(at: folder.storePath) == ["saved"])
        let kept = try #require(done.keptPath)
        #expect(try Data(contentsOf: URL(filePath: kept)) == Data("garbage".utf8))
    }

    /// The old store is too damaged for its log to be folded into it. The new one is gone before it takes
    /// the old one's name, or is seen to be another program's when it has.
    @Test(arguments: [true, false])
    func `a restore that fails puts the old store back with its log`(isGone: Bool) async throws {
        let folder = try TemporaryFolder()
        let backup = try await backedUp(folder)
        let files = [folder.storePath: "garbage", folder.storePath + "-wal": "its log"]
        for (path, content) in files {
            try Data(content.utf8).write(to: URL(filePath: path))
        }
        let path = folder.path
        let failing = StoreSchema(
            name: "notes", migrations: [NoteBook.first],
            findProblems: { transaction in
                if isGone {
                    for name in try FileManager.default.contentsOfDirectory(atPath: path)
                    where name.hasSuffix(".tmp") {
                        try FileManager.default.removeItem(atPath: path + "/" + name)
                    }
                } else {
                    try transaction.database.execute(sql: "PRAGMA application_id = 7")
                }
                return []
            })
        let error = await #expect(throws: StoreError.self) {
            try await Store.restore(from: backup, to: folder.storePath, schemas: [failing])
        }
        #expect(error?.code == (isGone ? "store.cannot-open" : "store.foreign-database"))
        for (path, content) in files {
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(content.utf8))
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.contains("before-restore") || $0.hasSuffix(".tmp") }
        #expect(left == [])
    }

    private func notes(at path: String) async throws -> [String] {
        let store = try Store(path: path, schemas: schemas)
        let notes = try await NoteBook.all(in: store)
        try store.close()
        return notes
    }
}
