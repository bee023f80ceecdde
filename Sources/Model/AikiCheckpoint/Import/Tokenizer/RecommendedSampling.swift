import AikiBase

/// How a model's maker recommends to sample from it: `generation_config.json` in a folder,
/// `general.sampling.*` in a GGUF file.
struct RecommendedSampling {
    /// Names in a folder and in a file.
    private static let names = [
        ("temperature", "temp"), ("top_p", "top_p"), ("min_p", "min_p"),
        ("repetition_penalty", "penalty_repeat"),
    ]
    private static let prefix = "general.sampling."

    private var values: [String: Double] = [:]
    private var topK: Int?

    /// Reads `generation_config.json`: where it forbids sampling, the temperature is 0.
    init(json: JSONValue) {
        for (name, key) in Self.names { values[key] = json[name]?.real }
        topK = json["top_k"]?.wholeNumber
        if json["do_sample"]?.truth == false { (values, topK) = (["temp": 0], nil) }
    }

    /// Reads a file's metadata.
    init(_ file: GGUFFile) {
        for (_, key) in Self.names { values[key] = file.number(Self.prefix + key) }
        topK = file.integer(Self.prefix + "top_k")
    }

    /// Adds what is recommended to a file's metadata.
    func write(to metadata: inout MetadataList) {
        for (_, key) in Self.names {
            if let value = values[key] { metadata[Self.prefix + key] = .float32(Float(value)) }
        }
        if let topK { metadata[Self.prefix + "top_k"] = .int32(Int32(clamping: topK)) }
    }

    /// Adds what is recommended to `generation_config.json`.
    func write(to json: inout JSONObject) {
        if let temperature = values["temp"] { json["do_sample"] = .bool(temperature > 0) }
        // The decimals that were written down, not those of the nearest single-precision number.
        for (name, key) in Self.names where key != "temp" || values[key] != 0 {
            if let value = values[key] { json[name] = .number(Double("\(Float(value))") ?? value) }
        }
        if let topK { json["top_k"] = .integer(Int64(topK)) }
    }
}
