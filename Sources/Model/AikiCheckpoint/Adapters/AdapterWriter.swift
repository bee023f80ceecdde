import AikiBase
import AikiTensor
import Foundation

/// Writes an adapter: a folder as PEFT reads it, or a GGUF file as llama.cpp reads it.
///
///     let file = try AdapterFile(path: "tone.gguf", for: base)
///     try AdapterWriter(file, base: base).writePEFT(to: "tone-peft", baseName: "my-base")
///
/// Numbers keep their type and come out bit for bit, but where GGUF has one scale for all matrices and
/// the adapter several: there what differs is multiplied into B.
public struct AdapterWriter: Sendable {
    private let file: AdapterFile
    private let base: AdapterFile.Base

    /// Prepares to write.
    ///
    /// - Parameters:
    ///   - file: the adapter.
    ///   - base: the model it belongs to.
    public init(_ file: AdapterFile, base: AdapterFile.Base) {
        self.file = file
        self.base = base
    }

    /// Writes a folder with `adapter_config.json` and `adapter_model.safetensors`.
    ///
    /// - Parameters:
    ///   - folder: made by this; it appears when it is whole.
    ///   - baseName: what `base_model_name_or_path` says.
    /// - Throws: ``CheckpointError``, also for a matrix that PEFT has no module for.
    public func writePEFT(to folder: String, baseName: String) throws(CheckpointError) {
        var modules: [String] = []
        for pair in file.pairs {
            guard let name = PEFTNames.module(of: pair.name, architecture: base.architecture) else {
                throw .unexpectedTensor(name: pair.name, architecture: base.architecture)
            }
            modules.append(name)
        }
        let target = try FreshFolder(folder)
        var tensors: [ExportedTensor] = []
        for (pair, module) in zip(file.pairs, modules) {
            let pairs = PEFTNames.pairsRotary(base.architecture, pair.name)
            let prefix = "base_model.model.\(module)"
            tensors += [
                ExportedTensor(
                    name: "\(prefix).lora_A.weight", source: pair.down, change: .none),
                ExportedTensor(
                    name: "\(prefix).lora_B.weight", source: pair.up,
                    change: pairs ? .unpairRotary(headWidth: base.headWidth) : .none),
            ]
        }
        var plans: [SafetensorsWriter.Plan] = []
        for tensor in tensors {
            plans.append(
                SafetensorsWriter.Plan(
                    name: tensor.name,
                    type: try ExportedTensorWriter.type(
                        of: tensor, precision: nil, matrices: .f32),
                    shape: tensor.source.shape))
        }
        var writer = try SafetensorsWriter(
            path: target.path(PEFTAdapter.weightsName), tensors: plans,
            metadata: ["format": "pt"])
        for (tensor, plan) in zip(tensors, plans) {
            try ExportedTensorWriter.write(tensor, as: plan.type, to: &writer)
        }
        try writer.finish()
        try target.write(
            configuration(modules, baseName: baseName), as: PEFTAdapter.configurationName)
        _ = try target.publish()
    }

    /// PEFT's settings: rank and alpha of the first matrix for all, and by name where they differ.
    private func configuration(_ modules: [String], baseName: String) -> JSONValue {
        let rank = file.pairs[0].rank
        let alpha = Self.alpha(file.pairs[0])
        var ranks = JSONObject()
        var alphas = JSONObject()
        for (pair, module) in zip(file.pairs, modules) {
            // Without "model.", which wrappers of the model put other words before.
            let path = module.hasPrefix("model.") ? String(module.dropFirst(6)) : module
            if pair.rank != rank { ranks[path] = .integer(Int64(pair.rank)) }
            if Self.alpha(pair) != alpha { alphas[path] = Self.number(Self.alpha(pair)) }
        }
        return [
            "peft_type": "LORA", "task_type": "CAUSAL_LM",
            "base_model_name_or_path": .string(baseName),
            "r": .integer(Int64(rank)), "lora_alpha": Self.number(alpha), "lora_dropout": 0.0,
            "target_modules": .array(modules.map { .string($0) }), "bias": "none",
            "fan_in_fan_out": false, "inference_mode": true, "init_lora_weights": true,
            "modules_to_save": nil, "rank_pattern": .object(ranks),
            "alpha_pattern": .object(alphas), "use_rslora": false, "use_dora": false,
        ]
    }

    private static func alpha(_ pair: AdapterFile.Pair) -> Double {
        Double("\(pair.scale * Float(pair.rank))") ?? Double(pair.scale) * Double(pair.rank)
    }

    private static func number(_ value: Double) -> JSONValue {
        Int64(exactly: value).map { .integer($0) } ?? .number(value)
    }
}

extension AdapterWriter {
    /// Writes a GGUF file of the type `adapter`.
    ///
    /// - Parameters:
    ///   - path: the file to make; it appears when it is whole.
    ///   - name: `general.name`; none where nil.
    /// - Throws: ``CheckpointError``.
    public func writeGGUF(to path: String, name: String? = nil) throws(CheckpointError) {
        // One alpha for all: the first matrix's, whose B is then as it was.
        let alpha = file.pairs[0].scale * Float(file.pairs[0].rank)
        var metadata = MetadataList()
        metadata["general.architecture"] = .string(base.architecture)
        metadata["general.type"] = .string(GGUFAdapter.generalType)
        metadata["adapter.type"] = .string("lora")
        metadata["adapter.lora.alpha"] = .float32(alpha)
        if let name { metadata["general.name"] = .string(name) }
        var plans: [TensorPlan] = []
        var tensors: [Tensor] = []
        for pair in file.pairs {
            let factor = alpha == 0 ? pair.scale : pair.scale / (alpha / Float(pair.rank))
            for (suffix, tensor) in [
                ("lora_a", pair.down), ("lora_b", Self.scaled(pair.up, by: factor)),
            ] {
                plans.append(
                    try TensorPlan(
                        name: "\(pair.name).\(suffix)", type: tensor.type, shape: tensor.shape))
                tensors.append(tensor)
            }
        }
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for tensor in tensors { try writer.append(tensor) }
        _ = try writer.finish()
    }

    private static func scaled(_ tensor: Tensor, by factor: Float) -> Tensor {
        guard factor != 1 else { return tensor }
        return Tensor(f32: tensor.dequantized().map { $0 * factor }, shape: tensor.shape)
    }
}
