import AikiBase

extension ProviderSettings {
    /// The settings as they stand in the file.
    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "kind": .string(kind.rawValue),
            "address": .string(address.text),
        ]
        if address.allowsPlainText { object["allows_plain_text"] = true }
        object["key_variable"] = keyVariable.map { .string($0) }
        object["models"] = .array(
            models.map { model in
                var entry: JSONObject = ["name": .string(model.name)]
                entry.set("context_tokens", model.contextTokensMax)
                entry.set("output_tokens", model.outputTokensMax)
                return .object(entry)
            })
        if timeouts != CallTimeouts() {
            object["timeout_seconds"] = .object(
                JSONObject(
                    Self.phases.map { name, path in
                        (name, .number(timeouts[keyPath: path].milliseconds / 1000))
                    }))
        }
        if retry != RetryPolicy() { object["attempts"] = .integer(Int64(retry.attemptsMax)) }
        return .object(object)
    }

    /// Reads what ``json`` wrote, or a person.
    ///
    /// - Throws: ``ProviderError`` that names what is wrong.
    init(json: JSONValue) throws(ProviderError) {
        guard let name = json["name"]?.text, Self.isName(name) else {
            throw .invalidName(name: String((json["name"]?.text ?? "").prefix(80)))
        }
        func wrong(_ problem: String) -> ProviderError {
            .invalidSetting(provider: name, problem: problem)
        }
        let known = ProviderKind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let kind = json["kind"]?.text.flatMap(ProviderKind.init) else {
            throw wrong("'kind' must be one of \(known)")
        }
        guard let text = json["address"]?.text ?? kind.address else {
            throw wrong("'address' is missing")
        }
        let address = try ProviderAddress(
            text, provider: name, allowsPlainText: json["allows_plain_text"]?.truth ?? false)
        self.init(
            name: name, kind: kind, address: address, keyVariable: json["key_variable"]?.text)
        for entry in json["models"]?.elements ?? [] {
            guard let model = (entry["name"] ?? entry).text, !model.isEmpty else {
                throw wrong("'models' holds one without a name")
            }
            models.append(
                ProviderModel(
                    name: model, contextTokensMax: entry["context_tokens"]?.wholeNumber,
                    outputTokensMax: entry["output_tokens"]?.wholeNumber))
        }
        for (phase, path) in Self.phases {
            guard let value = json["timeout_seconds"]?[phase] else { continue }
            guard let seconds = value.real, seconds >= 0.001, seconds <= 86_400 else {
                throw wrong("'timeout_seconds.\(phase)' must be 0.001 … 86400")
            }
            timeouts[keyPath: path] = .milliseconds(Int64(seconds * 1000))
        }
        if let attempts = json["attempts"] {
            guard let count = attempts.wholeNumber, (1...10).contains(count) else {
                throw wrong("'attempts' must be 1 … 10")
            }
            retry.attemptsMax = count
        }
    }

    /// Whether a name can stand before a slash, and be the name of a file.
    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2D
            }
    }

    private static var phases: [(String, WritableKeyPath<CallTimeouts, Duration>)] {
        [
            ("connecting", \.connecting), ("head", \.head), ("whole", \.whole),
            ("first", \.first), ("between", \.between), ("total", \.total),
        ]
    }
}
