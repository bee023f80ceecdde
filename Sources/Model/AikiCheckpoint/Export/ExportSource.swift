import AikiBase
import AikiTensor

/// A GGUF file on its way out: which of its settings and tensors were taken is remembered, so that
/// nothing is dropped silently.
struct ExportSource {
    /// Settings that say nothing about the maths, or what the tensors say already.
    private static let harmless: Set<String> = [
        "vocab_size", "rope.scaling.finetuned",
    ]

    let file: GGUFFile
    /// The architecture's name in GGUF.
    let architecture: String
    private var keysRead: Set<String> = []
    private var tensorsRead: Set<String> = []

    init(_ file: GGUFFile, architecture: String) {
        self.file = file
        self.architecture = architecture
    }

    /// A count: a whole number from 1 on.
    mutating func count(
        _ key: String, default fallback: Int? = nil
    ) throws(CheckpointError) -> Int {
        guard let value = value(key) else {
            guard let fallback else {
                throw .missingField(file: file.path, field: "\(architecture).\(key)")
            }
            return fallback
        }
        guard let count = value.integer, count > 0, count <= Int(UInt32.max) else {
            throw unsupported(key, value)
        }
        return count
    }

    /// A number as people write it: the shortest decimal that is this single-precision number.
    mutating func number(
        _ key: String, default fallback: Double? = nil
    ) throws(CheckpointError) -> Double {
        guard let value = value(key) else {
            guard let fallback else {
                throw .missingField(file: file.path, field: "\(architecture).\(key)")
            }
            return fallback
        }
        guard let number = value.number, number.isFinite else { throw unsupported(key, value) }
        if case .float32(let single) = value { return Double("\(single)") ?? number }
        return number
    }

    /// Text; nil where the file does not say.
    mutating func text(_ key: String) throws(CheckpointError) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let text) = value else { throw unsupported(key, value) }
        return text
    }

    /// Refuses a setting unless it is absent or zero, which stands for "none".
    mutating func requireZero(_ key: String) throws(CheckpointError) {
        guard let value = value(key) else { return }
        guard value.number == 0 else { throw unsupported(key, value) }
    }

    /// Refuses a switch that is off; absent counts as on.
    mutating func requireTrue(_ key: String) throws(CheckpointError) {
        guard let value = value(key) else { return }
        guard value == .bool(true) else { throw unsupported(key, value) }
    }

    /// Whether the file has a tensor.
    func has(_ name: String) -> Bool { file.description(of: name) != nil }

    /// A tensor of a promised shape.
    mutating func tensor(_ name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
        let tensor = try file.tensor(name)
        guard tensor.shape == shape else {
            throw .unexpectedShape(name: name, expected: shape, found: tensor.shape)
        }
        tensorsRead.insert(name)
        return tensor
    }

    /// Refuses settings and tensors that nobody took.
    func checkEverythingUsed() throws(CheckpointError) {
        for key in file.keysInOrder where key.hasPrefix("\(architecture).") {
            let suffix = String(key.dropFirst(architecture.count + 1))
            guard keysRead.contains(suffix) || Self.harmless.contains(suffix) else {
                throw .unsupportedField(
                    file: file.path, field: key, value: Self.shown(file.value(key)))
            }
        }
        for tensor in file.tensors where !tensorsRead.contains(tensor.name) {
            throw .unexpectedTensor(name: tensor.name, architecture: architecture)
        }
    }

    /// The refusal of a setting's value.
    func unsupported(_ key: String, _ value: MetadataValue?) -> CheckpointError {
        .unsupportedField(
            file: file.path, field: "\(architecture).\(key)", value: Self.shown(value))
    }

    private mutating func value(_ key: String) -> MetadataValue? {
        keysRead.insert(key)
        return file.value("\(architecture).\(key)")
    }

    private static func shown(_ value: MetadataValue?) -> String {
        switch value {
        case .string(let text): String(text.prefix(120))
        case .bool(let truth): "\(truth)"
        case let value?: value.number.map { "\($0)" } ?? "an array"
        case nil: "nothing"
        }
    }
}
