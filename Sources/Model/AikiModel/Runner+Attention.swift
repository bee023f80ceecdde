import AikiTensor

extension Runner {
    /// Attention, sequence by sequence: each sees its own past only.
    func attend(_ operation: Operation, _ shape: AttentionShape) {
        for segment in segments {
            let view =
                if let cache = segment.cache {
                    store(operation, shape, segment, in: cache)
                } else {
                    passView(operation, shape, segment)
                }
            let queries = queries(segment, operation.inputs[0])
            guard !queries.isEmpty else { continue }
            let queryWidth = shape.heads * shape.keyWidth
            let outWidth = shape.heads * shape.valueWidth
            compute.attention(
                query: pointer(operation.inputs[0]) + queries.lowerBound * queryWidth,
                tokens: queries.count, heads: shape.heads, keyValueHeads: shape.keyValueHeads,
                keyWidth: shape.keyWidth, valueWidth: shape.valueWidth, cache: view,
                firstPosition: segment.position + segment.count - queries.count,
                scale: shape.scale, slidingWindow: shape.window, softcap: shape.softcap,
                causal: shape.isCausal, method: method(segment),
                into: pointer(operation.output) + queries.lowerBound * outWidth)
        }
    }

    /// The rows of a sequence's queries: of its tokens, or of its wanted outputs, which are its last.
    private func queries(_ segment: Segment, _ value: ValueID) -> Range<Int> {
        switch model.graph.values[value.index].rows {
        case .tokens: segment.row..<segment.row + segment.count
        case .outputs: segment.outputs
        }
    }

    /// Generated tokens share out their past; a prompt's products are rounded unless the weights, the
    /// cache or the model's precision promise more.
    private func method(_ segment: Segment) -> AttentionMethod {
        guard segment.isPrompt else { return .few(attentionMemory) }
        let isFast =
            model.precision == .fast && !model.weights.isExact && segment.cache?.type != .f32
        return isFast ? .fast : .exact
    }

    /// Appends a sequence's new keys and values to its cache.
    private func store(
        _ operation: Operation, _ shape: AttentionShape, _ segment: Segment, in cache: Cache
    ) -> CacheView {
        let type = cache.type.tensorType
        let keyWidth = shape.keyValueHeads * shape.keyWidth
        let valueWidth = shape.keyValueHeads * shape.valueWidth
        compute.storeKeyValue(
            pointer(operation.inputs[1]) + segment.row * keyWidth, rows: segment.count,
            width: keyWidth, type: type,
            into: cache.keys(shape.layer) + segment.position * cache.keyRowBytes,
            strideBytes: cache.keyRowBytes)
        compute.storeKeyValue(
            pointer(operation.inputs[2]) + segment.row * valueWidth, rows: segment.count,
            width: valueWidth, type: type,
            into: cache.values(shape.layer) + segment.position * cache.valueRowBytes,
            strideBytes: cache.valueRowBytes)
        return cache.view(shape.layer, count: segment.position + segment.count)
    }

    /// The keys and values of a sequence that is whole in this pass.
    private func passView(
        _ operation: Operation, _ shape: AttentionShape, _ segment: Segment
    ) -> CacheView {
        let keyWidth = shape.keyValueHeads * shape.keyWidth
        let valueWidth = shape.keyValueHeads * shape.valueWidth
        return CacheView(
            type: .f32, keys: pointer(operation.inputs[1]) + segment.row * keyWidth,
            values: pointer(operation.inputs[2]) + segment.row * valueWidth,
            keyStride: keyWidth * MemoryLayout<Float>.stride,
            valueStride: valueWidth * MemoryLayout<Float>.stride, count: segment.count)
    }
}
