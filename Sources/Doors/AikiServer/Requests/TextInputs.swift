package import AikiBase
package import AikiDialogue

/// Input in one of OpenAI's four forms: a string, strings, token ids, or arrays of token ids.
package enum TextInputs: Sendable, Equatable {
    /// One or more texts.
    case texts([String])
    /// One or more sequences of token ids.
    case tokens([[Int32]])

    /// Reads a value; an empty list is refused.
    package init(_ value: JSONValue, path: String, countMax: Int) throws(APIError) {
        if let text = value.text {
            self = .texts([text])
            return
        }
        guard let elements = value.elements else {
            throw .wrongType(path, expected: "a string or an array", got: value)
        }
        switch elements.first {
        case nil: throw .invalid(path, "'\(path)' is empty.")
        case .string:
            try Self.checkCount(elements, path: path, countMax: countMax)
            var texts: [String] = []
            for (index, element) in elements.enumerated() {
                guard let text = element.text else {
                    throw .wrongType("\(path)[\(index)]", expected: "a string", got: element)
                }
                texts.append(text)
            }
            self = .texts(texts)
        case .array:
            try Self.checkCount(elements, path: path, countMax: countMax)
            var sequences: [[Int32]] = []
            for (index, element) in elements.enumerated() {
                sequences.append(try Self.readTokens(element, path: "\(path)[\(index)]"))
            }
            self = .tokens(sequences)
        default: self = .tokens([try Self.readTokens(value, path: path)])
        }
    }

    /// As prompts for a model that writes.
    package var prompts: [Prompt] {
        switch self {
        case .texts(let texts): texts.map(Prompt.text)
        case .tokens(let sequences): sequences.map(Prompt.tokens)
        }
    }

    private static func checkCount(
        _ elements: [JSONValue], path: String, countMax: Int
    ) throws(APIError) {
        guard elements.count <= countMax else {
            throw .tooMany(path, count: elements.count, limit: countMax)
        }
    }

    private static func readTokens(_ value: JSONValue, path: String) throws(APIError) -> [Int32] {
        guard let elements = value.elements else {
            throw .wrongType(path, expected: "an array of token ids", got: value)
        }
        guard !elements.isEmpty else { throw .invalid(path, "'\(path)' is empty.") }
        var tokens: [Int32] = []
        tokens.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            guard let number = element.wholeNumber, let token = Int32(exactly: number), token >= 0
            else {
                throw .wrongType("\(path)[\(index)]", expected: "a token id", got: element)
            }
            tokens.append(token)
        }
        return tokens
    }
}
