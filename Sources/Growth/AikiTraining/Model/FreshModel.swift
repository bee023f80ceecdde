import AikiBase
import AikiCheckpoint
package import Foundation

/// Writes a model that knows nothing yet: a shape, a tokenizer, and numbers drawn from a seed.
///
/// It is laid out as Hugging Face lays models out and then imported, so that its GGUF file is made by the
/// same code as that of any other model. Matrices are drawn from N(0, 0.02²), those that write into the
/// residual stream from N(0, 0.02² / 2 · layers) (Radford 2019 §2.3); norms begin at one.
package struct FreshModel: Sendable {
    /// Its sizes.
    package let shape: ModelShape
    /// A folder with `tokenizer.json`, and `tokenizer_config.json` and `chat_template.jinja` where it
    /// has them.
    package let tokenizerFolder: URL
    /// Of the numbers.
    package let seed: UInt64

    private static let deviation = 0.02
    private static let tokenizerFiles = [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
        "chat_template.jinja", "generation_config.json",
    ]

    /// Describes a new model.
    package init(shape: ModelShape, tokenizerFolder: URL, seed: UInt64) {
        self.shape = shape
        self.tokenizerFolder = tokenizerFolder
        self.seed = seed
    }

    /// Writes the model's GGUF file, in F32.
    ///
    /// - Parameters:
    ///   - path: the file; it appears when it is whole.
    ///   - name: the model's name.
    /// - Throws: ``TrainingError``; `CheckpointError` where the tokenizer cannot be read or the disk is
    ///   full.
    package func write(to path: String, name: String) throws {
        try shape.check()
        let folder = URL(filePath: path).deletingLastPathComponent()
            .appending(path: ".fresh-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var hasTokenizer = false
        for file in Self.tokenizerFiles {
            let source = tokenizerFolder.appending(path: file)
            guard FileManager.default.fileExists(atPath: source.path) else { continue }
            try FileManager.default.copyItem(at: source, to: folder.appending(path: file))
            hasTokenizer = hasTokenizer || file == "tokenizer.json"
        }
        guard hasTokenizer else {
            throw TrainingError.unreadable(
                path: tokenizerFolder.appending(path: "tokenizer.json").path,
                reason: "there is no such file")
        }
        try AtomicFile.write(
            Data(shape.configuration.encoded().utf8), to: folder.appending(path: "config.json"))
        try writeWeights(to: folder.appending(path: "model.safetensors").path)
        _ = try HuggingFaceImporter(folder: folder.path, precision: .float32, name: name)
            .run(to: path)
    }

    private func writeWeights(to path: String) throws {
        let parts = tensors
        var writer = try SafetensorsWriter(
            path: path,
            tensors: parts.map { .init(name: $0.name, type: .float32, shape: $0.shape) })
        var normal = NormalNumbers(seed: seed)
        for part in parts {
            let count = part.shape.reduce(1, *)
            switch part.start {
            case .drawn(let deviation):
                try writer.append((0..<count).map { _ in Float(normal.next() * deviation) })
            case .constant(let value): try writer.append([Float](repeating: value, count: count))
            }
        }
        try writer.finish()
    }

    private enum Start {
        case drawn(deviation: Double)
        case constant(Float)
    }

    private var tensors: [(name: String, shape: [Int], start: Start)] {
        let drawn = Start.drawn(deviation: Self.deviation)
        let residual = Start.drawn(
            deviation: Self.deviation / Double(2 * shape.layers).squareRoot())
        let width = shape.width
        let keyRows = shape.keyValueHeads * shape.headWidth
        var list: [(name: String, shape: [Int], start: Start)] = [
            ("model.embed_tokens.weight", [shape.vocabulary, width], drawn)
        ]
        for layer in 0..<shape.layers {
            let name = "model.layers.\(layer)."
            list.append((name + "input_layernorm.weight", [width], .constant(1)))
            for (part, rows) in [("q", width), ("k", keyRows), ("v", keyRows)] {
                list.append((name + "self_attn.\(part)_proj.weight", [rows, width], drawn))
                if shape.family == .qwen2 {
                    list.append((name + "self_attn.\(part)_proj.bias", [rows], .constant(0)))
                }
            }
            if shape.family == .qwen3 {
                for part in ["q", "k"] {
                    list.append(
                        (name + "self_attn.\(part)_norm.weight", [shape.headWidth], .constant(1)))
                }
            }
            list.append((name + "self_attn.o_proj.weight", [width, width], residual))
            list.append((name + "post_attention_layernorm.weight", [width], .constant(1)))
            list.append((name + "mlp.gate_proj.weight", [shape.feedForward, width], drawn))
            list.append((name + "mlp.up_proj.weight", [shape.feedForward, width], drawn))
            list.append((name + "mlp.down_proj.weight", [width, shape.feedForward], residual))
        }
        list.append(("model.norm.weight", [width], .constant(1)))
        if !shape.isTied {
            list.append(("lm_head.weight", [shape.vocabulary, width], drawn))
        }
        return list
    }
}

/// Normally distributed numbers from a seed (Box and Muller 1958).
struct NormalNumbers {
    private var random: SeededRandom
    private var spare: Double?

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// The next number of mean 0 and variance 1.
    mutating func next() -> Double {
        if let number = spare {
            spare = nil
            return number
        }
        // 1 − u is never zero.
        let radius = (-2 * log(1 - random.nextUnit())).squareRoot()
        let angle = 2 * Double.pi * random.nextUnit()
        spare = radius * sin(angle)
        return radius * cos(angle)
    }
}
