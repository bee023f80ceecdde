import Foundation

/// Attention of documents and its gradients in double, straight from the definition.
struct DocumentAttentionReference {
    typealias Case = DocumentAttentionTests.Case

    let test: Case
    let query: [Double]
    let keys: [Double]
    let values: [Double]
    let dOut: [Double]

    private(set) var out: [Double]
    private(set) var logSums: [Double]
    private(set) var dQuery: [Double]
    private(set) var dKeys: [Double]
    private(set) var dValues: [Double]

    init(_ test: Case, _ numbers: DocumentAttentionTests.Numbers) {
        self.init(
            test, query: numbers.query.map(Double.init), keys: numbers.keys.map(Double.init),
            values: numbers.values.map(Double.init), dOut: numbers.dOut.map(Double.init))
    }

    init(_ test: Case, query: [Double], keys: [Double], values: [Double], dOut: [Double]) {
        self.test = test
        self.query = query
        self.keys = keys
        self.values = values
        self.dOut = dOut
        out = dOut.map { _ in 0 }
        logSums = [Double](repeating: 0, count: test.tokens * test.heads)
        dQuery = query.map { _ in 0 }
        dKeys = keys.map { _ in 0 }
        dValues = values.map { _ in 0 }
        for (document, length) in test.lengths.enumerated() {
            let start = Int(test.starts[document])
            for token in start..<start + length {
                let visible = (start..<start + length).filter { sees(token, $0) }
                for head in 0..<test.heads { attend(token, head, visible) }
            }
        }
    }

    private func sees(_ token: Int, _ other: Int) -> Bool {
        if test.isCausal && other > token { return false }
        if let window = test.window { return abs(token - other) < window }
        return true
    }

    private mutating func attend(_ token: Int, _ head: Int, _ visible: [Int]) {
        let (d, v) = (test.keyWidth, test.valueWidth)
        let keyHead = head / (test.heads / test.keyHeads)
        let q = (token * test.heads + head) * d
        let o = (token * test.heads + head) * v
        let scale = Double(1 / Float(d).squareRoot())
        var slopes: [Double] = []
        let scores = visible.map { other -> Double in
            let k = (other * test.keyHeads + keyHead) * d
            let raw = (0..<d).map { query[q + $0] * keys[k + $0] }.reduce(0, +) * scale
            guard let cap = test.softcap.map(Double.init) else {
                slopes.append(1)
                return raw
            }
            let t = tanh(raw / cap)
            slopes.append(1 - t * t)
            return cap * t
        }
        let largest = scores.max() ?? 0
        let total = scores.map { exp($0 - largest) }.reduce(0, +)
        logSums[token * test.heads + head] = largest + log(total)
        let weights = scores.map { exp($0 - largest) / total }
        for (weight, other) in zip(weights, visible) {
            let at = (other * test.keyHeads + keyHead) * v
            for i in 0..<v {
                out[o + i] += weight * values[at + i]
                dValues[at + i] += weight * dOut[o + i]
            }
        }
        let delta = (0..<v).map { out[o + $0] * dOut[o + $0] }.reduce(0, +)
        for (index, other) in visible.enumerated() {
            let at = (other * test.keyHeads + keyHead) * v
            let dWeight = (0..<v).map { dOut[o + $0] * values[at + $0] }.reduce(0, +)
            let dScore = weights[index] * (dWeight - delta) * slopes[index] * scale
            let k = (other * test.keyHeads + keyHead) * d
            for i in 0..<d {
                dQuery[q + i] += dScore * keys[k + i]
                dKeys[k + i] += dScore * query[q + i]
            }
        }
    }
}
