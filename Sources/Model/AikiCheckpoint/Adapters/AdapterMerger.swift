public import AikiBase
import AikiTensor

/// Makes a model of its own of a base model and adapters: W becomes W + strength · scale · B A.
///
///     let merger = AdapterMerger(base: "base.gguf", adapters: [(adapter, 1)])
///     let summary = try merger.run(to: "merged.gguf")
///
/// Sums are taken in F32 and stored in the base's own types: exact where it is F32, rounded once where
/// it is F16 or BF16. A quantised matrix is quantised again, which loses what was lost before once
/// more; the summary says of how many. Rows are streamed.
public struct AdapterMerger: Sendable {
    /// What a merge did.
    public struct Summary: Sendable, Equatable {
        /// The files made.
        public let paths: [String]
        /// Matrices that were changed.
        public let changed: [String]
        /// Those of them that were quantised again.
        public let requantized: [String]
    }

    /// Numbers that are in memory at once.
    private static let chunkElements = 1 << 22

    private let base: String
    private let adapters: [(file: AdapterFile, strength: Float)]
    private let rowFactors: [String: [Float]]
    private let type: TensorType?
    private let name: String?

    /// Prepares a merge.
    ///
    /// - Parameters:
    ///   - base: the base model's file.
    ///   - adapters: what is added, each with its strength.
    ///   - rowFactors: what rows of changed matrices are multiplied by afterwards, by the matrix's name.
    ///   - quantizedAs: what changed matrices become where the base's are quantised; nil keeps their
    ///     types.
    ///   - name: `general.name` of the new model; the base's where nil.
    public init(
        base: String, adapters: [(file: AdapterFile, strength: Float)],
        rowFactors: [String: [Float]] = [:], quantizedAs: HuggingFaceImporter.Precision? = nil,
        name: String? = nil
    ) {
        self.base = base
        self.adapters = adapters
        self.rowFactors = rowFactors
        type = quantizedAs?.tensorType
        self.name = name
    }

    /// Reads the base and writes the merged model.
    ///
    /// - Throws: ``CheckpointError``, also where an adapter does not fit the base.
    public func run(
        to path: String, progress: ProgressHandler? = nil
    ) throws(CheckpointError) -> Summary {
        let file = try GGUFFile(path: base)
        let changes = try changes(file)
        var metadata = MetadataList(file)
        // What the base was known to give is not what the new model gives.
        for key in metadata.keys where key.hasPrefix("aiki.parity.") { metadata[key] = nil }
        if let name { metadata["general.name"] = .string(name) }
        var plans: [TensorPlan] = []
        for tensor in file.tensors { plans.append(try plan(tensor, changes[tensor.name], file)) }
        // A tied output that is changed is tied no longer.
        let untied = changes["output.weight"] != nil && file.description(of: "output.weight") == nil
        if untied, let table = file.description(of: "token_embd.weight") {
            plans.append(
                try TensorPlan(
                    name: "output.weight", type: table.type ?? .f32, shape: table.shape))
        }
        var writer = try GGUFWriter(
            path: path, metadata: metadata, tensors: plans, alignment: file.alignment)
        let total = plans.reduce(Int64(0)) { $0 + Int64($1.byteCount) }
        var done: Int64 = 0
        for plan in plans {
            let isTied = untied && plan.name == "output.weight"
            let tensor = try file.tensor(isTied ? "token_embd.weight" : plan.name)
            try write(tensor, plan, changes[plan.name] ?? [], to: &writer)
            done += Int64(plan.byteCount)
            progress?(
                WorkProgress(label: "merging \(plan.name)", done: done, total: total, unit: .bytes))
        }
        let names = plans.map(\.name).filter { changes[$0] != nil }
        let floats: Set<TensorType> = [.f32, .f16, .bf16]
        return Summary(
            paths: try writer.finish(), changed: names,
            requantized: plans.filter { changes[$0.name] != nil && !floats.contains($0.type) }
                .map(\.name))
    }

    /// What is added to one matrix: A and B with the strength multiplied into B.
    private struct Change {
        let down: [Float]
        let up: [Float]
        let rank: Int
    }

    private func changes(_ file: GGUFFile) throws(CheckpointError) -> [String: [Change]] {
        var changes: [String: [Change]] = [:]
        for (adapter, strength) in adapters {
            for pair in adapter.pairs {
                let isTied = pair.name == "output.weight" && file.description(of: pair.name) == nil
                let name = isTied ? "token_embd.weight" : pair.name
                guard let base = file.description(of: name) else {
                    throw .missingTensor(name: pair.name, path: file.path)
                }
                let shape = [pair.up.rows, pair.down.columns]
                guard base.shape == shape else {
                    throw .unexpectedShape(name: pair.name, expected: base.shape, found: shape)
                }
                let factor = pair.scale * strength
                changes[pair.name, default: []].append(
                    Change(
                        down: pair.down.dequantized(),
                        up: pair.up.dequantized().map { $0 * factor }, rank: pair.rank))
            }
        }
        return changes
    }

    private func plan(
        _ tensor: TensorDescription, _ changes: [Change]?, _ file: GGUFFile
    ) throws(CheckpointError) -> TensorPlan {
        guard let stored = tensor.type else {
            throw .unsupportedTensorType(name: tensor.name, type: tensor.typeName, path: file.path)
        }
        let isFloat = [.f32, .f16, .bf16].contains(stored)
        return try TensorPlan(
            name: tensor.name, type: changes == nil || isFloat ? stored : type ?? stored,
            shape: tensor.shape)
    }

    private func write(
        _ tensor: Tensor, _ plan: TensorPlan, _ changes: [Change], to writer: inout GGUFWriter
    ) throws(CheckpointError) {
        guard !changes.isEmpty else { return try writer.append(tensor) }
        let factors = rowFactors[plan.name]
        let (columns, rowBytes) = (tensor.columns, tensor.bytesPerRow)
        let rowsAtOnce = max(1, Self.chunkElements / columns)
        var start = 0
        while start < tensor.rows {
            let rows = start..<min(start + rowsAtOnce, tensor.rows)
            var values = [Float](repeating: 0, count: rows.count * columns)
            values.withUnsafeMutableBufferPointer { buffer in
                let bytes = rows.lowerBound * rowBytes..<rows.upperBound * rowBytes
                Quantizer.dequantize(
                    UnsafeRawBufferPointer(rebasing: tensor.bytes[bytes]), type: tensor.type,
                    into: buffer)
                for change in changes { Self.add(change, rows, columns, to: buffer) }
                guard let factors else { return }
                for index in buffer.indices {
                    buffer[index] *= factors[rows.lowerBound + index / columns]
                }
            }
            try writer.append(bytes: Self.stored(values, columns, plan))
            start = rows.upperBound
        }
    }

    private static func stored(
        _ values: [Float], _ columns: Int, _ plan: TensorPlan
    ) throws(CheckpointError) -> [UInt8] {
        do {
            return try values.withUnsafeBufferPointer { buffer throws(TensorError) in
                try Quantizer.quantize(buffer, rowLength: columns, to: plan.type)
            }
        } catch {
            throw .conversionFailed(tensor: plan.name, reason: error.message)
        }
    }

    /// W (rows, K) += B (rows, r) · A (r, K).
    private static func add(
        _ change: Change, _ rows: Range<Int>, _ columns: Int,
        to values: UnsafeMutableBufferPointer<Float>
    ) {
        change.down.withUnsafeBufferPointer { down in
            for row in rows {
                let offset = (row - rows.lowerBound) * columns
                for inner in 0..<change.rank {
                    let factor = change.up[row * change.rank + inner]
                    let source = inner * columns
                    for column in 0..<columns {
                        values[offset + column] += factor * down[source + column]
                    }
                }
            }
        }
    }
}
