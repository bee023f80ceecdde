public import AikiBase
public import Foundation

/// Says what was forgotten without saying what it was: counts and keyed hashes.
///
/// A hash is the HMAC-SHA-256 of a message's text under a key of this store, so that only whoever has
/// both the text and the store can tell that it was among them.
public struct ForgetCertificate: Sendable, Equatable {
    /// Its name.
    public let id: String
    /// When.
    public let time: Date
    /// The conditions that were set, without their values: `words`, `person` …
    public let conditions: [String]
    /// How many rows went, by table; and what others kept, by their names.
    public let removed: [(name: String, count: Int)]
    /// The hash over all hashes of messages, in their order.
    public let digest: String
    /// How many hashes there are.
    public let hashCount: Int
    /// When everything was done; nil while a part is left to do.
    public let finished: Date?
    /// What could not be removed, and copies that may still hold it.
    public let notes: [String]

    /// Whether two say the same.
    public static func == (one: ForgetCertificate, other: ForgetCertificate) -> Bool {
        one.json == other.json
    }

    /// The certificate for programs.
    public var json: JSONValue {
        [
            "id": .string(id),
            "timeMicros": .integer(time.microsecondsSince1970),
            "conditions": .array(conditions.map(JSONValue.string)),
            "removed": .object(
                JSONObject(removed.map { ($0.name, .integer(Int64($0.count))) })),
            "digest": .string(digest), "hashes": .integer(Int64(hashCount)),
            "finishedMicros": finished.map { .integer($0.microsecondsSince1970) } ?? .null,
            "notes": .array(notes.map(JSONValue.string)),
        ]
    }

    init(
        id: String, time: Date, conditions: [String], removed: [(name: String, count: Int)],
        digest: String, hashCount: Int, finished: Date?, notes: [String]
    ) {
        self.id = id
        self.time = time
        self.conditions = conditions
        self.removed = removed
        self.digest = digest
        self.hashCount = hashCount
        self.finished = finished
        self.notes = notes
    }

    /// Reads ``json``; nil where it is no certificate.
    init?(_ json: JSONValue) {
        guard let id = json["id"]?.text, let time = json["timeMicros"]?.wholeNumber,
            let digest = json["digest"]?.text, let removed = json["removed"]?.object
        else { return nil }
        self.init(
            id: id, time: Date(microsecondsSince1970: Int64(time)),
            conditions: (json["conditions"]?.elements ?? []).compactMap(\.text),
            removed: removed.pairs.map { ($0.key, $0.value.wholeNumber ?? 0) },
            digest: digest, hashCount: json["hashes"]?.wholeNumber ?? 0,
            finished: json["finishedMicros"]?.wholeNumber.map {
                Date(microsecondsSince1970: Int64($0))
            }, notes: (json["notes"]?.elements ?? []).compactMap(\.text))
    }

    /// The certificate with what was done after the messages were gone.
    func finished(
        at time: Date, removed more: [(name: String, count: Int)], notes: [String]
    ) -> ForgetCertificate {
        ForgetCertificate(
            id: id, time: self.time, conditions: conditions,
            removed: removed + more.filter { $0.count > 0 }, digest: digest, hashCount: hashCount,
            finished: time, notes: notes)
    }
}
