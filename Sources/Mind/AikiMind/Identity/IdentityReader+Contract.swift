import TOMLKit

extension IdentityReader {
    private static let assertionKeys = [
        "name", "ask", "after", "memories", "says_any", "says_all", "says_none", "language",
        "words_max", "weight", "required",
    ]

    /// What Aiki learned of itself: `[[learned]]` with `day` and `text`.
    func learned(_ key: String) throws(MindError) -> [LearnedTrait] {
        var traits: [LearnedTrait] = []
        for reader in try tables(key) {
            try reader.refuseUnknownKeys(["day", "text"])
            let text = try reader.string("text")
            guard !text.isEmpty else { throw .missingKey(key: "\(key).text") }
            traits.append(LearnedTrait(day: try reader.string("day"), text: text))
        }
        return traits
    }

    /// The contract: `[contract]` with `drift_max`, and `[[contract.assert]]`; nil where there is none.
    func contract(_ key: String) throws(MindError) -> IdentityContract? {
        guard let value = table[key] else { return nil }
        guard let members = value.table else { throw wrongType(key, "a table") }
        let reader = IdentityReader(table: members, text: text)
        try reader.refuseUnknownKeys(["drift_max", "assert"])
        let drift = try reader.number("drift_max") ?? IdentityContract.driftMaxDefault
        guard (0...1).contains(drift) else { throw wrongType("drift_max", "from 0 to 1") }
        let tables = try reader.tables("assert")
        guard tables.count <= IdentityContract.assertionsMax else {
            throw wrongType(key, "at most \(IdentityContract.assertionsMax) assertions")
        }
        var assertions: [IdentityAssertion] = []
        for table in tables { assertions.append(try table.assertion()) }
        return IdentityContract(driftMax: drift, assertions: assertions)
    }

    private func assertion() throws(MindError) -> IdentityAssertion {
        try refuseUnknownKeys(Self.assertionKeys)
        let ask = try string("ask")
        guard !ask.isEmpty else { throw .missingKey(key: "contract.assert.ask") }
        let name = try string("name")
        var assertion = IdentityAssertion(name: name.isEmpty ? ask : name, ask: ask)
        assertion.after = try strings("after")
        guard assertion.after.count.isMultiple(of: 2) else {
            throw wrongType("after", "questions and answers in turn")
        }
        assertion.memories = try strings("memories")
        assertion.saysAny = try strings("says_any")
        assertion.saysAll = try strings("says_all")
        assertion.saysNone = try strings("says_none")
        assertion.language = try string("language")
        if let words = try number("words_max") {
            let limit = IdentityAssertion.wordsMaxLimit
            guard let count = Int(exactly: words), (1...limit).contains(count) else {
                throw wrongType("words_max", "a whole number from 1 to \(limit)")
            }
            assertion.wordsMax = count
        }
        assertion.weight = try number("weight") ?? 1
        guard assertion.weight.isFinite, assertion.weight >= 0 else {
            throw wrongType("weight", "a number that is not negative")
        }
        assertion.isRequired = try boolean("required")
        return assertion
    }

    /// A list of tables, each to be read by itself.
    private func tables(_ key: String) throws(MindError) -> [IdentityReader] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw wrongType(key, "a list of tables") }
        var readers: [IdentityReader] = []
        for element in array {
            guard let table = element.table else { throw wrongType(key, "a list of tables") }
            readers.append(IdentityReader(table: table, text: text))
        }
        return readers
    }

    private func number(_ key: String) throws(MindError) -> Double? {
        guard let value = table[key] else { return nil }
        if let whole = value.int { return Double(whole) }
        guard let number = value.double else { throw wrongType(key, "a number") }
        return number
    }

    private func boolean(_ key: String) throws(MindError) -> Bool {
        guard let value = table[key] else { return false }
        guard let truth = value.bool else { throw wrongType(key, "true or false") }
        return truth
    }
}
