import AikiTensor
import Foundation
import Testing

/// Goal: gradients are those of PyTorch. Method: `Tools/reference/training.py`, in double.
struct TorchTests {
    struct Case: Decodable {
        var inputs: [String: [Float]]
        var outputs: [String: [Double]]

        func input(_ name: String) throws -> [Float] { try #require(inputs[name]) }
        func output(_ name: String) throws -> [Double] { try #require(outputs[name]) }
    }

    /// Relative to the root mean square of a gradient.
    static let tolerance = 2e-5

    static func reference(_ name: String) throws -> Case {
        let folder = Fixtures.folder.deletingLastPathComponent().appending(path: "training")
        let data = try Data(contentsOf: folder.appending(path: "cases.json"))
        let cases = try JSONDecoder().decode([String: Case].self, from: data)
        return try #require(cases[name])
    }

    static func expect(
        _ numbers: [Float], _ name: String, _ reference: Case,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let distance = Gradients.distance(numbers, try reference.output(name))
        #expect(distance < tolerance, "\(name)", sourceLocation: location)
    }

    @Test(arguments: CPUKind.detected)
    func normalisation(cpu: CPUKind) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        for name in ["rmsNorm", "layerNorm"] {
            let reference = try Self.reference(name)
            let (x, dy) = (try reference.input("x"), try reference.input("dy"))
            let weight = try reference.input("weight")
            let (rows, width) = (3, 18)
            var (dx, dWeight) = (x.map { _ in Float(0) }, weight.map { _ in Float(0) })
            if name == "rmsNorm" {
                compute.rmsNormBackward(
                    x: x, dy: dy, rows: rows, width: width, weight: weight, epsilon: 1e-5,
                    dx: &dx, dWeight: &dWeight)
            } else {
                var dBias = dWeight
                let bias = try reference.input("bias")
                compute.layerNormBackward(
                    x: x, dy: dy, rows: rows, width: width, weight: weight, bias: bias,
                    epsilon: 1e-5, dx: &dx, dWeight: &dWeight, dBias: &dBias)
                try Self.expect(dBias, "d_bias", reference)
            }
            try Self.expect(dx, "d_x", reference)
            try Self.expect(dWeight, "d_weight", reference)
        }
    }

    @Test(arguments: CPUKind.detected)
    func gatesAndCaps(cpu: CPUKind) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let names: [(Activation, String)] = [
            (.silu, "silu"), (.geluTanh, "geluTanh"), (.geluErf, "geluErf"),
        ]
        for (kind, name) in names {
            let reference = try Self.reference(name)
            let (gate, up) = (try reference.input("gate"), try reference.input("up"))
            var (dGate, dUp) = (gate, up)
            compute.gatedBackward(
                gate: gate, up: up, dy: try reference.input("dy"), count: gate.count,
                activation: kind, dGate: &dGate, dUp: &dUp)
            try Self.expect(dGate, "d_gate", reference)
            try Self.expect(dUp, "d_up", reference)
        }
        let reference = try Self.reference("softcap")
        var y = try reference.input("x")
        compute.softcap(&y, count: y.count, limit: 30)
        var dx = y
        compute.softcapBackward(
            y: y, dy: try reference.input("dy"), count: y.count, limit: 30, dx: &dx)
        try Self.expect(dx, "d_x", reference)
    }

    @Test(arguments: CPUKind.detected)
    func attentionOfTwoDocuments(cpu: CPUKind) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let reference = try Self.reference("attention")
        let test = DocumentAttentionTests.Case(
            heads: 4, keyHeads: 2, keyWidth: 6, valueWidth: 6, lengths: [5, 9])
        var numbers = DocumentAttentionTests.Numbers(test, seed: 1)
        numbers.query = try reference.input("query")
        numbers.keys = try reference.input("keys")
        numbers.values = try reference.input("values")
        numbers.dOut = try reference.input("dy")
        let results = DocumentAttentionTests.run(test, numbers, compute, .float32)
        try Self.expect(results.out, "y", reference)
        try Self.expect(results.dQuery, "d_query", reference)
        try Self.expect(results.dKeys, "d_keys", reference)
        try Self.expect(results.dValues, "d_values", reference)
    }

    @Test(arguments: CPUKind.detected)
    func lossAndOptimiser(cpu: CPUKind) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let loss = try Self.reference("crossEntropy")
        var logits = try loss.input("logits")
        let targets = try loss.input("targets").map { Int32($0) }
        let sum = compute.crossEntropy(
            &logits, rows: 4, vocabulary: 13, targets: targets, weights: nil,
            gradientFactor: 1 / 3)
        #expect(abs(sum - (try loss.output("loss"))[0]) < 1e-5)
        try Self.expect(logits, "d_logits", loss)

        let adam = try Self.reference("adamW")
        var x = try adam.input("x")
        let gradients = try adam.input("gradients")
        var (first, second) = (x.map { _ in Float(0) }, x.map { _ in Float(0) })
        for step in 1...3 {
            let part = Array(gradients[(step - 1) * 11..<step * 11])
            compute.adamW(
                AdamWStep(learningRate: 0.01, weightDecay: 0.1, step: step), parameters: &x,
                gradients: part, firstMoments: &first, secondMoments: &second, count: 11)
        }
        try Self.expect(x, "x", adam)
    }
}
