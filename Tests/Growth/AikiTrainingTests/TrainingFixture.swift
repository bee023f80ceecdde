import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTraining
import Foundation

/// A tiny model with the losses and gradients that training it must give; made by
/// `Tools/reference/training_models.py`.
struct TrainingFixture {
    static let names = [
        "llama", "llama-tied-bias", "qwen2", "qwen3", "smollm3", "gemma3", "phi3",
    ]
    static let rate = 3e-3
    static let decay = 0.1
    static let rank = 4
    static let alpha: Float = 8
    static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    let golden: JSONValue
    let model: Model

    init(_ name: String, threads: Int = 1) throws {
        let data = try Data(
            contentsOf: Self.fixtures.appending(path: "training/models/\(name).json"))
        golden = try JSONValue(parsing: Array(data))
        model = try Self.model(name, threads: threads)
    }

    /// The architecture fixture of a name, with its weights as they are.
    static func model(
        _ name: String, threads: Int = 1, cpu: CPUKind = .best
    ) throws -> Model {
        let folder = fixtures.appending(path: "architectures/\(name)")
        let path = FileManager.default.temporaryDirectory
            .appending(path: "aiki-training-\(UUID().uuidString).gguf").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try HuggingFaceImporter(folder: folder.path, precision: .float32).run(to: path)
        return try Model.load(
            GGUFFile(path: path), compute: Compute(pool: WorkerPool(threads: threads), cpu: cpu))
    }

    var documents: [[Int32]] {
        golden.member("documents").items.map { $0.doubles.map { Int32($0) } }
    }

    /// All documents in one batch.
    var batch: TokenBatch {
        var batch = TokenBatch()
        for document in documents { batch.append(document[...]) }
        return batch
    }

    /// The recipe of the reference: whole documents, all of them every step.
    func recipe(passTokens: Int = 64, memory: TrainingPlan.Memory = .keep) -> TrainingRecipe {
        TrainingRecipe(
            steps: 6, packing: .documents(perStep: documents.count), stepTokens: 64,
            passTokens: passTokens,
            optimizer: OptimizerRecipe(
                learningRate: Self.rate, beta1: 0.9, beta2: 0.95, epsilon: 1e-8,
                weightDecay: Self.decay, gradientNormMax: nil),
            schedule: LearningSchedule(.constant, steps: 6), shuffles: false,
            precision: .float32, memory: memory)
    }

    /// Adapters filled with the reference's waves.
    func adapted(trainsMagnitude: Bool = false) -> TrainedModel {
        let trained = TrainedModel(
            model,
            scope: .adapters(
                AdapterRecipe(
                    rank: Self.rank, alpha: Self.alpha, trainsMagnitude: trainsMagnitude)))
        trained.initialiseAdapters(seed: 1)
        for index in trained.store.arrays.indices
        where trained.store.arrays[index].kind != .magnitude {
            let array = trained.store.arrays[index]
            let place = Double(array.name.utf8.reduce(0) { $0 + Int($1) } % 97)
            let height = array.kind == .adapterDown ? 0.2 : 0.05
            let numbers = trained.store.buffer(index)
            for i in numbers.indices {
                numbers[i] = Float(height) * Float(sin(0.7 * Double(i) + place))
            }
        }
        return trained
    }
}

extension JSONValue {
    /// A member, or null.
    func member(_ name: String) -> JSONValue { object?[name] ?? .null }

    var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }

    /// An array of numbers, or one number.
    var doubles: [Double] {
        switch self {
        case .array(let items): items.flatMap(\.doubles)
        case .integer(let value): [Double(value)]
        case .number(let value): [value]
        default: []
        }
    }
}
