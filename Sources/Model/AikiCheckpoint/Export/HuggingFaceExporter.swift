public import AikiBase
import AikiTensor
import Foundation

/// Makes a folder as Hugging Face lays it out of a GGUF file: `config.json`, `model.safetensors`,
/// `tokenizer.json`, `tokenizer_config.json`, `generation_config.json`.
///
///     let exporter = HuggingFaceExporter(path: "model.gguf")
///     let summary = try exporter.run(to: "model-hf")
///
/// What ``HuggingFaceImporter`` did is undone: rows of queries and keys stand in halves again, and
/// numbers that are kept as F16, BF16 or F32 come out bit for bit. Quantised matrices come out as the
/// F32 numbers that they stand for. A setting or tensor that the folder cannot express is refused by
/// name. Tensors are streamed: memory stays at some MiB beside the vocabulary.
public struct HuggingFaceExporter: Sendable {
    /// What an export did.
    public struct Summary: Sendable, Equatable {
        /// The files made.
        public let paths: [String]
        /// The architecture's name in GGUF.
        public let architecture: String
        /// How many tensors were written.
        public let tensorCount: Int
        /// What a person should know.
        public let notes: [String]
    }

    /// Architectures that can be written, by their names in GGUF.
    public static var architectures: [String] { DecoderExport.classes.keys.sorted() }

    private let path: String
    private let precision: HuggingFaceImporter.Precision?

    /// Prepares an export; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: the GGUF file.
    ///   - precision: how numbers are stored; nil keeps them as they are, quantised ones as F32.
    public init(path: String, precision: HuggingFaceImporter.Precision? = nil) {
        self.path = path
        self.precision = precision
    }

    /// Reads the file and writes the folder.
    ///
    /// - Parameters:
    ///   - folder: made by this; it appears when it is whole.
    ///   - progress: told after each tensor, in bytes.
    /// - Returns: what was written.
    /// - Throws: ``CheckpointError``, also where the folder exists and is not empty.
    public func run(
        to folder: String, progress: ProgressHandler? = nil
    ) throws(CheckpointError) -> Summary {
        let file = try GGUFFile(path: path)
        let decoder = try DecoderExport(file)
        let tokenizer = try TokenizerExport(file, rows: decoder.vocabulary)
        let target = try FreshFolder(folder)
        var configuration = decoder.configuration
        tokenizer.writeIDs(to: &configuration)
        let matrices = matrixType(file)
        configuration["dtype"] = .string(Self.typeName(matrices))
        configuration["torch_dtype"] = .string(Self.typeName(matrices))
        configuration["initializer_range"] = .number(0.02)
        try writeTensors(decoder, matrices, to: target.path(ShardedSafetensors.fileName), progress)
        try target.write(tokenizer.tokenizer(), as: "tokenizer.json", .compact)
        let context = configuration["max_position_embeddings"]?.wholeNumber ?? 0
        try target.write(tokenizer.settings(contextTokens: context), as: "tokenizer_config.json")
        try target.write(tokenizer.generation, as: "generation_config.json")
        try target.write(.object(configuration), as: "config.json")
        return Summary(
            paths: try target.publish(), architecture: file.string("general.architecture") ?? "",
            tensorCount: decoder.tensors.count, notes: notes(decoder))
    }

    private func writeTensors(
        _ decoder: DecoderExport, _ matrices: TensorType, to path: String,
        _ progress: ProgressHandler?
    ) throws(CheckpointError) {
        var plans: [SafetensorsWriter.Plan] = []
        for tensor in decoder.tensors {
            let type = try ExportedTensorWriter.type(
                of: tensor, precision: precision, matrices: matrices)
            plans.append(
                SafetensorsWriter.Plan(name: tensor.name, type: type, shape: tensor.source.shape))
        }
        // Readers ask which framework's layout it is.
        var writer = try SafetensorsWriter(path: path, tensors: plans, metadata: ["format": "pt"])
        let total = plans.reduce(Int64(0)) { $0 + Int64($1.byteCount) }
        var done: Int64 = 0
        for (tensor, plan) in zip(decoder.tensors, plans) {
            try ExportedTensorWriter.write(tensor, as: plan.type, to: &writer)
            done += Int64(plan.byteCount)
            progress?(
                WorkProgress(
                    label: "exporting \(tensor.name)", done: done, total: total, unit: .bytes))
        }
        try writer.finish()
    }

    /// The type that most matrices have outside, by bytes.
    private func matrixType(_ file: GGUFFile) -> TensorType {
        if let precision { return precision.tensorType }
        var counts: [TensorType: Int] = [:]
        for tensor in file.tensors where tensor.shape.count > 1 {
            let type = ExportedTensorWriter.floatType(of: tensor.type ?? .f32)
            counts[type, default: 0] += tensor.elementCount
        }
        return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .f32
    }

    private func notes(_ decoder: DecoderExport) -> [String] {
        let floats: Set<TensorType> = [.f32, .f16, .bf16]
        let quantised = decoder.tensors.filter { !floats.contains($0.source.type) }
        guard !quantised.isEmpty else { return [] }
        let type = precision?.rawValue ?? "F32"
        return [
            "\(quantised.count) quantised matrices are written as \(type): the numbers that they "
                + "stand for, not those that they were made from."
        ]
    }

    private static func typeName(_ type: TensorType) -> String {
        switch type {
        case .f16: "float16"
        case .bf16: "bfloat16"
        default: "float32"
        }
    }
}
