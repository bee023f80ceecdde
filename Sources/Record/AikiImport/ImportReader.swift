/// Reads one export in its order, the same order each time.
protocol ImportReader: AnyObject {
    /// The next unit; nil behind the last one.
    ///
    /// - Throws: `ArchiveError`, ``ImportError``.
    func next() throws -> ImportedUnit?
    /// Passes over units that were imported before.
    ///
    /// - Returns: how many there were, less than asked where the export ends.
    func skip(_ count: Int) throws -> Int
    /// How far it has come.
    var place: ImportPlace { get }
}

extension ImportReader {
    func skip(_ count: Int) throws -> Int {
        var skipped = 0
        while skipped < count, try next() != nil { skipped += 1 }
        return skipped
    }
}

/// How far a reader has come, in bytes of its files.
struct ImportPlace: Sendable, Equatable {
    var bytesDone: Int64
    var bytesTotal: Int64
}
