public import AikiBase
import AikiDialogue
public import AikiRouter
public import Foundation

extension RouterRoom {
    /// What was learned of intents.
    public struct LearnedIntents: Sendable, Equatable {
        /// Texts of intents.
        public let texts: Int
        /// Texts of none.
        public let outside: Int
        /// How many intents.
        public let classes: Int
        /// The share of texts told right by classifiers that had not seen them.
        public let accuracy: Double
        /// Below this confidence a text is of no intent.
        public let threshold: Double
        /// The file that was written.
        public let file: String
    }

    /// The intents of the house.
    public var intentsFile: URL { home.folder.appending(path: "router.intents") }

    /// The intents that were taught; nil where none were.
    ///
    /// - Throws: `RouterError.badIntents(reason:)`; the system's error where the file cannot be read.
    @Sendable public func intents() throws -> IntentClassifier? {
        try read(intentsFile).map(IntentClassifier.init(decoding:))
    }

    /// Learns intents from texts with labels, and writes them.
    ///
    /// - Parameters:
    ///   - path: a JSON object a line: `text`, and `label`, or null where it is about none of them.
    ///   - model: an installed embedding model; nil learns from words alone.
    ///   - vectors: a folder in which the texts' vectors are kept; nil keeps none.
    ///   - target: the file to write; the house's where nil.
    ///   - seed: from which every random choice follows.
    ///   - progress: told of texts that are embedded and parts that are judged.
    /// - Returns: what was learned.
    /// - Throws: ``HouseError``; why the model cannot be loaded; the system's error.
    public func trainIntents(
        _ path: String, model: String?, vectors: String?, to target: String?, seed: UInt64,
        progress: ProgressHandler?
    ) async throws -> LearnedIntents {
        let embedder = try await home.embedder(named: model, progress)
        let known = try LabelledTables.intents(path)
        let inside = try await known.inside.withVectors(embedder, vectors, "texts", progress)
        let outside = try await known.outside.withVectors(embedder, vectors, "texts", progress)
        let learned = IntentTrial(seed: seed).learn(inside, outside: outside) {
            progress?(
                WorkProgress(label: "intents", done: Int64($0), total: Int64(IntentTrial.parts)))
        }
        var classifier = learned.classifier
        classifier.probe = try await SufficiencyEstimate.probe(of: embedder)
        let file = target.map { URL(filePath: $0) } ?? intentsFile
        try AtomicFile.write(Data(classifier.encoded()), to: file)
        return LearnedIntents(
            texts: inside.count, outside: outside.count, classes: classifier.labels.count,
            accuracy: learned.accuracy, threshold: classifier.threshold, file: file.path)
    }
}
