import AikiTensor
import Foundation
import Testing

/// Goal: attention of documents and its gradients are right for every CPU kind, precision and
/// mask. Method: softmax over all scores in double, its gradients by the chain rule written out,
/// and these against differences.
struct DocumentAttentionTests {
    struct Case: Sendable {
        var heads = 2
        var keyHeads = 1
        var keyWidth = 8
        var valueWidth = 8
        var lengths = [5]
        var window: Int?
        var softcap: Float?
        var isCausal = true

        var tokens: Int { lengths.reduce(0, +) }
        var starts: [Int32] {
            lengths.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1)) }
        }
    }

    static let cases = [
        Case(),
        Case(heads: 1, keyWidth: 1, valueWidth: 1, lengths: [1]),
        Case(heads: 4, keyHeads: 2, lengths: [3, 0, 70, 1, 12]),
        Case(heads: 2, keyHeads: 2, keyWidth: 33, valueWidth: 20, lengths: [97]),
        Case(heads: 6, keyHeads: 2, keyWidth: 16, valueWidth: 80, lengths: [130, 200]),
        Case(heads: 2, keyHeads: 1, keyWidth: 70, valueWidth: 16, lengths: [150], window: 40),
        Case(heads: 2, keyHeads: 1, lengths: [30, 120], softcap: 2),
        Case(heads: 2, keyHeads: 2, lengths: [90, 65], isCausal: false),
        Case(heads: 1, keyHeads: 1, lengths: [140], window: 70, softcap: 5, isCausal: false),
    ]

    struct Numbers {
        var query: [Float]
        var keys: [Float]
        var values: [Float]
        var dOut: [Float]

        init(_ test: Case, seed: UInt64) {
            var random = RandomNumbers(seed: seed)
            query = random.normals(test.tokens * test.heads * test.keyWidth)
            keys = random.normals(test.tokens * test.keyHeads * test.keyWidth)
            values = random.normals(test.tokens * test.keyHeads * test.valueWidth)
            dOut = random.normals(test.tokens * test.heads * test.valueWidth)
        }
    }

    struct Results {
        var out: [Float]
        var logSums: [Float]
        var dQuery: [Float]
        var dKeys: [Float]
        var dValues: [Float]
    }

    /// Attention over arrays.
    struct Shape {
        let test: Case
        let precision: ProductPrecision

        init(_ test: Case, _ precision: ProductPrecision) {
            self.test = test
            self.precision = precision
        }

        func with(
            _ numbers: Numbers, _ out: UnsafeMutablePointer<Float>,
            _ logSums: UnsafeMutablePointer<Float>, _ body: (DocumentAttention) -> Void
        ) {
            func attention(
                _ query: UnsafePointer<Float>, _ keys: UnsafePointer<Float>,
                _ values: UnsafePointer<Float>
            ) {
                body(
                    DocumentAttention(
                        query: query, keys: keys, values: values, out: out, logSums: logSums,
                        heads: test.heads, keyValueHeads: test.keyHeads, keyWidth: test.keyWidth,
                        valueWidth: test.valueWidth, scale: 1 / Float(test.keyWidth).squareRoot(),
                        window: test.window, softcap: test.softcap, isCausal: test.isCausal,
                        precision: precision))
            }
            attention(numbers.query, numbers.keys, numbers.values)
        }
    }

    static func run(
        _ test: Case, _ numbers: Numbers, _ compute: Compute, _ precision: ProductPrecision
    ) -> Results {
        var results = Results(
            out: numbers.dOut.map { _ in 9 },
            logSums: [Float](repeating: 9, count: test.tokens * test.heads),
            dQuery: numbers.query.map { _ in 9 }, dKeys: numbers.keys.map { _ in 9 },
            dValues: numbers.values.map { _ in 9 })
        let shape = Shape(test, precision)
        let starts = test.starts
        shape.with(numbers, &results.out, &results.logSums) { attention in
            compute.attend(attention, starts: starts, documents: test.lengths.count)
            compute.attendBackward(
                attention, starts: starts, documents: test.lengths.count, dOut: numbers.dOut,
                dQuery: &results.dQuery, dKeys: &results.dKeys, dValues: &results.dValues)
        }
        return results
    }
}

extension DocumentAttentionTests {
    /// Of single numbers in f32: sums of some hundred products and exp.
    static let exactTolerance = 3e-5
    /// Of all numbers together in BF16: factors are rounded to eight bits in each of three products
    /// that follow each other.
    static let noiseTolerance = 0.015

    static func agrees(
        _ numbers: [Float], _ expected: [Double], _ precision: ProductPrecision
    ) -> Bool {
        switch precision {
        case .float32: Gradients.distance(numbers, expected) < exactTolerance
        case .bfloat16: Gradients.noise(numbers, expected) < noiseTolerance
        }
    }

    @Test(arguments: CPUKind.detected, cases)
    func outputsAndGradientsMatchTheDefinition(cpu: CPUKind, test: Case) {
        let numbers = Numbers(test, seed: 71)
        let expected = DocumentAttentionReference(test, numbers)
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        for precision in ProductPrecision.allCases {
            let results = Self.run(test, numbers, compute, precision)
            #expect(Self.agrees(results.out, expected.out, precision), "out \(precision)")
            #expect(
                Self.agrees(results.logSums, expected.logSums, precision), "logSums \(precision)")
            #expect(Self.agrees(results.dQuery, expected.dQuery, precision), "dQuery \(precision)")
            #expect(Self.agrees(results.dKeys, expected.dKeys, precision), "dKeys \(precision)")
            #expect(
                Self.agrees(results.dValues, expected.dValues, precision), "dValues \(precision)")
        }
    }

    /// The written-out gradients are right themselves.
    @Test(arguments: [
        Case(lengths: [2, 3]), Case(keyWidth: 3, valueWidth: 2, lengths: [6], window: 3),
        Case(keyWidth: 2, lengths: [5], softcap: 1, isCausal: false),
    ])
    func theDefinitionsGradientsAreItsDifferences(test: Case) {
        let numbers = Numbers(test, seed: 72)
        let whole = DocumentAttentionReference(test, numbers)
        let (q, k, v) = (whole.query, whole.keys, whole.values)
        func loss(_ query: [Double], _ keys: [Double], _ values: [Double]) -> Double {
            let reference = DocumentAttentionReference(
                test, query: query, keys: keys, values: values, dOut: whole.dOut)
            return Gradients.dot(reference.out, whole.dOut)
        }
        let dQuery = Gradients.ofDifferences(q) { loss($0, k, v) }
        let dKeys = Gradients.ofDifferences(k) { loss(q, $0, v) }
        let dValues = Gradients.ofDifferences(v) { loss(q, k, $0) }
        #expect(Gradients.distance(dQuery.map { Float($0) }, whole.dQuery) < 1e-5)
        #expect(Gradients.distance(dKeys.map { Float($0) }, whole.dKeys) < 1e-5)
        #expect(Gradients.distance(dValues.map { Float($0) }, whole.dValues) < 1e-5)
    }

    @Test(arguments: CPUKind.detected)
    func bitsDoNotDependOnTheThreads(cpu: CPUKind) {
        let test = Case(heads: 4, keyHeads: 2, keyWidth: 32, lengths: [300, 40, 200])
        let numbers = Numbers(test, seed: 73)
        for precision in ProductPrecision.allCases {
            let one = Self.run(
                test, numbers, Compute(pool: WorkerPool(threads: 1), cpu: cpu), precision)
            let three = Self.run(
                test, numbers, Compute(pool: WorkerPool(threads: 3), cpu: cpu), precision)
            #expect(one.out == three.out && one.logSums == three.logSums)
            #expect(one.dQuery == three.dQuery && one.dKeys == three.dKeys)
            #expect(one.dValues == three.dValues)
        }
    }
}
