import AikiStore
import AikiTestSupport
import GRDB
import Testing

/// Goal: changes that share a commit are each whole or not there, and in the order in which they came.
@Suite struct WriteTogetherTests {
    private struct Refusal: Error {}

    private static let schema = StoreSchema(
        name: "numbers",
        migrations: [
            StoreSchema.Migration("1") { transaction in
                try transaction.database.execute(
                    sql: "CREATE TABLE numbers (number INTEGER PRIMARY KEY, place INTEGER) STRICT")
            }
        ])

    @Test func `of a thousand changes at once those that fail leave nothing, the others all`()
        async throws
    {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Self.schema])
        let refused = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<1000 {
                group.addTask {
                    do {
                        let place = try await store.writeTogether { transaction in
                            let count =
                                try Int.fetchOne(
                                    transaction.database, sql: "SELECT count(*) FROM numbers") ?? 0
                            try transaction.database.execute(
                                sql: "INSERT INTO numbers VALUES (?, ?)",
                                arguments: [number, count])
                            if number % 7 == 0 { throw Refusal() }
                            return count
                        }
                        return place < 0 ? number : nil
                    } catch is Refusal {
                        return number
                    } catch {
                        return -1
                    }
                }
            }
            return await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
        }
        #expect(refused == Set((0..<1000).filter { $0 % 7 == 0 }))
        let rows = try await store.read { transaction in
            try Row.fetchAll(transaction.database, sql: "SELECT * FROM numbers ORDER BY place")
                .map { (number: $0["number"] as Int, place: $0["place"] as Int) }
        }
        #expect(Set(rows.map(\.number)) == Set(0..<1000).subtracting(refused))
        // Each saw all that came before it.
        #expect(rows.map(\.place) == Array(0..<rows.count))
        try store.close()
    }

    @Test func `a change waits neither for company nor for those that come later`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Self.schema])
        for number in 0..<20 {
            try await store.writeTogether { transaction in
                try transaction.database.execute(
                    sql: "INSERT INTO numbers VALUES (?, 0)", arguments: [number])
            }
        }
        try store.close()
        let again = try Store(path: folder.storePath, schemas: [Self.schema])
        let count = try await again.read { transaction in
            try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM numbers")
        }
        #expect(count == 20)
        try again.close()
    }

    @Test func `of six hundred changes to a store that was closed each is told`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Self.schema])
        try store.close()
        let told = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<600 {
                group.addTask {
                    do {
                        try await store.writeTogether { transaction in
                            try transaction.database.execute(
                                sql: "INSERT INTO numbers VALUES (?, 0)", arguments: [number])
                        }
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(into: 0) { if $1 { $0 += 1 } }
        }
        #expect(told == 600)
    }
}
