import AikiRouter
import Foundation
import Testing

/// Goal: what the router learns and computes is what the definitions say. Method: the numbers of
/// `Tools/reference/router.py`, which computes all of it a second time, plainly and in double precision.
@Suite struct RouterReferenceTests {
    private struct Reference: Decodable {
        struct Look: Decodable {
            let text: String
            let features: [Double]
        }
        struct Trees: Decodable {
            let rows: [[Float]]
            let targets: [Float]
            let values: [Float]
        }
        struct Machine: Decodable {
            let vectors: [[Float]]
            let labels: [Int]
            let scores: [[Float]]
        }
        struct Near: Decodable {
            let seen: [[Float]]
            let values: [Float]
            let asked: [[Float]]
            let sums: [[Float]]
        }
        struct Calibrated: Decodable {
            let needs: [Double]
            let holds: [Bool]
            let offset: Double
            let slope: Double
        }
        let looks: [Look]
        let trees: Trees
        let machine: Machine
        let near: Near
        let calibration: Calibrated
    }

    private let reference: Reference

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/router/reference.json")
        reference = try JSONDecoder().decode(Reference.self, from: try Data(contentsOf: file))
    }

    @Test func `texts look as the definitions say`() {
        for look in reference.looks {
            let found = PromptFeatures.of(look.text)
            #expect(found.count == look.features.count)
            for (index, value) in found.enumerated() {
                let expected = look.features[index]
                #expect(
                    abs(Double(value) - expected) < 1e-4,
                    "feature \(index) of '\(look.text)': \(value), not \(expected)")
            }
        }
    }

    @Test func `trees cut where cutting lowers the error most`() {
        var training = BoostedTrees.Training()
        training.trees = 6
        training.step = 0.3
        training.rowsMin = 15
        training.ridge = 5
        training.featureShare = 1
        let trees = BoostedTrees.train(
            reference.trees.rows, targets: reference.trees.targets, training)
        for (row, expected) in zip(reference.trees.rows, reference.trees.values) {
            #expect(abs(trees.value(row) - expected) < 1e-4)
        }
    }

    @Test func `the linear machine finds the one least of its loss`() {
        let data = reference.machine
        var machine = LinearMachine(classes: 3, width: 5)
        let inputs = data.vectors.map { LinearMachine.Input(vector: $0, text: HashedText("")) }
        machine.train(inputs, labels: data.labels, seed: 1, passesMax: 2000)
        for (input, expected) in zip(inputs, data.scores) {
            for (score, wanted) in zip(machine.scores(input), expected) {
                #expect(abs(score - wanted) < 0.03, "\(score), not \(wanted)")
            }
        }
    }

    @Test func `near outcomes weigh as their cosines say, but for rounding`() {
        var near = NearOutcomes(width: 9)
        for (vector, value) in zip(reference.near.seen, reference.near.values) {
            near.add(vector, values: [value])
        }
        for (vector, expected) in zip(reference.near.asked, reference.near.sums) {
            let sums = near.sums(near: vector)
            #expect(abs(sums.values[0] - expected[0]) < 0.05 * max(1, abs(expected[0])))
            #expect(abs(sums.weights - expected[1]) < 0.05 * expected[1])
        }
    }

    @Test func `calibration finds the likeliest two numbers`() {
        let data = reference.calibration
        let found = Calibration.fit(zip(data.needs, data.holds).map { ($0, $1) })
        #expect(abs(found.offset - data.offset) < 1e-3 && abs(found.slope - data.slope) < 1e-3)
    }
}
