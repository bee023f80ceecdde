import AikiBase
import AikiCheckpoint
import AikiPrivacy
import Crypto

/// What happens to one document by itself: read, repaired, filtered, masked, sketched.
///
/// Pure: the same record gives the same result on any thread and machine.
struct DocumentPreparer: Sendable {
    let recipe: CorpusRecipe
    let files: [SourceFile]
    let languages = LanguageDetector()
    let decontamination: Decontamination?

    /// Reads a record and does all that concerns it alone.
    func prepare(_ raw: RawRecord) -> PreparedDocument {
        let file = files[raw.file]
        let source = recipe.sources[file.source]
        var document = begin(raw, file, source)
        let result = DocumentReader(source: source, format: file.format).read(raw)
        guard case .document(let read, let metadata) = result else {
            if case .unreadable(let reason) = result {
                drop(&document, FilterVerdict(rule: "unreadable", value: 1, limit: 0))
                document.lineage["reason"] = .string(reason)
            }
            return document
        }
        if !metadata.isEmpty { document.lineage["metadata"] = .object(metadata) }
        var body = repaired(read, &document)
        if body.isEmpty {
            drop(&document, FilterVerdict(rule: "empty", value: 0, limit: 1))
            return document
        }
        if source.isFiltered, let verdict = filterLines(&body, &document) {
            drop(&document, verdict)
            return document
        }
        let text = body.joined
        let words = text.withUnsafeBufferPointer { WordHashes($0) }
        if let verdict = judge(text, words, source, &document) {
            drop(&document, verdict)
            return document
        }
        body = masked(body, &document)
        finish(body, words, source, &document)
        return document
    }

    private func begin(
        _ raw: RawRecord, _ file: SourceFile, _ source: CorpusRecipe.Source
    ) -> PreparedDocument {
        let name = "\(source.name)\u{0}\(file.name)\u{0}\(raw.record)"
        let id = SHA256.hash(data: Array(name.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        var document = PreparedDocument(file: raw.file, record: raw.record, id: id, lineage: [:])
        switch raw.content {
        case .bytes(let bytes): document.bytesRead = bytes.count
        case .tooLarge(let bytes): document.bytesRead = bytes
        }
        document.lineage["id"] = .string(Self.name(id))
        document.lineage["source"] = .string(source.name)
        document.lineage["licence"] = .string(source.licence)
        document.lineage["path"] = .string(file.name)
        document.lineage["record"] = .integer(Int64(raw.record))
        document.lineage["bytes"] = .integer(Int64(document.bytesRead))
        return document
    }

    /// An id as sixteen digits.
    static func name(_ id: UInt64) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private func drop(_ document: inout PreparedDocument, _ verdict: FilterVerdict) {
        document.verdict = verdict
        document.lineage["dropped"] = .string(verdict.rule)
        document.lineage["value"] = .number(verdict.value)
        document.lineage["limit"] = .number(verdict.limit)
    }

    private func repaired(
        _ body: DocumentBody, _ document: inout PreparedDocument
    ) -> DocumentBody {
        var report = UnicodeRepair.Report()
        let result = body.map { recipe.repair.repair($0, &report) }
        if report != UnicodeRepair.Report() {
            document.lineage["repaired"] = [
                "invalidBytes": .integer(Int64(report.invalidBytes)),
                "removed": .integer(Int64(report.removed)),
                "mojibake": .integer(Int64(report.mojibake)),
                "composed": .bool(report.isComposed),
            ]
        }
        return result
    }

    /// C4's rules: lines of texts go; conversations keep their lines.
    private func filterLines(
        _ body: inout DocumentBody, _ document: inout PreparedDocument
    ) -> FilterVerdict? {
        guard recipe.filters.has("c4"), case .text(let text) = body else { return nil }
        let result = text.withUnsafeBufferPointer { C4Lines(limits: recipe.filters).apply($0) }
        if let left = result.text { body = .text(left) }
        if result.removedLines > 0 {
            document.lineage["linesRemoved"] = .integer(Int64(result.removedLines))
        }
        return result.verdict
    }

    /// Language, quality and evaluation texts.
    private func judge(
        _ text: [UInt8], _ words: WordHashes, _ source: CorpusRecipe.Source,
        _ document: inout PreparedDocument
    ) -> FilterVerdict? {
        var passed: [JSONValue] = []
        defer { document.lineage["passed"] = .array(passed) }
        let language = text.withUnsafeBufferPointer { languages.detect($0, words: words) }
        document.language = language.code
        document.lineage["language"] = .string(language.code)
        document.lineage["languageConfidence"] = .number(
            (language.confidence * 1_000).rounded() / 1_000)
        if let wanted = recipe.languages, !wanted.keep.isEmpty {
            guard wanted.keep.contains(language.code), language.confidence >= wanted.confidence
            else {
                return FilterVerdict(
                    rule: "language", value: language.confidence, limit: wanted.confidence)
            }
            passed.append("language")
        }
        if source.isFiltered {
            let filter = QualityFilter(limits: recipe.filters)
            let verdict = text.withUnsafeBufferPointer {
                filter.verdict($0, words: words, isEnglish: language.code == "en")
            }
            if let verdict { return verdict }
            for group in FilterLimits.groups where recipe.filters.has(group) {
                passed.append(.string(group))
            }
        }
        if let decontamination {
            if let file = decontamination.file(of: words) {
                document.lineage["evaluation"] = .string(file)
                return FilterVerdict(rule: "decontaminate", value: 1, limit: 0)
            }
            passed.append("decontaminate")
        }
        return nil
    }

    private func masked(
        _ body: DocumentBody, _ document: inout PreparedDocument
    ) -> DocumentBody {
        guard !recipe.privacy.isEmpty else { return body }
        let mask = PersonalDataMask(kinds: recipe.privacy)
        var masked = MaskedText()
        let result = body.map { mask.mask($0, into: &masked) ?? $0 }
        for (kind, count) in masked.counts { document.masked[kind.rawValue] = count }
        if !document.masked.isEmpty {
            let pairs = document.masked.sorted { $0.key < $1.key }
            document.lineage["masked"] = .object(
                JSONObject(pairs.map { ($0.key, .integer(Int64($0.value))) }))
        }
        return result
    }

    private func finish(
        _ body: DocumentBody, _ words: WordHashes, _ source: CorpusRecipe.Source,
        _ document: inout PreparedDocument
    ) {
        document.digest = Array(SHA256.hash(data: body.joined))
        document.lineage["sha256"] = .string(FileDigest.hexadecimal(document.digest))
        if let duplicates = recipe.duplicates, duplicates.threshold != nil, source.losesNearCopies {
            document.sketch = MinHash.sketch(words, group: duplicates.group)
        }
        document.body = body
    }
}
