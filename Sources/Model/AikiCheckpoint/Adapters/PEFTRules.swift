import AikiBase

/// What may stand in `adapter_config.json`: everything else is refused by name, unless it is empty.
enum PEFTRules {
    /// Settings of training, of bookkeeping, or read elsewhere.
    private static let harmless: Set<String> = [
        "task_type", "auto_mapping", "peft_version", "base_model_name_or_path", "revision",
        "inference_mode", "r", "lora_alpha", "lora_dropout", "use_rslora", "rank_pattern",
        "alpha_pattern", "target_modules", "exclude_modules", "layers_to_transform",
        "layers_pattern", "megatron_core", "eva_config", "qalora_group_size", "runtime_config",
    ]

    /// Settings with the values under which the maths is W + scale · B A. Ways to begin training that
    /// change the base model itself are not among them.
    private static let allowed: [(key: String, values: [JSONValue])] = [
        ("peft_type", ["LORA"]), ("bias", ["none"]),
        ("init_lora_weights", [true, false, "gaussian", "eva", "orthogonal"]),
    ]

    static func check(
        _ object: JSONObject, _ configuration: ImportConfiguration
    ) throws(CheckpointError) {
        guard object["peft_type"] != nil else {
            throw .missingField(file: configuration.file, field: "peft_type")
        }
        for (key, values) in allowed { try configuration.require(key, isOneOf: values) }
        for (key, value) in object.pairs {
            if harmless.contains(key) || allowed.contains(where: { $0.key == key }) { continue }
            guard isEmpty(value) else { throw configuration.unsupported(key) }
        }
    }

    private static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false), .array([]): true
        case .object(let object): object.isEmpty
        default: false
        }
    }
}

/// Ranks and scales of an adapter's modules.
///
/// The scale is alpha / r, or alpha / √r where `use_rslora` says so (Kalajdzievski 2023 §3).
/// `rank_pattern` and `alpha_pattern` name modules that differ, by the end of their path.
struct PEFTScales {
    private let rank: Int
    private let alpha: Double
    private let isRankStabilized: Bool
    private let ranks: [(pattern: String, value: Double)]
    private let alphas: [(pattern: String, value: Double)]

    init(_ configuration: ImportConfiguration) throws(CheckpointError) {
        rank = try configuration.count("r")
        // PEFT's own default.
        alpha = try configuration.number("lora_alpha", default: 8)
        isRankStabilized = try configuration.truth("use_rslora", default: false)
        ranks = try Self.patterns("rank_pattern", configuration)
        alphas = try Self.patterns("alpha_pattern", configuration)
        for (_, value) in ranks where value < 1 || value.rounded() != value || value > 1e6 {
            throw configuration.unsupported("rank_pattern")
        }
    }

    func rank(of module: String) -> Int {
        Self.match(module, ranks).map { Int($0) } ?? rank
    }

    func scale(of module: String) -> Float {
        let rank = Double(rank(of: module))
        let alpha = Self.match(module, alphas) ?? alpha
        return Float(alpha / (isRankStabilized ? rank.squareRoot() : rank))
    }

    /// Patterns are regular expressions; those that are plain paths are understood.
    private static func patterns(
        _ key: String, _ configuration: ImportConfiguration
    ) throws(CheckpointError) -> [(pattern: String, value: Double)] {
        guard let value = configuration.value(key) else { return [] }
        guard let object = value.object else { throw configuration.unsupported(key) }
        var patterns: [(pattern: String, value: Double)] = []
        for (pattern, value) in object.pairs {
            let isPlain = pattern.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
                    || $0 == "_" || $0 == "."
            }
            guard isPlain, !pattern.isEmpty, let number = value.real, number.isFinite else {
                throw configuration.unsupported(key)
            }
            patterns.append((pattern, number))
        }
        return patterns
    }

    private static func match(
        _ module: String, _ patterns: [(pattern: String, value: Double)]
    ) -> Double? {
        patterns.first { module == $0.pattern || module.hasSuffix(".\($0.pattern)") }?.value
    }
}
