import AikiBase

/// Recognises the `tokenizer.ggml.pre` name of a byte-level `pre_tokenizer` by its structure.
///
/// A pre-tokenizer is a list of stages. Each is brought to one line of text, so that a table of
/// the published ones can tell them apart; one that is not in the table is refused, as another
/// split gives other tokens.
enum PreTokenizerName {
    /// Stages nested in stages, at most.
    private static let depthMax = 8

    /// The name, or nil for a structure that is not known.
    static func detect(_ preTokenizer: JSONValue?) -> String? {
        guard let preTokenizer, let stages = stages(preTokenizer, depth: 0) else { return nil }
        return known[stages.joined(separator: "\n")]
    }

    private static func stages(_ value: JSONValue, depth: Int) -> [String]? {
        guard depth < depthMax, let type = value["type"]?.text else { return nil }
        switch type {
        case "Sequence":
            var all: [String] = []
            for element in value["pretokenizers"]?.elements ?? [] {
                guard let inner = stages(element, depth: depth + 1) else { return nil }
                all += inner
            }
            return all
        case "ByteLevel":
            guard value["add_prefix_space"]?.truth != true else { return nil }
            return value["use_regex"]?.truth == false ? [] : ["gpt2"]
        case "Digits": return value["individual_digits"]?.truth == true ? ["digits"] : nil
        case "Split":
            guard value["invert"]?.truth != true, value["behavior"]?.text == "Isolated"
            else { return splitRemoved(value) }
            return (value["pattern"]?["Regex"]?.text ?? value["pattern"]?["String"]?.text).map {
                [$0]
            }
        default: return nil
        }
    }

    /// Matches kept and the rest dropped comes to the same where the pattern matches everything.
    private static func splitRemoved(_ value: JSONValue) -> [String]? {
        guard value["invert"]?.truth == true, value["behavior"]?.text == "Removed" else {
            return nil
        }
        return value["pattern"]?["Regex"]?.text.map { [$0] }
    }

    private static let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
    private static let spaces = #"\s*[\r\n]+|\s+(?!\S)|\s+"#
    private static let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
    private static let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
    private static let before = #"[^\r\n\p{L}\p{N}]?"#
    private static let symbols = #" ?[^\s\p{L}\p{N}]+[\r\n]*"#

    private static func words(_ letters: String, _ numbers: String, _ symbols: String) -> String {
        "\(contractions)|\(before)\(letters)|\(numbers)|\(symbols)|\(spaces)"
    }

    private static func cased(_ suffix: String, _ numbers: String) -> String {
        "\(before)\(upper)*\(lower)+\(suffix)|\(before)\(upper)+\(lower)*\(suffix)|\(numbers)"
            + #"| ?[^\s\p{L}\p{N}]+[\r\n/]*|"# + spaces
    }

    static let known: [String: String] = [
        "gpt2": "gpt-2",
        "digits\ngpt2": "smollm",
        words(#"\p{L}+"#, #"\p{N}{1,3}"#, symbols): "llama-bpe",
        words(#"\p{L}+"#, #"\p{N}"#, symbols): "qwen2",
        words(#"[\p{L}\p{M}]+"#, #"\p{N}"#, #" ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*"#): "qwen35",
        cased("(?i:'s|'t|'re|'ve|'m|'ll|'d)?", #"\p{N}{1,3}"#): "gpt-4o",
        cased("", #"\p{N}"#): "tekken",
        #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|"#
            + #"\s*[\r\n]|\s+(?!\S)|\s+"#: "dbrx",
        deepSeek3: "deepseek-v3",
    ]

    private static let deepSeek3 = [
        #"\p{N}{1,3}"#, "[一-龥぀-ゟ゠-ヿ]+",
        ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+|"##
            + #" ?[\p{P}\p{S}]+[\r\n]*|"# + spaces,
    ].joined(separator: "\n")
}
