import AikiTensor
import Foundation
import Testing

/// Goal: attention is softmax(q · k) v under every mask, grouping and cache type. Method: the
/// definition in double over the numbers the cache really holds.
struct AttentionTests {
    struct Shape: Sendable {
        var tokens = 3
        var heads = 4
        var keyValueHeads = 2
        var keyWidth = 32
        var valueWidth = 32
        var first = 5
        var count = 8
        var window: Int?
        var softcap: Float?
        var causal = true
    }

    static let shapes: [Shape] = [
        Shape(),
        Shape(tokens: 1, first: 0, count: 1),
        Shape(tokens: 1, heads: 7, keyValueHeads: 1, first: 200, count: 201),
        Shape(tokens: 70, heads: 6, keyValueHeads: 3, first: 0, count: 70),
        Shape(tokens: 70, heads: 2, keyValueHeads: 2, keyWidth: 64, first: 63, count: 133),
        Shape(tokens: 9, first: 120, count: 129, window: 1),
        Shape(tokens: 40, first: 100, count: 140, window: 33),
        Shape(tokens: 40, first: 100, count: 140, window: 500),
        Shape(tokens: 5, keyWidth: 96, valueWidth: 128, first: 70, count: 75, softcap: 5),
        Shape(tokens: 30, first: 0, count: 30, causal: false),
        Shape(tokens: 100, first: 0, count: 100, window: 10, causal: false),
        Shape(tokens: 4, first: 10, count: 64, window: 3, softcap: 2, causal: false),
        Shape(tokens: 3, heads: 2, keyValueHeads: 1, first: 1500, count: 1503),
        Shape(tokens: 2, heads: 16, keyValueHeads: 1, first: 1100, count: 1102, window: 600),
    ]

    /// The largest difference that a score's and a sum's roundings leave for unit-size values.
    static let tolerance = 3e-6

    /// A cache, the numbers it holds, and a query.
    struct Case {
        var query: [Float]
        var keys: [Float]
        var values: [Float]
        var keyBytes: [UInt8]
        var valueBytes: [UInt8]
        var keyStride: Int
        var valueStride: Int

        init(_ shape: Shape, _ type: TensorType, compute: Compute) throws {
            var random = RandomNumbers(seed: 41)
            query = random.normals(shape.tokens * shape.heads * shape.keyWidth)
            func stored(_ width: Int) throws -> ([Float], [UInt8], Int) {
                let row = shape.keyValueHeads * width
                let values = random.normals(shape.count * row)
                // Rows stand apart, as in a cache that holds more than one layer's head.
                let rowBytes = try #require(type.byteCount(elements: row))
                let stride = rowBytes + 6
                var bytes = [UInt8](repeating: 0xff, count: stride * shape.count)
                bytes.withUnsafeMutableBytes { bytes in
                    guard let base = bytes.baseAddress else { return }
                    compute.storeKeyValue(
                        values, rows: shape.count, width: row, type: type, into: base,
                        strideBytes: stride)
                }
                var numbers: [Float] = []
                for position in 0..<shape.count {
                    let part = Array(bytes[position * stride..<position * stride + rowBytes])
                    numbers += Kernels(.scalar).dequantize(part, type, count: row)
                }
                return (numbers, bytes, stride)
            }
            (keys, keyBytes, keyStride) = try stored(shape.keyWidth)
            (values, valueBytes, valueStride) = try stored(shape.valueWidth)
        }
    }

    static func attend(
        _ shape: Shape, _ data: Case, _ type: TensorType, compute: Compute,
        _ method: AttentionMethod = .exact, tokens: Range<Int>? = nil
    ) -> [Float] {
        let tokens = tokens ?? 0..<shape.tokens
        var out = [Float](repeating: 9, count: tokens.count * shape.heads * shape.valueWidth)
        let query = Array(
            data.query[
                tokens.lowerBound * shape.heads * shape.keyWidth..<tokens.upperBound
                    * shape.heads * shape.keyWidth])
        data.keyBytes.withUnsafeBytes { keys in
            data.valueBytes.withUnsafeBytes { values in
                guard let keys = keys.baseAddress, let values = values.baseAddress else { return }
                let cache = CacheView(
                    type: type, keys: keys, values: values, keyStride: data.keyStride,
                    valueStride: data.valueStride, count: shape.count)
                compute.attention(
                    query: query, tokens: tokens.count, heads: shape.heads,
                    keyValueHeads: shape.keyValueHeads, keyWidth: shape.keyWidth,
                    valueWidth: shape.valueWidth, cache: cache,
                    firstPosition: shape.first + tokens.lowerBound, scale: 0.25,
                    slidingWindow: shape.window, softcap: shape.softcap, causal: shape.causal,
                    method: method, into: &out)
            }
        }
        return out
    }

    /// The definition, one token and head at a time.
    static func expected(_ shape: Shape, _ data: Case, token: Int, head: Int) -> [Double] {
        let keyHead = head / (shape.heads / shape.keyValueHeads)
        let position = shape.first + token
        var weights: [(Int, Double)] = []
        for key in 0..<shape.count {
            if shape.causal && key > position { continue }
            if let window = shape.window, abs(position - key) >= window { continue }
            var score = 0.0
            for i in 0..<shape.keyWidth {
                let q = data.query[(token * shape.heads + head) * shape.keyWidth + i]
                let k = data.keys[(key * shape.keyValueHeads + keyHead) * shape.keyWidth + i]
                score += Double(q) * Double(k) * 0.25
            }
            if let cap = shape.softcap { score = Double(cap) * tanh(score / Double(cap)) }
            weights.append((key, score))
        }
        let largest = weights.map(\.1).max() ?? 0
        let sum = weights.map { exp($0.1 - largest) }.reduce(0, +)
        return (0..<shape.valueWidth).map { column in
            weights.reduce(0) { total, weight in
                let index = (weight.0 * shape.keyValueHeads + keyHead) * shape.valueWidth + column
                return total + exp(weight.1 - largest) / sum * Double(data.values[index])
            }
        }
    }

    /// Weights and values rounded to 8 bits differ by at most 2^-9 each; scores of rounded numbers
    /// by some hundredths, most of which cancels.
    static let roundedTolerance = 0.04

    @Test(arguments: CPUKind.detected, [TensorType.f32, .f16, .q8_0])
    func attentionIsItsDefinition(cpu: CPUKind, type: TensorType) throws {
        try expectDefinition(cpu, type, .exact, within: Self.tolerance)
    }

    @Test(arguments: CPUKind.detected, [TensorType.f32, .f16, .q8_0])
    func attentionOfFewTokensIsItsDefinition(cpu: CPUKind, type: TensorType) throws {
        try expectDefinition(cpu, type, .few(AttentionMemory()), within: Self.tolerance)
    }

    @Test(arguments: CPUKind.detected, [TensorType.f32, .f16, .q8_0])
    func fastAttentionIsCloseToItsDefinition(cpu: CPUKind, type: TensorType) throws {
        try expectDefinition(cpu, type, .fast, within: Self.roundedTolerance)
    }

    private func expectDefinition(
        _ cpu: CPUKind, _ type: TensorType, _ method: AttentionMethod, within tolerance: Double
    ) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        for (number, shape) in Self.shapes.enumerated() {
            let data = try Case(shape, type, compute: compute)
            let out = Self.attend(shape, data, type, compute: compute, method)
            for token in 0..<shape.tokens {
                for head in 0..<shape.heads {
                    let exact = Self.expected(shape, data, token: token, head: head)
                    let start = (token * shape.heads + head) * shape.valueWidth
                    for (index, value) in exact.enumerated() {
                        #expect(
                            abs(Double(out[start + index]) - value) <= tolerance,
                            "shape \(number) token \(token) head \(head)")
                    }
                }
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func aTokensResultDoesNotDependOnItsCompany(cpu: CPUKind) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let methods: [AttentionMethod] = [.exact, .fast, .few(AttentionMemory())]
        for (shape, method) in Self.shapes.flatMap({ shape in methods.map { (shape, $0) } }) {
            guard shape.causal else { continue }
            let data = try Case(shape, .f16, compute: compute)
            let whole = Self.attend(shape, data, .f16, compute: compute, method)
            let width = shape.heads * shape.valueWidth
            for token in 0..<shape.tokens {
                let alone = Self.attend(
                    shape, data, .f16, compute: compute, method, tokens: token..<token + 1)
                #expect(
                    alone == Array(whole[token * width..<(token + 1) * width]),
                    "\(method) \(shape) token \(token)")
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func aTokensResultDoesNotDependOnTheThreads(cpu: CPUKind) throws {
        for shape in Self.shapes {
            let alone = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
            let data = try Case(shape, .f16, compute: alone)
            for method: AttentionMethod in [.exact, .fast, .few(AttentionMemory())] {
                let expected = Self.attend(shape, data, .f16, compute: alone, method)
                for threads in [2, 3, 7] {
                    let compute = Compute(pool: WorkerPool(threads: threads), cpu: cpu)
                    #expect(
                        Self.attend(shape, data, .f16, compute: compute, method) == expected)
                }
            }
        }
    }

    @Test func headWidthsNeedNotFillVectors() throws {
        for cpu in CPUKind.detected {
            let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
            for width in 1...40 {
                let shape = Shape(keyWidth: width, valueWidth: 41 - width)
                let data = try Case(shape, .f16, compute: compute)
                let exact = Self.expected(shape, data, token: 2, head: 3)
                for method: AttentionMethod in [.exact, .few(AttentionMemory()), .fast] {
                    let out = Self.attend(shape, data, .f16, compute: compute, method)
                    let fits =
                        if case .fast = method { Self.roundedTolerance } else { Self.tolerance }
                    for (result, value) in zip(out.suffix(41 - width), exact) {
                        #expect(abs(Double(result) - value) <= fits)
                    }
                }
            }
        }
    }

    @Test func headsMayBeAsWideAsTheLimit() throws {
        for cpu in CPUKind.detected {
            let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
            let width = Compute.headWidthMax
            let shape = Shape(
                tokens: 1, heads: 1, keyValueHeads: 1, keyWidth: width, valueWidth: width)
            let data = try Case(shape, .f32, compute: compute)
            for method: AttentionMethod in [.exact, .few(AttentionMemory())] {
                let out = Self.attend(shape, data, .f32, compute: compute, method)
                for (result, value) in zip(out, Self.expected(shape, data, token: 0, head: 0)) {
                    #expect(abs(Double(result) - value) <= 10 * Self.tolerance)
                }
            }
        }
    }

    @Test func storedCachesAreTheSameBitsOnEveryKind() throws {
        var random = RandomNumbers(seed: 42)
        for width in [32, 64, 96, 320] {
            var values = random.normals(3 * width)
            values[0] = 0.5
            for type in [TensorType.f32, .f16, .bf16, .q8_0] {
                let bytes = CPUKind.detected.map { cpu in
                    let stride = (type.byteCount(elements: width) ?? 0) + 2
                    var bytes = [UInt8](repeating: 7, count: 3 * stride)
                    let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
                    bytes.withUnsafeMutableBytes { bytes in
                        guard let base = bytes.baseAddress else { return }
                        compute.storeKeyValue(
                            values, rows: 3, width: width, type: type, into: base,
                            strideBytes: stride)
                    }
                    return bytes
                }
                #expect(bytes.allSatisfy { $0 == bytes[0] }, "\(type)")
            }
        }
    }
}
