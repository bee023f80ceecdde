public import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTemplate
import AikiTokenizer
import AikiTraining
import Foundation

/// Where models are made and changed: `runs/` at home.
///
/// A run that was interrupted, however, goes on where it was when the same order comes again.
public struct TrainingRoom: Sendable {
    let shelf: ModelShelf
    let adapters: AdapterShelf
    let runs: URL
    let threads: Int

    init(home: URL, shelf: ModelShelf, adapters: AdapterShelf, threads: Int) {
        self.shelf = shelf
        self.adapters = adapters
        runs = home.appending(path: "runs", directoryHint: .isDirectory)
        self.threads = threads
    }

    /// Does what is ordered, on a thread of its own.
    ///
    /// - Parameters:
    ///   - order: what to make.
    ///   - version: the program's, for the manifest.
    ///   - shouldStop: asked after each step; what was done is saved.
    ///   - progress: told where it stands.
    /// - Returns: what came out.
    /// - Throws: `TrainingError`, `CheckpointError`, ``HouseError``.
    public func run(
        _ order: TrainingOrder, version: String, shouldStop: @escaping @Sendable () -> Bool,
        progress: ProgressHandler?
    ) async throws -> TrainingSummary {
        try await ModelShelf.onThread {
            let job = try TrainingJob(
                order, room: self, version: version, progress: progress)
            return try job.run(shouldStop: shouldStop)
        }
    }
}

/// One order, from its data to its product.
private struct TrainingJob {
    private let order: TrainingOrder
    private let room: TrainingRoom
    private let progress: ProgressHandler?
    private let version: String
    private let folder: URL
    private let file: GGUFFile
    private let parent: String?
    private let trained: TrainedModel
    private let data: TrainingData

    init(
        _ order: TrainingOrder, room: TrainingRoom, version: String, progress: ProgressHandler?
    ) throws {
        self.order = order
        self.room = room
        self.version = version
        self.progress = progress
        folder = (order.folder ?? room.runs.appending(path: order.name)).standardizedFileURL
        if order.installs {
            try room.shelf.checkFree(order.name, for: folder)
            try room.adapters.checkFree(order.name, for: folder)
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let threads = order.threads ?? room.threads
        guard threads >= 1, threads <= WorkerPool.threadsMax else {
            throw TrainingError.invalidSetting(
                name: "threads", value: "\(threads)", expected: "in 1 … \(WorkerPool.threadsMax)")
        }
        let compute = Compute(pool: WorkerPool(threads: threads))
        let base = try Self.base(order, room, folder)
        file = try GGUFFile(path: base.path)
        parent = base.parent
        let model = try Model.load(file, compute: compute)
        guard !model.configuration.isEmbedder else {
            throw HouseError.wrongModelKind(name: order.name, expected: "model that writes")
        }
        switch order.kind {
        case .pretrain, .tune: trained = TrainedModel(model, scope: .all)
        case .adapt(_, let adapter), .prefer(_, let adapter, _):
            let recipe = try Self.recipe(adapter, model)
            trained = TrainedModel(model, scope: .adapters(recipe))
            trained.initialiseAdapters(seed: order.seed)
        }
        data = try TrainingData(order, file: file, model: model)
    }

    private static func recipe(
        _ adapter: TrainingOrder.AdapterOrder, _ model: Model
    ) throws -> AdapterRecipe {
        // What no file may hold would only be refused when it is written, after the last step.
        guard (1...AdapterFile.rankMax).contains(adapter.rank) else {
            throw TrainingError.invalidSetting(
                name: "rank", value: "\(adapter.rank)", expected: "in 1 … \(AdapterFile.rankMax)")
        }
        let recipe = AdapterRecipe(
            rank: adapter.rank, alpha: Float(adapter.alpha ?? Double(2 * adapter.rank)),
            isRankStabilized: adapter.isRankStabilized,
            trainsMagnitude: adapter.trainsMagnitude, dropout: Float(adapter.dropout),
            targets: adapter.targets)
        guard (0..<1).contains(recipe.dropout) else {
            throw TrainingError.invalidSetting(
                name: "dropout", value: "\(recipe.dropout)", expected: "at least 0 and below 1")
        }
        guard recipe.hasTargets(in: model.graph) else {
            throw TrainingError.invalidSetting(
                name: "targets", value: recipe.targets.joined(separator: ", "),
                expected: "parts of this model, such as attn_q or ffn_down")
        }
        return recipe
    }

    private static func base(
        _ order: TrainingOrder, _ room: TrainingRoom, _ folder: URL
    ) throws -> (path: String, parent: String?) {
        switch order.kind {
        case .tune(let base), .adapt(let base, _), .prefer(let base, _, _):
            return (try room.shelf.modelFile(base).path, base)
        case .pretrain(let depth, let tokenizer, let family):
            guard let family = ModelShape.Family(rawValue: family) else {
                throw TrainingError.invalidSetting(
                    name: "family", value: family,
                    expected: ModelShape.Family.allCases.map(\.rawValue).joined(separator: ", "))
            }
            let json = tokenizer.appending(path: "tokenizer.json").path
            guard let bytes = FileManager.default.contents(atPath: json) else {
                throw TrainingError.unreadable(path: json, reason: "there is no such file")
            }
            let tokens = try Tokenizer(tokenizerJSON: Array(bytes)).vocabularySize
            let shape = ModelShape(
                family: family, depth: depth, vocabulary: tokens,
                contextTokens: order.sequence ?? TrainingRules.sequenceOfNewModels)
            let path = folder.appending(path: "initial.gguf").path
            if FileManager.default.fileExists(atPath: path) {
                try compare(GGUFFile(path: path), shape, folder)
            } else {
                try FreshModel(shape: shape, tokenizerFolder: tokenizer, seed: order.seed)
                    .write(to: path, name: order.name)
            }
            return (path, nil)
        }
    }

    /// A run that was begun goes on with the model it was begun with: an order for another is refused.
    private static func compare(_ file: GGUFFile, _ shape: ModelShape, _ folder: URL) throws {
        let family = file.string("general.architecture") ?? ""
        let layers = file.integer("\(family).block_count")
        let context = file.integer("\(family).context_length")
        let vocabulary = file.description(of: "token_embd.weight")?.shape.first
        let parts: [(what: String, isSame: Bool)] = [
            ("family", family == shape.family.rawValue), ("depth", layers == shape.layers),
            ("vocabulary", vocabulary == shape.vocabulary),
            ("sequence", context == shape.contextTokens),
        ]
        for part in parts where !part.isSame {
            throw TrainingError.runExists(path: folder.path, what: part.what)
        }
    }

    func run(shouldStop: () -> Bool) throws -> TrainingSummary {
        let recipe = try TrainingRules(order, trained: trained, data: data).recipe()
        let preference = try preference(recipe)
        let session = try TrainingSession(
            trained, recipe: recipe, data: preference?.source ?? data.training,
            preference: preference)
        var identity = recipe.json.object ?? JSONObject()
        identity["data"] = .string(data.hash)
        identity["model"] = .string("\(trained.model.fingerprint)")
        identity["trained"] = .string("\(trained.scope)")
        // What is as it always was is left out, so that runs that were begun before go on.
        if order.long != DocumentReader.Long.refuse.rawValue {
            identity["long"] = .string(order.long)
        }
        if case .prefer(_, _, let beta) = order.kind { identity["beta"] = .number(beta) }
        let run = TrainingRun(
            session, folder: folder, identity: .object(identity), manifest: manifest(identity),
            validation: preference == nil ? data.validation : nil,
            rhythm: .init(
                checkpointSteps: order.checkpointSteps, validationSteps: order.validationSteps))
        let outcome = try run.run(shouldStop: shouldStop) { told in
            let loss = (told.report.loss * 1000).rounded() / 1000
            progress?(
                WorkProgress(
                    label: "loss \(loss), \(Int(told.tokensPerSecond)) tokens/s",
                    done: Int64(told.report.step), total: Int64(told.steps)))
        }
        let product = outcome.isComplete ? try finish(session, outcome) : nil
        return TrainingSummary(
            folder: folder, product: product, steps: (outcome.stepsDone, recipe.steps),
            loss: outcome.loss, validationLoss: outcome.validationLoss,
            tokensPerSecond: outcome.tokensPerSecond,
            peakBytes: Int(ProcessUse.peakBytes ?? 0), curve: outcome.curve.text(),
            notes: data.notes)
    }

    /// The pairs with what the model finds of them before it is trained, kept in the run's folder.
    private func preference(_ recipe: TrainingRecipe) throws -> Preference? {
        guard case .prefer(_, _, let beta) = order.kind else { return nil }
        let url = folder.appending(path: "reference.json")
        let model = "\(trained.model.fingerprint)"
        if let stored = FileManager.default.contents(atPath: url.path),
            let object = try? JSONValue(parsing: Array(stored)).object,
            object["data"]?.text == data.hash, object["model"]?.text == model,
            let numbers = object["logProbabilities"]?.elements?.compactMap(\.real),
            numbers.count == 2 * data.pairs.count
        {
            let reference = data.pairs.indices.map {
                (better: numbers[2 * $0], worse: numbers[2 * $0 + 1])
            }
            return Preference(pairs: data.pairs, reference: reference, beta: beta)
        }
        let count = Int64(data.pairs.count)
        let reference = try Preference.referenceOf(data.pairs, trained, recipe: recipe) {
            progress?(WorkProgress(label: "asking the reference", done: Int64($0), total: count))
        }
        let numbers = reference.flatMap { [JSONValue.number($0.better), .number($0.worse)] }
        let object: JSONValue = [
            "data": .string(data.hash), "model": .string(model),
            "logProbabilities": .array(numbers),
        ]
        try AtomicFile.write(Data(object.encoded().utf8), to: url)
        return Preference(pairs: data.pairs, reference: reference, beta: beta)
    }

    private func manifest(_ identity: JSONObject) -> JSONValue {
        var manifest = identity
        manifest["name"] = .string(order.name)
        manifest["parent"] = parent.map { .string($0) } ?? .null
        manifest["dataPath"] = .string(order.data.lastPathComponent)
        // By which forgetting finds whoever learned from what is forgotten.
        manifest["dataFile"] = .string(order.data.standardizedFileURL.path)
        manifest["program"] = .string("aiki \(version)")
        manifest["parameters"] = .integer(Int64(trained.model.configuration.parameterCount))
        manifest["trainedNumbers"] = .integer(Int64(trained.store.count))
        return .object(manifest)
    }

    /// Adapters with lengths of their own are merged: no file format of adapters holds them.
    private var makesAdapter: Bool {
        if case .adapters(let recipe) = trained.scope { !recipe.trainsMagnitude } else { false }
    }

    /// Writes the product and installs it.
    private func finish(
        _ session: TrainingSession, _ outcome: TrainingRun.Outcome
    ) throws -> String {
        let writer = TrainedModelWriter(trained, file: file)
        let isAdapter = makesAdapter
        let path = folder.appending(path: isAdapter ? "adapter.gguf" : "model.gguf").path
        if isAdapter {
            try writer.writeAdapter(to: path, name: order.name)
        } else if trained.scope == .all {
            try writer.writeModel(to: path, name: order.name)
        } else {
            try writer.writeMerged(to: path, name: order.name)
        }
        guard order.installs else { return path }
        if isAdapter, let parent {
            try room.adapters.install(path, name: order.name, run: folder, model: parent)
        } else {
            try room.shelf.install(
                path, name: order.name, run: folder, parent: parent, dataHash: data.hash,
                results: [
                    "loss": .number(outcome.loss),
                    "validationLoss": outcome.validationLoss.map { .number($0) } ?? .null,
                    "tokens": .integer(Int64(session.tokensDone)),
                ])
        }
        return order.name
    }
}
