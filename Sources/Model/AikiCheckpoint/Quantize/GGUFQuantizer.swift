public import AikiBase
import AikiTensor
import Foundation

/// Makes a smaller file of a model by storing its matrices in fewer bits.
///
///     let quantizer = GGUFQuantizer(recipe: try .named("Q4_K_M"), threads: 8)
///     let summary = try quantizer.run(from: "model-f16.gguf", to: "model-q4.gguf")
///
/// Tensors are streamed some rows at a time, the rows spread over threads; memory stays at about
/// 100 MiB whatever the model's size.
public struct GGUFQuantizer: Sendable {
    /// What was made.
    public struct Summary: Sendable, Equatable {
        /// The files made.
        public let paths: [String]
        /// Bytes of tensors before.
        public let bytesBefore: Int
        /// Bytes of tensors after.
        public let bytesAfter: Int
        /// How many tensors have which type now.
        public let tensorsByType: [String: Int]
        /// Tensors whose rows do not fill the recipe's blocks and got another type for that.
        public let fallbacks: [String]
    }

    /// Numbers that are in memory at once.
    private static let chunkElements = 1 << 23

    private let recipe: QuantizationRecipe
    private let threads: Int
    private let allowsRequantizing: Bool

    /// Prepares a quantiser.
    ///
    /// - Parameters:
    ///   - recipe: the mixture.
    ///   - threads: how many work; at least 1.
    ///   - allowsRequantizing: take a source that is quantised already, losing quality twice.
    public init(recipe: QuantizationRecipe, threads: Int, allowsRequantizing: Bool = false) {
        precondition(threads >= 1)
        self.recipe = recipe
        self.threads = threads
        self.allowsRequantizing = allowsRequantizing
    }

    /// Reads one file and writes the other.
    ///
    /// - Throws: ``CheckpointError``; ``CheckpointError/conversionFailed(tensor:reason:)`` where
    ///   the source is quantised already and that is not allowed.
    public func run(
        from source: String, to target: String, splitBytesMax: Int? = nil,
        progress: ProgressHandler? = nil
    ) throws(CheckpointError) -> Summary {
        let file = try GGUFFile(path: source)
        let rules = QuantizationRules(recipe, file: file)
        var plans: [TensorPlan] = []
        for tensor in file.tensors { plans.append(try plan(tensor, file, rules)) }
        var metadata = MetadataList(file)
        metadata["general.file_type"] = .uint32(recipe.fileType)
        metadata["general.quantization_version"] = .uint32(2)
        var writer = try GGUFWriter(
            path: target, metadata: metadata, tensors: plans, alignment: file.alignment,
            splitBytesMax: splitBytesMax)
        let pool = WorkerPool(threads: threads)
        let total = file.tensors.reduce(Int64(0)) { $0 + Int64($1.byteCount ?? 0) }
        var done: Int64 = 0
        for (description, plan) in zip(file.tensors, plans) {
            let tensor = try file.tensor(description.name)
            try Self.convert(tensor, to: plan, pool, &writer)
            done += Int64(tensor.bytes.count)
            progress?(
                WorkProgress(
                    label: "quantizing \(plan.name)", done: done, total: total, unit: .bytes))
        }
        let paths = try writer.finish()
        return summary(file, plans, paths)
    }

    /// The type that each tensor of a file would get, by name; nothing is converted.
    public func plannedTypes(of file: GGUFFile) throws(CheckpointError) -> [String: String] {
        let rules = QuantizationRules(recipe, file: file)
        var types: [String: String] = [:]
        for tensor in file.tensors {
            types[tensor.name] = try plan(tensor, file, rules).type.name
        }
        return types
    }

    private func plan(
        _ tensor: TensorDescription, _ file: GGUFFile, _ rules: QuantizationRules
    ) throws(CheckpointError) -> TensorPlan {
        guard let stored = tensor.type else {
            throw .unsupportedTensorType(
                name: tensor.name, type: tensor.typeName, path: file.path)
        }
        let type = rules.type(of: tensor.name, shape: tensor.shape, stored: stored)
        if type != stored, !allowsRequantizing, ![.f32, .f16, .bf16].contains(stored) {
            throw .conversionFailed(
                tensor: tensor.name,
                reason: "it is \(stored.name) already, and quantising twice loses twice")
        }
        return try TensorPlan(name: tensor.name, type: type, shape: tensor.shape)
    }

    private func summary(
        _ file: GGUFFile, _ plans: [TensorPlan], _ paths: [String]
    ) -> Summary {
        var counts: [String: Int] = [:]
        var fallbacks: [String] = []
        for plan in plans {
            counts[plan.type.name, default: 0] += 1
            let isQuantizable = TensorRole.isQuantizable(plan.name, shape: plan.shape)
            let columns = plan.shape.last ?? 1
            if isQuantizable, columns % recipe.type.elementsPerBlock != 0 {
                fallbacks.append(plan.name)
            }
        }
        return Summary(
            paths: paths, bytesBefore: file.tensors.reduce(0) { $0 + ($1.byteCount ?? 0) },
            bytesAfter: plans.reduce(0) { $0 + $1.byteCount }, tensorsByType: counts,
            fallbacks: fallbacks)
    }

    private static func convert(
        _ tensor: Tensor, to plan: TensorPlan, _ pool: WorkerPool, _ writer: inout GGUFWriter
    ) throws(CheckpointError) {
        if tensor.type == plan.type { return try writer.append(tensor) }
        let rowsPerChunk = max(1, chunkElements / tensor.columns)
        var start = 0
        while start < tensor.rows {
            let end = min(start + rowsPerChunk, tensor.rows)
            let tiles = QuantizationTiles(tensor, rows: start..<end, tiles: pool.threads * 4)
            for bytes in try tiles.run(plan, pool) {
                try writer.append(bytes: bytes)
            }
            start = end
        }
    }
}
