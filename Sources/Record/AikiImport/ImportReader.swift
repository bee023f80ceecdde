import AikiBase

/// Reads one export, or what a server holds, in its order, the same order each time.
protocol ImportReader: AnyObject {
    /// The next unit; nil behind the last one.
    ///
    /// - Throws: `ArchiveError`, ``ImportError``.
    func next() async throws -> ImportedUnit?
    /// Passes over units that were imported before.
    ///
    /// - Returns: how many there were, less than asked where the export ends.
    func skip(_ count: Int) async throws -> Int
    /// How far it has come.
    var place: ImportPlace { get }
}

extension ImportReader {
    func skip(_ count: Int) async throws -> Int {
        var skipped = 0
        while skipped < count, try await next() != nil { skipped += 1 }
        return skipped
    }
}

/// How far a reader has come, in bytes of its files or in points.
struct ImportPlace: Sendable, Equatable {
    var done: Int64
    var total: Int64
    var unit = WorkProgress.Unit.bytes
}
