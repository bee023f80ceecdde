public import AikiBase
public import AikiDialogue

/// What was masked in a request: kinds and counts, never the values.
public struct RedactionReport: Sendable, Equatable {
    /// The class of the request.
    public var privacy: PrivacyClass
    /// How often something of a kind was masked.
    public var counts: [PersonalDataKind: Int]
    /// How many different values there were of a kind.
    public var values: [PersonalDataKind: Int]

    /// Describes what was masked.
    public init(
        privacy: PrivacyClass, counts: [PersonalDataKind: Int] = [:],
        values: [PersonalDataKind: Int] = [:]
    ) {
        self.privacy = privacy
        self.counts = counts
        self.values = values
    }

    /// How many places were masked in all.
    public var total: Int { counts.values.reduce(0, +) }

    /// The report for records and `--json`: kinds in a fixed order, those that were met.
    public var json: JSONValue {
        let masked = PersonalDataKind.allCases.compactMap { kind in
            counts[kind].map { (kind.rawValue, JSONValue.integer(Int64($0))) }
        }
        return ["privacy": .string(privacy.rawValue), "masked": .object(JSONObject(masked))]
    }
}
