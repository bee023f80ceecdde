import AikiBase

/// What an import took, and what not.
struct ImportCounts: Sendable, Equatable {
    /// Examples that are kept of each reason.
    static let examplesMax = 5

    var conversations = 0
    var messages = 0
    var known = 0
    var changed = 0
    var facets = 0
    var links = 0
    var linksResolved = 0
    var skipped: [ImportSkip.Reason: Int] = [:]
    var examples: [ImportSkip.Reason: [String]] = [:]

    /// Counts what was left out.
    mutating func add(_ skip: ImportSkip) {
        skipped[skip.reason, default: 0] += skip.count
        if examples[skip.reason, default: []].count < Self.examplesMax {
            examples[skip.reason, default: []].append(skip.what)
        }
    }

    /// What stands in the store, to go on with.
    var json: JSONValue {
        var left = JSONObject()
        for reason in ImportSkip.Reason.allCases {
            guard let count = skipped[reason] else { continue }
            left["\(reason)"] = [
                "count": .integer(Int64(count)),
                "examples": .array((examples[reason] ?? []).map(JSONValue.string)),
            ]
        }
        return [
            "conversations": .integer(Int64(conversations)),
            "messages": .integer(Int64(messages)), "known": .integer(Int64(known)),
            "changed": .integer(Int64(changed)), "facets": .integer(Int64(facets)),
            "links": .integer(Int64(links)), "linksResolved": .integer(Int64(linksResolved)),
            "leftOut": .object(left),
        ]
    }

    init() {}

    /// Reads ``json``.
    init(_ json: JSONValue) {
        func number(_ key: String) -> Int { json[key]?.wholeNumber ?? 0 }
        conversations = number("conversations")
        messages = number("messages")
        known = number("known")
        changed = number("changed")
        facets = number("facets")
        links = number("links")
        linksResolved = number("linksResolved")
        for reason in ImportSkip.Reason.allCases {
            guard let left = json["leftOut"]?["\(reason)"] else { continue }
            skipped[reason] = left["count"]?.wholeNumber ?? 0
            examples[reason] = (left["examples"]?.elements ?? []).compactMap(\.text)
        }
    }
}
