import AikiTensor
import Testing

/// Goal: products in the three forms of a linear layer are right for every CPU kind, precision, type
/// and odd extent. Method: sums in double; equal bits for any count of threads.
struct ProductTests {
    /// Of a number of the result relative to the root of the sum of squared products: roundings of
    /// the factors (2⁻⁹ each on average half of that) add up like noise.
    static func tolerance(_ precision: ProductPrecision) -> Double {
        precision == .bfloat16 ? 0.02 : 3e-6
    }

    struct Case: Sendable {
        var cpu: CPUKind
        var precision: ProductPrecision
    }

    static let cases = CPUKind.detected.flatMap { cpu in
        ProductPrecision.allCases.map { Case(cpu: cpu, precision: $0) }
    }

    /// M, N, S around the extents of micro-kernels, panels, vectors and blocks of units.
    static let extents = [
        (1, 1, 1), (1, 16, 2), (2, 3, 5), (5, 17, 31), (11, 15, 16), (12, 64, 33), (13, 65, 64),
        (16, 80, 288), (25, 48, 513), (7, 33, 600), (130, 130, 70), (300, 16, 40), (16, 300, 100),
        (40, 70, 1100), (14, 400, 8200),
    ]

    /// left (M, S) by right, whose number s of column n is given, and the size of each sum.
    static func expected(
        _ left: [Float], _ m: Int, _ n: Int, _ s: Int, _ right: (_ s: Int, _ n: Int) -> Float
    ) -> [(sum: Double, size: Double)] {
        (0..<m * n).map { index in
            var (sum, squares) = (0.0, 0.0)
            for k in 0..<s {
                let product = Double(left[index / n * s + k]) * Double(right(k, index % n))
                sum += product
                squares += product * product
            }
            return (sum, squares.squareRoot())
        }
    }

    static func agrees(
        _ y: [Float], _ expected: [(sum: Double, size: Double)], _ precision: ProductPrecision
    ) -> Bool {
        zip(y, expected).allSatisfy {
            abs(Double($0) - $1.sum) <= tolerance(precision) * ($1.size + 1e-6) * 2
        }
    }

    static func transposed(_ x: [Float], _ rows: Int, _ columns: Int) -> [Float] {
        (0..<x.count).map { x[$0 % rows * columns + $0 / rows] }
    }

    @Test(arguments: cases)
    func productsOfFloatsMatchADoubleLoop(_ test: Case) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: test.cpu)
        var random = RandomNumbers(seed: 51)
        let left = PackedFactor()
        for (m, n, s) in Self.extents {
            let x = random.normals(m * s)
            let w = random.normals(n * s)
            let right = RightFactor(Tensor(f32: w, shape: [n, s]))
            let turned = RightFactor(Tensor(f32: Self.transposed(w, n, s), shape: [s, n]))
            let expected = Self.expected(x, m, n, s) { w[$1 * s + $0] }
            left.load(compute, x, rows: m, summed: s, stride: s, precision: test.precision)
            var y = [Float](repeating: 9, count: m * n)
            compute.product(
                left, right, into: &y, stride: n,
                accumulate: false)
            #expect(Self.agrees(y, expected, test.precision), "\(m) \(n) \(s)")
            var z = [Float](repeating: 9, count: m * n)
            compute.productAcross(
                left, turned, into: &z, stride: n,
                accumulate: false)
            #expect(y == z, "across \(m) \(n) \(s)")
            left.loadTransposed(
                compute, Self.transposed(x, m, s), rows: m, summed: s, stride: m,
                precision: test.precision)
            compute.product(
                left, right, into: &z, stride: n,
                accumulate: false)
            #expect(y == z, "transposed \(m) \(n) \(s)")
            let panels = PackedFactor()
            panels.load(
                compute, w, rows: n, summed: s, stride: s, precision: test.precision,
                inPanels: true)
            compute.product(left, panels, into: &z, stride: n, accumulate: false)
            #expect(y == z, "both in panels \(m) \(n) \(s)")
            left.load(compute, x, rows: m, summed: s, stride: s, precision: test.precision)
            let turnedWeight = Tensor(f32: Self.transposed(w, n, s), shape: [s, n])
            compute.productAcross(
                left, turnedWeight, packing: panels, into: &z, stride: n, accumulate: false)
            #expect(y == z, "packed across \(m) \(n) \(s)")
            compute.product(
                left, right, into: &z, stride: n,
                accumulate: true)
            let twice = expected.map { (sum: 2 * $0.sum, size: 2 * $0.size) }
            #expect(Self.agrees(z, twice, test.precision), "accumulated \(m) \(n) \(s)")
        }
    }

    @Test(arguments: cases)
    func stridesLeaveWhatStandsBetweenRows(_ test: Case) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: test.cpu)
        var random = RandomNumbers(seed: 52)
        let (m, n, s) = (14, 19, 37)
        let (x, w) = (random.normals(m * 50), random.normals(n * 60))
        let packed = (0..<m).flatMap { x[$0 * 50..<$0 * 50 + s] }
        let expected = Self.expected(packed, m, n, s) { w[$1 * 60 + $0] }
        let left = PackedFactor()
        left.load(compute, x, rows: m, summed: s, stride: 50, precision: test.precision)
        var y = [Float](repeating: 7, count: m * 23)
        func multiply(_ w: UnsafePointer<Float>) {
            compute.product(
                left, RightFactor(w, rows: n, columns: s, stride: 60), into: &y, stride: 23,
                accumulate: false)
        }
        multiply(w)
        #expect(
            Self.agrees((0..<m).flatMap { y[$0 * 23..<$0 * 23 + n] }, expected, test.precision))
        for row in 0..<m { #expect(y[row * 23 + n..<(row + 1) * 23].allSatisfy { $0 == 7 }) }
    }

    @Test(arguments: DequantizeTests.cases)
    func storedWeightsOfEveryTypeMultiply(cpu: CPUKind, type: TensorType) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let (m, n, s) = (13, 300, 1280)
        let weight = try ComputeMultiplyTests.weight(type, rows: n, columns: s, seed: 53)
        let numbers = weight.dequantized()
        var random = RandomNumbers(seed: 54)
        let (x, dy) = (random.normals(m * s), random.normals(m * n))
        let forward = Self.expected(x, m, n, s) { numbers[$1 * s + $0] }
        let backward = Self.expected(dy, m, s, n) { numbers[$0 * s + $1] }
        let left = PackedFactor()
        for precision in ProductPrecision.allCases {
            left.load(compute, x, rows: m, summed: s, stride: s, precision: precision)
            var y = [Float](repeating: 0, count: m * n)
            compute.product(left, RightFactor(weight), into: &y, stride: n, accumulate: false)
            #expect(Self.agrees(y, forward, precision), "\(precision)")
            left.load(compute, dy, rows: m, summed: n, stride: n, precision: precision)
            var dx = [Float](repeating: 0, count: m * s)
            compute.productAcross(
                left, RightFactor(weight), into: &dx, stride: s, accumulate: false)
            #expect(Self.agrees(dx, backward, precision), "\(precision)")
        }
    }

    @Test(arguments: cases, [TensorType.f16, .bf16])
    func shortFloatsCountAsTheFloatsTheyStandFor(_ test: Case, type: TensorType) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: test.cpu)
        var random = RandomNumbers(seed: 56)
        let left = PackedFactor()
        for (m, n, s) in Self.extents {
            let short = try ComputeMultiplyTests.weight(type, rows: n, columns: s, seed: 57)
            let long = Tensor(f32: short.dequantized(), shape: [n, s])
            let (x, dy) = (random.normals(m * s), random.normals(m * n))
            func products(_ weight: Tensor) -> [Float] {
                var y = [Float](repeating: 0, count: m * n)
                var dx = [Float](repeating: 0, count: m * s)
                left.load(compute, x, rows: m, summed: s, stride: s, precision: test.precision)
                compute.product(left, RightFactor(weight), into: &y, stride: n, accumulate: false)
                left.load(compute, dy, rows: m, summed: n, stride: n, precision: test.precision)
                compute.productAcross(
                    left, RightFactor(weight), into: &dx, stride: s, accumulate: false)
                return y + dx
            }
            #expect(products(short) == products(long), "\(m) \(n) \(s)")
        }
    }

    @Test(arguments: cases, [TensorType.f32, .f16, .bf16, .q8_0])
    func frozenMatricesMultiplyAsTheyAreStored(_ test: Case, type: TensorType) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: test.cpu)
        var random = RandomNumbers(seed: 59)
        let (left, small) = (PackedFactor(), PackedFactor())
        for (m, n, s) in Self.extents + [(1100, 70, 64), (3, 600, 64), (5, 8300, 96)] {
            guard s.isMultiple(of: type.elementsPerBlock) else { continue }
            let weight = try ComputeMultiplyTests.weight(type, rows: n, columns: s, seed: 57)
            let frozen = FrozenFactor(compute, weight, precision: test.precision)
            let (x, dy, hidden) = (
                random.normals(m * s), random.normals(m * n), random.normals(m * 8)
            )
            func adding(_ columns: Int) -> AddedProduct {
                small.load(
                    compute, hidden, rows: m, summed: 8, stride: 8, precision: test.precision)
                let up = Tensor(f32: random.normals(8 * columns), shape: [8, columns])
                return AddedProduct(small, RightFactor(up))
            }
            var results = Array(repeating: [Float](repeating: 3, count: m * n), count: 2)
            left.load(compute, x, rows: m, summed: s, stride: s, precision: test.precision)
            let added = adding(n)
            compute.product(
                left, RightFactor(weight), into: &results[0], stride: n, accumulate: true,
                adding: added)
            compute.product(
                left, frozen, into: &results[1], stride: n, accumulate: true, adding: added)
            #expect(results[0] == results[1], "\(m) \(n) \(s)")
            results = Array(repeating: [Float](repeating: 3, count: m * s), count: 2)
            left.load(compute, dy, rows: m, summed: n, stride: n, precision: test.precision)
            compute.productAcross(
                left, RightFactor(weight), into: &results[0], stride: s, accumulate: false)
            compute.productAcross(left, frozen, into: &results[1], stride: s, accumulate: false)
            #expect(results[0] == results[1], "\(m) \(n) \(s), back")
        }
    }

    @Test(arguments: cases)
    func whatIsAddedOnTheWayIsWhatIsAddedAfterwards(_ test: Case) {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: test.cpu)
        var random = RandomNumbers(seed: 58)
        let (left, small, panels) = (PackedFactor(), PackedFactor(), PackedFactor())
        for (m, n, s) in Self.extents {
            let (x, w) = (random.normals(m * s), random.normals(n * s))
            let (hidden, up) = (random.normals(m * 8), random.normals(8 * n))
            let rows = Tensor(f32: w, shape: [n, s])
            let across = Tensor(f32: Self.transposed(w, n, s), shape: [s, n])
            let added = RightFactor(Tensor(f32: up, shape: [8, n]))
            left.load(compute, x, rows: m, summed: s, stride: s, precision: test.precision)
            small.load(compute, hidden, rows: m, summed: 8, stride: 8, precision: test.precision)
            var expected = [Float](repeating: 3, count: m * n)
            var results = Array(repeating: expected, count: 4)
            compute.product(left, RightFactor(rows), into: &expected, stride: n, accumulate: true)
            compute.productAcross(small, added, into: &expected, stride: n, accumulate: true)
            let adding = AddedProduct(small, added)
            compute.product(
                left, RightFactor(rows), into: &results[0], stride: n, accumulate: true,
                adding: adding)
            compute.productAcross(
                left, RightFactor(across), into: &results[1], stride: n, accumulate: true,
                adding: adding)
            compute.product(
                left, rows, packing: panels, into: &results[2], stride: n, accumulate: true,
                adding: adding)
            compute.productAcross(
                left, across, packing: panels, into: &results[3], stride: n, accumulate: true,
                adding: adding)
            #expect(results.allSatisfy { $0 == expected }, "\(m) \(n) \(s)")
        }
    }

    @Test(arguments: cases)
    func bitsDoNotDependOnTheThreads(_ test: Case) {
        var random = RandomNumbers(seed: 55)
        let (m, n, s) = (1200, 130, 600)
        let (x, w) = (random.normals(m * s), random.normals(n * s))
        var results: [[Float]] = []
        for threads in 1...3 {
            let compute = Compute(pool: WorkerPool(threads: threads), cpu: test.cpu)
            let left = PackedFactor()
            left.load(compute, x, rows: m, summed: s, stride: s, precision: test.precision)
            var y = [Float](repeating: 1, count: m * n)
            compute.product(
                left, RightFactor(Tensor(f32: w, shape: [n, s])), into: &y, stride: n,
                accumulate: true)
            results.append(y)
        }
        #expect(results[0] == results[1] && results[0] == results[2])
    }

    @Test(arguments: cases)
    func extentsOfNothingMakeZerosOrNothing(_ test: Case) {
        let compute = Compute(pool: WorkerPool(threads: 1), cpu: test.cpu)
        let left = PackedFactor()
        let numbers: [Float] = [1, 2, 3, 4]
        left.load(compute, numbers, rows: 2, summed: 0, stride: 0, precision: test.precision)
        var y: [Float] = [5, 6, 7, 8]
        let right = RightFactor(Tensor(f32: [], shape: [2, 0]))
        compute.product(left, right, into: &y, stride: 2, accumulate: true)
        #expect(y == [5, 6, 7, 8])
        compute.product(left, right, into: &y, stride: 2, accumulate: false)
        #expect(y == [0, 0, 0, 0])
    }
}
