import AikiBase
package import AikiCheckpoint
import AikiModel
package import AikiTensor

/// Writes what was trained as files that serve: a whole model, or an adapter.
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

    /// Writes a model of its own: every tensor that was trained, and the others as they were.
    ///
    /// - Parameters:
    ///   - path: the GGUF file.
    ///   - type: how matrices are stored; vectors are f32.
    ///   - changes: metadata to set.
    /// - Throws: `CheckpointError`.
    /// - Precondition: the whole model is trained.
    package func writeModel(
        to path: String, type: TensorType = .f32, changes: [(String, MetadataValue)] = []
    ) throws(CheckpointError) {
        precondition(trained.scope == .all, "Adapters are written apart")
        let graph = trained.model.graph
        var metadata = MetadataList()
        for key in file.metadataKeys { metadata[key] = file.value(key) }
        for (key, value) in changes { metadata[key] = value }
        var plans: [TensorPlan] = []
        var arrays: [Int?] = []
        for tensor in file.tensors {
            let index = graph.parameters.firstIndex { $0.name == tensor.name }
            let array = index.flatMap { trained.arrayIndex[$0] }
            let isMatrix = index.map { graph.parameters[$0].kind == .matrix } ?? false
            arrays.append(array)
            let stored = array == nil ? try file.tensor(tensor.name).type : isMatrix ? type : .f32
            plans.append(try TensorPlan(name: tensor.name, type: stored, shape: tensor.shape))
        }
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for (plan, array) in zip(plans, arrays) {
            guard let array else {
                try writer.append(file.tensor(plan.name))
                continue
            }
            let numbers = UnsafeBufferPointer(trained.store.buffer(array))
            guard plan.type != .f32 else {
                try writer.append(UnsafeRawBufferPointer(numbers))
                continue
            }
            do {
                let bytes = try Quantizer.quantize(
                    numbers, rowLength: plan.shape[plan.shape.count - 1], to: plan.type)
                try writer.append(bytes: bytes)
            } catch let error as CheckpointError {
                throw error
            } catch {
                throw .conversionFailed(tensor: plan.name, reason: "\(error)")
            }
        }
        _ = try writer.finish()
    }

    /// Writes adapters as a GGUF file that llama.cpp and Aiki load beside the base model.
    ///
    /// - Throws: `CheckpointError`.
    /// - Precondition: adapters are trained, without lengths of their own.
    package func writeAdapter(
        to path: String, changes: [(String, MetadataValue)] = []
    ) throws(CheckpointError) {
        guard case .adapters(let recipe) = trained.scope, !recipe.trainsMagnitude else {
            preconditionFailure("There is no adapter that such a file can hold")
        }
        let store = trained.store
        var metadata = MetadataList()
        metadata["general.architecture"] = .string(trained.model.configuration.architecture)
        metadata["general.type"] = .string("adapter")
        metadata["adapter.type"] = .string("lora")
        // The scale that readers compute is alpha / r.
        metadata["adapter.lora.alpha"] = .float32(recipe.scale * Float(recipe.rank))
        for (key, value) in changes { metadata[key] = value }
        let places = trained.adapters.values.sorted { $0.down < $1.down }
        var plans: [TensorPlan] = []
        for place in places {
            let (down, up) = (store.arrays[place.down], store.arrays[place.up])
            plans.append(try TensorPlan(name: down.name, type: .f32, shape: down.shape))
            plans.append(
                try TensorPlan(name: up.name, type: .f32, shape: [up.shape[1], up.shape[0]]))
        }
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for place in places {
            try writer.append(UnsafeRawBufferPointer(UnsafeBufferPointer(store.buffer(place.down))))
            let up = Self.transposed(store.buffer(place.up), rows: recipe.rank)
            try up.withUnsafeBufferPointer { numbers throws(CheckpointError) in
                try writer.append(UnsafeRawBufferPointer(numbers))
            }
        }
        _ = try writer.finish()
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
