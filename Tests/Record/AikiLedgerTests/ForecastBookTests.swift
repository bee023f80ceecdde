import AikiLedger
import AikiStore
import AikiTestSupport
import Testing

@Suite struct ForecastBookTests {
    @Test func `the first forecast of a day stands, and all come back oldest first`() async throws {
        let folder = try TemporaryFolder()
        let book = ForecastBook(store: try Store(path: folder.storePath, schemas: [Ledger.schema]))
        #expect(try await book.all().isEmpty)
        let late = KeptForecast(
            day: "2026-02-01", unit: .interactions, horizon: 30, sum: 300, low: 200.5, high: 400)
        var early = late
        early.day = "2026-01-31"
        early.unit = .dollars
        try await book.keep([late, early])
        var bettered = late
        bettered.sum = 1
        var longer = late
        longer.horizon = 60
        try await book.keep([bettered])
        #expect(try await book.all() == [early, late])
        try await book.keep([longer])
        #expect(try await book.all().count == 3)
    }
}
