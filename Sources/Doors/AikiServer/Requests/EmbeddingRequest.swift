package import AikiBase
package import AikiDialogue

/// A request to `/v1/embeddings`, read and checked.
package struct EmbeddingRequest: Sendable {
    /// The model that is asked for.
    package var model: String
    /// What to turn into vectors.
    package var input: TextInputs
    /// Whether vectors are sent as base64 of little-endian 32-bit floats.
    package var isBase64: Bool
    /// How long the vectors must be, where the client says so.
    package var dimensions: Int?
    /// How long the model stays in memory afterwards; nil leaves it to the settings.
    package var keepAlive: KeepAlive?
    /// Parameters that were sent and mean nothing here.
    package var ignored: [String]

    /// Reads a body.
    package init(_ body: JSONObject) throws(APIError) {
        var fields = FieldReader(body)
        model = try fields.requiredRecordedString("model")
        guard let value = fields.value("input") else {
            throw .invalid("input", "'input' is missing.")
        }
        input = try TextInputs(value, path: "input", countMax: RequestLimits.embeddingInputsMax)
        if case .texts(let texts) = input, let empty = texts.firstIndex(of: "") {
            throw .invalid("input", "'input' has an empty text, the one at \(empty).")
        }
        switch try fields.string("encoding_format") ?? "float" {
        case "float": isBase64 = false
        case "base64": isBase64 = true
        case let word:
            throw .invalid(
                "encoding_format",
                "'encoding_format' is '\(word.prefix(40))'; known are float, base64.")
        }
        dimensions = try fields.integer("dimensions", in: 1...Int(Int32.max))
        keepAlive = try KeepAlive.read(&fields)
        fields.skip("user")
        ignored = fields.unread
    }
}
