import AikiTensor
import Foundation
import Testing

/// Measures the operations of training in the shapes of small models. Run by hand, in release, with
/// `AIKI_TIMINGS` set to the number of runs of which the best counts; `AIKI_THREADS` lists counts of
/// threads. `Benchmarks/peers/training_operations.py` runs it beside PyTorch.
///
/// A line is `name shape threads: rate`; products without and with loading what only they need.
@Suite(.serialized) struct TrainingTimes {
    static let environment = ProcessInfo.processInfo.environment
    static let runs = environment["AIKI_TIMINGS"].flatMap { Int($0) } ?? 0
    static let threads = (environment["AIKI_THREADS"] ?? "1,2").split(separator: ",")
        .compactMap { Int($0) }

    /// Seconds of the best run: of the clock; with one thread of the processor, so that what others
    /// do on it counts less.
    static func seconds(_ threads: Int, _ body: () -> Void) -> Double {
        body()
        return (0..<runs).map { _ in
            guard threads == 1 else { return ContinuousClock().measure(body) / .seconds(1) }
            let begin = processorSeconds()
            body()
            return processorSeconds() - begin
        }.min() ?? 1
    }

    /// What this thread has had of a processor.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    static func report(_ name: String, _ shape: String, _ threads: Int, _ rates: Double...) {
        let text = rates.map { String(format: "%.1f", $0 / 1e9) }.joined(separator: " ")
        print("\(name) \(shape) \(threads): \(text)")
    }

    /// T, N, K of linear layers, and those of LoRA.
    static let layers: [(t: Int, n: Int, k: Int)] =
        [256, 512, 2048].flatMap { t in
            [
                (288, 288), (768, 288), (288, 768), (4096, 288), (896, 896), (128, 896),
                (4864, 896), (896, 4864), (16, 896), (896, 16), (16, 4864), (4864, 16),
            ].map { (t, $0.0, $0.1) }
        } + [(256, 32000, 288), (1024, 32000, 288), (256, 151_936, 896)]

    @Test(
        .enabled(if: runs > 0, "AIKI_TIMINGS is not set"),
        arguments: ProductPrecision.allCases)
    func products(precision: ProductPrecision) {
        let name = precision == .bfloat16 ? "bf16" : "f32"
        for (t, n, k) in Self.layers {
            let x = [Float](repeating: 0.5, count: t * k)
            let w = [Float](repeating: 0.25, count: n * k)
            let dy = [Float](repeating: 0.125, count: t * n)
            var (y, dx, dw) = (dy, x, w)
            for threads in Self.threads {
                let compute = Compute(pool: WorkerPool(threads: threads))
                let (left, right, packing) = (PackedFactor(), PackedFactor(), PackedFactor())
                let weight = Tensor(f32: w, shape: [n, k])
                func rates(_ load: () -> Void, _ multiply: () -> Void) -> (Double, Double) {
                    let operations = 2 * Double(t) * Double(n) * Double(k)
                    let loading = Self.seconds(threads, load)
                    let multiplying = Self.seconds(threads, multiply)
                    return (operations / multiplying, operations / (loading + multiplying))
                }
                let forward = rates {
                    left.load(compute, x, rows: t, summed: k, stride: k, precision: precision)
                } _: {
                    compute.product(
                        left, weight, packing: packing, into: &y, stride: n, accumulate: false)
                }
                let inputs = rates {
                    left.load(compute, dy, rows: t, summed: n, stride: n, precision: precision)
                } _: {
                    compute.productAcross(
                        left, weight, packing: packing, into: &dx, stride: k, accumulate: false)
                }
                let weights = rates {
                    left.loadTransposed(
                        compute, dy, rows: n, summed: t, stride: n, precision: precision)
                    right.loadTransposed(
                        compute, x, rows: k, summed: t, stride: k, precision: precision,
                        isRight: true)
                } _: {
                    compute.product(left, right, into: &dw, stride: k, accumulate: true)
                }
                let shape = "\(t)x\(n)x\(k)"
                Self.report("\(name)-forward", shape, threads, forward.0, forward.1)
                Self.report("\(name)-inputs", shape, threads, inputs.0, inputs.1)
                Self.report("\(name)-weights", shape, threads, weights.0, weights.1)
            }
        }
    }

    @Test(.enabled(if: runs > 0, "AIKI_TIMINGS is not set"), arguments: TensorType.allCases)
    func storedWeights(type: TensorType) throws {
        let (t, n, k) = (512, 4864, type.elementsPerBlock > 32 ? 1024 : 896)
        let weight = try ComputeMultiplyTests.weight(type, rows: n, columns: k, seed: 1)
        let x = [Float](repeating: 0.5, count: t * k)
        let dy = [Float](repeating: 0.5, count: t * n)
        var (y, dx) = (dy, x)
        let operations = 2 * Double(t * n * k)
        for threads in Self.threads {
            let compute = Compute(pool: WorkerPool(threads: threads))
            let left = PackedFactor()
            left.load(compute, x, rows: t, summed: k, stride: k, precision: .bfloat16)
            let forward = Self.seconds(threads) {
                compute.product(left, RightFactor(weight), into: &y, stride: n, accumulate: false)
            }
            left.load(compute, dy, rows: t, summed: n, stride: n, precision: .bfloat16)
            let inputs = Self.seconds(threads) {
                compute.productAcross(
                    left, RightFactor(weight), into: &dx, stride: k, accumulate: false)
            }
            Self.report("\(type.name)-forward", "\(t)x\(n)x\(k)", threads, operations / forward)
            Self.report("\(type.name)-inputs", "\(t)x\(n)x\(k)", threads, operations / inputs)
        }
    }

    @Test(
        .enabled(if: runs > 0, "AIKI_TIMINGS is not set"),
        arguments: ProductPrecision.allCases)
    func attention(precision: ProductPrecision) {
        for (lengths, heads, keyHeads, width) in [
            ([Int](repeating: 256, count: 32), 6, 6, 48), ([512], 14, 2, 64), ([2048], 14, 2, 64),
        ] {
            let test = DocumentAttentionTests.Case(
                heads: heads, keyHeads: keyHeads, keyWidth: width, valueWidth: width,
                lengths: lengths)
            let numbers = DocumentAttentionTests.Numbers(test, seed: 2)
            var (out, sums) = (numbers.dOut, [Float](repeating: 0, count: test.tokens * heads))
            var (dq, dk, dv) = (numbers.query, numbers.keys, numbers.values)
            let pairs = lengths.map { Double($0 * $0) / 2 }.reduce(0, +)
            let operations = 2 * pairs * Double(heads * width)
            let (starts, documents) = (test.starts, lengths.count)
            for threads in Self.threads {
                let compute = Compute(pool: WorkerPool(threads: threads))
                let shape = DocumentAttentionTests.Shape(test, precision)
                shape.with(numbers, &out, &sums) { attention in
                    let forward = Self.seconds(threads) {
                        compute.attend(attention, starts: starts, documents: documents)
                    }
                    let backward = Self.seconds(threads) {
                        compute.attendBackward(
                            attention, starts: starts, documents: documents, dOut: numbers.dOut,
                            dQuery: &dq, dKeys: &dk, dValues: &dv)
                    }
                    Self.report(
                        "attention-\(precision)", "\(documents)x\(lengths[0])x\(heads)x\(width)",
                        threads, 2 * operations / forward, 5 * operations / backward)
                }
            }
        }
    }

    /// Bytes that are read and written, a second.
    @Test(.enabled(if: runs > 0, "AIKI_TIMINGS is not set"))
    func rows() {
        let (rows, width, vocabulary) = (8192, 288, 4096)
        let x = [Float](repeating: 0.5, count: rows * width)
        var (dx, dWeight) = (x, [Float](repeating: 0, count: width))
        var (m, v) = (x, x)
        var logits = [Float](repeating: 0.5, count: rows / 4 * vocabulary)
        let targets = [Int32](repeating: 7, count: rows / 4)
        let bytes = Double(4 * rows * width)
        for threads in Self.threads {
            let compute = Compute(pool: WorkerPool(threads: threads))
            let norm = Self.seconds(threads) {
                compute.rmsNormBackward(
                    x: x, dy: x, rows: rows, width: width, weight: nil, epsilon: 1e-5, dx: &dx,
                    dWeight: &dWeight)
            }
            Self.report("rms-norm-backward", "\(rows)x\(width)", threads, 4 * bytes / norm)
            let gate = Self.seconds(threads) {
                compute.gatedBackward(
                    gate: x, up: x, dy: x, count: x.count, activation: .silu, dGate: &m, dUp: &v)
            }
            Self.report("gated-backward", "\(rows)x\(width)", threads, 5 * bytes / gate)
            let loss = Self.seconds(threads) {
                _ = compute.crossEntropy(
                    &logits, rows: rows / 4, vocabulary: vocabulary, targets: targets,
                    weights: nil, gradientFactor: 1)
            }
            Self.report(
                "cross-entropy", "\(rows / 4)x\(vocabulary)", threads,
                8 * Double(logits.count) / loss)
            let adam = Self.seconds(threads) {
                compute.adamW(
                    AdamWStep(learningRate: 1e-3, step: 3), parameters: &dx, gradients: x,
                    firstMoments: &m, secondMoments: &v, count: x.count)
            }
            Self.report("adam-w", "\(x.count)", threads, 7 * bytes / adam)
            let drop = Self.seconds(threads) {
                compute.dropout(x, count: x.count, keep: 0.9, seed: 1, offset: 0, into: &dx)
            }
            Self.report("dropout", "\(x.count)", threads, 2 * bytes / drop)
            let norms = Self.seconds(threads) { _ = compute.squaredNorm(x, count: x.count) }
            Self.report("squared-norm", "\(x.count)", threads, bytes / norms)
        }
    }
}
