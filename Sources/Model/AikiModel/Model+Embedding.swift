import AikiTensor

extension Model {
    /// The most tokens that one pass of embedding computes together; longer sequences go alone.
    public static let embeddingBatchTokensMax = 2048

    /// Turns sequences of tokens into vectors of unit length.
    ///
    /// Sequences of any lengths go together; what one gives does not depend on the others.
    ///
    /// - Parameter sequences: token ids with the special tokens the model was made with.
    /// - Returns: a vector of ``ModelConfiguration/width`` numbers for each sequence.
    /// - Throws: ``ModelError/wrongKind(architecture:wanted:)`` where the model is no embedder,
    ///   ``ModelError/emptySequence``, ``ModelError/contextFull(tokens:limit:)``,
    ///   ``ModelError/tokenOutOfRange(token:vocabularySize:)``.
    public func embed(_ sequences: [[Int32]]) throws(ModelError) -> [[Float]] {
        try embedInside(sequences).vectors
    }

    /// The same, and of each sequence the vector of what its tokens are after two thirds of the layers,
    /// made in the same way; none where the model has too few layers.
    ///
    /// - Throws: as ``embed(_:)``.
    public func embedInside(
        _ sequences: [[Int32]]
    ) throws(ModelError) -> (vectors: [[Float]], inner: [[Float]]) {
        guard let pooling = configuration.pooling else { throw wrongKind("make embeddings") }
        for sequence in sequences {
            guard !sequence.isEmpty else { throw .emptySequence }
            guard sequence.count <= configuration.contextTokensMax else {
                throw .contextFull(
                    tokens: sequence.count, limit: configuration.contextTokensMax)
            }
            try check(sequence[...])
        }
        let share = embeddingShare(sequences)
        let groups = Self.embeddingGroups(
            sequences, tokensMax: min(share ?? .max, Self.embeddingBatchTokensMax))
        var made = [EmbeddingGroup](repeating: EmbeddingGroup(), count: groups.count)
        if share == nil {
            for (index, group) in groups.enumerated() {
                made[index].run(self, sequences[group], pooling, compute)
            }
        } else {
            made.withUnsafeMutableBufferPointer { made in
                let made = made
                compute.pool.run(tiles: groups.count) { tile in
                    let alone = Compute(pool: WorkerPool(threads: 1), cpu: compute.cpu)
                    made[tile].run(self, sequences[groups[tile]], pooling, alone)
                }
            }
        }
        return (made.flatMap(\.vectors), made.flatMap(\.inner))
    }

    /// How many tokens a thread takes for itself where each thread takes whole sequences: it then waits
    /// for nobody between operations, and what it computes stays in its own caches. Nil where the
    /// sequences are too few or too long for that.
    private func embeddingShare(_ sequences: [[Int32]]) -> Int? {
        let threads = compute.pool.threads
        let total = sequences.reduce(0) { $0 + $1.count }
        let share = max(Self.embeddingShareTokensMin, total / (2 * threads))
        guard threads > 1, total >= threads * share else { return nil }
        return sequences.allSatisfy { $0.count <= share } ? share : nil
    }

    /// Neighbouring sequences of at most so many tokens together; a longer one goes alone.
    private static func embeddingGroups(
        _ sequences: [[Int32]], tokensMax most: Int
    ) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var (start, tokens) = (0, 0)
        for (index, sequence) in sequences.enumerated() {
            if tokens + sequence.count > most, index > start {
                groups.append(start..<index)
                (start, tokens) = (index, 0)
            }
            tokens += sequence.count
        }
        return start < sequences.count ? groups + [start..<sequences.count] : groups
    }

    /// The fewest tokens that a thread takes for itself: for fewer each weight is read too often.
    private static let embeddingShareTokensMin = 128
}

/// The vectors of sequences that are computed in one pass.
private struct EmbeddingGroup {
    var vectors: [[Float]] = []
    var inner: [[Float]] = []

    mutating func run(
        _ model: Model, _ sequences: ArraySlice<[Int32]>, _ pooling: Pooling, _ compute: Compute
    ) {
        let tokens = sequences.reduce(0) { $0 + $1.count }
        let runner = Runner(model: model, batchTokensMax: tokens, compute: compute)
        runner.begin()
        for sequence in sequences { runner.append(sequence[...], cache: nil, output: .none) }
        runner.execute()
        vectors = runner.pooled(model.graph.result, pooling)
        if let value = model.graph.inner { inner = runner.pooled(value, pooling) }
    }
}

extension Runner {
    /// Makes one vector of each sequence of the pass.
    fileprivate func pooled(_ value: ValueID, _ pooling: Pooling) -> [[Float]] {
        let hidden = pointer(value)
        let width = self.width(value)
        return segments.map { segment in
            let rows = hidden + segment.row * width
            var vector: [Float]
            switch pooling {
            case .cls: vector = Array(UnsafeBufferPointer(start: rows, count: width))
            case .last:
                let last = rows + (segment.count - 1) * width
                vector = Array(UnsafeBufferPointer(start: last, count: width))
            case .mean:
                // The sum serves as the mean: the length is made one below.
                vector = Array(repeating: 0, count: width)
                for row in 0..<segment.count {
                    for column in 0..<width { vector[column] += rows[row * width + column] }
                }
            }
            let norm = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            guard norm > 0 else { return vector }
            return vector.map { Float(Double($0) / norm) }
        }
    }
}
