import AikiBase
import AikiPrivacy
public import Foundation
import TOMLKit

extension CorpusRecipe {
    /// Bytes of a recipe, at most.
    static let bytesMax = 1 << 20
    /// Sources of a recipe, at most.
    static let sourcesMax = 1_000

    /// Reads a recipe.
    ///
    /// - Throws: ``CorpusError`` with the line of what is wrong.
    public static func load(from url: URL) throws(CorpusError) -> CorpusRecipe {
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw .unreadable(path: url.path, reason: error.localizedDescription)
        }
        guard data.count <= bytesMax, let text = String(data: data, encoding: .utf8) else {
            throw .unreadable(
                path: url.path, reason: "a recipe is UTF-8 of at most \(bytesMax) bytes")
        }
        return try CorpusRecipe(parsing: text, path: url.path)
    }

    /// Reads the text of a recipe.
    ///
    /// - Parameters:
    ///   - text: TOML.
    ///   - path: where it stands: what its paths are taken from, and what errors name.
    /// - Throws: ``CorpusError`` with the line of what is wrong.
    public init(parsing text: String, path: String) throws(CorpusError) {
        if let line = TOMLHeaders.firstUnreadableLine(in: text) {
            throw .malformedRecipe(path: path, line: line, problem: "no name of a table begins so.")
        }
        let toml: TOMLTable
        do {
            toml = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .malformedRecipe(
                path: path, line: error.source.begin.line, problem: error.description)
        } catch {
            throw .malformedRecipe(path: path, line: 1, problem: "\(error)")
        }
        self.init()
        self.path = path
        self.text = text
        let root = RecipeTable(toml, path: path, text: text)
        try root.refuseUnknownKeys([
            "name", "seed", "tokenizer", "validation", "shard-tokens", "end-token", "source",
            "repair", "language", "filters", "duplicates", "privacy", "decontaminate", "chat",
            "symbols",
        ])
        try readBasics(root)
        try readSources(root)
        try readCleaning(root)
        try readFilters(root)
        try readDuplicates(root)
        try readChat(root)
    }

    /// A path, taken from the recipe's folder; `~` is the home.
    private func resolve(_ other: String) -> String {
        let expanded = NSString(string: other).expandingTildeInPath
        if expanded.hasPrefix("/") { return expanded }
        return URL(filePath: path).deletingLastPathComponent()
            .appending(path: expanded).standardizedFileURL.path
    }

    private mutating func readBasics(_ root: RecipeTable) throws(CorpusError) {
        name = try root.string("name") ?? "corpus"
        seed = UInt64(try root.whole("seed", 0...Int.max) ?? 0)
        guard let tokenizer = try root.string("tokenizer") else {
            throw .missingKey(path: path, key: "tokenizer")
        }
        tokenizerPath = resolve(tokenizer)
        validation = try root.number("validation", 0...0.5) ?? validation
        shardTokens = try root.whole("shard-tokens", 1...(1 << 31)) ?? shardTokens
        endToken = try root.string("end-token")
    }

    private mutating func readSources(_ root: RecipeTable) throws(CorpusError) {
        let tables = try root.list("source")
        guard !tables.isEmpty else { throw .missingKey(path: path, key: "[[source]]") }
        guard tables.count <= Self.sourcesMax else {
            throw root.invalid("source", "at most \(Self.sourcesMax) tables")
        }
        for table in tables {
            let source = try readSource(table)
            if sources.contains(where: { $0.name == source.name }) {
                throw table.invalid("name", "a name that no other source has: \(source.name)")
            }
            sources.append(source)
        }
        let weighted = sources.count { $0.weight != nil }
        if weighted != 0, weighted != sources.count {
            throw root.invalid("weight", "a number in every source, or in none")
        }
    }

    private func readSource(_ table: RecipeTable) throws(CorpusError) -> Source {
        try table.refuseUnknownKeys([
            "name", "path", "format", "licence", "text", "messages", "metadata", "separator",
            "include", "exclude", "epochs", "weight", "validation", "filters", "near-copies",
            "loss",
        ])
        var source = Source()
        guard let path = try table.string("path") else {
            throw .missingKey(path: self.path, key: "path in [[source]]")
        }
        source.path = resolve(path)
        source.name = try table.string("name") ?? URL(filePath: path).lastPathComponent
        source.licence = try table.string("licence") ?? ""
        if let format = try table.string("format") {
            source.format = DocumentFormat(rawValue: format)
            if source.format == nil {
                let known = DocumentFormat.allCases.map(\.rawValue)
                throw table.invalid("format", "one of \(known.joined(separator: ", "))")
            }
        }
        source.textFields = try table.strings("text") ?? []
        source.messagesField = try table.string("messages")
        source.metadataFields = try table.strings("metadata") ?? []
        source.separator = try table.string("separator")
        if source.separator == "" {
            throw table.invalid("separator", "a text that is not empty")
        }
        source.include = try table.strings("include") ?? []
        source.exclude = try table.strings("exclude") ?? []
        source.epochs = try table.number("epochs", 0...1_000) ?? 1
        source.weight = try table.number("weight", 0.000_001...1_000_000)
        source.validation = try table.number("validation", 0...0.5)
        source.isFiltered = try table.truth("filters") ?? true
        source.losesNearCopies = try table.truth("near-copies").map { !$0 } ?? true
        let loss = try table.string("loss") ?? "assistant"
        guard ["assistant", "all"].contains(loss) else {
            throw table.invalid("loss", "\"assistant\" or \"all\"")
        }
        source.learnsAll = loss == "all"
        return source
    }

    private mutating func readCleaning(_ root: RecipeTable) throws(CorpusError) {
        if let table = try root.inner("repair") {
            try table.refuseUnknownKeys(["mojibake", "controls", "compose"])
            repair.repairsMojibake = try table.truth("mojibake") ?? true
            repair.removesControls = try table.truth("controls") ?? true
            repair.composes = try table.truth("compose") ?? true
        }
        if let table = try root.inner("language") {
            try table.refuseUnknownKeys(["keep", "confidence"])
            var languages = Languages()
            languages.keep = try table.strings("keep") ?? []
            languages.confidence = try table.number("confidence", 0...1) ?? languages.confidence
            self.languages = languages
        }
        if let table = try root.inner("privacy") {
            try table.refuseUnknownKeys(["mask"])
            let all = PersonalDataKind.allCases.filter(PersonalDataKind.formed.contains)
                .map(\.rawValue)
            for name in try table.strings("mask") ?? all {
                guard let kind = PersonalDataKind(rawValue: name),
                    PersonalDataKind.formed.contains(kind)
                else {
                    throw table.invalid("mask", "any of \(all.joined(separator: ", "))")
                }
                privacy.insert(kind)
            }
        }
    }

    private mutating func readFilters(_ root: RecipeTable) throws(CorpusError) {
        guard let table = try root.inner("filters") else { return }
        try table.refuseUnknownKeys(FilterLimits.groups)
        for group in FilterLimits.groups {
            guard let inner = try table.inner(group) else { continue }
            filters.enable(group)
            let rules = FilterRule.allCases.filter { $0.group == group }
            try inner.refuseUnknownKeys(rules.map { String($0.key) })
            for rule in rules {
                let key = String(rule.key)
                if inner.table[key]?.bool != nil {
                    filters[rule] = try inner.truth(key) == true ? rule.standard : nil
                } else if let number = try inner.number(key, 0...1_000_000_000_000) {
                    filters[rule] = number
                }
            }
        }
    }

    private mutating func readDuplicates(_ root: RecipeTable) throws(CorpusError) {
        if let table = try root.inner("duplicates") {
            try table.refuseUnknownKeys(["exact", "near", "threshold", "words"])
            var duplicates = Duplicates()
            duplicates.isExact = try table.truth("exact") ?? true
            duplicates.threshold = try table.number("threshold", 0.3...1) ?? duplicates.threshold
            if try table.truth("near") == false { duplicates.threshold = nil }
            duplicates.group = try table.whole("words", 1...32) ?? duplicates.group
            self.duplicates = duplicates
        }
        if let table = try root.inner("decontaminate") {
            try table.refuseUnknownKeys(["files", "text", "words"])
            var evaluation = Evaluation()
            evaluation.files = (try table.strings("files") ?? []).map(resolve)
            evaluation.textFields = try table.strings("text") ?? []
            evaluation.group = try table.whole("words", 3...64) ?? evaluation.group
            guard !evaluation.files.isEmpty else {
                throw .missingKey(path: path, key: "files in [decontaminate]")
            }
            self.evaluation = evaluation
        }
    }

    private mutating func readChat(_ root: RecipeTable) throws(CorpusError) {
        if let table = try root.inner("chat") {
            try table.refuseUnknownKeys(["template"])
            chatTemplatePath = try table.string("template").map(resolve)
        }
        if let table = try root.inner("symbols") {
            try table.refuseUnknownKeys(["model", "kinds"])
            guard let model = try table.string("model") else {
                throw .missingKey(path: path, key: "model in [symbols]")
            }
            symbolsPath = resolve(model)
            symbolKinds = try table.strings("kinds") ?? []
        }
    }
}
