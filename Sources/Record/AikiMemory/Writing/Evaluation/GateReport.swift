public import AikiBase

/// How well the write gate tells what is to be kept.
public struct GateReport: Sendable {
    /// One number of turns and facts.
    public struct Counts: Sendable {
        /// How many turns.
        public var turns = 0
        /// How many facts were written.
        public var written = 0
        /// How many of them nobody wants.
        public var junk = 0
        /// How many facts should be kept.
        public var wanted = 0
        /// How many of those were.
        public var kept = 0

        /// The share of what was written that nobody wants; 0 where nothing was.
        public var junkRate: Double { written == 0 ? 0 : Double(junk) / Double(written) }
        /// The share of what should be kept that was; 1 where there is nothing to keep.
        public var keptRate: Double { wanted == 0 ? 1 : Double(kept) / Double(wanted) }

        mutating func add(_ other: Counts) {
            turns += other.turns
            written += other.written
            junk += other.junk
            wanted += other.wanted
            kept += other.kept
        }

        var json: JSONValue {
            [
                "turns": .integer(Int64(turns)), "written": .integer(Int64(written)),
                "junk": .integer(Int64(junk)), "wanted": .integer(Int64(wanted)),
                "kept": .integer(Int64(kept)), "junk_rate": .number(junkRate),
                "kept_rate": .number(keptRate),
            ]
        }
    }

    /// What went wrong in one turn.
    public struct Miss: Sendable {
        /// The turn.
        public let turn: GateCase
        /// Sentences that were written and nobody wants.
        public let junk: [String]
        /// Sentences that should have been kept.
        public let lost: [String]
    }

    /// The half that the rules are made with.
    public var development = Counts()
    /// The half that only judges them.
    public var heldOut = Counts()
    /// Both halves, by kind of turn.
    public var kinds: [String: Counts] = [:]
    /// Both halves, by language.
    public var languages: [String: Counts] = [:]
    /// The turns of the development half that went wrong; the other half is not looked at.
    public var misses: [Miss] = []

    /// For programs.
    public var json: JSONValue {
        func object(_ counts: [String: Counts]) -> JSONValue {
            .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
        }
        return [
            "development": development.json, "held_out": heldOut.json, "kinds": object(kinds),
            "languages": object(languages),
            "misses": .array(
                misses.map { miss in
                    [
                        "text": .string(miss.turn.text), "kind": .string(miss.turn.kind),
                        "junk": .array(miss.junk.map(JSONValue.string)),
                        "lost": .array(miss.lost.map(JSONValue.string)),
                    ]
                }),
        ]
    }
}
