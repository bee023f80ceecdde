import AikiTensor
import CAikiKernels
import Foundation
import Testing

/// Goal: functions of single numbers and of rows are as exact as stated for every CPU kind.
/// Method: the same function in double.
struct FunctionTests {
    /// exp of every kind: 2 units in the last place, and the rounding of the argument's shift.
    static let exponentialTolerance = 4 * 0x1p-24
    /// Activations: some roundings, and 1.5e-7 from the erf of the vector kinds.
    static let activationTolerance = 4e-7
    /// tanh: two roundings of a quotient near one.
    static let tanhTolerance = 4e-7
    /// Normalisation: the float sum of 16 lanes and three roundings.
    static let normTolerance = 2e-6

    static let arguments: [Float] =
        [0, -0.0, 1e-38, -1e-38, 1e-8, 0.349, 0.351, 88, -87, -88, -95, -103, -1e4, 30, -30]
        + stride(from: Float(-20), through: 20, by: 0.0137)

    @Test(arguments: CPUKind.detected)
    func exponentialsMatch(cpu: CPUKind) {
        var x = Self.arguments
        let sum = Kernels(cpu).table.exp_shifted_f32(&x, x.count, 0)
        var expectedSum = 0.0
        for (argument, result) in zip(Self.arguments, x) {
            let expected = exp(Double(argument))
            expectedSum += expected
            let tolerance = max(expected * Self.exponentialTolerance, 0x1p-149)
            #expect(abs(Double(result) - expected) <= tolerance, "\(argument)")
        }
        #expect(abs(Double(sum) - expectedSum) <= expectedSum * 1e-5)
    }

    @Test(arguments: CPUKind.detected)
    func exponentialsOfExtremesAreTheLimits(cpu: CPUKind) {
        for count in 1...17 {
            var x = [Float](repeating: -.infinity, count: count)
            x[count - 1] = 5
            let sum = Kernels(cpu).table.exp_shifted_f32(&x, count, 5)
            #expect(x.dropLast().allSatisfy { $0 == 0 } && x[count - 1] == 1 && sum == 1)
            var y: [Float] = [.infinity, .nan]
            _ = Kernels(cpu).table.exp_shifted_f32(&y, 2, 0)
            #expect(y[0] == .infinity && y[1].isNaN)
        }
    }

    @Test(arguments: CPUKind.detected)
    func theMaximumIsFoundAtEveryPlace(cpu: CPUKind) {
        for count in 0...40 {
            for place in 0..<max(count, 1) {
                var x = [Float](repeating: -7, count: count)
                if count > 0 { x[place] = -3 }
                let largest = Kernels(cpu).table.maximum_f32(x, count)
                #expect(largest == (count > 0 ? -3 : -.infinity))
            }
        }
    }

    static func activation(_ kind: Activation, _ x: Double) -> Double {
        switch kind {
        case .silu: x / (1 + exp(-x))
        case .geluTanh:
            0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
        case .geluErf: 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
        }
    }

    @Test(arguments: CPUKind.detected)
    func activationsMatch(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let x = Self.arguments
        for kind in Activation.allCases {
            var out = [Float](repeating: 0, count: x.count)
            compute.activate(x, count: x.count, activation: kind, into: &out)
            var gated = out
            let up = (0..<x.count).map { Float($0 % 5) - 2 }
            compute.gated(gate: x, up: up, count: x.count, activation: kind, into: &gated)
            for index in x.indices {
                let expected = Self.activation(kind, Double(x[index]))
                let tolerance = Self.activationTolerance * max(1, abs(expected))
                #expect(abs(Double(out[index]) - expected) <= tolerance, "\(kind) \(x[index])")
                #expect(gated[index] == out[index] * up[index])
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func softcapMatches(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
        var x = Self.arguments.map { $0 * 10 }
        let before = x
        compute.softcap(&x, count: x.count, limit: 30)
        for (argument, result) in zip(before, x) {
            let expected = 30 * tanh(Double(argument) / 30)
            #expect(
                abs(Double(result) - expected) <= Self.tanhTolerance * abs(expected) + 1e-44,
                "\(argument)")
        }
    }

    @Test(arguments: CPUKind.detected)
    func normsMatchForEveryWidth(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 3)
        for width in Array(1...70) + [1000] {
            let rows = 3
            let x = random.normals(rows * width).map { $0 + 0.5 }
            let (weight, bias) = (random.normals(width), random.normals(width))
            var rms = x
            var layer = x
            compute.rmsNorm(
                x, rows: rows, width: width, weight: weight, epsilon: 1e-5, into: &rms)
            compute.layerNorm(
                x, rows: rows, width: width, weight: weight, bias: bias, epsilon: 1e-5,
                into: &layer)
            for row in 0..<rows {
                let values = x[row * width..<(row + 1) * width].map(Double.init)
                let mean = values.reduce(0, +) / Double(width)
                let square = values.map { $0 * $0 }.reduce(0, +) / Double(width)
                let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
                let spread = (variance / Double(width) + 1e-5).squareRoot()
                for column in 0..<width {
                    let index = row * width + column
                    let scale = Double(weight[column])
                    let normal = values[column] / (square + 1e-5).squareRoot() * scale
                    #expect(abs(Double(rms[index]) - normal) <= Self.normTolerance * 4)
                    let expected = (values[column] - mean) / spread * scale + Double(bias[column])
                    // With one column the difference from the mean is a rounding, enlarged.
                    let tolerance = Self.normTolerance * (width == 1 ? 100 : 10)
                    #expect(abs(Double(layer[index]) - expected) <= tolerance)
                }
            }
        }
    }

    @Test func absentWeightsAreOnes() {
        for cpu in CPUKind.detected {
            let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
            let x = (0..<19).map { Float($0) - 4 }
            let ones = [Float](repeating: 1, count: 19)
            let zeros = [Float](repeating: 0, count: 19)
            var (a, b, c, d) = (x, x, x, x)
            compute.rmsNorm(x, rows: 1, width: 19, weight: nil, epsilon: 1e-6, into: &a)
            compute.rmsNorm(x, rows: 1, width: 19, weight: ones, epsilon: 1e-6, into: &b)
            compute.layerNorm(
                x, rows: 1, width: 19, weight: nil, bias: nil, epsilon: 1e-6, into: &c)
            compute.layerNorm(
                x, rows: 1, width: 19, weight: ones, bias: zeros, epsilon: 1e-6, into: &d)
            #expect(a == b && c == d)
        }
    }

    @Test(arguments: CPUKind.detected)
    func softmaxRowsSumToOne(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 4)
        for width in Array(1...40) + [5000] {
            let nothing = [Float](repeating: -.infinity, count: width)
            let x = random.normals(2 * width, scale: 5) + nothing
            var y = x
            compute.softmax(&y, rows: 3, width: width)
            for row in 0..<2 {
                let part = row * width..<(row + 1) * width
                let largest = x[part].max() ?? 0
                let exact = x[part].map { exp(Double($0 - largest)) }
                let sum = exact.reduce(0, +)
                for (result, value) in zip(y[part], exact) {
                    #expect(abs(Double(result) - value / sum) <= 1e-6)
                }
            }
            #expect(y[(2 * width)...].allSatisfy { $0 == 0 })
        }
    }

    @Test func simpleArithmeticIsExact() {
        for cpu in CPUKind.detected {
            let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
            var random = RandomNumbers(seed: 9)
            for count in [0, 1, 7, 63, 64, 65, 20000] {
                let (a, b) = (random.normals(count), random.normals(count))
                var (sum, scaled) = (a, a)
                compute.add(a, b, count: count, into: &sum)
                compute.scale(a, by: 0.37, count: count, into: &scaled)
                #expect(sum == zip(a, b).map { $0 + $1 })
                #expect(scaled == a.map { $0 * 0.37 })
            }
            var rows = random.normals(35)
            let (before, bias) = (rows, random.normals(7))
            compute.addBias(&rows, rows: 5, width: 7, bias: bias)
            #expect(rows == before.enumerated().map { $1 + bias[$0 % 7] })
        }
    }
}
