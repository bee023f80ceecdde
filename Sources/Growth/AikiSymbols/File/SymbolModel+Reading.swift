import AikiBase
import AikiCheckpoint

extension SymbolModel {
    /// Features of a classifier in a file.
    static let featuresMax = 1 << 20
    /// Labels of a classifier, and width of its hidden layer, in a file.
    static let columnsMax = 4096

    /// Reads a file that ``write(to:)`` made.
    ///
    /// - Throws: ``SymbolError/badModel(path:reason:)``.
    public init(path: String) throws(SymbolError) {
        do {
            try self.init(SafetensorsFile(path: path))
        } catch let error as CheckpointError {
            throw .badModel(path: path, reason: error.message)
        } catch let error as Damage {
            throw .badModel(path: path, reason: error.reason)
        } catch {
            throw .badModel(path: path, reason: "\(error)")
        }
    }

    /// Reads a file that is in memory.
    package init(bytes: [UInt8]) throws {
        try self.init(SafetensorsFile(bytes: bytes))
    }

    private init(_ file: SafetensorsFile) throws {
        guard file.metadata["format"] == Self.format else {
            throw Damage(reason: "its format is not \(Self.format)")
        }
        self.init(
            emotion: try HeadReader(file: file, name: "emotion").classifier(),
            scene: try HeadReader(file: file, name: "scene").classifier(),
            place: try HeadReader(file: file, name: "place").classifier())
    }

    /// What is wrong with a file.
    struct Damage: Error {
        let reason: String
    }
}

/// Reads one classifier of a file, and trusts nothing in it.
private struct HeadReader {
    let file: SafetensorsFile
    let name: String

    func classifier() throws -> TextClassifier {
        let labels = try labelNames()
        let hashes = try numbers("hashes", as: UInt32.self).map { UInt32(littleEndian: $0) }
        guard !hashes.isEmpty, hashes.count <= SymbolModel.featuresMax,
            zip(hashes, hashes.dropFirst()).allSatisfy(<)
        else { throw damage("hashes", "are none, too many or out of order") }
        let outputs = try numbers("output", as: Float.self)
        guard outputs.count.isMultiple(of: labels.count),
            outputs.count / labels.count <= SymbolModel.columnsMax
        else { throw damage("output", "does not fit \(labels.count) labels") }
        let shape = NetworkShape(
            features: hashes.count, hidden: outputs.count / labels.count, labels: labels.count)
        let weights = NetworkWeights(
            shape: shape, wide: try matrix("wide", shape.features, shape.labels),
            deep: try matrix("deep", shape.features, shape.hidden), output: outputs,
            bias: try numbers("bias", as: Float.self, count: shape.labels))
        let frequency = try numbers("frequency", as: Float.self, count: shape.features)
        guard (weights.output + weights.bias + frequency).allSatisfy(\.isFinite) else {
            throw damage("output", "holds numbers that are not finite")
        }
        return TextClassifier(
            labels: labels, isExclusive: file.metadata["\(name).exclusive"] == "true",
            thresholds: try numbers("thresholds", as: Float.self, count: shape.labels),
            table: FeatureTable(hashes: hashes, weights: frequency), weights: weights)
    }

    private func labelNames() throws -> [String] {
        guard let text = file.metadata["\(name).labels"],
            case .array(let values)? = try? JSONValue(parsing: text)
        else { throw damage("labels", "are missing") }
        let labels = values.compactMap { value -> String? in
            guard case .string(let label) = value else { return nil }
            return label
        }
        guard labels.count == values.count, !labels.isEmpty,
            labels.count <= SymbolModel.columnsMax, Set(labels).count == labels.count
        else { throw damage("labels", "are no names, too many, or not different") }
        return labels
    }

    private func matrix(_ part: String, _ rows: Int, _ columns: Int) throws -> [Float] {
        let bytes = NetworkWeights.ByteRows(
            values: try numbers(part, as: Int8.self, count: rows * columns),
            scales: try numbers("\(part)_scale", as: Float.self, count: rows))
        guard bytes.scales.allSatisfy(\.isFinite) else {
            throw damage("\(part)_scale", "holds numbers that are not finite")
        }
        return NetworkWeights.floats(of: bytes, columns: columns)
    }

    private func numbers<Number>(
        _ part: String, as type: Number.Type, count: Int? = nil
    ) throws -> [Number] {
        let tensor = try file.tensor("\(name).\(part)")
        let size = MemoryLayout<Number>.size
        guard tensor.type == Self.type(of: type) else {
            throw damage(part, "is stored as \(tensor.type.rawValue)")
        }
        let found = tensor.bytes.count / size
        guard found == count ?? found else {
            throw damage(part, "has \(found) numbers, not \(count ?? 0)")
        }
        return (0..<found).map {
            tensor.bytes.loadUnaligned(fromByteOffset: $0 * size, as: type)
        }
    }

    private static func type(of number: Any.Type) -> SafetensorsType {
        number == UInt32.self ? .uint32 : number == Int8.self ? .int8 : .float32
    }

    private func damage(_ part: String, _ reason: String) -> SymbolModel.Damage {
        SymbolModel.Damage(reason: "\(name).\(part) \(reason)")
    }
}
