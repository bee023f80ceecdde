import AikiBase
import AikiModel
import AikiTensor
import AikiTraining
import Foundation
import Testing

/// Goal: losses, gradients and steps are PyTorch's. Method: tiny models of every architecture against
/// recorded numbers, and against differences of the loss itself.
@Suite struct GradientTests {
    /// The largest relative difference of gradients: sums in F32 in another order.
    private static let bound = 2e-4

    private func compare(_ trained: TrainedModel, _ golden: JSONValue) {
        let gradients = golden.member("gradients")
        for index in trained.store.arrays.indices {
            let array = trained.store.arrays[index]
            let record = gradients.member(array.name)
            guard let norm = record.member("norm").doubles.first else {
                Issue.record("no gradient of \(array.name) is recorded")
                continue
            }
            let found = UnsafeBufferPointer(
                start: trained.store.gradients(index), count: array.count)
            let own = found.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            #expect(abs(own - norm) <= Self.bound * norm + 1e-7, "\(array.name): \(own), \(norm)")
            let samples = record.member("samples").doubles
            let stride = max(1, array.count / 12)
            for (place, expected) in samples.enumerated() {
                let difference = abs(Double(found[place * stride]) - expected)
                #expect(
                    difference <= Self.bound * norm + 1e-7,
                    "\(array.name)[\(place * stride)]: \(found[place * stride]), \(expected)")
            }
        }
    }

    @Test("Loss and gradients of whole models are PyTorch's", arguments: TrainingFixture.names)
    func wholeModels(name: String) throws {
        let fixture = try TrainingFixture(name, threads: 2)
        for memory in TrainingPlan.Memory.allCases {
            let trained = TrainedModel(fixture.model, scope: .all)
            let pass = try TrainingPass(
                trained, rowsMax: 64, precision: .float32, memory: memory)
            let batch = fixture.batch
            let count = Double(batch.targetCount)
            let loss = pass.run(batch, gradientFactor: 1 / Float(count)) / count
            let expected = try #require(fixture.golden.member("losses").doubles.first)
            #expect(abs(loss - expected) < 1e-4 * expected)
            compare(trained, fixture.golden)
        }
    }

    @Test("Loss and gradients of adapters are PEFT's", arguments: TrainingFixture.names)
    func adapters(name: String) throws {
        let fixture = try TrainingFixture(name)
        let golden = fixture.golden.member("adapters")
        for memory in TrainingPlan.Memory.allCases {
            let trained = fixture.adapted()
            let pass = try TrainingPass(
                trained, rowsMax: 64, precision: .float32, memory: memory)
            let batch = fixture.batch
            let count = Double(batch.targetCount)
            let loss = pass.run(batch, gradientFactor: 1 / Float(count)) / count
            let expected = try #require(golden.member("losses").doubles.first)
            #expect(abs(loss - expected) < 1e-4 * expected, "\(loss), \(expected)")
            compare(trained, golden)
        }
    }

    /// What is kept packed, or computed again, changes no bit.
    @Test("Gradients do not depend on what is kept", arguments: TrainingFixture.names)
    func kept(name: String) throws {
        let fixture = try TrainingFixture(name, threads: 2)
        var results: [[[Float]]] = []
        for memory in TrainingPlan.Memory.allCases {
            let trained = fixture.adapted()
            let pass = try TrainingPass(trained, rowsMax: 64, memory: memory)
            let loss = pass.run(fixture.batch, gradientFactor: 1)
            let gradients = trained.store.arrays.indices.map { index in
                let count = trained.store.arrays[index].count
                return Array(
                    UnsafeBufferPointer(start: trained.store.gradients(index), count: count))
            }
            results.append(gradients + [[Float(loss)]])
        }
        #expect(results.dropFirst().allSatisfy { $0 == results[0] })
        #expect(results[0].joined().contains { $0 != 0 })
    }

    @Test(
        "Adapters that train lengths go the way PEFT's go", arguments: ["llama-tied-bias", "qwen3"])
    func lengths(name: String) throws {
        let fixture = try TrainingFixture(name, threads: 2)
        let golden = fixture.golden.member("lengths")
        for memory in TrainingPlan.Memory.allCases {
            let trained = fixture.adapted(trainsMagnitude: true)
            let pass = try TrainingPass(
                trained, rowsMax: 64, precision: .float32, memory: memory)
            let batch = fixture.batch
            _ = pass.run(batch, gradientFactor: 1 / Float(batch.targetCount))
            compare(trained, golden)
        }
        let session = try TrainingSession(
            fixture.adapted(trainsMagnitude: true), recipe: fixture.recipe(),
            data: MemoryTokens(fixture.documents))
        for expected in golden.member("losses").doubles.dropLast() {
            let loss = try session.step().loss
            #expect(abs(loss - expected) < 4e-3 * expected + 1e-4, "\(loss), \(expected)")
        }
    }

    @Test("Steps of AdamW lose what PyTorch's lose", arguments: TrainingFixture.names)
    func steps(name: String) throws {
        let fixture = try TrainingFixture(name)
        for (trained, golden) in [
            (TrainedModel(fixture.model, scope: .all), fixture.golden),
            (fixture.adapted(), fixture.golden.member("adapters")),
        ] {
            let session = try TrainingSession(
                trained, recipe: fixture.recipe(), data: MemoryTokens(fixture.documents))
            for expected in golden.member("losses").doubles.dropLast() {
                let loss = try session.step().loss
                // Adam divides by small numbers: differences in the last bits grow with the steps.
                #expect(abs(loss - expected) < 4e-3 * expected + 1e-4, "\(loss), \(expected)")
            }
        }
    }

    /// Every target counts in exactly one of two batches, or weighs nothing in the other.
    @Test(
        "Losses and gradients of some targets and of the others add up to those of all",
        arguments: ProductPrecision.allCases)
    func someTargets(precision: ProductPrecision) throws {
        let fixture = try TrainingFixture("llama", threads: 2)
        let trained = TrainedModel(fixture.model, scope: .all)
        let pass = try TrainingPass(trained, rowsMax: 64, precision: precision)
        func run(_ batch: TokenBatch) -> (loss: Double, gradients: [[Float]]) {
            trained.store.clearGradients()
            let loss = pass.run(batch, gradientFactor: 1)
            #expect(pass.run(batch, gradientFactor: 1, goesBack: false) == loss)
            return (
                loss,
                trained.store.arrays.indices.map {
                    let count = trained.store.arrays[$0].count
                    return Array(
                        UnsafeBufferPointer(start: trained.store.gradients($0), count: count))
                }
            )
        }
        let all = run(fixture.batch)
        let bound = precision == .float32 ? Self.bound : 2e-2
        for (first, every) in [(0, 3), (2, 5), (1, 2), (0, 1), (7, 1000), (1000, 1000)] {
            var (some, others) = (fixture.batch, fixture.batch)
            var weights = [Float](repeating: 1, count: some.targets.count)
            for row in some.targets.indices {
                if row >= first, (row - first).isMultiple(of: every) {
                    weights[row] = 0
                } else {
                    some.targets[row] = -1
                }
            }
            others.weights = weights
            let (one, other) = (run(some), run(others))
            #expect(abs(one.loss + other.loss - all.loss) < bound * all.loss)
            for (index, whole) in all.gradients.enumerated() {
                var (norm, difference) = (0.0, 0.0)
                for (place, number) in whole.enumerated() {
                    let sum = one.gradients[index][place] + other.gradients[index][place]
                    norm += Double(number) * Double(number)
                    difference += Double(sum - number) * Double(sum - number)
                }
                #expect(
                    difference.squareRoot() <= bound * norm.squareRoot() + 1e-6,
                    "\(trained.store.arrays[index].name), \(first) of \(every)")
            }
        }
    }

    @Test("The loss falls along the gradient as fast as it says", arguments: TrainingFixture.names)
    func finiteDifferences(name: String) throws {
        let fixture = try TrainingFixture(name)
        let trained = TrainedModel(fixture.model, scope: .all)
        let store = trained.store
        let pass = try TrainingPass(trained, rowsMax: 64, precision: .float32)
        let batch = fixture.batch
        _ = pass.run(batch, gradientFactor: 1)
        for index in store.arrays.indices {
            let array = store.arrays[index]
            let gradient = Array(
                UnsafeBufferPointer(start: store.gradients(index), count: array.count))
            let norm = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            // The loss is about 500 with 24 bits: smaller slopes drown in its rounding.
            guard norm > 0.5 else { continue }
            let start = Array(store.buffer(index))
            let distance = min(1e-2, 0.2 / norm)
            var losses: [Double] = []
            for sign in [1.0, -1.0] {
                for i in start.indices {
                    store.buffer(index)[i] =
                        start[i] + Float(sign * distance * Double(gradient[i]) / norm)
                }
                losses.append(pass.run(batch, gradientFactor: 0, goesBack: false))
            }
            for i in start.indices { store.buffer(index)[i] = start[i] }
            let slope = (losses[0] - losses[1]) / (2 * distance)
            #expect(abs(slope - norm) < 0.02 * norm + 0.02, "\(array.name): \(slope), \(norm)")
        }
    }
}
