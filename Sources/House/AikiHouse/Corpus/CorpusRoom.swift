public import AikiBase
import AikiCorpus
import AikiSymbols
public import Foundation

/// Builds corpora and tells what is in them.
public struct CorpusRoom: Sendable {
    /// How a corpus is built; none of it changes what comes out.
    public struct Options: Sendable {
        /// Threads; as many as the machine has cores where nil.
        public var workers: Int?
        /// Throws away what was begun before.
        public var restarts = false
        /// Keeps the cleaned texts and sketches.
        public var keepsWork = false

        /// The usual ones.
        public init() {}
    }

    private let folder: URL

    /// The room of one corpus.
    ///
    /// - Parameter folder: where it stands or comes to stand.
    public init(folder: URL) { self.folder = folder }

    /// Builds a recipe, or goes on with it.
    ///
    /// - Returns: the manifest.
    /// - Throws: `CorpusError`, or what a tokenizer or template has against it.
    public func build(
        recipe: URL, options: Options, progress: @escaping ProgressHandler
    ) throws -> JSONObject {
        try builder(recipe, options).build(progress: progress).json
    }

    /// Does what concerns each document alone for a part of a recipe's records: `3/8` is the fourth of
    /// eight.
    ///
    /// - Throws: `CorpusError`.
    public func prepare(
        recipe: URL, part: String, options: Options, progress: @escaping ProgressHandler
    ) throws {
        let numbers = part.split(separator: "/").map { Int($0) }
        guard numbers.count == 2, let index = numbers[0], let count = numbers[1],
            let part = CorpusPart(index: index, count: count)
        else { throw CorpusError.invalidPart(text: part) }
        try builder(recipe, options).prepare(part, progress: progress)
    }

    /// Makes the corpus out of its parts.
    ///
    /// - Returns: the manifest.
    /// - Throws: `CorpusError`.
    public func merge(
        recipe: URL, options: Options, progress: @escaping ProgressHandler
    ) throws -> JSONObject {
        try builder(recipe, options).merge(progress: progress).json
    }

    /// What the corpus holds.
    ///
    /// - Throws: `CorpusError` where there is none.
    public func stats() throws -> JSONObject { try CorpusManifest(folder: folder).json }

    /// What became of documents.
    ///
    /// - Parameter name: an id, a path, or a part of one.
    /// - Returns: their lineage, at most ``documentsMax``, and how many there are.
    /// - Throws: `CorpusError` where there is none.
    public func find(_ name: String) throws -> (documents: [JSONObject], count: Int) {
        try DocumentSearch.find(name, in: folder)
    }

    /// Documents that ``find(_:)`` returns, at most.
    public static let documentsMax = DocumentSearch.documentsMax

    /// What became of a document, in sentences.
    public static func explanation(of document: JSONObject) -> String {
        DocumentSearch.explanation(of: document)
    }

    private func builder(_ url: URL, _ options: Options) throws -> CorpusBuilder {
        let recipe = try CorpusRecipe.load(from: url)
        var inner = CorpusOptions()
        inner.workers = options.workers ?? ProcessInfo.processInfo.activeProcessorCount
        inner.restarts = options.restarts
        inner.keepsWork = options.keepsWork
        if let path = recipe.symbolsPath {
            let kinds = try recipe.symbolKinds.map { name in
                guard let kind = SymbolKind(rawValue: name) else {
                    throw CorpusError.unknownSymbol(
                        name: name, known: SymbolKind.allCases.map(\.rawValue))
                }
                return kind
            }
            inner.marker = SymbolMarker(
                try SymbolModel(path: path),
                kinds: kinds.isEmpty ? Set(SymbolKind.allCases) : Set(kinds))
        }
        return CorpusBuilder(recipe, folder: folder, options: inner)
    }
}
