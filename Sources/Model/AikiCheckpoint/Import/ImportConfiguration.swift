import AikiBase

/// A model's `config.json` with getters that name what is missing or not understood.
struct ImportConfiguration {
    /// The file, for errors.
    let file: String
    private let json: JSONValue

    init(file: String, json: JSONValue) {
        self.file = file
        self.json = json
    }

    /// A nested object as a configuration of its own, nil where there is none.
    func nested(_ key: String) -> ImportConfiguration? {
        guard let value = json[key], value.object != nil else { return nil }
        return ImportConfiguration(file: "\(file) \(key)", json: value)
    }

    /// The same with values for what is absent.
    func filling(_ defaults: JSONObject) -> ImportConfiguration {
        var object = json.object ?? JSONObject()
        for (key, fallback) in defaults.pairs where value(key) == nil { object[key] = fallback }
        return ImportConfiguration(file: file, json: .object(object))
    }

    /// A value; `null` counts as absent.
    func value(_ key: String) -> JSONValue? {
        guard let value = json[key], value != .null else { return nil }
        return value
    }

    /// A count: a whole number from 1 on.
    func count(_ key: String, default fallback: Int? = nil) throws(CheckpointError) -> Int {
        guard let value = value(key) else {
            guard let fallback else { throw .missingField(file: file, field: key) }
            return fallback
        }
        guard let number = value.wholeNumber, number > 0, number <= Int(UInt32.max) else {
            throw unsupported(key)
        }
        return number
    }

    /// A number, which may be whole.
    func number(_ key: String, default fallback: Double? = nil) throws(CheckpointError) -> Double {
        guard let value = value(key) else {
            guard let fallback else { throw .missingField(file: file, field: key) }
            return fallback
        }
        guard let number = value.real, number.isFinite else { throw unsupported(key) }
        return number
    }

    /// Text.
    func text(_ key: String) throws(CheckpointError) -> String {
        guard let value = value(key) else { throw .missingField(file: file, field: key) }
        guard let text = value.text else { throw unsupported(key) }
        return text
    }

    /// A truth value.
    func truth(_ key: String, default fallback: Bool) throws(CheckpointError) -> Bool {
        guard let value = value(key) else { return fallback }
        guard let truth = value.truth else { throw unsupported(key) }
        return truth
    }

    /// Numbers in an array.
    func numbers(_ key: String) throws(CheckpointError) -> [Double] {
        guard let value = value(key) else { throw .missingField(file: file, field: key) }
        let elements = value.elements ?? []
        let numbers = elements.compactMap(\.real)
        guard value.elements != nil, numbers.count == elements.count else { throw unsupported(key) }
        return numbers
    }

    /// Refuses a key unless it is absent or has one of the values that change nothing.
    func require(_ key: String, isOneOf allowed: [JSONValue]) throws(CheckpointError) {
        guard let value = value(key) else { return }
        if allowed.contains(value) { return }
        if let number = value.real, allowed.contains(where: { $0.real == number }) { return }
        throw unsupported(key)
    }

    /// The refusal of a key's value.
    func unsupported(_ key: String) -> CheckpointError {
        .unsupportedField(
            file: file, field: key, value: String((value(key) ?? .null).encoded().prefix(120)))
    }
}
