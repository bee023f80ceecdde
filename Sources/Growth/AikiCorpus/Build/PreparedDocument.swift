import AikiBase

/// What became of a record: a document that stays so far, or why it goes.
struct PreparedDocument: Sendable {
    let file: Int
    let record: Int
    /// Its name: the same on every machine, as it follows from source, path and record.
    let id: UInt64
    /// What is kept of it.
    var body: DocumentBody?
    /// The SHA-256 of the text that is kept.
    var digest: [UInt8] = []
    /// Its sketch, where near copies are looked for.
    var sketch: [UInt16]?
    /// The rule that it goes by.
    var verdict: FilterVerdict?
    /// What was found and done, for `documents.jsonl`.
    var lineage: JSONObject
    /// Bytes as they were read.
    var bytesRead = 0
    var language = ""
    var masked: [String: Int] = [:]
}
