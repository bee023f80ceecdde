public import AikiBase
import AikiTensor
import Foundation

/// Makes a GGUF file of a folder as Hugging Face lays it out: `config.json`, safetensors,
/// tokenizer files.
///
///     let importer = HuggingFaceImporter(folder: "SmolLM2-360M", precision: .bfloat16)
///     let summary = try importer.run(to: "smollm2.gguf", progress: nil)
///
/// Names, keys and the order of query and key rows are llama.cpp's, so its programs load the file
/// too. A setting or tensor that changes the maths and cannot be expressed is refused by name.
/// Tensors are streamed: memory stays at some MiB, whatever the model's size.
public struct HuggingFaceImporter: Sendable {
    /// How matrices are stored; vectors are always F32.
    public enum Precision: String, Sendable, CaseIterable {
        /// Four bytes a weight, nothing lost.
        case float32 = "F32"
        /// Two bytes a weight, three decimal digits.
        case float16 = "F16"
        /// Two bytes a weight, the range of F32; what most models are trained in.
        case bfloat16 = "BF16"

        var tensorType: TensorType {
            switch self {
            case .float32: .f32
            case .float16: .f16
            case .bfloat16: .bf16
            }
        }

        /// `general.file_type` of such a file.
        var fileType: UInt32 {
            switch self {
            case .float32: 0
            case .float16: 1
            case .bfloat16: 32
            }
        }
    }

    /// What an import did.
    public struct Summary: Sendable, Equatable {
        /// The files made.
        public let paths: [String]
        /// The GGUF name of the architecture.
        public let architecture: String
        /// How many tensors were written.
        public let tensorCount: Int
        /// Tensors of the source that have no use in the new file, such as a vision tower.
        public let leftOut: [String]
        /// What a person should know, such as a shorter context.
        public let notes: [String]
    }

    /// GGUF architectures by `model_type`.
    private static let architectures: [String: String] = [
        "llama": "llama", "mistral": "llama", "mistral3": "llama", "smollm3": "smollm3",
        "qwen2": "qwen2",
        "qwen3": "qwen3", "qwen3_moe": "qwen3moe", "gemma3": "gemma3", "gemma3_text": "gemma3",
        "phi3": "phi3", "bert": "bert",
    ]

    private let folder: URL
    private let precision: Precision
    private let name: String?

    /// Prepares an import; nothing is read yet.
    ///
    /// - Parameters:
    ///   - folder: the model's folder.
    ///   - precision: how matrices are stored.
    ///   - name: `general.name`; the folder's name where nil.
    public init(folder: String, precision: Precision = .float16, name: String? = nil) {
        self.folder = URL(filePath: folder)
        self.precision = precision
        self.name = name
    }

    /// Reads the folder and writes the file.
    ///
    /// - Parameters:
    ///   - path: the GGUF file to make; it appears when it is whole.
    ///   - splitBytesMax: begins a new part where a part's tensors would exceed this many bytes.
    ///   - progress: told after each tensor, in bytes.
    /// - Returns: what was written, and what was not.
    /// - Throws: ``CheckpointError``.
    public func run(
        to path: String, splitBytesMax: Int? = nil, progress: ProgressHandler? = nil
    ) throws(CheckpointError) -> Summary {
        let plan = try makePlan()
        var writer = try GGUFWriter(
            path: path, metadata: plan.metadata, tensors: plan.tensors.map(\.plan),
            splitBytesMax: splitBytesMax)
        let total = plan.tensors.reduce(Int64(0)) { $0 + Int64($1.plan.byteCount) }
        var done: Int64 = 0
        for tensor in plan.tensors {
            try ImportedTensorWriter.write(tensor, to: &writer)
            done += Int64(tensor.plan.byteCount)
            progress?(
                WorkProgress(
                    label: "importing \(tensor.plan.name)", done: done, total: total, unit: .bytes))
        }
        let paths = try writer.finish()
        return Summary(
            paths: paths, architecture: plan.architecture, tensorCount: plan.tensors.count,
            leftOut: plan.leftOutNames, notes: plan.notes)
    }

    private func makePlan() throws(CheckpointError) -> ImportPlan {
        let path = folder.appending(path: "config.json").path
        let json = try JSONFile.read(path, bytesMax: 16 << 20)
        let configuration = ImportConfiguration(file: path, json: json)
        let modelType = try configuration.text("model_type")
        guard let architecture = Self.architectures[modelType] else {
            throw configuration.unsupported("model_type")
        }
        for key in ["quantization_config", "compression_config"]
        where configuration.value(key) != nil {
            throw configuration.unsupported(key)
        }
        let weights = try ShardedSafetensors(folder: folder.path)
        var plan = ImportPlan(
            architecture: architecture, weights: weights, matrixType: precision.tensorType,
            prefix: Self.prefix(weights, architecture))
        plan.metadata["general.name"] = .string(name ?? folder.lastPathComponent)
        plan.metadata["general.file_type"] = .uint32(precision.fileType)
        try fill(&plan, configuration)
        try plan.checkEverythingUsed()
        let rows = plan.tensors.first { $0.plan.name == "token_embd.weight" }?.plan.shape[0] ?? 0
        let text = configuration.nested("text_config") ?? configuration
        let homeless = try TokenizerImport(folder: folder, configuration: text)
            .write(to: &plan.metadata, tokens: rows)
        if !homeless.isEmpty {
            plan.notes.append(
                "The tokenizer's \(homeless.prefix(8).joined(separator: ", ")) "
                    + "(\(homeless.count) in all) are left out: the model has no row for them.")
        }
        return plan
    }

    private func fill(
        _ plan: inout ImportPlan, _ configuration: ImportConfiguration
    ) throws(CheckpointError) {
        switch plan.architecture {
        case "bert":
            try BertImport.fill(&plan, configuration, pooling: Pooling.read(folder: folder))
        case "gemma3": try GemmaImport.fill(&plan, configuration)
        case "phi3": try PhiImport.fill(&plan, configuration)
        case "qwen2", "qwen3", "qwen3moe": try QwenImport.fill(&plan, configuration)
        default: try LlamaImport.fill(&plan, configuration)
        }
    }

    /// What stands before the layers' names: `model.`, `language_model.model.`, nothing.
    private static func prefix(_ weights: ShardedSafetensors, _ architecture: String) -> String {
        let marks =
            architecture == "bert"
            ? ["embeddings.word_embeddings.weight"] : ["layers.0.input_layernorm.weight"]
        for name in weights.names where !name.contains("vision_tower.") {
            for mark in marks where name.hasSuffix(mark) {
                return String(name.dropLast(mark.count))
            }
        }
        return architecture == "bert" ? "" : "model."
    }
}
