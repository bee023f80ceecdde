import AikiBase
import AikiTensor
import Foundation

/// Reads an adapter from a folder as PEFT writes it.
///
/// `adapter_model.safetensors` holds `base_model.model.<module>.lora_A.weight`, (r, K), and
/// `….lora_B.weight`, (N, r); modules are named as in the base model's own safetensors.
struct PEFTAdapter {
    static let configurationName = "adapter_config.json"
    static let weightsName = "adapter_model.safetensors"
    /// Bytes of the configuration, at most.
    static let configurationBytesMax = 1 << 20

    let weightsPath: String
    private let base: AdapterFile.Base
    private let configuration: ImportConfiguration
    private let scales: PEFTScales
    private let weights: SafetensorsFile

    /// The folder of an adapter, given it or its weights; nil where it is none.
    static func folder(of path: String) -> String? {
        let url = URL(filePath: path)
        let folder = url.lastPathComponent == weightsName ? url.deletingLastPathComponent() : url
        let configuration = folder.appending(path: configurationName).path
        return FileManager.default.fileExists(atPath: configuration) ? folder.path : nil
    }

    init(folder: String, base: AdapterFile.Base) throws(CheckpointError) {
        let url = URL(filePath: folder)
        let file = url.appending(path: Self.configurationName).path
        let json = try JSONFile.read(file, bytesMax: Self.configurationBytesMax)
        configuration = ImportConfiguration(file: file, json: json)
        try PEFTRules.check(json.object ?? [:], configuration)
        scales = try PEFTScales(configuration)
        weightsPath = url.appending(path: Self.weightsName).path
        weights = try SafetensorsFile(path: weightsPath)
        self.base = base
    }

    func pairs() throws(CheckpointError) -> [AdapterFile.Pair] {
        var downs: [String: String] = [:]
        var ups: [String: String] = [:]
        // Beside an adapted output matrix PEFT stores the base model's own, which is not changed.
        for name in weights.names where !name.hasSuffix(".base_layer.weight") {
            guard let (module, isUp) = Self.split(name) else {
                throw .unexpectedTensor(name: name, architecture: "LoRA")
            }
            if isUp { ups[module] = name } else { downs[module] = name }
        }
        var pairs: [AdapterFile.Pair] = []
        for module in Set(downs.keys).union(ups.keys).sorted() {
            guard let down = downs[module], let up = ups[module] else {
                throw .missingTensor(
                    name: "\(module).lora_\(ups[module] == nil ? "B" : "A")", path: weightsPath)
            }
            pairs.append(try pair(module, down: down, up: up))
        }
        return pairs
    }

    private func pair(
        _ module: String, down: String, up: String
    ) throws(CheckpointError) -> AdapterFile.Pair {
        guard let name = PEFTNames.matrix(of: module) else {
            throw .unexpectedTensor(name: down, architecture: base.architecture)
        }
        let (a, b) = (try weights.tensor(down), try weights.tensor(up))
        guard a.shape.count == 2, b.shape.count == 2, a.shape[0] == b.shape[1] else {
            throw .unexpectedShape(
                name: up, expected: [b.shape.first ?? 0, a.shape.first ?? 0], found: b.shape)
        }
        let rank = scales.rank(of: module)
        guard a.shape[0] == rank else {
            throw .unexpectedShape(name: down, expected: [rank, a.shape[1]], found: a.shape)
        }
        var headWidth: Int?
        if PEFTNames.pairsRotary(base.architecture, name) {
            guard b.shape[0].isMultiple(of: base.headWidth), base.headWidth.isMultiple(of: 2) else {
                throw .unexpectedShape(
                    name: up, expected: [base.headWidth, rank], found: b.shape)
            }
            headWidth = base.headWidth
        }
        return AdapterFile.Pair(
            name: name, down: try Self.tensor(a, headWidth: nil),
            up: try Self.tensor(b, headWidth: headWidth), scale: scales.scale(of: module))
    }

    /// A tensor of numbers as they are stored; halves of heads become pairs where asked.
    private static func tensor(
        _ source: SafetensorsTensor, headWidth: Int?
    ) throws(CheckpointError) -> Tensor {
        var values = try source.floats()
        let columns = source.shape[1]
        if let headWidth {
            let halves = values
            for row in 0..<source.shape[0] {
                let from = ImportedTensorWriter.halvesRow(row, headWidth: headWidth) * columns
                values.replaceSubrange(
                    row * columns..<(row + 1) * columns, with: halves[from..<from + columns])
            }
        }
        let type: TensorType =
            switch source.type {
            case .float16: .f16
            case .bfloat16: .bf16
            default: .f32
            }
        guard type != .f32, !values.isEmpty else {
            return Tensor(f32: values, shape: source.shape)
        }
        do {
            let bytes = try values.withUnsafeBufferPointer { buffer throws(TensorError) in
                try Quantizer.quantize(buffer, rowLength: columns, to: type)
            }
            let heap = HeapBytes(bytes)
            return Tensor(type: type, shape: source.shape, bytes: heap.bytes, owner: heap)
        } catch {
            throw .conversionFailed(tensor: source.name, reason: error.message)
        }
    }

    /// The module that a tensor belongs to, and whether it is B.
    private static func split(_ name: String) -> (module: String, isUp: Bool)? {
        var module = Substring(name)
        if module.hasPrefix("base_model.model.") {
            module = module.dropFirst("base_model.model.".count)
        }
        for (part, isUp) in [("A", false), ("B", true)] {
            for suffix in [".lora_\(part).weight", ".lora_\(part).default.weight"]
            where module.hasSuffix(suffix) {
                return (String(module.dropLast(suffix.count)), isUp)
            }
        }
        return nil
    }
}
