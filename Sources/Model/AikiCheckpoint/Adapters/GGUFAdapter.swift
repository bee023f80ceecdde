import AikiTensor

/// Reads an adapter from a GGUF file.
///
/// | key | |
/// |---|---|
/// | `general.type` | `adapter` |
/// | `general.architecture` | the base model's |
/// | `adapter.type` | `lora` |
/// | `adapter.lora.alpha` | f32; the scale is alpha / r, or 1 where it is 0 or missing |
///
/// Tensors: for a matrix `X` of the base model `X.lora_a`, (r, K), and `X.lora_b`, (N, r), with rows
/// in the base file's order. Source: llama.cpp, `convert_lora_to_gguf.py`.
struct GGUFAdapter {
    static let generalType = "adapter"
    private static let harmlessKeys: Set<String> = [
        "adapter.type", "adapter.lora.alpha", "adapter.lora.task_name",
        "adapter.lora.prompt_prefix",
    ]

    private let file: GGUFFile
    private let alpha: Float

    init(_ file: GGUFFile, base: AdapterFile.Base) throws(CheckpointError) {
        let path = file.path
        guard file.string("general.type") == Self.generalType else {
            throw .unsupported(path: path, what: "to be an adapter, but does not say it is one")
        }
        let architecture = file.string("general.architecture") ?? ""
        guard architecture == base.architecture else {
            throw .wrongAdapterBase(
                path: path, found: architecture, expected: base.architecture)
        }
        let type = file.string("adapter.type") ?? ""
        guard type == "lora" else {
            throw .unsupportedField(file: path, field: "adapter.type", value: type)
        }
        let stranger = file.metadataKeys.first {
            $0.hasPrefix("adapter.") && !Self.harmlessKeys.contains($0)
        }
        if let stranger {
            throw .unsupportedField(
                file: path, field: stranger,
                value: String("\(file.value(stranger).map { "\($0)" } ?? "")".prefix(120)))
        }
        self.file = file
        alpha = Float(file.number("adapter.lora.alpha") ?? 0)
    }

    func pairs() throws(CheckpointError) -> [AdapterFile.Pair] {
        var names: [String: Int] = [:]
        for tensor in file.tensors {
            guard let (base, part) = Self.split(tensor.name) else {
                throw .unexpectedTensor(name: tensor.name, architecture: "LoRA")
            }
            names[base, default: 0] |= part
        }
        var pairs: [AdapterFile.Pair] = []
        for name in names.keys {
            let down = try file.tensor("\(name).lora_a")
            let up = try file.tensor("\(name).lora_b")
            let scale = alpha == 0 ? 1 : alpha / Float(max(up.columns, 1))
            pairs.append(AdapterFile.Pair(name: name, down: down, up: up, scale: scale))
        }
        return pairs
    }

    /// The matrix that a tensor belongs to, and which of the two it is as a bit.
    private static func split(_ name: String) -> (base: String, part: Int)? {
        if name.hasSuffix(".lora_a") { return (String(name.dropLast(7)), 1) }
        if name.hasSuffix(".lora_b") { return (String(name.dropLast(7)), 2) }
        return nil
    }
}
