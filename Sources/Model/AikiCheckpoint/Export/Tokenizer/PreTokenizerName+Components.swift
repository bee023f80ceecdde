import AikiBase

extension PreTokenizerName {
    /// Other names of the same pre-tokenizer.
    private static let aliases = [
        "gpt2": "gpt-2", "r50k_base": "gpt-2", "p50k_base": "gpt-2", "llama3": "llama-bpe",
        "llama-v3": "llama-bpe", "deepseek-r1-qwen": "qwen2", "o200k_base": "gpt-4o",
        "llama4": "gpt-4o", "starcoder": "smollm", "refact": "smollm", "command-r": "smollm",
    ]

    /// The `pre_tokenizer` of a name: ``detect(_:)`` undone; nil for one that is not known.
    static func components(named name: String) -> JSONValue? {
        let name = aliases[name] ?? name
        guard let stages = known.first(where: { $0.value == name })?.key else { return nil }
        var components: [JSONValue] = []
        var splitsWords = false
        for stage in stages.split(separator: "\n") {
            switch stage {
            case "gpt2": splitsWords = true
            case "digits": components.append(["type": "Digits", "individual_digits": true])
            default:
                components.append([
                    "type": "Split", "pattern": ["Regex": .string(String(stage))],
                    "behavior": "Isolated", "invert": false,
                ])
            }
        }
        components.append([
            "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
            "use_regex": .bool(splitsWords),
        ])
        return components.count == 1
            ? components[0] : ["type": "Sequence", "pretokenizers": .array(components)]
    }

    /// Whether a piece that is a token is that token, without merging.
    static func takesWholeWords(_ name: String) -> Bool {
        ["llama-bpe", "tekken"].contains(aliases[name] ?? name)
    }
}
