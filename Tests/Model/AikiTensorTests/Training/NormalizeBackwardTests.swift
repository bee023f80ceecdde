import AikiTensor
import Foundation
import Testing

/// Goal: gradients of normalisation are right for every CPU kind and width. Method: differences in
/// double of the definition.
struct NormalizeBackwardTests {
    /// Sums of some hundred numbers in f32, and differences.
    static let tolerance = 2e-5

    static func rms(_ x: [Double], _ weight: [Double], _ epsilon: Double) -> [Double] {
        let square = x.map { $0 * $0 }.reduce(0, +) / Double(x.count)
        let factor = 1 / (square + epsilon).squareRoot()
        return zip(x, weight).map { $0 * factor * $1 }
    }

    static func layer(
        _ x: [Double], _ weight: [Double], _ bias: [Double], _ epsilon: Double
    ) -> [Double] {
        let mean = x.reduce(0, +) / Double(x.count)
        let variance = x.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(x.count)
        let factor = 1 / (variance + epsilon).squareRoot()
        return x.indices.map { (x[$0] - mean) * factor * weight[$0] + bias[$0] }
    }

    /// The gradients of Σ dy · norm(x) over rows.
    static func gradients(
        _ x: [Float], _ dy: [Float], width: Int, weight: [Float],
        _ norm: ([Double], [Double], [Double]) -> [Double]
    ) -> (dx: [Double], dWeight: [Double], dBias: [Double]) {
        let zeros = [Double](repeating: 0, count: width)
        let w = weight.map(Double.init)
        var (dx, dWeight, dBias) = ([Double](), zeros, zeros)
        for first in stride(from: 0, to: x.count, by: width) {
            let row = x[first..<first + width].map(Double.init)
            let d = dy[first..<first + width].map(Double.init)
            dx += Gradients.ofDifferences(row) { Gradients.dot(norm($0, w, zeros), d) }
            let ofWeight = Gradients.ofDifferences(w) { Gradients.dot(norm(row, $0, zeros), d) }
            for i in 0..<width {
                dWeight[i] += ofWeight[i]
                dBias[i] += d[i]
            }
        }
        return (dx, dWeight, dBias)
    }

    @Test(arguments: CPUKind.detected)
    func rmsNormsGradientsAreDifferences(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 61)
        for (rows, width) in [(1, 1), (3, 7), (2, 16), (5, 33), (40, 130)] {
            let (x, dy) = (random.normals(rows * width), random.normals(rows * width))
            let weight = random.normals(width)
            let expected = Self.gradients(x, dy, width: width, weight: weight) { x, w, _ in
                Self.rms(x, w, 1e-5)
            }
            var dx = [Float](repeating: 2, count: rows * width)
            var dWeight = [Float](repeating: 3, count: width)
            compute.rmsNormBackward(
                x: x, dy: dy, rows: rows, width: width, weight: weight, epsilon: 1e-5, dx: &dx,
                dWeight: &dWeight)
            // With one number the gradient is nearly zero.
            let scale = width == 1 ? 1e-5 : 0
            #expect(Gradients.distance(dx, expected.dx.map { $0 + 2 }) < Self.tolerance + scale)
            #expect(Gradients.distance(dWeight, expected.dWeight.map { $0 + 3 }) < Self.tolerance)
        }
    }

    @Test(arguments: CPUKind.detected)
    func layerNormsGradientsAreDifferences(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 62)
        for (rows, width) in [(3, 7), (2, 16), (5, 33), (40, 130)] {
            let (x, dy) = (random.normals(rows * width), random.normals(rows * width))
            let (weight, bias) = (random.normals(width), random.normals(width))
            let expected = Self.gradients(x, dy, width: width, weight: weight) {
                Self.layer($0, $1, $2, 1e-5)
            }
            var dx = [Float](repeating: 2, count: rows * width)
            var dWeight = [Float](repeating: 3, count: width)
            var dBias = [Float](repeating: 4, count: width)
            compute.layerNormBackward(
                x: x, dy: dy, rows: rows, width: width, weight: weight, bias: bias, epsilon: 1e-5,
                dx: &dx, dWeight: &dWeight, dBias: &dBias)
            #expect(Gradients.distance(dx, expected.dx.map { $0 + 2 }) < Self.tolerance)
            #expect(Gradients.distance(dWeight, expected.dWeight.map { $0 + 3 }) < Self.tolerance)
            #expect(Gradients.distance(dBias, expected.dBias.map { $0 + 4 }) < Self.tolerance)
        }
    }

    @Test(arguments: CPUKind.detected)
    func absentWeightsAreOnes(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
        var random = RandomNumbers(seed: 63)
        let (x, dy) = (random.normals(57), random.normals(57))
        let ones = [Float](repeating: 1, count: 19)
        var (a, b, c, d) = (x, x, x, x)
        compute.rmsNormBackward(
            x: x, dy: dy, rows: 3, width: 19, weight: nil, epsilon: 1e-6, dx: &a, dWeight: nil)
        compute.rmsNormBackward(
            x: x, dy: dy, rows: 3, width: 19, weight: ones, epsilon: 1e-6, dx: &b, dWeight: nil)
        compute.layerNormBackward(
            x: x, dy: dy, rows: 3, width: 19, weight: nil, bias: nil, epsilon: 1e-6, dx: &c,
            dWeight: nil, dBias: nil)
        compute.layerNormBackward(
            x: x, dy: dy, rows: 3, width: 19, weight: ones, bias: nil, epsilon: 1e-6, dx: &d,
            dWeight: nil, dBias: nil)
        #expect(a == b && c == d)
    }

    @Test(arguments: CPUKind.detected)
    func bitsDoNotDependOnTheThreads(cpu: CPUKind) {
        var random = RandomNumbers(seed: 64)
        let (rows, width) = (300, 200)
        let (x, dy) = (random.normals(rows * width), random.normals(rows * width))
        var results: [[Float]] = []
        for threads in 1...3 {
            let compute = Compute(pool: WorkerPool(threads: threads), cpu: cpu)
            var dx = x
            var sums = [Float](repeating: 1, count: width)
            compute.rmsNormBackward(
                x: x, dy: dy, rows: rows, width: width, weight: nil, epsilon: 1e-5, dx: &dx,
                dWeight: &sums)
            compute.columnSums(dy, rows: rows, width: width, into: &sums)
            results.append(dx + sums)
        }
        #expect(results[0] == results[1] && results[0] == results[2])
    }
}
