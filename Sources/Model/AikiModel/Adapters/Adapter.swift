public import AikiCheckpoint
import AikiTensor

/// A low-rank adapter, bound to the matrices of a model: W x becomes W x + scale · B (A x).
///
///     let base = model.adapterBase
///     let adapter = try Adapter.load(AdapterFile(path: "tone", for: base), model: model)
///     let adapters = AdapterSet([(adapter, 1)])
///     try runner.run([BatchEntry(cache: cache, tokens: tokens, adapters: adapters)])
///
/// The model stays as it is: sequences with different adapters, and without, go together in a pass.
/// What an adapter costs is its own bytes a token, and two small products a matrix.
///
/// - SeeAlso: Hu 2021 §4.1. Reference numbers: `Tools/reference/adapters.py`.
public final class Adapter: Sendable {
    /// What is added to one matrix.
    struct Delta: Sendable {
        /// A, (r, K).
        let down: Tensor
        /// B, (N, r).
        let up: Tensor
        /// alpha / r, as a rule.
        let scale: Float

        var rank: Int { down.rows }
    }

    /// Tells adapters apart.
    public let fingerprint: UInt64
    /// Bytes of its matrices.
    public let byteCount: Int
    /// The largest rank of its matrices.
    public let rank: Int
    /// The model it is bound to.
    let modelFingerprint: UInt64
    /// By the index of the value that the adapted operation writes.
    private let deltas: [Delta?]

    private init(
        deltas: [Delta?], fingerprint: UInt64, modelFingerprint: UInt64
    ) {
        self.deltas = deltas
        self.fingerprint = fingerprint
        self.modelFingerprint = modelFingerprint
        rank = deltas.reduce(0) { max($0, $1?.rank ?? 0) }
        byteCount = deltas.reduce(0) { sum, delta in
            sum + (delta.map { $0.down.bytes.count + $0.up.bytes.count } ?? 0)
        }
    }

    /// Binds an adapter to a model.
    ///
    /// F32 matrices are kept as F16 where the model's own matrix is not F32: it halves what a token
    /// reads, and 11 bits of a small correction are more than the matrix itself keeps.
    ///
    /// - Throws: ``ModelError/adapterUnfit(reason:)`` where it changes something that is no matrix
    ///   product here (embeddings, experts), or is of another shape.
    /// - Complexity: O(bytes of the adapter).
    public static func load(_ file: AdapterFile, model: Model) throws(ModelError) -> Adapter {
        guard !model.configuration.isEmbedder else { throw model.wrongKind("take an adapter") }
        let places = places(model.graph)
        var deltas = [Delta?](repeating: nil, count: model.graph.values.count)
        var mixer = ByteMixer()
        mixer.add(Array("\(model.fingerprint)".utf8))
        for pair in file.pairs {
            guard let place = places[pair.name] else {
                throw .adapterUnfit(
                    reason: "it changes \(pair.name), which is no adaptable matrix of this model")
            }
            let weight = model.weights.tensors[place.parameter]
            let (inputs, outputs) = (pair.down.columns, pair.up.rows)
            guard weight.rows == outputs, weight.columns == inputs else {
                throw .adapterUnfit(
                    reason: "its part for \(pair.name) is (\(outputs), \(inputs)); "
                        + "the matrix is (\(weight.rows), \(weight.columns))")
            }
            let isExact = weight.type == .f32
            deltas[place.value] = Delta(
                down: isExact ? pair.down : halved(pair.down),
                up: isExact ? pair.up : halved(pair.up), scale: pair.scale)
            mixer.add(Array("\(pair.name) \(pair.scale) \(pair.rank)".utf8))
            mixer.add(pair.down.bytes)
            mixer.add(pair.up.bytes)
        }
        return Adapter(
            deltas: deltas, fingerprint: mixer.value, modelFingerprint: model.fingerprint)
    }

    /// What is added to the value of an operation; nil where nothing is.
    func delta(_ value: ValueID) -> Delta? { deltas[value.index] }

    /// Where each matrix is used: its parameter, and the value that its product is.
    private static func places(_ graph: ModelGraph) -> [String: (parameter: Int, value: Int)] {
        var places: [String: (parameter: Int, value: Int)] = [:]
        for operation in graph.operations {
            guard case .linear = operation.kind else { continue }
            let parameter = operation.parameters[0].index
            let name = graph.parameters[parameter].name
            // The output that is tied to the embedding goes by its own name, as in files of its own.
            let key = name == "token_embd.weight" ? "output.weight" : name
            places[key] = (parameter, operation.output.index)
        }
        return places
    }

    /// F32 numbers as F16, where none is too large for it.
    private static func halved(_ tensor: Tensor) -> Tensor {
        guard tensor.type == .f32 else { return tensor }
        let values = tensor.dequantized()
        guard values.allSatisfy({ $0.magnitude < 65_504 }),
            let bytes = try? values.withUnsafeBufferPointer({ buffer in
                try Quantizer.quantize(buffer, rowLength: tensor.columns, to: .f16)
            })
        else { return tensor }
        let storage = AdapterBytes(bytes)
        return Tensor(type: .f16, shape: tensor.shape, bytes: storage.bytes, owner: storage)
    }
}

extension Model {
    /// What reading an adapter for this model must know of it.
    public var adapterBase: AdapterFile.Base {
        AdapterFile.Base(
            architecture: configuration.architecture, headWidth: max(configuration.keyWidth, 1))
    }
}

/// Bytes that an adapter's matrix owns, aligned for the kernels.
private final class AdapterBytes: Sendable {
    // Safe to share: written by the initialiser and only read from then on, freed by deinit.
    private nonisolated(unsafe) let storage: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        storage = .allocate(byteCount: bytes.count, alignment: 64)
        storage.copyBytes(from: bytes)
    }

    deinit { storage.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(storage) }
}
