import AikiTensor

/// Runs passes of a model: many tokens of one sequence, or some tokens of several.
///
/// It owns the memory that a pass needs, made once for ``batchTokensMax`` tokens; only the rows of
/// wanted outputs grow when a pass first asks for more. It belongs to one user at a time.
public final class Runner {
    /// The model it runs.
    public let model: Model
    /// The most tokens in one pass.
    public let batchTokensMax: Int
    /// Where it computes: the model's own threads, or one that computes beside others.
    let compute: Compute
    /// Rows of logits of the last pass.
    public internal(set) var outputCount = 0

    /// One sequence's part of the pass.
    struct Segment {
        /// Where its past is; nil for embedders, whose sequences are whole.
        var cache: Cache?
        /// Its first row in the pass.
        var row: Int
        /// Its rows.
        var count: Int
        /// Its wanted outputs: none, its last token's, or all.
        var outputs: Range<Int>
        /// Position of its first token.
        var position: Int
        /// Whether its tokens are a prompt's; see ``BatchEntry/isPrompt``.
        var isPrompt: Bool
    }

    /// Rows that are multiplied in the same way.
    struct RowRun {
        var first: Int
        var count: Int
        var method: MultiplyMethod
    }

    /// T: tokens of the pass.
    private(set) var tokenCount = 0
    private(set) var segments: [Segment] = []
    /// The rows of tokens and of outputs by how they are multiplied, in order.
    private var tokenRuns: [RowRun] = []
    private var outputRuns: [RowRun] = []
    /// Those of them that adapters add to.
    var adaptedTokenRuns: [AdapterRun] = []
    var adaptedOutputRuns: [AdapterRun] = []
    /// Memory between the two matrices of an adapter; made when the first one comes.
    var adapterArena: FloatArena?
    var adapterArenaRank = 0
    let activations = ActivationBuffer()
    /// Of what stands between the products of a gated layer.
    let gatedActivations = ActivationBuffer()
    private let steps: [PassStep]
    /// Whether neighbouring products are computed together; tests turn it off to compare.
    package var multipliesTogether = true
    /// Told of each value as it is computed, where somebody wants to look; see
    /// ``run(_:capturing:_:)``.
    var capture: ((ValueID) -> Void)?
    /// (T) token ids, positions, and rows whose outputs are wanted.
    let ids: UnsafeMutablePointer<Int32>
    let positions: UnsafeMutablePointer<Int32>
    let outputRows: UnsafeMutablePointer<Int32>
    let experts: ExpertScratch?
    let rotaryTables: RotaryTables
    let attentionMemory = AttentionMemory()
    private let tokenArena: FloatArena
    private var outputArena: FloatArena

    /// Outputs that there is room for from the start: enough for a step of several sequences.
    private static let outputsAtFirst = 16

    init(model: Model, batchTokensMax: Int, compute: Compute? = nil) {
        precondition(batchTokensMax >= 1, "A pass has at least one token")
        self.model = model
        self.compute = compute ?? model.compute
        self.batchTokensMax = batchTokensMax
        ids = .allocate(capacity: batchTokensMax)
        positions = .allocate(capacity: batchTokensMax)
        outputRows = .allocate(capacity: batchTokensMax)
        tokenArena = FloatArena(columns: model.plan.tokenColumns, rows: batchTokensMax)
        outputArena = FloatArena(
            columns: model.plan.outputColumns, rows: min(batchTokensMax, Self.outputsAtFirst))
        rotaryTables = RotaryTables(model.graph, rows: batchTokensMax)
        steps = PassStep.steps(model)
        experts = ExpertScratch(model.graph, rows: batchTokensMax)
        segments.reserveCapacity(min(batchTokensMax, Self.outputsAtFirst))
        tokenRuns.reserveCapacity(min(batchTokensMax, Self.outputsAtFirst))
        outputRuns.reserveCapacity(min(batchTokensMax, Self.outputsAtFirst))
    }

    deinit {
        ids.deallocate()
        positions.deallocate()
        outputRows.deallocate()
    }

    /// Computes the entries' tokens and appends their keys and values to their caches.
    ///
    /// What is computed for one entry does not depend on the others. Outputs are numbered in the
    /// order of the entries. Where it throws, no cache has changed.
    ///
    /// - Throws: ``ModelError/contextFull(tokens:limit:)``,
    ///   ``ModelError/batchTooLarge(tokens:limit:)``,
    ///   ``ModelError/tokenOutOfRange(token:vocabularySize:)``, ``ModelError/emptySequence``.
    /// - Precondition: each entry has its own cache, made by this model.
    /// - Complexity: O(operations) on top of the arithmetic. Keeps no new memory, but for the
    ///   first pass that wants more outputs than any before.
    public func run(_ entries: [BatchEntry]) throws(ModelError) {
        guard !model.configuration.isEmbedder else { throw model.wrongKind("continue a text") }
        try check(entries)
        begin()
        for entry in entries {
            append(
                entry.tokens, cache: entry.cache, output: entry.output, isPrompt: entry.isPrompt,
                adapters: entry.adapters)
        }
        execute()
        for segment in segments { segment.cache?.count += segment.count }
    }

    /// The logits of one wanted token of the last pass, in the order of the entries.
    ///
    /// - Returns: (vocabulary), valid until the next pass.
    /// - Precondition: the index is in 0 ..< ``outputCount``.
    public func logits(_ outputIndex: Int) -> UnsafeBufferPointer<Float> {
        precondition((0..<outputCount).contains(outputIndex), "\(outputIndex) of \(outputCount)")
        let width = model.configuration.vocabularySize
        return UnsafeBufferPointer(
            start: pointer(model.graph.result) + outputIndex * width, count: width)
    }

    /// Refuses what cannot be run, before anything changes.
    private func check(_ entries: [BatchEntry]) throws(ModelError) {
        var total = 0
        for (index, entry) in entries.enumerated() {
            let cache = entry.cache
            precondition(cache.fingerprint == model.fingerprint, "The cache is another model's")
            for other in entries[..<index] {
                precondition(other.cache !== cache, "Two entries share a cache")
            }
            let adapters = entry.adapters
            precondition(
                adapters == nil || adapters?.modelFingerprint == model.fingerprint,
                "The adapters are another model's")
            precondition(
                cache.count == 0 || cache.adapterIdentity == adapters?.identity ?? 0,
                "The cache was computed with other adapters")
            guard !entry.tokens.isEmpty else { throw .emptySequence }
            guard entry.tokens.count <= cache.capacity - cache.count else {
                throw .contextFull(
                    tokens: cache.count + entry.tokens.count, limit: cache.capacity)
            }
            try model.check(entry.tokens)
            total += entry.tokens.count
        }
        guard total <= batchTokensMax else {
            throw .batchTooLarge(tokens: total, limit: batchTokensMax)
        }
    }

    /// Starts a pass without tokens.
    func begin() {
        segments.removeAll(keepingCapacity: true)
        tokenRuns.removeAll(keepingCapacity: true)
        outputRuns.removeAll(keepingCapacity: true)
        adaptedTokenRuns.removeAll(keepingCapacity: true)
        adaptedOutputRuns.removeAll(keepingCapacity: true)
        rotaryTables.begin()
        tokenCount = 0
        outputCount = 0
    }

    /// Adds a sequence's tokens to the pass.
    func append(
        _ tokens: ArraySlice<Int32>, cache: Cache?, output: BatchEntry.Output,
        isPrompt: Bool = true, adapters: AdapterSet? = nil
    ) {
        let first = cache?.count ?? 0
        let outputs = outputCount
        if first == 0 { cache?.adapterIdentity = adapters?.identity ?? 0 }
        Self.extend(&tokenRuns, by: tokens.count, method(isPrompt: isPrompt))
        switch output {
        case .none: break
        case .last: Self.extend(&outputRuns, by: 1, method(isPrompt: false))
        case .all: Self.extend(&outputRuns, by: tokens.count, method(isPrompt: isPrompt))
        }
        for (offset, token) in tokens.enumerated() {
            let row = tokenCount + offset
            ids[row] = token
            positions[row] = Int32(first + offset)
            if output == .all || (output == .last && offset == tokens.count - 1) {
                outputRows[outputCount] = Int32(row)
                outputCount += 1
            }
        }
        segments.append(
            Segment(
                cache: cache, row: tokenCount, count: tokens.count, outputs: outputs..<outputCount,
                position: first, isPrompt: isPrompt))
        if let adapters {
            Self.extend(&adaptedTokenRuns, tokenCount, tokens.count, adapters)
            Self.extend(&adaptedOutputRuns, outputs, outputCount - outputs, adapters)
        }
        tokenCount += tokens.count
    }

    private static func extend(_ runs: inout [RowRun], by count: Int, _ method: MultiplyMethod) {
        if let last = runs.indices.last, runs[last].method == method {
            runs[last].count += count
        } else {
            let first = runs.last.map { $0.first + $0.count } ?? 0
            runs.append(RowRun(first: first, count: count, method: method))
        }
    }

    /// The rows of a value by how they are multiplied.
    func runs(_ value: ValueID) -> [RowRun] {
        model.graph.values[value.index].rows == .tokens ? tokenRuns : outputRuns
    }

    /// How a prompt's tokens, or generated ones, are multiplied.
    private func method(isPrompt: Bool) -> MultiplyMethod {
        switch model.precision {
        case .exact: .exact
        case .fast: isPrompt ? .prompt : .generation
        }
    }

    /// Runs every operation of the graph on the pass.
    func execute() {
        if outputCount > outputArena.rows {
            outputArena = FloatArena(columns: model.plan.outputColumns, rows: outputCount)
        }
        for step in steps { perform(step) }
    }

    /// Rows that a value has in this pass.
    func rows(_ value: ValueID) -> Int {
        model.graph.values[value.index].rows == .tokens ? tokenCount : outputCount
    }

    /// Where a value begins.
    func pointer(_ value: ValueID) -> UnsafeMutablePointer<Float> {
        let arena = model.graph.values[value.index].rows == .tokens ? tokenArena : outputArena
        return arena.column(model.plan.offsets[value.index])
    }
}
