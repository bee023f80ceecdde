import AikiBase
import AikiLedger
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: no budget is ever exceeded, whoever asks and however many at once. Method: 64 calls against
/// room for ten, in one process and in several; kills in the middle; periods and scopes at their edges.
@Suite struct BudgetTests {
    static let noon = Date(timeIntervalSince1970: 1_790_000_000)

    private static func book(_ folder: TemporaryFolder, zone: TimeZone = .gmt) throws
        -> (Store, BudgetBook)
    {
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        return (store, BudgetBook(store: store, zone: zone))
    }

    @Test func `of 64 calls at once against room for ten, ten are made`() async throws {
        let folder = try TemporaryFolder()
        let (store, book) = try Self.book(folder)
        try await book.set(Budget(period: .day, limitMicros: 10_000))
        let made = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    (try? await book.reserve(1_000, provider: "a", person: nil, at: Self.noon))
                        != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(made == 10)
        let status = try #require(try await book.statuses(at: Self.noon).first)
        #expect(status.reservedMicros == 10_000 && status.leftMicros == 0)
        try store.close()
    }

    @Test func `what a call did not use is free again, and a call settles once`() async throws {
        let folder = try TemporaryFolder()
        let (store, book) = try Self.book(folder)
        try await book.set(Budget(period: .month, limitMicros: 1_000))
        let held = try await book.reserve(1_000, provider: "a", person: nil, at: Self.noon)
        await #expect(
            throws: LedgerError.budgetExceeded(
                budget: "all a month", leftMicros: 0, neededMicros: 1)
        ) { try await book.reserve(1, provider: "a", person: nil, at: Self.noon) }
        try await store.write { try book.settle(held.id, costMicros: 400, in: $0) }
        await #expect(throws: LedgerError.reservationClosed(id: held.id)) {
            try await store.write { try book.settle(held.id, costMicros: 400, in: $0) }
        }
        await #expect(throws: LedgerError.budgetNotFound(name: "none")) {
            try await book.release("none")
        }
        let next = try await book.reserve(600, provider: "a", person: nil, at: Self.noon)
        try await book.release(next.id)
        let status = try #require(try await book.statuses(at: Self.noon).first)
        #expect(status.spentMicros == 400 && status.reservedMicros == 0)
        #expect(try await book.open() == [])
    }

    /// 1,790,000,000 is 2026-09-21 14:13:20 UTC.
    @Test func `days and months begin where the person is`() async throws {
        let folder = try TemporaryFolder()
        let (store, book) = try Self.book(
            folder, zone: try #require(TimeZone(secondsFromGMT: 10 * 3600)))
        try await book.set(Budget(period: .day, limitMicros: 100))
        try await book.set(Budget(period: .month, limitMicros: 150))
        _ = try await book.reserve(100, provider: "a", person: nil, at: Self.noon)
        // 14:13 UTC is 00:13 of the next day there; the day before ended at 14:00 UTC.
        let before = Self.noon.addingTimeInterval(-900)
        _ = try await book.reserve(50, provider: "a", person: nil, at: before)
        await #expect(throws: LedgerError.self) {
            try await book.reserve(1, provider: "a", person: nil, at: before)
        }
        let nextMonth = Self.noon.addingTimeInterval(10 * 86_400)
        _ = try await book.reserve(100, provider: "a", person: nil, at: nextMonth)
        try store.close()
    }

    @Test func `each budget bounds its own`() async throws {
        let folder = try TemporaryFolder()
        let (store, book) = try Self.book(folder)
        try await book.set(
            Budget(scope: .provider("openai"), period: .day, limitMicros: 100))
        try await book.set(Budget(scope: .person("anna"), period: .day, limitMicros: 50))
        _ = try await book.reserve(100, provider: "openai", person: nil, at: Self.noon)
        await #expect(throws: LedgerError.self) {
            try await book.reserve(1, provider: "openai", person: nil, at: Self.noon)
        }
        _ = try await book.reserve(50, provider: "other", person: "anna", at: Self.noon)
        await #expect(throws: LedgerError.self) {
            try await book.reserve(1, provider: "other", person: "anna", at: Self.noon)
        }
        _ = try await book.reserve(1 << 40, provider: "other", person: "bo", at: Self.noon)
        try await book.remove(.person("anna"), .day)
        _ = try await book.reserve(1, provider: "other", person: "anna", at: Self.noon)
        await #expect(throws: LedgerError.budgetNotFound(name: "person:anna a day")) {
            try await book.remove(.person("anna"), .day)
        }
        try store.close()
    }

    @Test func `a budget of nothing lets nothing through`() async throws {
        let folder = try TemporaryFolder()
        let (store, book) = try Self.book(folder)
        try await book.set(Budget(period: .day, limitMicros: 0))
        await #expect(throws: LedgerError.self) {
            try await book.reserve(1, provider: "a", person: nil, at: Self.noon)
        }
        _ = try await book.reserve(0, provider: "a", person: nil, at: Self.noon)
        try store.close()
    }

    /// Sums by quarters of an hour, held against sums over every call.
    @Test(arguments: ["GMT", "Asia/Kathmandu", "America/St_Johns", "Europe/Oslo"])
    func `what was spent is the sum of all calls, also from before sums were kept`(
        zone: String
    ) async throws {
        let folder = try TemporaryFolder()
        let zone = try #require(TimeZone(identifier: zone))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let earlier = StoreSchema(
            name: Ledger.schema.name,
            migrations: Array(Ledger.schema.migrations.prefix { $0.name != "6-budget-spent" }))
        var random = SeededRandom(seed: 5)
        var calls: [(time: Date, person: String?, micros: Int64)] = []
        for (schema, count) in [(earlier, 60), (Ledger.schema, 60)] {
            let store = try Store(path: folder.storePath, schemas: [schema])
            let book = BudgetBook(store: store, zone: zone)
            for _ in 0..<count {
                let time = Self.noon.addingTimeInterval((random.nextUnit() - 0.5) * 6 * 86_400)
                let person = random.nextUnit() < 0.5 ? "anna" : nil
                let micros = Int64(random.nextUnit() * 1000)
                let held = try await book.reserve(1000, provider: "p", person: person, at: time)
                try await store.write { try book.settle(held.id, costMicros: micros, in: $0) }
                calls.append((time, person, micros))
            }
            try store.close()
        }
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        let book = BudgetBook(store: store, zone: zone)
        for scope in [Budget.Scope.everything, .person("anna"), .provider("p"), .provider("q")] {
            for period in [Budget.Period.day, .month] {
                try await book.set(Budget(scope: scope, period: period, limitMicros: 1_000_000))
            }
        }
        for day in -3...3 {
            let date = Self.noon.addingTimeInterval(Double(day) * 86_400)
            for status in try await book.statuses(at: date) {
                let unit: Calendar.Component =
                    status.budget.period == .day ? .day : .month
                let expected = calls.filter { call in
                    let isTheirs =
                        switch status.budget.scope {
                        case .everything: true
                        case .provider(let name): name == "p"
                        case .person(let name): name == call.person
                        }
                    return isTheirs
                        && calendar.isDate(call.time, equalTo: date, toGranularity: unit)
                }.reduce(Int64(0)) { $0 + $1.micros }
                #expect(status.spentMicros == expected, "\(status.budget.name) on day \(day)")
                #expect(status.reservedMicros == 0)
            }
        }
    }

    /// Three processes of 64 calls each are killed at random moments, one after the other and at once;
    /// the last runs the budget empty. What was held when they died counts as spent.
    @Test func `nothing is exceeded after kill -9`() async throws {
        let folder = try TemporaryFolder()
        let limit: Int64 = 600_000
        let (store, book) = try Self.book(folder)
        try await book.set(Budget(period: .day, limitMicros: limit))
        var random = SeededRandom(seed: 6)
        var held: Set<String> = []
        var paid: Set<String> = []
        for trial in 0..<4 {
            let delay = trial < 3 ? Duration.milliseconds(Int(30 + random.next() % 120)) : nil
            async let first = Self.run(folder.storePath, killedAfter: delay)
            async let second = Self.run(folder.storePath, killedAfter: delay)
            for line in try await first + second {
                let words = line.split(separator: " ").map(String.init)
                if words.count == 2, words[0] == "held" { held.insert(words[1]) }
                if words.count == 2, words[0] == "paid" { paid.insert(words[1]) }
            }
            let status = try #require(try await book.statuses(at: Self.noon).first)
            #expect(status.spentMicros + status.reservedMicros <= limit)
            #expect(status.spentMicros >= Int64(paid.count) * 700)
            // Whatever was acknowledged is there, also what died in between.
            let open = try await book.open().count
            #expect(held.count <= Int(status.spentMicros / 700) + open)
            // What was settled is what stands in the ledger, call by call.
            let sum = try await Ledger(store: store).report(zone: .gmt).everything
            #expect(sum.costMicros == status.spentMicros)
            #expect(sum.calls - sum.failures == Int(status.spentMicros / 700))
        }
        #expect(held.count > 500, "hardly anything was held, so hardly anything was shown")
        let status = try #require(try await book.statuses(at: Self.noon).first)
        #expect(status.leftMicros < 1_000)
        _ = try await Ledger(store: store).verify()
        try store.close()
    }

    /// Runs the child, kills it after a while, and gives the lines it wrote out in full.
    private static func run(_ path: String, killedAfter delay: Duration?) async throws -> [String] {
        let process = Process()
        let child = findChild()
        try #require(child != nil, "BudgetTrialChild is not built")
        process.executableURL = child
        process.arguments = [path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let reading = Task.detached { pipe.fileHandleForReading.readDataToEndOfFile() }
        if let delay {
            try await Task.sleep(for: delay)
            kill(process.processIdentifier, SIGKILL)
        }
        let text = String(decoding: await reading.value, as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    private static func findChild() -> URL? {
        let places =
            Bundle.allBundles.map(\.bundleURL) + [URL(filePath: CommandLine.arguments[0])]
        return places.flatMap { [$0.deletingLastPathComponent(), $0] }
            .map { $0.appending(path: "BudgetTrialChild") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
