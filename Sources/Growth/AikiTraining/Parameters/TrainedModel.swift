package import AikiModel
import AikiTensor

/// A model with what of it is trained: base weights in their file, trained ones in a store.
package final class TrainedModel {
    /// What is trained.
    package enum Scope: Sendable, Equatable {
        /// Every parameter.
        case all
        /// Adapters beside frozen matrices.
        case adapters(AdapterRecipe)
    }

    /// An adapter's arrays in the store.
    struct AdapterPlace: Sendable {
        let down: Int
        let up: Int
        let magnitude: Int?
    }

    /// The model as it was loaded.
    package let model: Model
    /// What is trained.
    package let scope: Scope
    /// The trained numbers.
    package let store: ParameterStore
    /// The index in the store of each of the graph's parameters; nil for frozen ones.
    let arrayIndex: [Int?]
    /// Adapters by the value that the adapted operation writes.
    let adapters: [Int: AdapterPlace]
    /// Frozen matrices as they are, trained ones as views of the store.
    let tensors: [Tensor]
    /// Frozen vectors as f32; empty for everything else.
    private let frozenVectors: [[Float]]

    /// Sets up training of a model. Full training starts at the file's numbers, adapters with zeros
    /// in A too: see ``initialiseAdapters(seed:)``.
    package init(_ model: Model, scope: Scope) {
        self.model = model
        self.scope = scope
        let graph = model.graph
        var parts: [(name: String, shape: [Int], kind: TrainedArray.Kind)] = []
        var arrayIndex = [Int?](repeating: nil, count: graph.parameters.count)
        var adapters: [Int: AdapterPlace] = [:]
        switch scope {
        case .all:
            for (index, parameter) in graph.parameters.enumerated() {
                arrayIndex[index] = parts.count
                parts.append((parameter.name, parameter.shape, Self.kind(parameter)))
            }
        case .adapters(let recipe):
            for operation in recipe.operations(graph) {
                let parameter = graph.parameters[operation.parameters[0].index]
                let (rows, columns) = (parameter.shape[0], parameter.shape[1])
                let first = parts.count
                let down = parameter.name + Self.downSuffix
                parts.append((down, [recipe.rank, columns], .adapterDown))
                parts.append((parameter.name + ".lora_b", [recipe.rank, rows], .adapterUp))
                if recipe.trainsMagnitude {
                    parts.append((parameter.name + ".magnitude", [rows], .magnitude))
                }
                adapters[operation.output.index] = AdapterPlace(
                    down: first, up: first + 1,
                    magnitude: recipe.trainsMagnitude ? first + 2 : nil)
            }
        }
        let store = ParameterStore(parts)
        self.store = store
        self.arrayIndex = arrayIndex
        self.adapters = adapters
        tensors = model.weights.tensors.enumerated().map { index, tensor in
            guard let array = arrayIndex[index] else { return tensor }
            let numbers = tensor.dequantized()
            store.values(array).update(from: numbers, count: numbers.count)
            return store.tensor(array)
        }
        frozenVectors = graph.parameters.enumerated().map { index, parameter in
            guard parameter.kind == .vector, arrayIndex[index] == nil else { return [] }
            return model.weights.tensors[index].dequantized()
        }
    }

    private static let downSuffix = ".lora_a"

    /// The name of the matrix that an adapter stands beside.
    func adaptedName(_ place: AdapterPlace) -> String {
        String(store.arrays[place.down].name.dropLast(Self.downSuffix.count))
    }

    private static func kind(_ parameter: Parameter) -> TrainedArray.Kind {
        switch parameter.kind {
        case .vector: .vector
        case .matrix, .experts: parameter.name.hasPrefix("blk.") ? .matrix : .embedding
        }
    }

    /// Whether training leaves numbers out.
    var dropsOut: Bool {
        if case .adapters(let recipe) = scope { recipe.dropout > 0 } else { false }
    }

    /// What of the graph is trained.
    var parts: TrainedParts {
        let parameters = arrayIndex.indices.filter { arrayIndex[$0] != nil }
        let ranks = adapters.mapValues { store.arrays[$0.down].shape[0] }
        let magnitudes = adapters.filter { $0.value.magnitude != nil }.map(\.key)
        return TrainedParts(
            parameters: Set(parameters), adapterRanks: ranks, magnitudes: Set(magnitudes))
    }

    /// A vector parameter's numbers, trained or frozen, for the time of the call.
    func withVector<Result>(
        _ parameter: ParameterID, _ body: (UnsafePointer<Float>) -> Result
    ) -> Result {
        if let array = arrayIndex[parameter.index] { return body(store.values(array)) }
        return frozenVectors[parameter.index].withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                preconditionFailure("Parameter \(parameter.index) is no vector")
            }
            return body(base)
        }
    }

    /// A vector parameter's numbers.
    func vectorNumbers(_ parameter: ParameterID) -> [Float] {
        let count = model.graph.parameters[parameter.index].shape[0]
        return withVector(parameter) { Array(UnsafeBufferPointer(start: $0, count: count)) }
    }

    /// Where the gradient of a parameter is summed; nil where it is frozen.
    func gradient(_ parameter: ParameterID) -> UnsafeMutablePointer<Float>? {
        arrayIndex[parameter.index].map { store.gradients($0) }
    }
}
