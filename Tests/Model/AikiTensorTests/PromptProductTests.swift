import AikiTensor
import CAikiKernels
import Testing

/// Goal: a prompt's products that are computed together have the bits of those one by one. Method: both
/// ways for every CPU kind and several types, sizes that fill neither panels nor groups.
struct PromptProductTests {
    private static let types: [TensorType] = [.q4_0, .q8_0, .q6_K, .f16, .bf16]

    private struct Bench {
        let compute: Compute
        let buffer = ActivationBuffer()
        let between = ActivationBuffer()
        var random = RandomNumbers(seed: 81)

        init(_ cpu: CPUKind) { compute = Compute(pool: WorkerPool(threads: 3), cpu: cpu) }

        mutating func weight(_ type: TensorType, rows: Int, columns: Int) throws -> Tensor {
            try ComputeMultiplyTests.weight(
                type, rows: rows, columns: columns, seed: UInt64(random.uniform(0..<1000)))
        }

        func multiply(_ weight: Tensor, _ x: [Float], _ tokens: Int, onto y: inout [Float]) {
            compute.multiply(
                weight, x, tokens: tokens, into: &y, accumulate: true, method: .prompt,
                buffer: buffer)
        }

        func product(_ weight: Tensor, _ x: [Float], _ tokens: Int) -> [Float] {
            var y = [Float](repeating: 0, count: tokens * weight.rows)
            multiply(weight, x, tokens, onto: &y)
            return y
        }
    }

    @Test(arguments: CPUKind.detected, types)
    func productsOfOneInputHaveTheBitsOfThoseAlone(cpu: CPUKind, type: TensorType) throws {
        var bench = Bench(cpu)
        let columns = type.elementsPerBlock == 256 ? 512 : 416
        for tokens in [1, 19, 130] {
            let weights = try [70, 9, 129].map {
                try bench.weight(type, rows: $0, columns: columns)
            }
            let x = bench.random.normals(tokens * columns)
            let bias = bench.random.normals(9)
            var alone = weights.map { bench.product($0, x, tokens) }
            for place in alone[1].indices { alone[1][place] += bias[place % 9] }
            var together = weights.map { [Float](repeating: 3, count: tokens * $0.rows) }
            let isTogether = bias.withUnsafeBufferPointer { bias in
                together.withEach { y in
                    let products = weights.indices.compactMap { index in
                        bench.compute.dotWeight(weights[index]).map { weight in
                            DotProduct(
                                weight: weight, bias: index == 1 ? bias.baseAddress : nil,
                                y: y[index])
                        }
                    }
                    let all = DotProducts(products[0], products[1], products[2])
                    guard bench.compute.multipliesTogether(all, tokens: tokens, method: .prompt)
                    else { return false }
                    bench.compute.multiplyTogether(
                        all, x, tokens: tokens, method: .prompt, buffer: bench.buffer)
                    return true
                }
            }
            #expect(isTogether || [.f16, .bf16].contains(type))
            if isTogether { #expect(together == alone, "\(tokens)") }
        }
    }

    @Test(arguments: CPUKind.detected, types)
    func aGatedLayerHasTheBitsOfItsSteps(cpu: CPUKind, type: TensorType) throws {
        var bench = Bench(cpu)
        let (columns, inner) = type.elementsPerBlock == 256 ? (256, 768) : (160, 416)
        for (tokens, activation) in [(1, Activation.silu), (19, .geluTanh), (130, .silu)] {
            let gate = try bench.weight(type, rows: inner, columns: columns)
            let up = try bench.weight(type, rows: inner, columns: columns)
            let down = try bench.weight(type, rows: 70, columns: inner)
            let x = bench.random.normals(tokens * columns)
            let start = bench.random.normals(tokens * 70)
            var between = bench.product(gate, x, tokens)
            let ups = bench.product(up, x, tokens)
            between.withUnsafeMutableBufferPointer { numbers in
                guard let base = numbers.baseAddress else { return }
                bench.compute.gated(
                    gate: base, up: ups, count: ups.count, activation: activation, into: base)
            }
            var alone = start
            bench.multiply(down, between, tokens, onto: &alone)
            var places = [
                [Float](repeating: 3, count: ups.count), [Float](repeating: 4, count: ups.count),
                [Float](repeating: 5, count: start.count), start,
            ]
            let isTogether = places.withEach { y in
                guard let weights = Self.weights(bench.compute, [gate, up, down]) else {
                    return false
                }
                let gated = DotProducts(
                    DotProduct(weight: weights[0], bias: nil, y: y[0]),
                    DotProduct(weight: weights[1], bias: nil, y: y[1]), ending: .gate(activation))
                let last = DotProducts(
                    DotProduct(weight: weights[2], bias: nil, y: y[2]), ending: .add(y[3]))
                guard bench.compute.multipliesGated(gated, then: last) else { return false }
                bench.compute.multiplyGated(
                    gated, then: last, x, tokens: tokens, buffer: bench.buffer,
                    between: bench.between)
                return true
            }
            #expect(isTogether || [.f16, .bf16].contains(type))
            if isTogether { #expect(places[3] == alone, "\(tokens)") }
        }
    }

    private static func weights(_ compute: Compute, _ tensors: [Tensor]) -> [DotWeight]? {
        let weights = tensors.compactMap { compute.dotWeight($0) }
        return weights.count == tensors.count ? weights : nil
    }
}

extension [[Float]] {
    /// The places of all rows at once, valid within the closure.
    fileprivate mutating func withEach<Result>(
        _ body: ([UnsafeMutablePointer<Float>]) -> Result
    ) -> Result {
        let places = map { row in
            let place = UnsafeMutablePointer<Float>.allocate(capacity: row.count)
            place.initialize(from: row, count: row.count)
            return place
        }
        defer { for place in places { place.deallocate() } }
        let result = body(places)
        for index in indices {
            self[index] = [Float](
                UnsafeBufferPointer(start: places[index], count: self[index].count))
        }
        return result
    }
}
