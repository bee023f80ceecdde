import AikiBase

/// What became of a source's documents, in numbers.
struct SourceCounts: Sendable, Equatable {
    var documents = 0
    /// Bytes as they were read.
    var bytes = 0
    /// Documents that stay after all that concerns each alone.
    var kept = 0
    /// Bytes of their texts.
    var keptBytes = 0
    /// Documents that went, by rule.
    var dropped: [String: Int] = [:]
    /// Documents by language.
    var languages: [String: Int] = [:]
    /// Finds that were masked, by kind.
    var masked: [String: Int] = [:]

    mutating func add(_ document: PreparedDocument, textBytes: Int) {
        documents += 1
        bytes += document.bytesRead
        if let verdict = document.verdict {
            dropped[verdict.rule, default: 0] += 1
        } else {
            kept += 1
            keptBytes += textBytes
        }
        if !document.language.isEmpty { languages[document.language, default: 0] += 1 }
        for (kind, count) in document.masked { masked[kind, default: 0] += count }
    }

    mutating func add(_ other: SourceCounts) {
        documents += other.documents
        bytes += other.bytes
        kept += other.kept
        keptBytes += other.keptBytes
        dropped.merge(other.dropped, uniquingKeysWith: +)
        languages.merge(other.languages, uniquingKeysWith: +)
        masked.merge(other.masked, uniquingKeysWith: +)
    }

    var json: JSONObject {
        [
            "documents": .integer(Int64(documents)), "bytes": .integer(Int64(bytes)),
            "kept": .integer(Int64(kept)), "keptBytes": .integer(Int64(keptBytes)),
            "dropped": Self.json(dropped), "languages": Self.json(languages),
            "masked": Self.json(masked),
        ]
    }

    init() {}

    init(_ json: JSONValue) {
        documents = json["documents"]?.wholeNumber ?? 0
        bytes = json["bytes"]?.wholeNumber ?? 0
        kept = json["kept"]?.wholeNumber ?? 0
        keptBytes = json["keptBytes"]?.wholeNumber ?? 0
        dropped = Self.counts(json["dropped"])
        languages = Self.counts(json["languages"])
        masked = Self.counts(json["masked"])
    }

    private static func json(_ counts: [String: Int]) -> JSONValue {
        .object(
            JSONObject(
                counts.sorted { $0.key < $1.key }.map { ($0.key, .integer(Int64($0.value))) }))
    }

    private static func counts(_ json: JSONValue?) -> [String: Int] {
        var counts: [String: Int] = [:]
        for (key, value) in json?.object?.pairs ?? [] { counts[key] = value.wholeNumber ?? 0 }
        return counts
    }
}
