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
        var longest = 0
        var total = 0
        for sequence in sequences {
            guard !sequence.isEmpty else { throw .emptySequence }
            guard sequence.count <= configuration.contextTokensMax else {
                throw .contextFull(
                    tokens: sequence.count, limit: configuration.contextTokensMax)
            }
            longest = max(longest, sequence.count)
            total += sequence.count
        }
        guard longest > 0 else { return ([], []) }
        let runner = makeRunner(
            batchTokensMax: max(longest, min(total, Self.embeddingBatchTokensMax)))
        for sequence in sequences { try runner.check(sequence[...]) }
        var made: (vectors: [[Float]], inner: [[Float]]) = ([], [])
        func take() {
            runner.execute()
            made.vectors += runner.pooled(graph.result, pooling)
            if let inner = graph.inner { made.inner += runner.pooled(inner, pooling) }
        }
        runner.begin()
        for sequence in sequences {
            if runner.tokenCount + sequence.count > runner.batchTokensMax {
                take()
                runner.begin()
            }
            runner.append(sequence[...], cache: nil, output: .none)
        }
        take()
        return made
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
