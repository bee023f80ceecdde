import AikiCheckpoint
import Crypto
import Foundation

/// What a corpus is built from: the recipe's files, and a digest by which they are known again.
struct CorpusInputs: Sendable {
    let recipe: CorpusRecipe
    /// All files, source by source; their numbers are those of lineage and order.
    let files: [SourceFile]
    /// The digest of the recipe's text and of the names and sizes of its files.
    let state: String

    /// Lists the files.
    init(_ recipe: CorpusRecipe) throws(CorpusError) {
        var files: [SourceFile] = []
        for (number, source) in recipe.sources.enumerated() {
            files += try SourceFile.list(source, number: number)
        }
        var hash = SHA256()
        hash.update(data: Array(recipe.text.utf8))
        for file in files { hash.update(data: Array("\n\(file.name) \(file.bytes)".utf8)) }
        self.recipe = recipe
        self.files = files
        state = FileDigest.hexadecimal(hash.finalize())
    }

    /// Bytes of all files, as they are stored.
    var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// The source of a file.
    func source(of file: Int) -> CorpusRecipe.Source { recipe.sources[files[file].source] }

    /// Whether some tokens of a document do not count in the loss.
    func hasMask(_ entry: SegmentEntry) -> Bool {
        entry.isConversation && !source(of: entry.file).learnsAll
    }

    /// The evaluation texts that documents are looked through for.
    func decontamination() throws(CorpusError) -> Decontamination? {
        guard let evaluation = recipe.evaluation else { return nil }
        var result = Decontamination(group: evaluation.group)
        for path in evaluation.files {
            var source = CorpusRecipe.Source()
            source.name = path
            source.path = path
            source.textFields = evaluation.textFields
            for file in try SourceFile.list(source, number: 0) {
                try add(file, source, to: &result)
            }
        }
        return result
    }

    private func add(
        _ file: SourceFile, _ source: CorpusRecipe.Source, to result: inout Decontamination
    ) throws(CorpusError) {
        var evaluation = recipe
        evaluation.sources = [source]
        let reader = RecordReader(files: [file], recipe: evaluation, part: .whole)
        let documents = DocumentReader(source: source, format: file.format)
        var items: [[UInt8]] = []
        try reader.read(from: CorpusPlace()) { record throws(CorpusError) in
            if case .document(let body, _) = documents.read(record) {
                var report = UnicodeRepair.Report()
                items.append(UnicodeRepair.decode(body.joined, &report))
            }
            return true
        }
        let usable = result.add(file: file.name, items: items)
        guard usable > 0 || items.isEmpty else {
            throw .evaluationTooShort(path: file.path, words: result.group)
        }
    }
}
