public import AikiBase
import AikiDialogue
public import AikiRouter
public import Foundation

/// Where the router learns, and where it is judged.
public struct RouterRoom: Sendable {
    /// What is to be learned from the user's own outcomes needs so many of them where no estimate is
    /// there to start from.
    public static let outcomesMin = 20

    let home: HouseHome

    /// The estimate of the house: whether a local model suffices.
    public var file: URL { home.folder.appending(path: "router.estimate") }

    /// The estimate that is installed; nil where none is.
    ///
    /// - Throws: `RouterError.badEstimate(reason:)`; the system's error where the file cannot be read.
    @Sendable public func estimate() throws -> SufficiencyEstimate? {
        try read(file).map(SufficiencyEstimate.init(decoding:))
    }

    /// The estimate that comes with the program, for a house that has none of its own; nil where the
    /// program stands without what ships with it.
    public var shippedFile: URL? {
        home.shippedFolder?.appending(path: "router/router.estimate")
    }

    /// The same, read.
    ///
    /// - Throws: `RouterError.badEstimate(reason:)`; the system's error where the file cannot be read.
    @Sendable public func shippedEstimate() throws -> SufficiencyEstimate? {
        try shippedFile.flatMap(read).map(SufficiencyEstimate.init(decoding:))
    }

    /// The bytes of a file, and one more than may be read where it is larger; nil where there is none.
    func read(_ file: URL) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        return Array(try handle.read(upToCount: SufficiencyEstimate.fileBytesMax + 1) ?? Data())
    }

    /// Learns from questions that two models answered, and writes the estimate.
    ///
    /// - Parameters:
    ///   - folder: as RouteLLM lays its MMLU out.
    ///   - model: an installed embedding model; nil learns from looks alone.
    ///   - share: for how many of the questions the house's local model is taken to suffice, between 0 and
    ///     1; nil takes it to be as good as the weak model.
    ///   - vectors: a folder in which the questions' vectors are kept; nil keeps none.
    ///   - path: the file to write; the house's where nil.
    ///   - seed: from which every random choice follows.
    ///   - progress: told of questions that are embedded.
    /// - Returns: how many questions there were, and the file.
    /// - Throws: ``HouseError``; why the model cannot be loaded; the system's error.
    public func train(
        _ folder: String, model: String?, sufficing share: Double? = nil, vectors: String?,
        to path: String?, seed: UInt64, progress: ProgressHandler?
    ) async throws -> (questions: Int, file: String) {
        let embedder = try await home.embedder(named: model, progress)
        let questions = try await questions(folder, embedder, vectors, progress)
        var estimate = SufficiencyEstimate.train(
            questions.map(\.example), sufficing: share, seed: seed)
        estimate.probe = try await SufficiencyEstimate.probe(of: embedder)
        let target = path.map { URL(filePath: $0) } ?? file
        try AtomicFile.write(Data(estimate.encoded()), to: target)
        return (questions.count, target.path)
    }

    /// Judges the router on what a folder holds: questions as RouteLLM lays its MMLU out, CLINC150's
    /// `data_full.json`, banking77's `train.csv`; in it, or in folders of it.
    ///
    /// - Parameters:
    ///   - folder: the folder.
    ///   - model: an installed embedding model; nil judges by looks and words alone.
    ///   - vectors: a folder in which the texts' vectors are kept; nil keeps none.
    ///   - seed: from which every random choice follows.
    ///   - splits: in how many ways questions are cut into parts, at least 1.
    ///   - progress: told of texts that are embedded and parts that are judged.
    /// - Returns: what was found in the folder, judged.
    /// - Throws: ``HouseError``; why the model cannot be loaded.
    public func evaluate(
        _ folder: String, model: String?, vectors: String?, seed: UInt64, splits: Int = 1,
        progress: ProgressHandler?
    ) async throws -> RouterReport {
        let embedder = try await home.embedder(named: model, progress)
        var report = RouterReport()
        for place in try Self.places(folder) {
            switch place {
            case .questions(let path):
                let questions = try await questions(path, embedder, vectors, progress)
                report.judge(questions, seed: seed, splits: splits, progress)
                report.timing = try await DecisionTiming(
                    .train(questions.map(\.example), seed: seed), on: questions,
                    embedder: embedder)
            case .scopes(let path):
                let parts = try LabelledTables.parts(path)
                var known: [String: [IntentTrial.Text]] = [:]
                for name in ["train", "val", "test", "oos_val", "oos_test"] {
                    guard let texts = parts[name] else {
                        throw HouseError.unreadableFile(
                            path: path, problem: "it has no part '\(name)'")
                    }
                    known[name] = try await texts.withVectors(embedder, vectors, name, progress)
                }
                report.judgeScopes(known, seed: seed, progress)
            case .texts(let path):
                let texts = try await LabelledTables.texts(path)
                    .withVectors(embedder, vectors, "texts", progress)
                report.judge(texts, seed: seed, progress)
            }
        }
        guard !report.isEmpty else {
            throw HouseError.unreadableFile(
                path: folder, problem: "it holds nothing the router can be judged on")
        }
        return report
    }

    private func questions(
        _ folder: String, _ embedder: (any Embedder)?, _ vectors: String?,
        _ progress: ProgressHandler?
    ) async throws -> [RoutingTrial.Question] {
        var questions = try LabelledTables.questions(folder)
        guard let embedder else { return questions }
        let made = try await TextVectors(embedder: embedder, folder: vectors)
            .of(questions.map(\.text), label: "questions", progress: progress)
        for index in questions.indices { questions[index].vector = made[index] }
        return questions
    }
}

extension RouterRoom {
    /// Something in a folder that the router can be judged on.
    private enum Place {
        case questions(String)
        case scopes(String)
        case texts(String)
    }

    /// Folders that are looked into below the one named.
    private static let depthMax = 4

    private static func places(_ folder: String, depth: Int = 0) throws -> [Place] {
        let names = try LabelledTables.names(folder)
        if names.contains("data_full.json") { return [.scopes(folder + "/data_full.json")] }
        if names.contains("train.csv") { return [.texts(folder + "/train.csv")] }
        if names.contains(where: { $0.hasPrefix("mmlu_") && $0.hasSuffix(".csv") }) {
            return [.questions(folder)]
        }
        guard depth < depthMax else { return [] }
        return try names.flatMap { name -> [Place] in
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            return isFolder.boolValue ? try places(path, depth: depth + 1) : []
        }
    }
}

extension [IntentTrial.Text] {
    /// The texts with their vectors; as they are without an embedder.
    func withVectors(
        _ embedder: (any Embedder)?, _ folder: String?, _ label: String,
        _ progress: ProgressHandler?
    ) async throws -> [IntentTrial.Text] {
        guard let embedder else { return self }
        let vectors = try await TextVectors(embedder: embedder, folder: folder, isJoined: true)
            .of(map(\.text), label: label, progress: progress)
        var texts = self
        for index in texts.indices { texts[index].vector = vectors[index] }
        return texts
    }
}

extension HouseHome {
    /// Where the router learns and is judged.
    public var routerRoom: RouterRoom { RouterRoom(home: self) }

    /// An installed embedding model, in memory; nil where none is named.
    ///
    /// - Throws: ``HouseError/wrongModelKind(name:expected:)``; why it cannot be loaded.
    func embedder(
        named name: String?, _ progress: ProgressHandler?
    ) async throws -> (any Embedder)? {
        guard let name else { return nil }
        let loaded = try await shelf.load(
            name, try engineConfiguration(for: name), progress: progress)
        guard case .embedder(let embedder) = loaded else {
            throw HouseError.wrongModelKind(name: name, expected: "model that makes embeddings")
        }
        return embedder
    }
}

extension RoutingTrial.Question {
    /// The question as an estimate learns from it.
    fileprivate var example: SufficiencyEstimate.Example {
        SufficiencyEstimate.Example(
            text: text, vector: vector, isWeakRight: isWeakRight, isStrongRight: isStrongRight)
    }
}
