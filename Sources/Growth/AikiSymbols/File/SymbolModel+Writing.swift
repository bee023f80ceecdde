import AikiBase
import AikiCheckpoint

/// The file is safetensors. For each classifier, named `emotion`, `scene` and `place`, with F features,
/// C labels and a hidden layer of H:
///
///     <name>.hashes       U32 (F)       features, rising; the highest bit tells parts from words
///     <name>.frequency    F32 (F)       inverse document frequency of each
///     <name>.wide         I8  (F, C)    with <name>.wide_scale F32 (F): value · scale
///     <name>.deep         I8  (F, H)    with <name>.deep_scale F32 (F)
///     <name>.output       F32 (H, C)
///     <name>.bias         F32 (C)
///     <name>.thresholds   F32 (C)
///
/// and in the metadata `format` = `aiki-symbols-1`, `<name>.labels` = a JSON array of names and
/// `<name>.exclusive` = `true` or `false`.
extension SymbolModel {
    /// What `format` says.
    static let format = "aiki-symbols-1"

    /// Writes the file, whole or not at all.
    ///
    /// - Throws: ``SymbolError/unwritable(path:reason:)``.
    public func write(to path: String) throws(SymbolError) {
        let heads = [("emotion", emotion), ("scene", scene), ("place", place)]
        var metadata = ["format": Self.format]
        for (name, classifier) in heads {
            let labels = JSONValue.array(classifier.labels.map { .string($0) })
            metadata["\(name).labels"] = labels.encoded()
            metadata["\(name).exclusive"] = "\(classifier.isExclusive)"
        }
        do {
            var writer = try SafetensorsWriter(
                path: path, tensors: heads.flatMap { Self.plans($0, $1) }, metadata: metadata)
            for (_, classifier) in heads { try Self.write(classifier, to: &writer) }
            try writer.finish()
        } catch {
            throw .unwritable(path: path, reason: error.message)
        }
    }

    private static func plans(
        _ name: String, _ classifier: TextClassifier
    ) -> [SafetensorsWriter.Plan] {
        let shape = classifier.weights.shape
        let parts: [(String, SafetensorsType, [Int])] = [
            ("hashes", .uint32, [shape.features]), ("frequency", .float32, [shape.features]),
            ("wide_scale", .float32, [shape.features]), ("deep_scale", .float32, [shape.features]),
            ("output", .float32, [shape.hidden, shape.labels]), ("bias", .float32, [shape.labels]),
            ("thresholds", .float32, [shape.labels]),
            ("wide", .int8, [shape.features, shape.labels]),
            ("deep", .int8, [shape.features, shape.hidden]),
        ]
        return parts.map { .init(name: "\(name).\($0)", type: $1, shape: $2) }
    }

    private static func write(
        _ classifier: TextClassifier, to writer: inout SafetensorsWriter
    ) throws(CheckpointError) {
        let weights = classifier.weights
        let wide = NetworkWeights.bytes(of: weights.wide, columns: weights.shape.labels)
        let deep = NetworkWeights.bytes(of: weights.deep, columns: weights.shape.hidden)
        try append(classifier.table.hashes, to: &writer)
        try append(classifier.table.weights, to: &writer)
        try append(wide.scales, to: &writer)
        try append(deep.scales, to: &writer)
        try append(weights.output, to: &writer)
        try append(weights.bias, to: &writer)
        try append(classifier.thresholds, to: &writer)
        try append(wide.values, to: &writer)
        try append(deep.values, to: &writer)
    }

    private static func append<Number>(
        _ values: [Number], to writer: inout SafetensorsWriter
    ) throws(CheckpointError) {
        try values.withUnsafeBufferPointer { buffer throws(CheckpointError) in
            try writer.append(UnsafeRawBufferPointer(buffer))
        }
    }
}
