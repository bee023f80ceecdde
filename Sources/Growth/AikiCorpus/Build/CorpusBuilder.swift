public import AikiBase
public import Foundation

/// Builds a corpus: texts become token shards.
///
///     let recipe = try CorpusRecipe.load(from: url)
///     let builder = CorpusBuilder(recipe, folder: folder)
///     let report = try builder.build { progress in … }
///
/// Three stages, each of which goes on where it was when the process is killed:
///
/// 1. ``prepare(_:progress:)`` reads the sources in order, and by itself each document is repaired,
///    filtered, masked and sketched; what stays is written in segments. Parts of the records may be
///    prepared by different processes, on different machines.
/// 2. ``merge(progress:)`` finds copies over all segments, turns what stays into tokens, deals the
///    documents out to training and validation, and writes the shards.
/// 3. Lineage and manifest say what became of every document; the manifest comes last.
///
/// The result depends on the recipe and its sources alone: not on threads, parts, or how often the
/// work was interrupted. Memory: about 100 bytes a document that stays and some segments.
public struct CorpusBuilder: Sendable {
    /// What is built.
    public let recipe: CorpusRecipe
    /// Where it comes to stand.
    public let folder: URL
    let options: CorpusOptions

    /// Plans to build a recipe in a folder.
    public init(_ recipe: CorpusRecipe, folder: URL, options: CorpusOptions = CorpusOptions()) {
        self.recipe = recipe
        self.folder = folder
        self.options = options
    }

    /// Builds the whole corpus.
    ///
    /// - Returns: what it holds.
    /// - Throws: ``CorpusError``, or the error of a tokenizer or template that cannot be read; what
    ///   was done stays, and building again goes on from there.
    public func build(progress: @escaping ProgressHandler = { _ in }) throws -> CorpusManifest {
        if options.restarts { try restart() }
        if let manifest = try finished() { return manifest }
        try CorpusBuilder.checkTokenizer(recipe)
        try prepare(.whole, progress: progress)
        return try merge(progress: progress)
    }

    /// The manifest of a corpus that is whole and came from the same recipe and sources.
    private func finished() throws -> CorpusManifest? {
        let path = folder.appending(path: CorpusManifest.fileName)
        guard FileManager.default.fileExists(atPath: path.path) else { return nil }
        let manifest = try CorpusManifest(folder: folder)
        let state = try CorpusInputs(recipe).state
        guard manifest.state == state else {
            throw CorpusError.changed(folder: folder.path, what: "the recipe or its sources")
        }
        return manifest
    }

    /// Fails early where the tokenizer is missing: reading the sources may take hours.
    private static func checkTokenizer(_ recipe: CorpusRecipe) throws(CorpusError) {
        guard FileManager.default.isReadableFile(atPath: recipe.tokenizerPath) else {
            throw .unreadable(
                path: recipe.tokenizerPath, reason: "the recipe's tokenizer is not there")
        }
    }

    var workFolder: URL { folder.appending(path: "work") }

    func makeFolder(_ url: URL) throws(CorpusError) {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: url.path, reason: error.localizedDescription)
        }
    }

    /// Removes what was built and begun here, and nothing else.
    private func restart() throws(CorpusError) {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        let ours = names.filter { name in
            name == CorpusManifest.fileName || name == DocumentLog.fileName || name == "work"
                || name.hasSuffix(".tokens")
        }
        for name in ours {
            do {
                try files.removeItem(at: folder.appending(path: name))
            } catch {
                throw .unwritable(path: name, reason: error.localizedDescription)
            }
        }
    }
}
