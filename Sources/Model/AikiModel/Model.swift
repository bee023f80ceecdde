public import AikiCheckpoint
public import AikiTensor

/// A model ready to compute: its graph, bound to the weights of a file.
///
///     let file = try GGUFFile(path: "model.gguf")
///     let model = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 4)))
///     let cache = try model.makeCache(capacityTokens: 512)
///     let runner = model.makeRunner(batchTokensMax: 64)
///     try runner.run([BatchEntry(cache: cache, tokens: [1, 403, 407])])
///     let logits = runner.logits(0)
///
/// The weights stay in the mapped file, unless they are wanted in less memory. A model is shared
/// freely; a ``Cache`` and a ``Runner`` each belong to one user at a time.
public final class Model: Sendable {
    /// What the model is.
    public let configuration: ModelConfiguration
    /// What it computes with.
    public let compute: Compute
    /// How exactly it multiplies.
    public let precision: Precision
    /// Tells models apart, so that no cache takes over another model's state.
    public let fingerprint: UInt64

    package let graph: ModelGraph
    package let plan: BufferPlan
    package let weights: Weights
    /// By parameter, where weights are packed.
    let packed: [Int: PackedWeight]

    /// The most bytes of an embedder's matrices that are packed: it reads texts one at a time, and most of
    /// them are short. Packed, they take as much memory again.
    package static let packedBytesMax = 256 << 20
    /// The most numbers that a pass may hold for each token, beside weights and caches. The largest
    /// published models hold some two hundred thousand.
    package static let numbersPerTokenMax = 1 << 22

    private init(
        blueprint: ModelBlueprint, plan: BufferPlan, configuration: ModelConfiguration,
        weights: Weights, packed: [Int: PackedWeight], fingerprint: UInt64, compute: Compute,
        precision: Precision
    ) {
        graph = blueprint.graph
        self.plan = plan
        self.configuration = configuration
        self.weights = weights
        self.packed = packed
        self.fingerprint = fingerprint
        self.compute = compute
        self.precision = precision
    }

    /// Builds the model that a file describes and checks every tensor against it.
    ///
    /// - Parameters:
    ///   - file: The model's file, mapped as long as the model lives.
    ///   - compute: What to compute with.
    ///   - precision: How exactly to multiply.
    ///   - compacts: Reads all weights of short floats and keeps those that are of BF16 in 77 % of their
    ///     memory, where that makes generation faster; the numbers are the same.
    /// - Returns: The model, bound to the file's weights.
    /// - Throws: ``ModelError`` where the architecture or a setting is not known, or where the
    ///   settings and the tensors do not fit each other.
    /// - Complexity: O(tensors); weights are not read but for small vectors, an embedder's, and those
    ///   that become compact.
    public static func load(
        _ file: GGUFFile, compute: Compute, precision: Precision = .fast, compacts: Bool = false
    ) throws(ModelError) -> Model {
        guard let name = file.string("general.architecture") else {
            throw .missingMetadata(key: "general.architecture")
        }
        let architecture = try ArchitectureRegistry.find(name)
        let source = ModelSource(architecture: name, file: file)
        let blueprint = try architecture.build(source)
        let isWriter = blueprint.pooling == nil
        let weights = try Weights(
            blueprint.graph, file: file, compactedBy: compacts && isWriter ? compute : nil)
        try source.refuseUnread(besides: blueprint.graph)
        let plan = BufferPlan(blueprint.graph)
        try checkWidth(
            numbersPerToken: plan.tokenColumns + ExpertScratch.columns(blueprint.graph))
        let shape = blueprint.shape
        let configuration = ModelConfiguration(
            architecture: name, vocabularySize: shape.vocabularySize,
            contextTokensMax: shape.contextTokensMax, width: shape.width,
            layerCount: shape.layerCount, headCount: shape.headCount,
            keyValueHeadCount: shape.keyValueHeadCount, keyWidth: shape.keyWidth,
            valueWidth: shape.valueWidth, isEmbedder: !isWriter,
            pooling: blueprint.pooling,
            parameterCount: weights.tensors.reduce(0) { $0 + $1.elementCount })
        return Model(
            blueprint: blueprint, plan: plan, configuration: configuration, weights: weights,
            packed: !isWriter && precision == .fast
                ? weights.packed(blueprint.graph, compute) : [:],
            fingerprint: ModelFingerprint.of(file, weights), compute: compute,
            precision: precision)
    }

    /// Bytes of memory that the model takes beside its file; negative where it takes the place of more of
    /// the file than that.
    public var bytesBesideFile: Int {
        packed.values.reduce(-weights.sparedBytes) { $0 + $1.byteCount }
    }

    /// Refuses a file whose passes would take memory without bound.
    package static func checkWidth(numbersPerToken: Int) throws(ModelError) {
        guard numbersPerToken <= numbersPerTokenMax else {
            throw .tooWide(numbersPerToken: numbersPerToken, limit: numbersPerTokenMax)
        }
    }

    /// The architectures that can be loaded, by their names in GGUF.
    public static var architectures: [String] { ArchitectureRegistry.names }

    /// An empty cache for one sequence.
    ///
    /// - Parameters:
    ///   - capacityTokens: the most tokens it can hold, at least 1.
    ///   - type: how keys and values are stored.
    /// - Returns: a cache without tokens.
    /// - Throws: ``ModelError/contextFull(tokens:limit:)`` beyond the model's context,
    ///   ``ModelError/cacheTypeUnfit(type:headWidth:)``,
    ///   ``ModelError/cacheTooLarge(tokens:bytes:)``,
    ///   ``ModelError/wrongKind(architecture:wanted:)`` for an embedder.
    public func makeCache(
        capacityTokens: Int, type: CacheType = .f16
    ) throws(ModelError) -> Cache {
        precondition(capacityTokens >= 1, "A cache holds at least one token")
        guard !configuration.isEmbedder else { throw wrongKind("continue a text") }
        guard capacityTokens <= configuration.contextTokensMax else {
            throw .contextFull(tokens: capacityTokens, limit: configuration.contextTokensMax)
        }
        return try Cache(model: self, capacity: capacityTokens, type: type)
    }

    /// Something that runs passes of at most so many tokens; it owns the memory they need.
    ///
    /// - Precondition: at least one token.
    public func makeRunner(batchTokensMax: Int) -> Runner {
        Runner(model: self, batchTokensMax: batchTokensMax)
    }

    /// Refuses tokens that the model does not have.
    func check(_ tokens: ArraySlice<Int32>) throws(ModelError) {
        let size = configuration.vocabularySize
        for token in tokens where token < 0 || Int(token) >= size {
            throw .tokenOutOfRange(token: token, vocabularySize: size)
        }
    }

    func wrongKind(_ wanted: String) -> ModelError {
        .wrongKind(architecture: configuration.architecture, wanted: wanted)
    }
}
