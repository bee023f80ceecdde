import TOMLKit

extension Scenario {
    /// Bytes of a scenario's file, at most.
    public static let bytesMax = 1 << 18

    /// Reads a scenario.
    ///
    /// Tables are `use`, `cloud`, `local`, `hybrid`, `work` (numbers of ``Assumption``, each a number
    /// or `{ value = 10, low = 8, high = 15 }`), `need`, `thresholds` and `weights`. The cloud's bill
    /// may be said whole: `cloud.bill_per_month`, which is for the interactions of `use`.
    ///
    /// - Parameters:
    ///   - text: the file's content.
    ///   - path: what errors call it.
    /// - Throws: ``PlannerError`` with the key that is wrong.
    public init(toml text: String, path: String) throws(PlannerError) {
        var reader = try ScenarioReader(text, path: path)
        name = try reader.text("name") ?? path
        title = try reader.text("title") ?? ""
        estimates = [:]
        for assumption in Assumption.allCases {
            estimates[assumption] = try reader.estimate(assumption)
        }
        guard let interactions = estimates[.interactions] else {
            throw .keyRequired(path: path, key: Assumption.interactions.key)
        }
        if let bill = try reader.number("cloud.bill_per_month", 0...1e9) {
            guard interactions.value > 0, estimates[.interactionPrice] == nil else {
                throw .invalidValue(
                    path: path, key: "cloud.bill_per_month",
                    expected: "the only price of an interaction, and for at least one")
            }
            estimates[.interactionPrice] = Assumption.interactionPrice.estimate(
                bill / interactions.value)
        }
        needs = try reader.needs()
        limits = try reader.limits()
        weights = try reader.weights()
        try reader.refuseTheRest()
    }
}

extension Assumption {
    /// A value with the range that belongs to it where none is given.
    func estimate(_ value: Double) -> Estimate {
        let least = max(allowedRange.lowerBound, value * spread.lowerBound)
        let most = min(allowedRange.upperBound, value * spread.upperBound)
        return Estimate(value, from: min(value, least), to: max(value, most))
    }
}

/// Takes values out of a scenario's file, and knows what nobody took.
private struct ScenarioReader {
    private let path: String
    private var values: [String: any TOMLValueConvertible] = [:]
    private var taken: Set<String> = []

    init(_ text: String, path: String) throws(PlannerError) {
        self.path = path
        guard text.utf8.count <= Scenario.bytesMax else {
            throw .tooLarge(path: path, limit: Scenario.bytesMax)
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .malformed(
                path: path, line: error.source.begin.line, problem: error.description)
        } catch {
            throw .malformed(path: path, line: 1, problem: "\(error)")
        }
        for name in table.keys {
            guard let member = table[name] else { continue }
            guard let section = member.table else {
                values[name] = member
                continue
            }
            for key in section.keys { values["\(name).\(key)"] = section[key] }
        }
    }

    mutating func text(_ key: String) throws(PlannerError) -> String? {
        taken.insert(key)
        guard let value = values[key] else { return nil }
        guard let text = value.string else { throw invalid(key, "text in quotation marks") }
        return text
    }

    mutating func number(
        _ key: String, _ range: ClosedRange<Double>
    ) throws(PlannerError) -> Double? {
        taken.insert(key)
        guard let value = values[key] else { return nil }
        return try number(value, key, range)
    }

    private func number(
        _ value: any TOMLValueConvertible, _ key: String, _ range: ClosedRange<Double>
    ) throws(PlannerError) -> Double {
        // The library gives 0 for a fraction that is asked for as a whole number, so ask this first.
        let number = value.double ?? value.int.map(Double.init)
        guard let number, range.contains(number) else {
            throw invalid(key, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    mutating func estimate(_ assumption: Assumption) throws(PlannerError) -> Estimate? {
        let key = assumption.key
        taken.insert(key)
        guard let value = values[key] else { return nil }
        guard let table = value.table else {
            return assumption.estimate(try number(value, key, assumption.allowedRange))
        }
        guard let middle = table["value"], table.keys.allSatisfy(Self.rangeKeys.contains) else {
            throw invalid(key, "{ value = …, low = …, high = … }")
        }
        let center = try number(middle, "\(key).value", assumption.allowedRange)
        var (low, high) = (center, center)
        if let value = table["low"] {
            low = try number(value, "\(key).low", assumption.allowedRange)
        }
        if let value = table["high"] {
            high = try number(value, "\(key).high", assumption.allowedRange)
        }
        guard low <= center, center <= high else {
            throw invalid(key, "in order: low, value, high")
        }
        return Estimate(center, from: low, to: high)
    }

    private static let rangeKeys: Set = ["value", "low", "high"]

    private mutating func layer(_ key: String) throws(PlannerError) -> CustomisationLayer? {
        guard let name = try text(key) else { return nil }
        guard let layer = CustomisationLayer(name: name) else {
            let names = CustomisationLayer.allCases.map(\.name).joined(separator: ", ")
            throw invalid(key, "one of \(names)")
        }
        return layer
    }

    private mutating func take(
        _ key: String, _ range: ClosedRange<Double>, into place: inout Double
    ) throws(PlannerError) {
        if let value = try number(key, range) { place = value }
    }

    mutating func needs() throws(PlannerError) -> Needs {
        var needs = Needs()
        if let layer = try layer("need.deepest_layer") { needs.deepestLayer = layer }
        try take("need.profit_dollars", -1e12...1e12, into: &needs.profit)
        try take("need.cannot_be_hosted", 0...1, into: &needs.unhostable)
        try take("need.cannot_be_filtered", 0...1, into: &needs.unfilterable)
        try take("need.cannot_be_copied", 0...1, into: &needs.uncopyable)
        try take("need.cannot_be_priced", 0...1, into: &needs.unpriceable)
        try take("need.hours_per_week", 0...10_000, into: &needs.hoursPerWeek)
        try take("need.deadline_weeks", 0...1_000, into: &needs.deadlineWeeks)
        try take("need.capital_dollars", 0...1e12, into: &needs.capital)
        try take("need.quality_percent", 0...100, into: &needs.quality)
        return needs
    }

    mutating func limits() throws(PlannerError) -> ThresholdLimits {
        var limits = ThresholdLimits()
        if let layer = try layer("thresholds.deepest_layer") { limits.layer = layer }
        try take("thresholds.profit_dollars", -1e12...1e12, into: &limits.profit)
        try take("thresholds.irreducibility", 0...1, into: &limits.irreducibility)
        try take("thresholds.busy_percent", 1...100, into: &limits.busy)
        return limits
    }

    mutating func weights() throws(PlannerError) -> CriterionWeights {
        var weights = CriterionWeights()
        try take("weights.cost", 0...100, into: &weights.cost)
        try take("weights.quality", 0...100, into: &weights.quality)
        try take("weights.privacy", 0...100, into: &weights.privacy)
        try take("weights.shape", 0...100, into: &weights.shape)
        try take("weights.start", 0...100, into: &weights.start)
        try take("weights.certainty", 0...100, into: &weights.certainty)
        return weights
    }

    func refuseTheRest() throws(PlannerError) {
        guard let key = values.keys.filter({ !taken.contains($0) }).min() else { return }
        let last = key.split(separator: ".").last.map(String.init) ?? key
        let nearest = taken.sorted().first {
            $0.contains(last) || last.contains($0.split(separator: ".").last ?? "?")
        }
        throw .unknownKey(path: path, key: key, nearest: nearest)
    }

    private func invalid(_ key: String, _ expected: String) -> PlannerError {
        .invalidValue(path: path, key: key, expected: expected)
    }
}
