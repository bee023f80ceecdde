/// The patterns that models publish in their `tokenizer.json`, and who uses which.
///
/// Where llama.cpp approximates a pattern for its engine (`[^a-z]` for upper case), the published
/// one stands here. Names are those of `tokenizer.ggml.pre`, and tiktoken's encodings.
enum PublishedPatterns {
    /// A set of stages that several names share.
    enum Family: String, Sendable, CaseIterable {
        case gpt2, llama3, qwen2, qwen35, o200k, tekken, cl100k, deepSeekLLM, deepSeekCoder,
            deepSeek3
        case falcon, digits, chameleon, standard, bloom, viking, bailing, seedCoder, exaoneMixture
        case jais2, newlines, youtu, uncontracted, none
    }

    static let families: [String: Family] = {
        var map: [String: Family] = [:]
        let groups: [(Family, String)] = [
            (
                .gpt2,
                """
                gpt-2 gpt2 r50k_base p50k_base p50k_edit phi-2 jina-es jina-de gigachat jina-v2-es \
                jina-v2-de a.x-4.0 mellum modern-bert mpt olmo jais trillion granite-docling exaone4 \
                jina-v1-en jina-v2-code roberta-bpe gpt-neox
                """
            ),
            (
                .llama3,
                """
                llama3 llama-v3 llama-bpe falcon3 falcon-h1 pixtral midm-2.0 lfm2 jina-v5-nano dbrx \
                smaug-bpe chatglm-bpe glm4 glm5
                """
            ),
            (
                .qwen2,
                "qwen2 deepseek-r1-qwen kormo f2llmv2 stablelm2 megrez hunyuan solar-open grok-2"
            ),
            (.qwen35, "qwen35"),
            (.o200k, "gpt-4o o200k_base o200k_harmony llama4 kanana2 talkie minimax-m2"),
            (.tekken, "tekken"), (.cl100k, "cl100k_base"),
            (.deepSeekLLM, "deepseek-llm"), (.deepSeekCoder, "deepseek-coder"),
            (.deepSeek3, "deepseek-v3 hunyuan-dense joyai-llm hy_v4"), (.falcon, "falcon"),
            (.digits, "starcoder refact command-r smollm codeshell exaone minerva-7b mellum2"),
            (.chameleon, "chameleon"), (.standard, "default"),
            (.bloom, "poro-chat bloom gpt3-finnish"),
            (.viking, "viking"), (.bailing, "bailingmoe bailingmoe2 llada-moe"),
            (.seedCoder, "seed-coder"), (.exaoneMixture, "exaone-moe"), (.jais2, "jais-2"),
            (.newlines, "gemma4 granite-embed-multi-311m sarvam-moe"),
            (.youtu, "youtu"), (.uncontracted, "ufakzeka"), (.none, "none"),
        ]
        for (family, names) in groups {
            for name in names.split(separator: " ") { map[String(name)] = family }
        }
        return map
    }()

    private static let spaces = #"\s+(?!\S)|\s+"#
    private static let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
    private static let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
    private static let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
    private static let prefix = #"[^\r\n\p{L}\p{N}]?"#
    static let gpt2 =
        #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

    private static func prefixed(_ numbers: String) -> String {
        contractions + "|" + prefix + #"\p{L}+|"# + numbers
            + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"# + spaces
    }

    private static func cased(_ suffix: String, _ numbers: String) -> String {
        "\(prefix)\(upper)*\(lower)+\(suffix)|\(prefix)\(upper)+\(lower)*\(suffix)|\(numbers)"
            + #"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|"# + spaces
    }

    private static let asciiWord =
        ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"##
    /// Letters with case as deepseek-llm lists them.
    private static let deepSeekLetters = """
        A-Za-z\u{B5}\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{1BA}\u{1BC}-\u{1BF}\u{1C4}-\u{293}\
        \u{295}-\u{2AF}\u{370}-\u{373}\u{376}\u{377}\u{37B}-\u{37D}\u{37F}\u{386}\u{388}-\
        \u{38A}\u{38C}\u{38E}-\u{3A1}\u{3A3}-\u{3F5}\u{3F7}-\u{481}\u{48A}-\u{52F}\u{531}-\
        \u{556}\u{10A0}-\u{10C5}\u{13A0}-\u{13F5}\u{13F8}-\u{13FD}\u{1C90}-\u{1CBA}\u{1CBD}-\
        \u{1CBF}\u{1D00}-\u{1D2B}\u{1D6B}-\u{1D77}\u{1D79}-\u{1D9A}\u{1E00}-\u{1F15}\u{1F18}-\
        \u{1F1D}\u{1F20}-\u{1F45}\u{1F48}-\u{1F4D}\u{1F50}-\u{1F57}\u{1F59}\u{1F5B}\u{1F5D}\
        \u{1F5F}-\u{1F7D}\u{1F80}-\u{1FB4}\u{1FB6}-\u{1FBC}\u{1FBE}\u{1FC2}-\u{1FC4}\u{1FC6}-\
        \u{1FCC}\u{1FD0}-\u{1FD3}\u{1FD6}-\u{1FDB}\u{1FE0}-\u{1FEC}\u{1FF2}-\u{1FF4}\u{1FF6}-\
        \u{1FFC}\u{2102}\u{2107}\u{210A}-\u{2113}\u{2115}\u{2119}-\u{211D}\u{2124}\u{2126}\
        \u{2128}\u{212A}-\u{212D}\u{212F}-\u{2134}\u{2139}\u{213C}-\u{213F}\u{2145}-\u{2149}\
        \u{214E}\u{2183}\u{2184}\u{2C00}-\u{2C7B}\u{2C7E}-\u{2CE4}\u{2CEB}-\u{2CEE}\u{2CF2}\
        \u{2CF3}\u{A640}-\u{A66D}\u{A680}-\u{A69B}\u{A722}-\u{A76F}\u{A771}-\u{A787}\u{A78B}-\
        \u{A78E}\u{AB70}-\u{ABBF}\u{FB00}-\u{FB06}\u{FB13}-\u{FB17}\u{FF21}-\u{FF3A}\u{FF41}-\
        \u{FF5A}\u{10400}-\u{1044F}\u{104B0}-\u{104D3}\u{104D8}-\u{104FB}\u{10C80}-\u{10CB2}\
        \u{10CC0}-\u{10CF2}\u{118A0}-\u{118DF}\u{1E900}-\u{1E943}
        """
    private static let deepSeekHan = "[\u{4E00}-\u{9FA5}\u{800}-\u{4E00}\u{AC00}-\u{D7FF}]+"

    /// The stages of each family, as regular expressions.
    static let patterns: [Family: [String]] = [
        .gpt2: [gpt2],
        .llama3: [prefixed(#"\p{N}{1,3}"#)],
        .qwen2: [prefixed(#"\p{N}"#)],
        .qwen35: [
            contractions + #"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*"#
                + #"|\s*[\r\n]+|"# + spaces
        ],
        .uncontracted: [
            #"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"# + spaces
        ],
        .o200k: [cased(contractions + "?", #"\p{N}{1,3}"#)],
        .tekken: [cased("", #"\p{N}"#)],
        .cl100k: [
            #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+"#
                + #"| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"#
        ],
        .deepSeekLLM: [
            "[\r\n]", #"\s?["# + deepSeekLetters + "]+",
            "\\s?[!-/:-~！-／：-～‘-‟\u{3000}-。]+", #"\s+$"#, deepSeekHan, #"\p{N}+"#,
        ],
        .deepSeekCoder: ["[\r\n]", #"\s?\p{L}+"#, #"\s?\p{P}+"#, deepSeekHan, #"\p{N}"#],
        .deepSeek3: [
            #"\p{N}{1,3}"#, "[\u{4E00}-\u{9FA5}\u{3040}-\u{309F}\u{30A0}-\u{30FF}]+",
            asciiWord + #"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|"# + spaces,
        ],
        .falcon: [#"[\p{P}\$\+<=>\^~\|`]+"#, gpt2, "[0-9][0-9][0-9]"],
        .digits: [#"\p{N}"#, gpt2],
        .chameleon: [
            "<sentinel:[0-9]+>", "(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z", #"([\t\n]|    |  )"#,
            #"\p{N}"#, #"[\p{P}!-/:-@\[-`{-~]"#, gpt2,
        ],
        .standard: [#"[\p{P}\$\+<=>\^~\|]+"#, gpt2, #"\p{N}+"#, "[0-9][0-9][0-9]"],
        .bloom: [bloom], .viking: [bloom, #"\p{N}"#],
        .bailing: [
            #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}"#
                + #"| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|"# + spaces
        ],
        .seedCoder: [
            contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1}| ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|"#
                + spaces
        ],
        .exaoneMixture: [
            contractions + #"|[^\r\n\p{L}\p{N}]?(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+|\p{N}"#
                + #"| ?[^\s\p{L}\p{N}]+[\r\n/]?|\s*[\r\n]|"# + spaces
        ],
        .jais2: [
            contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
                + #"|\s*[\r\n]+|\s{512}(?!\S)|\s{256}(?!\S)|\s{128}(?!\S)|\s{64}(?!\S)|\s{32}(?!\S)"#
                + #"|\s{16}(?!\S)|\s{8}(?!\S)|\s{4}(?!\S)|\s{1,2}(?!\S)|\s{1}"#
        ],
        .newlines: ["[^\\n]+|[\\n]+"],
        .youtu: [
            "[가-힣ㄱ-ㆎ]+|[！…“”‘’—：；，、-〿︰-﹏]+|[ㄅ-ㄯ]+|[一-龥぀-ゟ゠-ヿ]+",
            cased(contractions + "?", #"\p{N}"#),
        ],
        .none: [],
    ]

    private static let bloom = #" ?[^(\s|.,!?…。，、।۔،)]+"#
}

extension PublishedPatterns {
    /// The families that have a hand-written matcher.
    private static let rules: [Family: WordRules] = [
        .gpt2: WordRules(family: .spaced),
        .llama3: WordRules(family: .prefixed, numbersEach: 3),
        .qwen2: WordRules(family: .prefixed, numbersEach: 1),
        .qwen35: WordRules(family: .prefixed, marksAreLetters: true, numbersEach: 1),
        .uncontracted: WordRules(family: .prefixed, splitsContractions: false, numbersEach: 1),
        .cl100k: WordRules(family: .prefixed, numbersEach: 3, keepsFinalSpace: true),
        .o200k: WordRules(family: .cased, numbersEach: 3, takesSlash: true),
        .tekken: WordRules(
            family: .cased, splitsContractions: false, numbersEach: 1, takesSlash: true),
    ]

    /// Hand-written matchers by the pattern they stand for.
    private static let rulesOfPattern: [String: WordRules] = {
        var map: [String: WordRules] = [:]
        for (family, rules) in rules {
            if let pattern = patterns[family]?.first { map[pattern] = rules }
        }
        return map
    }()

    /// Every pattern that some family uses, so that a `tokenizer.json` may combine them freely.
    private static let knownPatterns: Set<String> = Set(patterns.values.joined())
        .union(extraPatterns)

    /// Stages that `tokenizer.json` spells as components rather than patterns.
    private static let extraPatterns: Set<String> = [
        #"[\p{P}!-/:-@\[-`{-~]+"#, #"[\p{P}!-/:-@\[-`{-~]"#, #"\p{N}"#, #"\p{N}+"#, #"\p{N}{1,3}"#,
        "[0-9][0-9][0-9]", "[0-9]", #"\d"#, #"\s+"#,
    ]

    /// The fastest stage that gives a pattern's pieces; nil for a pattern that nobody published.
    static func stage(of pattern: String) -> PreTokenizer.Stage? {
        if let rules = rulesOfPattern[pattern] { return .rules(rules) }
        if pattern == #"\s+$"# { return .finalSpace }
        guard knownPatterns.contains(pattern) else { return nil }
        return .pattern(RegularExpression(pattern))
    }

    /// The stages of a family; nil where its pattern is not supported.
    static func stages(of family: Family) -> [PreTokenizer.Stage]? {
        guard let patterns = patterns[family] else { return nil }
        return patterns.compactMap(stage)
    }

    /// The name of a family by its stages, as `tokenizer.ggml.pre` has it where several do.
    static func name(of patterns: [String]) -> String? {
        usualNames.first { families[$0].flatMap { Self.patterns[$0] } == patterns }
    }

    /// A name for each family, of the model that made it known.
    private static let usualNames = [
        "gpt-2", "qwen2", "qwen35", "gpt-4o", "tekken", "cl100k_base", "deepseek-llm",
        "deepseek-coder", "deepseek-v3", "falcon", "smollm", "chameleon", "default", "bloom",
        "viking", "bailingmoe", "seed-coder", "exaone-moe", "jais-2", "youtu", "ufakzeka", "none",
        "llama-bpe",
    ]
}
