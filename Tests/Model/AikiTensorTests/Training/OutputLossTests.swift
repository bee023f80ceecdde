import AikiTensor
import CAikiKernels
import Foundation
import Testing

/// Goal: the loss whose logits never stand in memory is the loss of those logits, and so are its
/// gradients. Method: the definition in double, odd extents, every CPU kind that has such products;
/// its kernels against plain loops for every kind.
struct OutputLossTests {
    @Test(arguments: CPUKind.detected)
    func exponentialsOfRowsAreRoundedOnceAndSummedBefore(cpu: CPUKind) {
        let table = Kernels(cpu).table
        var random = RandomNumbers(seed: 61)
        for columns in [1, 2, 15, 16, 17, 31, 32, 33, 63, 64] {
            let (rows, stride) = (3, 70)
            let x = random.normals(rows * stride).map { 3 * $0 }
            let shifts: [Float] = [0.5, -2, .infinity]
            var out = [UInt16](repeating: 7, count: rows * stride)
            var sums = [Float](repeating: -1, count: rows)
            table.training.exp_rows_bf16(x, stride, rows, columns, shifts, &out, stride, &sums)
            for row in 0..<rows {
                let exact = (0..<columns).map { exp(Double(x[row * stride + $0] - shifts[row])) }
                for column in 0..<columns {
                    let found = Float(bitPattern: UInt32(out[row * stride + column]) << 16)
                    #expect(abs(Double(found) - exact[column]) <= exact[column] / 250)
                }
                let sum = exact.reduce(0, +)
                #expect(abs(Double(sums[row]) - sum) <= 1e-5 * sum + 1e-30)
                let end = (columns + 1) / 2 * 2
                if end > columns { #expect(out[row * stride + columns] == 0) }
                #expect(out[row * stride + end..<(row + 1) * stride].allSatisfy { $0 == 7 })
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func pairsOfRowsAreEveryNumberBesideTheOneBelow(cpu: CPUKind) {
        let table = Kernels(cpu).table
        for (rows, columns) in [(1, 1), (2, 64), (3, 33), (8, 31), (7, 64)] {
            let stride = 96
            let x = (0..<(rows + 1) * stride).map { UInt16($0) }
            let panel = Int(AIKI_PANEL)
            var out = [UInt32](repeating: 0, count: (rows + 1) / 2 * panel)
            table.training.pair_rows_bf16(x, stride, columns, rows, &out)
            for unit in 0..<(rows + 1) / 2 {
                for column in 0..<columns {
                    let first = UInt32(x[2 * unit * stride + column])
                    let second =
                        2 * unit + 1 < rows ? UInt32(x[(2 * unit + 1) * stride + column]) : 0
                    #expect(out[unit * panel + column] == first | second << 16)
                }
            }
        }
    }

    /// A loss and what it gives.
    struct Case {
        let rows: Int
        let vocabulary: Int
        let width: Int
        var x: [Float]
        let w: [Float]
        let targets: [Int32]
        let weights: [Float]

        init(_ rows: Int, _ vocabulary: Int, _ width: Int) {
            var random = RandomNumbers(seed: UInt64(rows * vocabulary + width))
            (self.rows, self.vocabulary, self.width) = (rows, vocabulary, width)
            x = random.normals(rows * width)
            w = random.normals(vocabulary * width).map { $0 * 2 / Float(width).squareRoot() }
            targets = (0..<rows).map { $0 % 4 == 3 ? -1 : Int32($0 * 31 % vocabulary) }
            weights = (0..<rows).map { $0 % 5 == 2 ? 0 : Float($0 % 3) + 0.5 }
        }

        /// Loss, dx, dW by the definition.
        func expected(factor: Double) -> (Double, [Double], [Double]) {
            var loss = 0.0
            var dx = [Double](repeating: 0, count: rows * width)
            var dw = [Double](repeating: 0, count: vocabulary * width)
            for row in 0..<rows where targets[row] >= 0 {
                let logits = (0..<vocabulary).map { column in
                    (0..<width).reduce(0.0) {
                        $0 + Double(x[row * width + $1]) * Double(w[column * width + $1])
                    }
                }
                let sum = logits.reduce(0) { $0 + exp($1) }
                let weight = Double(weights[row])
                loss += weight * (log(sum) - logits[Int(targets[row])])
                for column in 0..<vocabulary {
                    let isTarget = column == Int(targets[row])
                    let slope = weight * factor * (exp(logits[column]) / sum - (isTarget ? 1 : 0))
                    for i in 0..<width {
                        dx[row * width + i] += slope * Double(w[column * width + i])
                        dw[column * width + i] += slope * Double(x[row * width + i])
                    }
                }
            }
            return (loss, dx, dw)
        }

        func run(
            _ compute: Compute, weight: Tensor, frozen: FrozenFactor? = nil, factor: Float
        ) -> (loss: Double?, dx: [Float], dw: [Float]) {
            var dx = [Float](repeating: 9, count: rows * width)
            var dw = [Float](repeating: 1, count: vocabulary * width)
            let loss = targets.withUnsafeBufferPointer { tokens -> Double? in
                guard let tokens = tokens.baseAddress else { return nil }
                return weights.withUnsafeBufferPointer { weights in
                    dx.withUnsafeMutableBufferPointer { dx in
                        dw.withUnsafeMutableBufferPointer { dw in
                            compute.outputLoss(
                                x, rows: rows, weight: weight, frozen: frozen,
                                targets: OutputTargets(
                                    tokens: tokens, weights: weights.baseAddress,
                                    gradientFactor: factor, hiddenGradient: dx.baseAddress,
                                    weightGradient: dw.baseAddress),
                                memory: OutputLoss())
                        }
                    }
                }
            }
            return (loss, dx, dw)
        }
    }

    static let short = CPUKind.detected.filter {
        Compute(pool: WorkerPool(threads: 1), cpu: $0).hasShortProducts(.bfloat16)
    }

    @Test(arguments: short)
    func lossAndGradientsAreThoseOfTheDefinition(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        for (rows, vocabulary, width) in [
            (1, 2, 1), (2, 3, 5), (7, 63, 17), (13, 64, 33), (30, 65, 64), (65, 200, 80),
            (600, 130, 20),
        ] {
            let test = Case(rows, vocabulary, width)
            let weight = Tensor(f32: test.w, shape: [vocabulary, width])
            let found = test.run(compute, weight: weight, factor: 0.25)
            let frozen = FrozenFactor(compute, weight, precision: .bfloat16)
            #expect(test.run(compute, weight: weight, frozen: frozen, factor: 0.25) == found)
            let (loss, dx, dw) = test.expected(factor: 0.25)
            let name = "\(rows) \(vocabulary) \(width)"
            #expect(abs((found.loss ?? 1e9) - loss) <= 2e-3 * loss + 0.01, "\(name)")
            #expect(Gradients.noise(found.dx, dx) < 0.01, "\(name)")
            #expect(Gradients.noise(found.dw.map { $0 - 1 }, dw) < 0.01, "\(name)")
        }
    }

    @Test(arguments: short)
    func gradientsOfWhatIsNearlyCertainAreNotDrownedByRounding(cpu: CPUKind) {
        var test = Case(40, 100, 16)
        for row in 0..<test.rows where test.targets[row] >= 0 {
            let target = Int(test.targets[row])
            for i in 0..<test.width {
                test.x[row * test.width + i] = 6 * test.w[target * test.width + i]
            }
        }
        let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
        let weight = Tensor(f32: test.w, shape: [test.vocabulary, test.width])
        let found = test.run(compute, weight: weight, factor: 1)
        let (loss, dx, _) = test.expected(factor: 1)
        #expect(loss < 0.1 * Double(test.rows), "\(loss) is not nearly certain")
        #expect(Gradients.noise(found.dx, dx) < 0.05)
    }

    @Test(arguments: short)
    func bitsDoNotDependOnTheThreads(cpu: CPUKind) {
        let test = Case(700, 150, 96)
        let weight = Tensor(f32: test.w, shape: [150, 96])
        let results = (1...3).map { threads in
            test.run(
                Compute(pool: WorkerPool(threads: threads), cpu: cpu), weight: weight, factor: 1)
        }
        for other in results.dropFirst() {
            #expect(other.loss == results[0].loss)
            #expect(other.dx == results[0].dx)
            #expect(other.dw == results[0].dw)
        }
    }

    @Test(arguments: short)
    func aTargetOutOfReachIsToldAndNothingIsWritten(cpu: CPUKind) {
        let test = Case(2, 5, 4)
        let far = test.w.map { $0 * 1000 }
        let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
        let found = test.run(compute, weight: Tensor(f32: far, shape: [5, 4]), factor: 1)
        #expect(found.loss == nil)
        #expect(found.dx.allSatisfy { $0 == 9 })
        #expect(found.dw.allSatisfy { $0 == 1 })
    }
}
