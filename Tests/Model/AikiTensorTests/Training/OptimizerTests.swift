import AikiTensor
import Foundation
import Testing

/// Goal: loss, AdamW and orthogonalisation are right for every CPU kind. Method: their definitions
/// in double.
struct OptimizerTests {
    @Test(arguments: CPUKind.detected)
    func crossEntropyMatchesItsDefinition(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 91)
        for (rows, vocabulary) in [(1, 1), (3, 7), (9, 1000), (2, 5001)] {
            let logits = random.normals(rows * vocabulary, scale: 4)
            let targets = (0..<rows).map { Int32($0 == 1 ? -1 : $0 * 37 % vocabulary) }
            let weights = (0..<rows).map { Float($0 % 3) * 0.5 + 0.25 }
            var gradient = logits
            let loss = compute.crossEntropy(
                &gradient, rows: rows, vocabulary: vocabulary, targets: targets, weights: weights,
                gradientFactor: 0.125)
            var expected = 0.0
            for row in 0..<rows {
                let x = logits[row * vocabulary..<(row + 1) * vocabulary].map(Double.init)
                let largest = x.max() ?? 0
                let total = x.map { exp($0 - largest) }.reduce(0, +)
                let weight = targets[row] < 0 ? 0 : Double(weights[row])
                if targets[row] >= 0 {
                    expected += weight * (log(total) + largest - x[Int(targets[row])])
                }
                for i in 0..<vocabulary {
                    let p = exp(x[i] - largest) / total - (i == Int(targets[row]) ? 1 : 0)
                    let difference = Double(gradient[row * vocabulary + i]) - 0.125 * weight * p
                    #expect(abs(difference) < 1e-6)
                }
            }
            #expect(abs(loss - expected) <= 1e-5 * max(1, expected))
        }
    }

    @Test(arguments: CPUKind.detected)
    func adamWFollowsItsAlgorithm(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 92)
        let count = 20_003
        var x = random.normals(count)
        var (m, v) = (x.map { _ in Float(0) }, x.map { _ in Float(0) })
        var exact = x.map(Double.init)
        var (first, second) = (exact.map { _ in 0.0 }, exact.map { _ in 0.0 })
        for step in 1...4 {
            let gradients = random.normals(count)
            compute.adamW(
                AdamWStep(
                    learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1,
                    gradientFactor: 0.5, step: step),
                parameters: &x, gradients: gradients, firstMoments: &m, secondMoments: &v,
                count: count)
            for i in 0..<count {
                let g = Double(gradients[i]) * 0.5
                first[i] = 0.9 * first[i] + 0.1 * g
                second[i] = 0.95 * second[i] + 0.05 * g * g
                let corrected = first[i] / (1 - pow(0.9, Double(step)))
                let root = (second[i] / (1 - pow(0.95, Double(step)))).squareRoot()
                exact[i] -= 0.01 * (corrected / (root + 1e-8) + 0.1 * exact[i])
            }
        }
        let worst = zip(x, exact).map { abs(Double($0) - $1) }.max() ?? 0
        #expect(worst < 2e-6)
    }

    /// The quintic works on singular values alone: of a matrix with orthogonal rows of known lengths
    /// it leaves the directions and moves each length as it moves a number.
    @Test(arguments: CPUKind.detected)
    func orthogonalisingMovesSingularValuesByTheQuintic(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let memory = Orthogonalisation()
        for (rows, columns) in [(4, 8), (8, 4), (5, 5)] {
            let order = min(rows, columns)
            var x = [Float](repeating: 0, count: rows * columns)
            let lengths = (0..<order).map { Double($0 + 1) }
            // Row i has one number, at a column of its own.
            func place(_ i: Int) -> Int { i * columns + (i * 3 + 1) % order }
            for i in 0..<order { x[place(i)] = Float(lengths[i]) }
            compute.orthogonalise(
                &x, rows: rows, columns: columns, precision: .float32, memory: memory)
            let norm = lengths.map { $0 * $0 }.reduce(0, +).squareRoot()
            for i in 0..<order {
                var s = lengths[i] / norm
                for _ in 0..<5 {
                    s = 3.4445 * s - 4.7750 * pow(s, 3) + 2.0315 * pow(s, 5)
                }
                #expect(abs(Double(x[place(i)]) - s) < 1e-4, "\(rows) \(columns) \(i)")
                x[place(i)] = 0
            }
            #expect(x.allSatisfy { abs($0) < 1e-5 })
        }
        var zeros: [Float] = [0, 0, 0, 0]
        compute.orthogonalise(&zeros, rows: 2, columns: 2, memory: memory)
        #expect(zeros == [0, 0, 0, 0])
    }
}
