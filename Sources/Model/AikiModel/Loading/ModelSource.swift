package import AikiCheckpoint
import AikiTensor

/// A model file as the architectures read it: settings with their bounds, and which tensors it has.
///
/// It remembers what was read. What was not, and is not known to be harmless, is refused at the end,
/// so that no setting that changes the maths can be overlooked.
package final class ModelSource {
    /// The largest count or width that is believed; products of two stay far inside an `Int`.
    package static let numberMax = 1 << 24

    /// The architecture's name.
    package let architecture: String
    /// The file.
    package let file: GGUFFile
    private var keysRead: Set<String> = []
    private var tensorsRead: Set<String> = []

    /// Settings that describe a file without changing what it computes.
    private static let harmless: Set<String> = [
        "rope.scaling.finetuned", "tensor_data_layout", "vocab_size",
    ]

    /// Settings of a vision or sound encoder that stands in the same file, as some writers have it.
    private static let otherEncoders = ["vision.", "audio.", "mm."]

    /// Tensors of such an encoder, and what was once written of rotation and is computed today.
    private static func isHarmless(tensor name: String) -> Bool {
        ["v.", "a.", "mm."].contains(where: name.hasPrefix)
            || name.hasPrefix("blk.") && name.hasSuffix(".attn_rot_embd.weight")
    }

    /// Reads a file whose architecture is known.
    package init(architecture: String, file: GGUFFile) {
        self.architecture = architecture
        self.file = file
    }

    /// The full name of a setting.
    package func key(_ suffix: String) -> String { "\(architecture).\(suffix)" }

    /// A whole number in a range.
    ///
    /// - Throws: ``ModelError/missingMetadata(key:)`` without a default, and
    ///   ``ModelError/invalidMetadata(key:value:expected:)``.
    package func integer(
        _ suffix: String, in range: ClosedRange<Int> = 1...ModelSource.numberMax,
        default fallback: Int? = nil
    ) throws(ModelError) -> Int {
        guard let value = try present(suffix) else {
            guard let fallback else { throw .missingMetadata(key: key(suffix)) }
            return fallback
        }
        guard let number = Self.uniform(value), range.contains(number) else {
            throw invalid(suffix, value, "a whole number in \(range)")
        }
        return number
    }

    /// A whole number, which may be spelled once for every layer; nil where layers differ.
    private static func uniform(_ value: MetadataValue) -> Int? {
        guard case .array(let array) = value else { return value.integer }
        guard let numbers = array.integers, let first = numbers.first else { return nil }
        return numbers.allSatisfy { $0 == first } ? first : nil
    }

    /// A finite number in a range.
    ///
    /// - Throws: as ``integer(_:in:default:)``.
    package func number(
        _ suffix: String, in range: ClosedRange<Double>, default fallback: Double? = nil
    ) throws(ModelError) -> Double {
        guard let value = try present(suffix) else {
            guard let fallback else { throw .missingMetadata(key: key(suffix)) }
            return fallback
        }
        guard let number = value.number, number.isFinite, range.contains(number) else {
            throw invalid(suffix, value, "a number in \(range)")
        }
        return number
    }

    /// A finite number in a range; nil where the file does not have it.
    package func numberIfPresent(
        _ suffix: String, in range: ClosedRange<Double>
    ) throws(ModelError) -> Double? {
        try present(suffix) == nil ? nil : number(suffix, in: range)
    }

    /// A truth value.
    package func boolean(_ suffix: String, default fallback: Bool) throws(ModelError) -> Bool {
        guard let value = try present(suffix) else { return fallback }
        guard case .bool(let flag) = value else {
            throw invalid(suffix, value, "true or false")
        }
        return flag
    }

    /// A text; nil where the file does not have it.
    package func string(_ suffix: String) throws(ModelError) -> String? {
        guard let value = try present(suffix) else { return nil }
        guard case .string(let text) = value else { throw invalid(suffix, value, "a text") }
        return text
    }

    /// The value of a setting with its type, marked as read; nil where the file does not have it.
    package func present(_ suffix: String) throws(ModelError) -> MetadataValue? {
        keysRead.insert(suffix)
        return file.value(key(suffix))
    }

    /// An error for a setting that cannot be.
    package func invalid(
        _ suffix: String, _ value: MetadataValue, _ expected: String
    ) -> ModelError {
        var shown = "\(value)"
        if shown.count > 80 { shown = shown.prefix(80) + "…" }
        return .invalidMetadata(key: key(suffix), value: shown, expected: expected)
    }

    /// Whether the file has a tensor.
    package func has(_ name: String) -> Bool { file.description(of: name) != nil }

    /// The extents of a tensor; empty where the file does not have it.
    package func shape(_ name: String) -> [Int] { file.description(of: name)?.shape ?? [] }

    /// A small tensor as numbers, such as the divisors of rotation; nil where there is none.
    ///
    /// - Throws: ``ModelError/tensorShape(name:expected:found:)`` and
    ///   ``ModelError/tensorUnusable(name:reason:)`` where a number is not finite or not positive.
    package func positiveVector(_ name: String, count: Int) throws(ModelError) -> [Float]? {
        guard has(name) else { return nil }
        tensorsRead.insert(name)
        guard shape(name) == [count] else {
            throw .tensorShape(name: name, expected: [count], found: shape(name))
        }
        let numbers = try Self.tensor(name, file).dequantized()
        guard numbers.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            throw .tensorUnusable(name: name, reason: "It holds numbers that are not positive.")
        }
        return numbers
    }

    /// Refuses settings and tensors that nothing has read.
    ///
    /// - Throws: ``ModelError/metadataNotUnderstood(keys:)`` or
    ///   ``ModelError/tensorsNotUnderstood(names:)`` with their names.
    package func refuseUnread(besides graph: ModelGraph) throws(ModelError) {
        let prefix = "\(architecture)."
        let unread = file.metadataKeys.filter { name in
            guard name.hasPrefix(prefix) else { return false }
            let suffix = String(name.dropFirst(prefix.count))
            return !keysRead.contains(suffix) && !Self.harmless.contains(suffix)
                && !Self.otherEncoders.contains(where: suffix.hasPrefix)
        }
        guard unread.isEmpty else { throw .metadataNotUnderstood(keys: unread) }
        let known = Set(graph.parameters.map(\.name)).union(tensorsRead)
        let unknown = file.tensors.map(\.name).filter {
            !known.contains($0) && !Self.isHarmless(tensor: $0)
        }
        guard unknown.isEmpty else { throw .tensorsNotUnderstood(names: unknown) }
    }

    /// A tensor of the file, with the file's error in the model's terms.
    static func tensor(_ name: String, _ file: GGUFFile) throws(ModelError) -> Tensor {
        guard file.description(of: name) != nil else { throw .missingTensor(name: name) }
        do {
            return try file.tensor(name)
        } catch {
            throw .tensorUnusable(name: name, reason: error.message)
        }
    }
}
