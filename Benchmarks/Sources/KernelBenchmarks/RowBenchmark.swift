import AikiTensor

/// What is computed between products, over rows of activations that stay in the second cache.
struct RowBenchmark {
    private static let rows = 16
    private static let width = 4096
    private static let tolerance = 1e-5

    let threads: Int

    func run(_ kind: CPUKind) throws -> [BenchmarkRow] {
        let (rows, width) = (Self.rows, Self.width)
        let x = Numbers(rows * width, seed: 11)
        let other = Numbers(rows * width, seed: 13)
        let positions = (0..<Int32(rows)).map { $0 * 37 }
        let frequencies = (0..<32).map { Float(1) / Float(1 << min($0 / 2, 12)) }
        let angles = Numbers(rows * 64)
        Compute(pool: WorkerPool(threads: 1), cpu: .scalar).rotaryTable(
            tokens: rows, rotated: 64, positions: positions, frequencies: frequencies,
            into: angles.start)
        return [
            try measure("rmsNorm", kind, arrays: 2) {
                $0.rmsNorm(
                    x.start, rows: rows, width: width, weight: other.start, epsilon: 1e-5, into: $1)
            },
            try measure("layerNorm", kind, arrays: 2) {
                $0.layerNorm(
                    x.start, rows: rows, width: width, weight: other.start, bias: nil,
                    epsilon: 1e-5, into: $1)
            },
            try measure("SwiGLU", kind, arrays: 3) {
                $0.gated(
                    gate: x.start, up: other.start, count: rows * width, activation: .silu,
                    into: $1)
            },
            try measure("GELU", kind, arrays: 2) {
                $0.activate(x.start, count: rows * width, activation: .geluErf, into: $1)
            },
            try measure("softmax", kind, arrays: 2) {
                $1.update(from: x.start, count: rows * width)
                $0.softmax($1, rows: rows, width: width)
            },
            try measure("RoPE", kind, arrays: 2) {
                $1.update(from: x.start, count: rows * width)
                $0.rope(
                    $1, tokens: rows, heads: width / 64, headWidth: 64, rotated: 64,
                    table: angles.start, pairing: .halves)
            },
            try measure("add", kind, arrays: 3) {
                $0.add(x.start, other.start, count: rows * width, into: $1)
            },
        ]
    }

    /// Bytes read and written a second, an array of numbers each.
    private func measure(
        _ name: String, _ kind: CPUKind, arrays: Int,
        _ body: (Compute, UnsafeMutablePointer<Float>) -> Void
    ) throws -> BenchmarkRow {
        let count = Self.rows * Self.width
        let out = Numbers(count)
        let reference = Numbers(count)
        let compute = Compute(pool: WorkerPool(threads: threads), cpu: kind)
        let seconds = Timing.seconds { body(compute, out.start) }
        body(Compute(pool: WorkerPool(threads: 1), cpu: .scalar), reference.start)
        let difference = out.difference(from: reference, count: count)
        guard difference <= Self.tolerance else {
            throw WrongAnswer(
                name: name, kind: kind, difference: difference, tolerance: Self.tolerance)
        }
        return BenchmarkRow(
            name: name, kind: kind, unit: .gigabytes,
            rate: Double(arrays * count * 4) / seconds / 1e9, peak: nil, difference: difference)
    }
}
