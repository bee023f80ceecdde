import AikiBase

/// Whether a schema is one that OpenAI follows to the letter: every object closed, and every member
/// of it required. Any other is a wish.
enum StrictSchema {
    /// How deep a schema is looked through.
    static let depthMax = 64

    static func isStrict(_ schema: JSONValue, depth: Int = 0) -> Bool {
        guard depth < depthMax else { return false }
        switch schema {
        case .array(let elements):
            return elements.allSatisfy { isStrict($0, depth: depth + 1) }
        case .object(let object):
            if let members = object["properties"]?.object {
                let required = Set((object["required"]?.elements ?? []).compactMap(\.text))
                guard object["additionalProperties"]?.truth == false,
                    members.keys.allSatisfy(required.contains)
                else { return false }
            } else if object["type"]?.text == "object" {
                return false
            }
            return object.pairs.allSatisfy { isStrict($0.value, depth: depth + 1) }
        default: return true
        }
    }
}
