import AikiBase
package import AikiDialogue

/// The parameters that chat and plain completions share: sampling, stops, length, streaming.
package struct SamplingFields: Sendable, Equatable {
    /// How the next token is chosen.
    package var sampling = SamplingOptions()
    /// Texts that end the answer.
    package var stopStrings: [String] = []
    /// How many answers to each prompt.
    package var choiceCount = 1
    /// Whether the answer is streamed.
    package var streams = false
    /// Whether a stream ends with a chunk that holds the usage.
    package var includesUsage = false
    /// For whom the client asks (`user`, `safety_identifier`); nil where it does not say.
    package var user: String?

    /// What is added to the model while it writes.
    package var adapters: [AdapterChoice] = []
    /// How long the model stays in memory afterwards; nil leaves it to the settings.
    package var keepAlive: KeepAlive?

    /// Reads the parameters.
    ///
    /// What a client leaves out keeps Aiki's defaults and not OpenAI's: a small model needs them.
    package init(_ fields: inout FieldReader) throws(APIError) {
        try readNumbers(&fields)
        sampling.logitBias = try Self.readLogitBias(&fields)
        stopStrings = try Self.readStops(&fields)
        adapters = try Self.readAdapters(&fields)
        keepAlive = try KeepAlive.read(&fields)
        choiceCount = try fields.integer("n", in: 1...RequestLimits.choicesMax) ?? 1
        streams = try fields.bool("stream") ?? false
        if let options = try fields.object("stream_options") {
            var reader = FieldReader(options, path: "stream_options")
            includesUsage = try reader.bool("include_usage") ?? false
            guard streams else {
                throw .invalid("stream_options", "'stream_options' needs 'stream' to be true.")
            }
        }
        let bytesMax = RequestLimits.userBytesMax
        let user = try fields.recordedString("user", bytesMax: bytesMax)
        self.user = try fields.recordedString("safety_identifier", bytesMax: bytesMax) ?? user
        fields.skip("prompt_cache_key", "store", "metadata")
        fields.skip("service_tier")
    }

    private mutating func readNumbers(_ fields: inout FieldReader) throws(APIError) {
        if let value = try fields.number("temperature", in: 0...2) { sampling.temperature = value }
        if let value = try fields.number("top_p", in: 0...1) { sampling.topP = value }
        if let value = try fields.integer("top_k", in: -1...Int(Int32.max)) {
            sampling.topK = max(0, value)
        }
        if let value = try fields.number("min_p", in: 0...1) { sampling.minP = value }
        if let value = try fields.number("typical_p", in: 0...1) { sampling.typicalP = value }
        if let value = try fields.number("repeat_penalty", in: 0.01...10) {
            sampling.repeatPenalty = value
        }
        if let value = try fields.number("presence_penalty", in: -2...2) {
            sampling.presencePenalty = value
        }
        if let value = try fields.number("frequency_penalty", in: -2...2) {
            sampling.frequencyPenalty = value
        }
        if let seed = try fields.integer("seed", in: Int.min...Int.max) {
            sampling.seed = UInt64(bitPattern: Int64(seed))
        }
    }

    private static func readLogitBias(
        _ fields: inout FieldReader
    ) throws(APIError) -> [Int32: Double] {
        guard let object = try fields.object("logit_bias") else { return [:] }
        guard object.count <= RequestLimits.logitBiasMax else {
            throw .tooMany("logit_bias", count: object.count, limit: RequestLimits.logitBiasMax)
        }
        var reader = FieldReader(object, path: "logit_bias")
        var biases: [Int32: Double] = [:]
        for key in object.keys {
            guard let token = Int32(key), token >= 0 else {
                throw .invalid(
                    "logit_bias", "'logit_bias' has the key '\(key.prefix(40))', not a token id.")
            }
            // At OpenAI, -100 bans a token; here it does so whatever its logit.
            guard let bias = try reader.number(key, in: -100...100) else { continue }
            biases[token] = bias == -100 ? -.infinity : bias
        }
        return biases
    }

    /// `lora`, as llama-server takes it: `[{"id": name, "scale": 0.5}]`; ids are names here.
    private static func readAdapters(
        _ fields: inout FieldReader
    ) throws(APIError) -> [AdapterChoice] {
        let limit = RequestLimits.adaptersMax
        let range = -RequestLimits.adapterScaleMax...RequestLimits.adapterScaleMax
        var adapters: [AdapterChoice] = []
        for (index, value) in (try fields.array("lora", countMax: limit) ?? []).enumerated() {
            var reader = try FieldReader(value, path: "lora[\(index)]")
            let name = try reader.requiredString("id")
            let scale = try reader.number("scale", in: range) ?? 1
            adapters.append(AdapterChoice(name: name, scale: scale))
        }
        return adapters
    }

    private static func readStops(_ fields: inout FieldReader) throws(APIError) -> [String] {
        guard let value = fields.value("stop") else { return [] }
        var stops: [String] = []
        if let text = value.text {
            stops = [text]
        } else {
            let elements = try fields.array("stop", countMax: RequestLimits.stopStringsMax) ?? []
            for (index, element) in elements.enumerated() {
                guard let text = element.text else {
                    throw .wrongType("stop[\(index)]", expected: "a string", got: element)
                }
                stops.append(text)
            }
        }
        for stop in stops where stop.isEmpty || stop.utf8.count > RequestLimits.stopStringBytesMax {
            throw .invalid(
                "stop",
                "A stop string has \(stop.utf8.count) bytes; 1 … "
                    + "\(RequestLimits.stopStringBytesMax) are allowed.")
        }
        return stops
    }

    /// The sampling of one of several answers: the first keeps the seed, the others get seeds that
    /// follow from it.
    package func sampling(choice: Int) -> SamplingOptions {
        var options = sampling
        if choice > 0, let seed = sampling.seed {
            var random = SeededRandom(seed: seed &+ UInt64(choice))
            options.seed = random.next()
        }
        return options
    }
}
