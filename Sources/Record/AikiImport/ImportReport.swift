public import AikiBase

/// What came of an import.
public struct ImportReport: Sendable, Equatable {
    /// Things of one kind that were not taken.
    public struct LeftOut: Sendable, Equatable {
        /// A stable name of the reason.
        public let name: String
        /// Why, in words.
        public let reason: String
        /// How many.
        public let count: Int
        /// A few of them.
        public let examples: [String]
    }

    /// Where it came from.
    public let source: ImportSource
    /// Conversations that are new.
    public let conversations: Int
    /// Messages that are new.
    public let messages: Int
    /// Messages that were here already.
    public let known: Int
    /// Messages that were here in another form.
    public let changed: Int
    /// Fields of front matter.
    public let facets: Int
    /// Links between notes, and those whose note is here.
    public let links: Int
    /// Links whose note is here.
    public let linksResolved: Int
    /// Whether it went on where an earlier import was interrupted.
    public let isContinued: Bool
    /// What was not taken, and why.
    public let leftOut: [LeftOut]

    init(_ source: ImportSource, _ counts: ImportCounts, isContinued: Bool) {
        self.source = source
        conversations = counts.conversations
        messages = counts.messages
        known = counts.known
        changed = counts.changed
        facets = counts.facets
        links = counts.links
        linksResolved = counts.linksResolved
        self.isContinued = isContinued
        leftOut = ImportSkip.Reason.allCases.compactMap { reason in
            counts.skipped[reason].map { count in
                LeftOut(
                    name: "\(reason)", reason: reason.rawValue, count: count,
                    examples: counts.examples[reason] ?? [])
            }
        }
    }

    /// The report for programs.
    public var json: JSONValue {
        [
            "source": .string(source.rawValue),
            "conversations": .integer(Int64(conversations)),
            "messages": .integer(Int64(messages)), "known": .integer(Int64(known)),
            "changed": .integer(Int64(changed)), "facets": .integer(Int64(facets)),
            "links": .integer(Int64(links)), "linksResolved": .integer(Int64(linksResolved)),
            "isContinued": .bool(isContinued),
            "leftOut": .array(
                leftOut.map { left in
                    [
                        "name": .string(left.name), "reason": .string(left.reason),
                        "count": .integer(Int64(left.count)),
                        "examples": .array(left.examples.map(JSONValue.string)),
                    ]
                }),
        ]
    }
}
