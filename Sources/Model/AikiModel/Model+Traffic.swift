import AikiTensor

extension Model {
    /// Bytes that computing one more token must read: every matrix it is multiplied by, the rows it
    /// looks up, the experts it is sent to, and the keys and values it may see.
    ///
    /// - Parameters:
    ///   - depth: tokens before it.
    ///   - cacheType: how keys and values are stored.
    /// - Returns: bytes, of weights and cache together.
    package func bytesReadPerToken(depth: Int, cacheType: CacheType) -> Int {
        graph.operations.reduce(0) { $0 + bytesRead(by: $1, depth: depth, cacheType: cacheType) }
    }

    private func bytesRead(by operation: Operation, depth: Int, cacheType: CacheType) -> Int {
        let tensors = operation.parameters.map { weights.tensors[$0.index] }
        let all = tensors.reduce(0) { $0 + $1.bytes.count }
        switch operation.kind {
        case .embedTokens, .embedPositions, .addRow:
            return all / max(1, tensors.first?.rows ?? 1)
        case .mixExperts(let routing):
            let router = tensors.first?.bytes.count ?? 0
            return router + (all - router) / routing.experts * routing.used
        case .attend(let shape):
            let row = [shape.keyWidth, shape.valueWidth].map {
                cacheType.tensorType.byteCount(elements: $0 * shape.keyValueHeads) ?? 0
            }
            return row.reduce(0, +) * min(depth + 1, shape.window ?? .max)
        default:
            return all
        }
    }
}
