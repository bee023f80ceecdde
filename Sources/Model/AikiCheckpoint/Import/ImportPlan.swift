import AikiTensor

/// What an import will write: filled by the reader of an architecture, tensor by tensor.
///
/// Each tensor is looked up when it is planned, so a configuration cannot promise more layers than
/// the files hold. What nobody asked for is refused at the end, or reported as left out.
struct ImportPlan {
    /// The GGUF name of the architecture.
    let architecture: String
    /// The source.
    let weights: ShardedSafetensors
    /// The type of matrices; vectors stay F32.
    let matrixType: TensorType
    /// What stands before `layers.0` in the source's names, such as `model.`.
    let prefix: String

    /// The new file's metadata.
    var metadata = MetadataList()
    /// The new file's tensors, in order.
    private(set) var tensors: [ImportedTensor] = []
    /// Remarks for the person who imports.
    var notes: [String] = []

    private var used: Set<String> = []
    private var leftOut: Set<String> = []

    init(architecture: String, weights: ShardedSafetensors, matrixType: TensorType, prefix: String)
    {
        self.architecture = architecture
        self.weights = weights
        self.matrixType = matrixType
        self.prefix = prefix
        metadata["general.architecture"] = .string(architecture)
        metadata["general.type"] = .string("model")
    }

    /// Sets `<architecture>.<key>` to a count.
    mutating func set(_ key: String, _ value: Int) {
        metadata["\(architecture).\(key)"] = .uint32(UInt32(clamping: value))
    }

    /// Sets `<architecture>.<key>` to a number.
    mutating func set(_ key: String, _ value: Double) {
        metadata["\(architecture).\(key)"] = .float32(Float(value))
    }

    /// Sets `<architecture>.<key>` to a text.
    mutating func set(_ key: String, _ value: String) {
        metadata["\(architecture).\(key)"] = .string(value)
    }

    /// Sets `<architecture>.<key>` to a truth value.
    mutating func set(_ key: String, _ value: Bool) {
        metadata["\(architecture).\(key)"] = .bool(value)
    }

    /// Whether the source has a tensor; the name is without the prefix.
    func has(_ name: String) -> Bool { weights.contains(prefix + name) }

    /// Plans a tensor.
    ///
    /// - Parameters:
    ///   - name: the GGUF name.
    ///   - source: the source's name; the prefix is put before it unless `absolute`.
    ///   - shape: what the configuration promises.
    ///   - type: nil: F32 for vectors, ``matrixType`` for the rest.
    ///   - change: what is done to the numbers.
    ///   - absolute: whether `source` is the whole name.
    /// - Throws: ``CheckpointError/missingTensor(name:path:)``,
    ///   ``CheckpointError/unexpectedShape(name:expected:found:)``.
    mutating func add(
        _ name: String, from source: String, shape: [Int], type: TensorType? = nil,
        change: ImportedTensor.Change = .none, absolute: Bool = false
    ) throws(CheckpointError) {
        let tensor = try take(absolute ? source : prefix + source, shape: shape)
        tensors.append(
            ImportedTensor(
                plan: try plan(name, shape, type), source: .tensor(tensor), change: change))
    }

    /// Plans several tensors of one shape as one with a new outermost dimension.
    mutating func addStacked(
        _ name: String, from sources: [String], shape: [Int]
    ) throws(CheckpointError) {
        var parts: [SafetensorsTensor] = []
        for source in sources { parts.append(try take(prefix + source, shape: shape)) }
        let plan = try plan(name, [sources.count] + shape, nil)
        tensors.append(ImportedTensor(plan: plan, source: .stacked(parts), change: .none))
    }

    /// Plans a vector of numbers that were computed.
    mutating func add(_ name: String, values: [Float]) throws(CheckpointError) {
        let plan = try TensorPlan(name: name, type: .f32, shape: [values.count])
        tensors.append(ImportedTensor(plan: plan, source: .values(values), change: .none))
    }

    /// Leaves tensors out on purpose; they are reported.
    mutating func leaveOut(where isLeftOut: (String) -> Bool) {
        leftOut.formUnion(weights.names.filter { !used.contains($0) && isLeftOut($0) })
    }

    /// Refuses what is still unused.
    func checkEverythingUsed() throws(CheckpointError) {
        for name in weights.names where !used.contains(name) && !leftOut.contains(name) {
            throw .unexpectedTensor(name: name, architecture: architecture)
        }
    }

    /// Names of source tensors that are left out on purpose, sorted.
    var leftOutNames: [String] { leftOut.sorted() }

    private func plan(
        _ name: String, _ shape: [Int], _ type: TensorType?
    ) throws(CheckpointError) -> TensorPlan {
        try TensorPlan(
            name: name, type: type ?? (shape.count == 1 ? .f32 : matrixType), shape: shape)
    }

    private mutating func take(
        _ name: String, shape: [Int]
    ) throws(CheckpointError) -> SafetensorsTensor {
        let tensor = try weights.tensor(name)
        guard tensor.shape == shape else {
            throw .unexpectedShape(name: name, expected: shape, found: tensor.shape)
        }
        guard tensor.type.isReadableAsFloat else {
            throw .unsupportedTensorType(
                name: name, type: tensor.type.rawValue, path: weights.folder)
        }
        used.insert(name)
        return tensor
    }
}
