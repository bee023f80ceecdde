package import AikiCheckpoint
import AikiModel
package import AikiTensor

/// Writes what was trained as files that serve: a whole model, a model with its adapters merged, or an
/// adapter.
package struct TrainedModelWriter {
    private let trained: TrainedModel
    private let file: GGUFFile

    /// Prepares to write.
    ///
    /// - Parameters:
    ///   - trained: the model.
    ///   - file: the file it was loaded from, whose settings and tokenizer stay.
    package init(_ trained: TrainedModel, file: GGUFFile) {
        self.trained = trained
        self.file = file
    }

    /// Writes a model that was trained as a whole: what was trained, and everything else as it was.
    ///
    /// - Parameters:
    ///   - path: the GGUF file.
    ///   - type: how matrices are stored; vectors are f32.
    ///   - name: the model's.
    /// - Throws: `CheckpointError`.
    /// - Precondition: no adapters were trained.
    package func writeModel(
        to path: String, type: TensorType = .f32, name: String
    ) throws(CheckpointError) {
        precondition(trained.scope == .all, "Adapters are merged or written apart")
        var metadata = MetadataList(file)
        // What the base was known to give is not what the new model gives.
        for key in metadata.keys where key.hasPrefix("aiki.parity.") { metadata[key] = nil }
        metadata["general.name"] = .string(name)
        let arrays = file.tensors.map { array($0.name) }
        var plans: [TensorPlan] = []
        for (tensor, array) in zip(file.tensors, arrays) {
            let stored: TensorType
            if let array {
                stored = trained.store.arrays[array].kind == .vector ? .f32 : type
            } else {
                stored = try file.tensor(tensor.name).type
            }
            plans.append(try TensorPlan(name: tensor.name, type: stored, shape: tensor.shape))
        }
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for (plan, array) in zip(plans, arrays) {
            if let array {
                try append(array, plan, to: &writer)
            } else {
                try writer.append(file.tensor(plan.name))
            }
        }
        _ = try writer.finish()
    }

    private func array(_ name: String) -> Int? {
        trained.model.graph.parameters.firstIndex { $0.name == name }
            .flatMap { trained.arrayIndex[$0] }
    }

    private func append(
        _ array: Int, _ plan: TensorPlan, to writer: inout GGUFWriter
    ) throws(CheckpointError) {
        let numbers = UnsafeBufferPointer(trained.store.buffer(array))
        guard plan.type != .f32 else {
            return try writer.append(UnsafeRawBufferPointer(numbers))
        }
        let bytes: [UInt8]
        do {
            bytes = try Quantizer.quantize(
                numbers, rowLength: plan.shape[plan.shape.count - 1], to: plan.type)
        } catch {
            throw .conversionFailed(tensor: plan.name, reason: error.message)
        }
        try writer.append(bytes: bytes)
    }

    /// Writes a model of its own of the base and its adapters; rows are scaled where lengths are
    /// trained.
    ///
    /// Matrices keep their type where it is F32, F16 or BF16 and become F16 where they were quantised:
    /// a merged matrix that is quantised again loses twice.
    ///
    /// - Parameters:
    ///   - path: the GGUF file.
    ///   - name: the model's.
    /// - Throws: `CheckpointError`.
    /// - Precondition: adapters were trained.
    package func writeMerged(to path: String, name: String) throws(CheckpointError) {
        let factors = MagnitudeFactors(trained, rowsMax: 1)
        factors.update(trained.model.compute)
        var rowFactors: [String: [Float]] = [:]
        for (value, place) in trained.adapters {
            rowFactors[trained.adaptedName(place)] = factors.factors(value)
        }
        _ = try AdapterMerger(
            base: file.path, adapters: [(try adapterFile(), 1)], rowFactors: rowFactors,
            quantizedAs: .float16, name: name
        ).run(to: path)
    }

    /// Writes adapters as a GGUF file that llama.cpp and Aiki load beside the base model.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - name: the adapter's.
    /// - Throws: `CheckpointError`.
    /// - Precondition: adapters were trained, without lengths of their own.
    package func writeAdapter(to path: String, name: String) throws(CheckpointError) {
        precondition(trained.parts.magnitudes.isEmpty, "No file of adapters holds lengths")
        try AdapterWriter(adapterFile(), base: trained.model.adapterBase)
            .writeGGUF(to: path, name: name)
    }

    private func adapterFile() throws(CheckpointError) -> AdapterFile {
        guard case .adapters(let recipe) = trained.scope else {
            preconditionFailure("The whole model was trained")
        }
        let store = trained.store
        let pairs = trained.adapters.values.map { place in
            AdapterFile.Pair(
                name: trained.adaptedName(place), down: store.tensor(place.down),
                up: Tensor(
                    f32: Self.transposed(store.buffer(place.up), rows: recipe.rank),
                    shape: [store.arrays[place.up].shape[1], recipe.rank]),
                scale: recipe.scale)
        }
        return try AdapterFile(path: file.path, pairs: pairs)
    }

    private static func transposed(
        _ numbers: UnsafeMutableBufferPointer<Float>, rows: Int
    ) -> [Float] {
        let columns = numbers.count / rows
        return (0..<numbers.count).map { index in
            numbers[index % rows * columns + index / rows]
        }
    }
}
