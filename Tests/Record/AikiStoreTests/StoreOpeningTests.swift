import AikiBase
import AikiStore
import AikiTestSupport
import Foundation
import GRDB
import Testing

/// Goal: a store opens only what is its own, and says what is wrong otherwise. Method: files of every
/// wrong kind beside good ones.
@Suite struct StoreOpeningTests {
    @Test func aNewStoreIsItsOwnersAloneAndSyncsEachCommit() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/deep/er/aiki.sqlite"
        let store = try Store(path: path, schemas: [NoteBook.schema()])
        let mode = { (path: String) in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(path + "-wal") == 0o600)
        #expect(try mode(folder.path + "/deep/er") == 0o700)
        #expect(store.openedAlone)
        let pragmas = try await store.write { transaction in
            try ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map {
                try String.fetchOne(transaction.database, sql: "PRAGMA \($0)")
            }
        }
        #expect(pragmas == ["wal", "2", "1", "10000"])
    }

    @Test func `a reader maps the file, and sees what was written since`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        let mapped = try await store.read {
            try Int.fetchOne($0.database, sql: "PRAGMA mmap_size")
        }
        #expect(mapped == 1 << 30)
        for index in 0..<20 {
            try await NoteBook.add("\(index)", to: store)
            if index == 9 { try await store.vacuum() }
            #expect(try await NoteBook.all(in: store).count == index + 1)
        }
    }

    @Test func aFileOpenToOthersIsNarrowed() throws {
        let folder = try TemporaryFolder()
        try Store(path: folder.storePath, schemas: []).close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: folder.storePath)
        try Store(path: folder.storePath, schemas: []).close()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.storePath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func migrationsRunOnceAndInOrder() async throws {
        let folder = try TemporaryFolder()
        let old = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        try await NoteBook.add("before", to: old)
        try old.close()
        let schema = NoteBook.schema([NoteBook.first, NoteBook.second])
        for _ in 0..<2 {
            let store = try Store(path: folder.storePath, schemas: [schema])
            let stars = try await store.read { transaction in
                try Int.fetchOne(transaction.database, sql: "SELECT stars FROM notes")
            }
            #expect(stars == 0)
            try store.close()
        }
    }

    @Test func aNewerStoreIsRefusedAndLeftAsItIs() throws {
        let folder = try TemporaryFolder()
        let schema = NoteBook.schema([NoteBook.first, NoteBook.second])
        try Store(path: folder.storePath, schemas: [schema]).close()
        let before = try Data(contentsOf: URL(filePath: folder.storePath))
        #expect(
            throws: StoreError.newerSchema(path: folder.storePath, unknown: ["notes.2-stars"])
        ) {
            try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        }
        #expect(try Data(contentsOf: URL(filePath: folder.storePath)) == before)
    }

    @Test func aFailingMigrationLeavesNoTrace() async throws {
        let folder = try TemporaryFolder()
        try Store(path: folder.storePath, schemas: [NoteBook.schema()]).close()
        let broken = StoreSchema.Migration("2-broken") { transaction in
            try transaction.database.execute(sql: "CREATE TABLE half (id INTEGER)")
            try transaction.database.execute(sql: "CREATE TABLE notes (id INTEGER)")
        }
        #expect(throws: StoreError.self) {
            try Store(path: folder.storePath, schemas: [NoteBook.schema([NoteBook.first, broken])])
        }
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        let hasHalf = try await store.read { try $0.database.tableExists("half") }
        #expect(!hasHalf)
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        let folder = try TemporaryFolder()
        let queue = try DatabaseQueue(path: folder.storePath)
        try queue.write { try $0.execute(sql: "CREATE TABLE bookmarks (id INTEGER)") }
        try queue.close()
        #expect(
            throws: StoreError.foreignDatabase(path: folder.storePath, applicationID: 0)
        ) {
            try Store(path: folder.storePath, schemas: [])
        }
    }

    @Test(arguments: [1, 15, 16, 99, 100, 512, 4096, 10_000])
    func aFileThatIsNoDatabaseIsRefused(bytes: Int) throws {
        let folder = try TemporaryFolder()
        let content = Data((0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
        try content.write(to: URL(filePath: folder.storePath))
        #expect(throws: StoreError.notADatabase(path: folder.storePath)) {
            try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        }
        #expect(try Data(contentsOf: URL(filePath: folder.storePath)) == content)
    }

    /// A process that is killed while it makes the store can leave a journal that must be rolled
    /// back before the file can be read.
    @Test func aStoreThatWasHalfMadeIsFinished() async throws {
        let folder = try TemporaryFolder()
        let source = folder.path + "/source.sqlite"
        let queue = try DatabaseQueue(path: source)
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = 2; CREATE TABLE notes (a)")
            try database.execute(sql: "BEGIN")
            // More pages than the cache holds, so that the journal is on disk and the file changed.
            for _ in 0..<200 {
                try database.execute(
                    sql: "INSERT INTO notes VALUES (randomblob(3000))")
            }
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(
                    atPath: source + suffix, toPath: folder.storePath + suffix)
            }
            try database.execute(sql: "ROLLBACK")
        }
        #expect(FileManager.default.fileExists(atPath: folder.storePath + "-journal"))
        let error = #expect(throws: StoreError.self) {
            try Store(path: folder.storePath, schemas: [])
        }
        // Readable again: what is refused is the stranger in it, not the journal.
        #expect(error == .foreignDatabase(path: folder.storePath, applicationID: 0))
    }

    @Test func aFolderThatCannotBeMadeIsAnError() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(filePath: folder.path + "/file"))
        let error = #expect(throws: StoreError.self) {
            try Store(path: folder.path + "/file/aiki.sqlite", schemas: [])
        }
        #expect(error?.code == "store.cannot-open")
    }

    /// Every truncation in steps and many random changes: an error or a store, never a crash.
    @Test func damagedFilesAreErrorsOrStillWork() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        for index in 0..<50 {
            try await NoteBook.add(String(repeating: "n\(index) ", count: 40), to: store)
        }
        try store.close()
        let good = try Data(contentsOf: URL(filePath: folder.storePath))
        var random = SeededRandom(seed: 7)
        for trial in 0..<120 {
            var bad = good
            if trial % 2 == 0 {
                bad = good.prefix(Int(random.next() % UInt64(good.count)))
            } else {
                for _ in 0..<20 {
                    let position = Int(random.next() % UInt64(good.count))
                    bad[position] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            let path = folder.path + "/bad-\(trial).sqlite"
            try bad.write(to: URL(filePath: path))
            do {
                let store = try Store(path: path, schemas: [NoteBook.schema()])
                _ = try await store.findDamage()
                _ = try? await NoteBook.all(in: store)
                _ = try? await store.checkInvariants()
                try? store.close()
            } catch is StoreError {}
        }
    }
}
