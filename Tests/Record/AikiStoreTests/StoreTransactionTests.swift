import AikiStore
import AikiTestSupport
import Foundation
import GRDB
import Testing

/// Goal: a transaction is there whole or not at all, whatever goes wrong in it.
@Suite struct StoreTransactionTests {
    private struct Refusal: Error {}

    @Test func aClosureThatThrowsLeavesNoTrace() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        await #expect(throws: Refusal.self) {
            try await store.write { transaction in
                try transaction.database.execute(sql: "INSERT INTO notes (text) VALUES ('x')")
                throw Refusal()
            }
        }
        #expect(try await NoteBook.all(in: store) == [])
    }

    @Test func aGlanceSeesWhatIsCommittedAndCannotWrite() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        let other = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        for (index, writer) in [store, other, store].enumerated() {
            try await NoteBook.add("\(index)", to: writer)
            let count = try store.glance { transaction in
                try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM notes")
            }
            #expect(count == index + 1)
        }
        #expect(throws: StoreError.self) {
            try store.glance { try $0.database.execute(sql: "DELETE FROM notes") }
        }
        #expect(try await NoteBook.all(in: store).count == 3)
        try other.close()
        try store.close()
    }

    @Test func aCancelledTaskStillCommits() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await NoteBook.add("kept", to: store)
        }
        task.cancel()
        try await task.value
        #expect(try await NoteBook.all(in: store) == ["kept"])
    }

    /// SQLite refuses to grow the file beyond a number of pages, exactly as on a full disk.
    @Test func aFullDiskIsATypedErrorAndLosesNothing() async throws {
        let folder = try TemporaryFolder()
        var kept: [String] = []
        do {
            let store = try Store(
                path: folder.storePath, schemas: [NoteBook.schema()], pagesMax: 60)
            let error = await #expect(throws: StoreError.self) {
                for index in 0..<1000 {
                    let text = "\(index) " + String(repeating: "x", count: 3000)
                    try await NoteBook.add(text, to: store)
                    kept.append(text)
                }
            }
            #expect(error == .diskFull(path: folder.storePath))
            #expect(kept.count > 10)
            #expect(try await NoteBook.all(in: store) == kept)
            try store.close()
        }
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        #expect(try await store.findDamage() == [])
        #expect(try await NoteBook.all(in: store) == kept)
        try await NoteBook.add("there is room again", to: store)
    }

    @Test func aRuleOfTheSchemaIsARefusal() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        let error = await #expect(throws: StoreError.self) {
            try await store.write { transaction in
                try transaction.database.execute(sql: "INSERT INTO notes (text) VALUES (NULL)")
            }
        }
        #expect(error?.code == "store.refused")
    }

    @Test func brokenInvariantsAreNamed() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        #expect(try await store.checkInvariants() == [])
        try await NoteBook.add("", to: store)
        #expect(try await store.checkInvariants() == ["notes: 1 empty notes"])
    }

    @Test func twoProgramsShareAStore() async throws {
        let folder = try TemporaryFolder()
        let one = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        let other = try Store(path: folder.storePath, schemas: [NoteBook.schema()])
        #expect(one.openedAlone && !other.openedAlone)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in [one, other] {
                group.addTask {
                    for index in 0..<50 { try await NoteBook.add("\(index)", to: store) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await NoteBook.all(in: one).count == 100)
    }

    @Test func recoveryRunsOnlyWhereNobodyElseHasTheStoreOpen() async throws {
        let folder = try TemporaryFolder()
        let schema = StoreSchema(
            name: "notes", migrations: [NoteBook.first],
            recover: { transaction in
                try transaction.database.execute(sql: "INSERT INTO notes (text) VALUES ('r')")
            })
        let one = try Store(path: folder.storePath, schemas: [schema])
        let other = try Store(path: folder.storePath, schemas: [schema])
        #expect(try await NoteBook.all(in: other) == ["r"])
        try one.close()
        try other.close()
    }
}
