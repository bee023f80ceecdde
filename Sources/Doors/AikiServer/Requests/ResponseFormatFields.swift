import AikiBase
package import AikiDialogue

extension ResponseFormat {
    /// Reads `response_format`, and `grammar` where a client asks for one of its own.
    package static func read(_ fields: inout FieldReader) throws(APIError) -> ResponseFormat {
        let grammar = try fields.string("grammar")
        let asked = try fields.object("response_format")
        if let grammar {
            guard asked == nil else {
                throw .invalid("grammar", "'grammar' and 'response_format' exclude each other.")
            }
            guard grammar.utf8.count <= RequestLimits.grammarBytesMax else {
                throw .tooMany(
                    "grammar", count: grammar.utf8.count, limit: RequestLimits.grammarBytesMax)
            }
            return .grammar(grammar)
        }
        guard let asked else { return .text }
        var reader = FieldReader(asked, path: "response_format")
        switch try reader.requiredString("type") {
        case "text": return .text
        case "json_object": return .jsonObject
        case "json_schema":
            guard let description = try reader.object("json_schema") else {
                throw .invalid(
                    "response_format.json_schema", "'response_format.json_schema' is missing.")
            }
            var schema = FieldReader(description, path: "response_format.json_schema")
            _ = try schema.string("name")
            guard let value = try schema.object("schema") else {
                throw .invalid(schema.path("schema"), "'\(schema.path("schema"))' is missing.")
            }
            return .jsonSchema(.object(value))
        case let word:
            throw .invalid(
                "response_format.type",
                "'response_format.type' is '\(word.prefix(40))'; known are text, json_object, "
                    + "json_schema.")
        }
    }
}
