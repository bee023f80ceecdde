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

    /// Writes a model of its own: what was trained, and everything else as it was.
    ///
    /// Adapters are merged into their matrices, which keep their type where it is F32, F16 or BF16 and
    /// become F16 where they were quantised: a merged matrix that is quantised again loses twice.
    ///
    /// - Parameters:
    ///   - path: the GGUF file.
    ///   - type: how matrices of a model that was trained as a whole are stored; vectors are f32.
    ///   - changes: metadata to set.
    /// - Throws: `CheckpointError`.
    package func writeModel(
        to path: String, type: TensorType = .f32, changes: [(String, MetadataValue)] = []
    ) throws(CheckpointError) {
        var metadata = MetadataList()
        for key in file.metadataKeys { metadata[key] = file.value(key) }
        for (key, value) in changes { metadata[key] = value }
        let sources = file.tensors.map { source($0.name) }
        var plans: [TensorPlan] = []
        for (tensor, source) in zip(file.tensors, sources) {
            let old = try file.tensor(tensor.name).type
            let stored =
                switch source {
                case .file: old
                case .array(let index): trained.store.arrays[index].kind == .vector ? .f32 : type
                case .merged: [.f32, .f16, .bf16].contains(old) ? old : TensorType.f16
                }
            plans.append(try TensorPlan(name: tensor.name, type: stored, shape: tensor.shape))
        }
        let factors = MagnitudeFactors(trained, rowsMax: 1)
        factors.update(trained.model.compute)
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for (plan, source) in zip(plans, sources) {
            switch source {
            case .file: try writer.append(file.tensor(plan.name))
            case .array(let index):
                try Self.append(Array(trained.store.buffer(index)), plan, to: &writer)
            case .merged(let value):
                let numbers = try merged(value, file.tensor(plan.name), factors)
                try Self.append(numbers, plan, to: &writer)
            }
        }
        _ = try writer.finish()
    }

    /// Where a tensor's numbers come from.
    private enum Source {
        case file
        /// An array of the store.
        case array(Int)
        /// The file's numbers with the adapter of the operation that writes a value.
        case merged(value: Int)
    }

    private func source(_ name: String) -> Source {
        let graph = trained.model.graph
        guard let index = graph.parameters.firstIndex(where: { $0.name == name }) else {
            return .file
        }
        if let array = trained.arrayIndex[index] { return .array(array) }
        let adapted = graph.operations.first {
            $0.parameters.first?.index == index && trained.adapters[$0.output.index] != nil
        }
        return adapted.map { .merged(value: $0.output.index) } ?? .file
    }

    /// W + scale · B A, with rows scaled where lengths are trained.
    private func merged(
        _ value: Int, _ tensor: Tensor, _ factors: MagnitudeFactors
    ) -> [Float] {
        var numbers = tensor.dequantized()
        guard case .adapters(let recipe) = trained.scope, let place = trained.adapters[value]
        else { return numbers }
        let (rows, columns) = (tensor.rows, tensor.columns)
        let down = trained.store.values(place.down)
        let up = trained.store.values(place.up)
        let lengths = factors.factors(value)
        for row in 0..<rows {
            for rank in 0..<recipe.rank {
                let factor = recipe.scale * up[rank * rows + row]
                for column in 0..<columns {
                    numbers[row * columns + column] += factor * down[rank * columns + column]
                }
            }
            guard let length = lengths?[row] else { continue }
            for column in 0..<columns { numbers[row * columns + column] *= length }
        }
        return numbers
    }

    private static func append(
        _ numbers: [Float], _ plan: TensorPlan, to writer: inout GGUFWriter
    ) throws(CheckpointError) {
        let bytes: [UInt8]
        do {
            bytes = try numbers.withUnsafeBufferPointer { buffer in
                guard plan.type != .f32 else { return Array(UnsafeRawBufferPointer(buffer)) }
                return try Quantizer.quantize(
                    buffer, rowLength: plan.shape[plan.shape.count - 1], to: plan.type)
            }
        } catch {
            throw .conversionFailed(tensor: plan.name, reason: "\(error)")
        }
        try writer.append(bytes: bytes)
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
