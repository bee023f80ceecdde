import AikiPrivacy

/// What a corpus is made of and how: a TOML file.
///
///     name = "nano"
///     seed = 1
///     tokenizer = "tokenizer.json"
///     validation = 0.01
///
///     [[source]]
///     name = "books"
///     path = "texts/books"
///     licence = "CC0-1.0"
///     epochs = 2
///
///     [filters.gopher-repetition]
///     [duplicates]
///
/// Paths are taken from the folder of the recipe. A key that means nothing is an error with its line.
/// `docs/CORPUS.md` tells every key.
public struct CorpusRecipe: Sendable {
    /// Where documents come from.
    public struct Source: Sendable {
        /// What lineage calls it.
        public var name = ""
        /// A file or a folder.
        public var path = ""
        /// How its files hold documents; by their names where nil.
        public var format: DocumentFormat?
        /// Under which licence its documents are used.
        public var licence = ""
        /// Members or columns that make the text.
        var textFields: [String] = []
        /// The member that holds a conversation.
        var messagesField: String?
        /// Members or columns that are kept in lineage.
        var metadataFields: [String] = []
        /// What stands between the documents of a text file.
        var separator: String?
        /// Patterns of names that are taken; all where empty.
        var include: [String] = []
        /// Patterns of names that are left out.
        var exclude: [String] = []
        /// How often each document is used, or at most where there are weights.
        var epochs = 1.0
        /// The share of the tokens to train on, against the other sources' weights.
        var weight: Double?
        /// The share of documents that validate; the recipe's where nil.
        var validation: Double?
        /// Whether the filters of quality look at it.
        var isFiltered = true
        /// Whether near copies among its documents go; generated texts look alike on purpose.
        var losesNearCopies = true
        /// Whether conversations count in the loss as a whole, and not only what the assistant says.
        var learnsAll = false
    }

    /// Near and exact copies.
    struct Duplicates: Sendable {
        var isExact = true
        /// The least similarity of near copies; nil: they stay.
        var threshold: Double? = 0.5
        /// Words in a group.
        var group = 5
    }

    /// Which languages stay.
    struct Languages: Sendable {
        var keep: [String] = []
        var confidence = 0.1
    }

    /// Where evaluation texts stand.
    struct Evaluation: Sendable {
        var files: [String] = []
        var textFields: [String] = []
        var group = 13
    }

    /// What the corpus is called.
    public var name = ""
    /// Where the recipe was read.
    public var path = ""
    /// What the order of documents follows from.
    var seed: UInt64 = 0
    /// A Hugging Face `tokenizer.json`.
    public var tokenizerPath = ""
    /// The share of documents that validate.
    var validation = 0.01
    /// Tokens of a shard, at most; a longer document has one for itself.
    var shardTokens = 1 << 25
    /// The sources, in the order that decides which copy stays.
    public var sources: [Source] = []
    var repair = UnicodeRepair()
    var languages: Languages?
    var filters = FilterLimits()
    var duplicates: Duplicates? = Duplicates()
    var privacy: Set<PersonalDataKind> = []
    var evaluation: Evaluation?
    /// A chat template, for conversations.
    var chatTemplatePath: String?
    /// The token that ends a document; the tokenizer's own where nil.
    var endToken: String?
    /// A file of trained annotators; nil: no marks.
    public var symbolsPath: String?
    /// The kinds of symbols that are written; all where empty.
    public var symbolKinds: [String] = []
    /// The bytes of the recipe, by which work that was begun is known again.
    var text = ""
}

extension CorpusRecipe.Source {
    /// Whether a file belongs to it, by its name.
    func takes(_ name: String) -> Bool {
        let isIncluded = include.isEmpty || include.contains { NamePattern.matches($0, name) }
        return isIncluded && !exclude.contains { NamePattern.matches($0, name) }
    }
}

/// Names with `*` for any characters and `?` for one.
enum NamePattern {
    /// Whether a name, or its last part where the pattern has no slash, is as the pattern has it.
    static func matches(_ pattern: String, _ name: String) -> Bool {
        let whole = pattern.contains("/") ? name[...] : name.split(separator: "/").last ?? ""
        return matches(Array(pattern.unicodeScalars), Array(whole.unicodeScalars))
    }

    /// Two pointers and the last star: O(pattern · name) at most.
    private static func matches(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
        var (p, n) = (0, 0)
        var star: (pattern: Int, name: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n], pattern[p] != "*" {
                p += 1
                n += 1
            } else if p < pattern.count, pattern[p] == "*" {
                star = (p, n)
                p += 1
            } else if let last = star {
                p = last.pattern + 1
                n = last.name + 1
                star = (last.pattern, n)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == "*" }
    }
}
