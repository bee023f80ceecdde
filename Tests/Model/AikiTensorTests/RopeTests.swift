import AikiTensor
import Foundation
import Testing

/// Goal: heads are turned as RoFormer §3.2 says, in both pairings. Method: complex rotation in
/// double, every rotated width, every CPU kind.
struct RopeTests {
    @Test(arguments: CPUKind.detected, RotaryPairing.allCases)
    func pairsAreTurnedByPositionTimesFrequency(cpu: CPUKind, pairing: RotaryPairing) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 21)
        for rotated in stride(from: 0, through: 44, by: 2) {
            let (tokens, heads, width) = (5, 3, max(rotated + rotated % 3, 1))
            let pairs = rotated / 2
            let positions: [Int32] = [0, 1, 7, 100, 4095]
            let frequencies = (0..<max(pairs, 1)).map {
                Float(pow(10000, -2 * Double($0) / Double(max(rotated, 1))))
            }
            let before = random.normals(tokens * heads * width)
            var x = before
            var table = [Float](repeating: 9, count: tokens * rotated + 1)
            compute.rotaryTable(
                tokens: tokens, rotated: rotated, positions: positions, frequencies: frequencies,
                magnitude: 1.5, into: &table)
            #expect(table[tokens * rotated] == 9)
            compute.rope(
                &x, tokens: tokens, heads: heads, headWidth: width, rotated: rotated,
                table: table, pairing: pairing)
            for index in x.indices {
                let (token, column) = (index / (heads * width), index % width)
                guard column < rotated else {
                    #expect(x[index] == before[index])
                    continue
                }
                let adjacent = pairing == .adjacent
                let pair = adjacent ? column / 2 : column % pairs
                let first = adjacent ? column.isMultiple(of: 2) : column < pairs
                let other = adjacent ? (first ? 1 : -1) : (first ? pairs : -pairs)
                let angle = Double(Float(positions[token]) * frequencies[pair])
                let (a, b) = (Double(before[index]), Double(before[index + other]))
                let turned = a * cos(angle) + (first ? -b : b) * sin(angle)
                #expect(abs(Double(x[index]) - 1.5 * turned) < 2e-6, "\(rotated) \(index)")
            }
        }
    }
}
