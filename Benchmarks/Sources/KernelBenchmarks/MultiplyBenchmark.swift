import AikiTensor
import CPeaks

/// Weights of every type by one token, by eight, and by the tokens of a prompt.
struct MultiplyBenchmark {
    /// K: columns of the weights.
    private static let columns = 2048
    /// Bytes of a weight that stays in the second cache, and of one that does not stay in any.
    private static let cachedBytes = 384 << 10
    private static let memoryBytes = 96 << 20
    private static let promptTokens = 512
    private static let promptRows = 1024
    /// Tokens whose answers are checked; the rest are computed the same way.
    private static let checkedTokens = 2
    /// How far kinds may differ: by the order in which floats are summed, and by quants of a prompt's
    /// weights that lie between two integers.
    private static let generationTolerance = 1e-5
    private static let promptTolerance = 1e-3

    let threads: Int
    let peaks: Peaks

    func run(_ type: TensorType, _ kind: CPUKind) throws -> [BenchmarkRow] {
        let rowBytes = type.byteCount(elements: Self.columns) ?? 1
        let cached = max(64, Self.cachedBytes / rowBytes / 64 * 64)
        let large = Self.memoryBytes / rowBytes / 64 * 64
        return [
            try generation(type, kind, rows: cached, tokens: 1, "1 token, in the cache"),
            try generation(type, kind, rows: cached, tokens: 8, "8 tokens, in the cache"),
            try generation(type, kind, rows: large, tokens: 1, "1 token, from memory"),
            try prompt(type, kind),
        ]
    }

    /// Bytes of weight a second.
    private func generation(
        _ type: TensorType, _ kind: CPUKind, rows: Int, tokens: Int, _ name: String
    ) throws -> BenchmarkRow {
        let weight = try WeightBytes.tensor(type, rows: rows, columns: Self.columns)
        let x = Numbers(tokens * Self.columns, seed: 5)
        let y = Numbers(tokens * rows)
        let work = Work(weight: weight, tokens: tokens, method: .generation)
        let seconds = work.seconds(x, y, threads: threads, kind)
        let isFromMemory = rows * weight.bytesPerRow >= Self.memoryBytes / 2
        return BenchmarkRow(
            name: "\(type.name), \(name)", kind: kind, unit: .gigabytes,
            rate: Double(weight.bytes.count) / seconds / 1e9,
            peak: isFromMemory ? peaks.memory : nil,
            difference: try work.check(x, y, tolerance: Self.generationTolerance, kind))
    }

    /// Operations a second; unpacking the weight is part of the time.
    private func prompt(_ type: TensorType, _ kind: CPUKind) throws -> BenchmarkRow {
        let tokens = Self.promptTokens
        let weight = try WeightBytes.tensor(type, rows: Self.promptRows, columns: Self.columns)
        let x = Numbers(tokens * Self.columns, seed: 5)
        let y = Numbers(tokens * Self.promptRows)
        let work = Work(weight: weight, tokens: tokens, method: .prompt)
        let seconds = work.seconds(x, y, threads: threads, kind)
        let operations = 2.0 * Double(tokens * Self.promptRows * Self.columns)
        let half = type == .f16 || type == .bf16
        let wanted = type == .f32 ? PEAK_F32 : half ? PEAK_BF16 : PEAK_INTEGERS
        return BenchmarkRow(
            name: "\(type.name), \(tokens) tokens", kind: kind, unit: .gigaOperations,
            rate: operations / seconds / 1e9,
            peak: peaks.operations(wanted, kind) ?? peaks.operations(PEAK_F32, kind),
            difference: try work.check(
                x, y, tolerance: half ? 1e-2 : Self.promptTolerance, kind))
    }

    /// One product.
    private struct Work {
        let weight: Tensor
        let tokens: Int
        let method: MultiplyMethod

        func seconds(_ x: Numbers, _ y: Numbers, threads: Int, _ kind: CPUKind) -> Double {
            let compute = Compute(pool: WorkerPool(threads: threads), cpu: kind)
            let buffer = ActivationBuffer()
            return Timing.seconds {
                compute.multiply(
                    weight, x.start, tokens: tokens, into: y.start, method: method, buffer: buffer)
            }
        }

        /// Compares the first tokens and rows with the scalar kernels.
        func check(
            _ x: Numbers, _ y: Numbers, tolerance: Double, _ kind: CPUKind
        ) throws -> Double {
            let checked = min(tokens, MultiplyBenchmark.checkedTokens)
            // Rows repeat after 64.
            let rows = min(weight.rows, 128)
            let part = Tensor(
                type: weight.type, shape: [rows, weight.columns],
                bytes: UnsafeRawBufferPointer(
                    rebasing: weight.bytes[..<(rows * weight.bytesPerRow)]), owner: nil)
            let reference = Numbers(checked * rows)
            Compute(pool: WorkerPool(threads: 1), cpu: .scalar).multiply(
                part, x.start, tokens: checked, into: reference.start, method: method,
                buffer: ActivationBuffer())
            let found = Numbers(checked * rows)
            for token in 0..<checked {
                for row in 0..<rows {
                    found.values[token * rows + row] = y.values[token * weight.rows + row]
                }
            }
            let difference = found.difference(from: reference, count: checked * rows)
            guard difference <= tolerance else {
                throw WrongAnswer(
                    name: "\(weight.type.name), \(tokens) tokens", kind: kind,
                    difference: difference, tolerance: tolerance)
            }
            // The scalar kernels read the weight's bytes: it lives until here.
            return withExtendedLifetime(weight) { difference }
        }
    }
}
