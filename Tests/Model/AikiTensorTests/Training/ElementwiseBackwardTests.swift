import AikiTensor
import Foundation
import Testing

/// Goal: gradients of functions of single numbers, dropout, sums and scattering are right for every
/// CPU kind. Method: differences in double, plain loops, known random numbers.
struct ElementwiseBackwardTests {
    /// Slopes: some roundings of numbers near one, the vector kinds' erf and exp.
    static let tolerance = 3e-6

    @Test(arguments: CPUKind.detected)
    func gatesGradientsAreDifferences(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let x = FunctionTests.arguments.filter { abs($0) < 90 }
        var random = RandomNumbers(seed: 81)
        let (up, dy) = (random.normals(x.count), random.normals(x.count))
        for kind in Activation.allCases {
            var (dGate, dUp, alone) = (x, up, x)
            func inPlace(
                _ gate: UnsafeMutablePointer<Float>, _ other: UnsafeMutablePointer<Float>
            ) {
                compute.gatedBackward(
                    gate: gate, up: other, dy: dy, count: x.count, activation: kind, dGate: gate,
                    dUp: other)
            }
            inPlace(&dGate, &dUp)
            compute.activateBackward(
                x: x, dy: dy, count: x.count, activation: kind, dx: &alone)
            for i in x.indices {
                let at = Double(x[i])
                let step = 1e-5
                let slope =
                    (FunctionTests.activation(kind, at + step)
                        - FunctionTests.activation(kind, at - step)) / (2 * step)
                let expected = Double(dy[i]) * slope
                let ofUp = Double(dy[i]) * FunctionTests.activation(kind, at)
                let size = abs(Double(dy[i])) * max(1, abs(at))
                #expect(abs(Double(alone[i]) - expected) <= Self.tolerance * size, "\(kind) \(at)")
                #expect(
                    abs(Double(dGate[i]) - expected * Double(up[i]))
                        <= Self.tolerance * size * max(1, abs(Double(up[i]))), "\(kind) \(at)")
                #expect(abs(Double(dUp[i]) - ofUp) <= Self.tolerance * size, "\(kind) \(at)")
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func softcapsGradientsAreDifferences(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 82)
        let (x, dy) = (random.normals(1000, scale: 40), random.normals(1000))
        var y = x
        compute.softcap(&y, count: y.count, limit: 30)
        var dx = y
        compute.softcapBackward(y: y, dy: dy, count: y.count, limit: 30, dx: &dx)
        for i in x.indices {
            let t = tanh(Double(x[i]) / 30)
            #expect(abs(Double(dx[i]) - Double(dy[i]) * (1 - t * t)) < 3e-6)
        }
    }

    @Test(arguments: CPUKind.detected, RotaryPairing.allCases)
    func turningBackIsTheTransposeOfTurning(cpu: CPUKind, pairing: RotaryPairing) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 83)
        let (tokens, heads, width, rotated) = (9, 3, 22, 18)
        let positions = (0..<tokens).map { Int32($0 * $0) }
        let frequencies = (0..<rotated / 2).map { Float(pow(100, -Double($0) / 9)) }
        var table = [Float](repeating: 0, count: tokens * rotated)
        compute.rotaryTable(
            tokens: tokens, rotated: rotated, positions: positions, frequencies: frequencies,
            magnitude: 1.3, into: &table)
        let count = tokens * heads * width
        let (x, dy) = (random.normals(count), random.normals(count))
        var (y, dx) = (x, dy)
        compute.rope(
            &y, tokens: tokens, heads: heads, headWidth: width, rotated: rotated, table: table,
            pairing: pairing)
        compute.ropeBackward(
            &dx, tokens: tokens, heads: heads, headWidth: width, rotated: rotated, table: table,
            pairing: pairing)
        // (R x) · dy = x · (R' dy), for each token.
        for token in 0..<tokens {
            let part = token * heads * width..<(token + 1) * heads * width
            let a = Gradients.dot(y[part].map(Double.init), dy[part].map(Double.init))
            let b = Gradients.dot(x[part].map(Double.init), dx[part].map(Double.init))
            #expect(abs(a - b) < 1e-4)
        }
        #expect(dx != dy && dx[width - 1] == dy[width - 1])
    }

    @Test(arguments: CPUKind.detected)
    func sumsAndScatteringMatchLoops(cpu: CPUKind) {
        for threads in 1...3 {
            let compute = Compute(pool: WorkerPool(threads: threads), cpu: cpu)
            var random = RandomNumbers(seed: 84)
            for (rows, width) in [(1, 1), (5, 63), (17, 64), (9, 300)] {
                let dy = random.normals(rows * width)
                var sums = [Float](repeating: 2, count: width)
                compute.columnSums(dy, rows: rows, width: width, into: &sums)
                var table = [Float](repeating: 1, count: 4 * width)
                let ids = (0..<rows).map { Int32($0 % 5) - 1 }
                compute.scatterAddRows(dy, ids: ids, count: rows, width: width, into: &table)
                var expected = [Float](repeating: 1, count: 4 * width)
                for row in 0..<rows where ids[row] >= 0 {
                    for i in 0..<width {
                        expected[Int(ids[row]) * width + i] += dy[row * width + i]
                    }
                }
                #expect(table == expected)
                for i in 0..<width {
                    let sum = (0..<rows).map { dy[$0 * width + i] }.reduce(0, +)
                    #expect(abs(sums[i] - 2 - sum) < 1e-4)
                }
                var y = dy
                compute.addScaled(dy, by: -0.5, count: dy.count, into: &y)
                #expect(zip(y, dy).allSatisfy { abs($0 - 0.5 * $1) < 1e-6 })
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func normsAreExactAndFiniteOnlyWhereAllNumbersAre(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 85)
        for count in [0, 1, 7, 32768, 100_001] {
            var x = random.normals(count)
            let expected = x.map { Double($0) * Double($0) }.reduce(0, +)
            #expect(abs(compute.squaredNorm(x, count: count) - expected) <= 1e-12 * expected)
            #expect(compute.allFinite(x, count: count))
            guard count > 0 else { continue }
            for wrong in [Float.infinity, -.infinity, .nan] {
                x[count / 2] = wrong
                #expect(!compute.allFinite(x, count: count))
            }
            x[count / 2] = .greatestFiniteMagnitude
            #expect(compute.allFinite(x, count: count))
        }
    }

    /// The first block of Philox-4x32-10 with counter and key zero is published by its authors.
    @Test(arguments: CPUKind.detected)
    func dropoutKeepsWhatTheStreamSays(cpu: CPUKind) {
        let compute = Compute(pool: WorkerPool(threads: 3), cpu: cpu)
        let published: [UInt32] = [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]
        let ones = [Float](repeating: 1, count: 50_000)
        for place in 0..<4 {
            let share = Float(Double(published[place]) / 0x1p32)
            for (keep, kept) in [(share * 1.001, true), (share * 0.999, false)] {
                var out = ones
                compute.dropout(
                    ones, count: 1, keep: keep, seed: 0, offset: UInt64(place), into: &out)
                #expect(out[0] == (kept ? 1 / keep : 0))
            }
        }
        var whole = ones
        compute.dropout(ones, count: ones.count, keep: 0.8, seed: 7, offset: 3, into: &whole)
        let mean = whole.map(Double.init).reduce(0, +) / Double(whole.count)
        #expect(abs(mean - 1) < 0.01 && whole.allSatisfy { $0 == 0 || $0 == 1.25 })
        var part = ones
        compute.dropout(ones, count: 40, keep: 0.8, seed: 7, offset: 3 + 101, into: &part)
        #expect(part[..<40] == whole[101..<141])
        var all = whole
        compute.dropout(whole, count: whole.count, keep: 1, seed: 7, offset: 0, into: &all)
        #expect(all == whole)
    }
}
