import AikiTensor
import CPeaks

/// Attention of a prompt's tokens, and of one token behind a long past, with the heads of a 1B model.
struct AttentionBenchmark {
    private static let heads = 32
    private static let keyValueHeads = 8
    private static let width = 64
    private static let depth = 8192
    private static let promptTokens = 256
    private static let checkedDepth = 300
    private static let tolerance = 1e-4
    /// Of products rounded to BF16.
    private static let roundedTolerance = 0.02

    let threads: Int
    let peaks: Peaks

    func run(_ type: TensorType, _ kind: CPUKind) throws -> [BenchmarkRow] {
        let row = Self.keyValueHeads * Self.width
        guard let rowBytes = type.byteCount(elements: row) else { return [] }
        let compute = Compute(pool: WorkerPool(threads: threads), cpu: kind)
        let cache = UnsafeMutableRawPointer.allocate(
            byteCount: 2 * Self.depth * rowBytes, alignment: 4096)
        defer { cache.deallocate() }
        let numbers = Numbers(256 * row, seed: 7)
        for position in 0..<2 * Self.depth {
            compute.storeKeyValue(
                numbers.start + position % 256 * row, rows: 1, width: row, type: type,
                into: cache + position * rowBytes, strideBytes: rowBytes)
        }
        func view(_ count: Int) -> CacheView {
            CacheView(
                type: type, keys: cache, values: cache + Self.depth * rowBytes,
                keyStride: rowBytes, valueStride: rowBytes, count: count)
        }
        let decode = try measure(compute, tokens: 1, .few(AttentionMemory()), view)
        let prompt = try measure(compute, tokens: Self.promptTokens, .exact, view)
        let fast = try measure(compute, tokens: Self.promptTokens, .fast, view)
        let operations = 4.0 * Double(Self.promptTokens * Self.heads * Self.width * Self.depth)
        return [
            BenchmarkRow(
                name: "attention at \(Self.depth), 1 token, \(type.name) cache", kind: kind,
                unit: .gigabytes, rate: Double(2 * Self.depth * rowBytes) / decode.seconds / 1e9,
                peak: peaks.memory, difference: decode.difference),
            BenchmarkRow(
                name: "attention at \(Self.depth), \(Self.promptTokens) tokens, \(type.name) cache",
                kind: kind, unit: .gigaOperations, rate: operations / prompt.seconds / 1e9,
                peak: peaks.operations(PEAK_F32, kind), difference: prompt.difference),
            BenchmarkRow(
                name: "fast attention at \(Self.depth), \(Self.promptTokens) tokens, "
                    + "\(type.name) cache", kind: kind, unit: .gigaOperations,
                rate: operations / fast.seconds / 1e9, peak: nil, difference: fast.difference),
        ]
    }

    private func measure(
        _ compute: Compute, tokens: Int, _ method: AttentionMethod, _ view: (Int) -> CacheView
    ) throws -> (seconds: Double, difference: Double) {
        let query = Numbers(tokens * Self.heads * Self.width, seed: 9)
        let out = Numbers(tokens * Self.heads * Self.width)
        func attend(
            _ compute: Compute, tokens: Int, depth: Int, _ method: AttentionMethod,
            into out: Numbers
        ) {
            compute.attention(
                query: query.start, tokens: tokens, heads: Self.heads,
                keyValueHeads: Self.keyValueHeads, keyWidth: Self.width, valueWidth: Self.width,
                cache: view(depth), firstPosition: depth - tokens, scale: 0.125,
                method: method, into: out.start)
        }
        let seconds = Timing.seconds {
            attend(compute, tokens: tokens, depth: Self.depth, method, into: out)
        }
        let checked = min(tokens, 20)
        let reference = Numbers(checked * Self.heads * Self.width)
        let scalar = Compute(pool: WorkerPool(threads: 1), cpu: .scalar)
        attend(scalar, tokens: checked, depth: Self.checkedDepth, .exact, into: reference)
        attend(compute, tokens: checked, depth: Self.checkedDepth, method, into: out)
        let difference = out.difference(
            from: reference, count: checked * Self.heads * Self.width)
        let tolerance = if case .fast = method { Self.roundedTolerance } else { Self.tolerance }
        guard difference <= tolerance else {
            throw WrongAnswer(
                name: "attention of \(tokens) tokens", kind: compute.cpu, difference: difference,
                tolerance: tolerance)
        }
        return (seconds, difference)
    }
}
