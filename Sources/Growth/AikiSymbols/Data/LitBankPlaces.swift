import Foundation

/// Reads the places of LitBank: sentences of novels, each with the kinds of place that it names.
///
/// The files (`entities/*.tsv`) hold a token a line with up to four layers of tags, and an empty line
/// between sentences. A sentence has a label where a place of that kind stands in it. Sentences of one
/// book are one group.
///
/// - SeeAlso: Bamman, Popat and Shen 2019, "An annotated dataset of literary entities".
public enum LitBankPlaces {
    /// What is built, where people live together, what nature made, what carries people.
    public static let labels = ["building", "settlement", "nature", "vehicle"]

    private static let labelOfTag = ["FAC": 0, "GPE": 1, "LOC": 2, "VEH": 3]

    /// Reads every book of a folder.
    ///
    /// - Parameter folder: the folder of LitBank; its `entities/*.tsv` are read in order of their names.
    /// - Returns: a text for every sentence.
    /// - Throws: ``SymbolError/unreadable(path:reason:)``.
    public static func read(_ folder: String) throws(SymbolError) -> LabelledCorpus {
        let entities = folder + "/entities"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: entities)) ?? [])
            .filter { $0.hasSuffix(".tsv") }.sorted()
        guard !names.isEmpty else {
            throw .unreadable(path: entities, reason: "there is no folder with .tsv files")
        }
        var examples: [LabelledCorpus.Example] = []
        for (book, name) in names.enumerated() {
            let text = try TextFile.read(entities + "/" + name)
            examples += sentences(of: text, group: book)
        }
        return LabelledCorpus(labels: labels, isExclusive: false, examples: examples)
    }

    /// The sentences of one file.
    package static func sentences(of text: String, group: Int) -> [LabelledCorpus.Example] {
        var examples: [LabelledCorpus.Example] = []
        var tokens: [Substring] = []
        var found = Set<Int>()
        func close() {
            if !tokens.isEmpty {
                examples.append(
                    .init(text: SpacedTokens.join(tokens), labels: found.sorted(), group: group))
            }
            tokens = []
            found = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let fields = line.split(separator: "\t")
            guard let token = fields.first else {
                close()
                continue
            }
            tokens.append(token)
            for tag in fields.dropFirst() {
                if let label = labelOfTag[String(tag.dropFirst(2))] { found.insert(label) }
            }
        }
        close()
        return examples
    }
}
