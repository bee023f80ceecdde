import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTraining
import Foundation
import Testing

/// Goal: a run is the same to the bit however it is cut: by threads, by kills, by passes (up to rounding).
/// Method: tiny models, trained for some steps in different ways.
@Suite struct TrainingSessionTests {
    private static let recipe = TrainingRecipe(
        steps: 12, packing: .pieces(tokensMax: 16), stepTokens: 64, passTokens: 32,
        optimizer: OptimizerRecipe(rule: .muon, learningRate: 3e-3),
        schedule: LearningSchedule(.cosine, steps: 12, warmupSteps: 2), seed: 5)

    private static let data: MemoryTokens = {
        var random = SeededRandom(seed: 3)
        return MemoryTokens(
            (0..<20).map { document in
                (0..<(document * 7 % 60 + 1)).map { _ in Int32(random.next() % 288) }
            })
    }()

    private func session(
        threads: Int = 2, recipe: TrainingRecipe = recipe, scope: TrainedModel.Scope = .all
    ) throws -> TrainingSession {
        let model = try TrainingFixture.model("qwen3", threads: threads)
        let trained = TrainedModel(model, scope: scope)
        trained.initialiseAdapters(seed: 9)
        return try TrainingSession(trained, recipe: recipe, data: Self.data)
    }

    private func numbers(_ session: TrainingSession) -> [UInt32] {
        let store = session.trained.store
        return UnsafeBufferPointer(start: store.values, count: store.count).map(\.bitPattern)
    }

    private func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "aiki-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    @Test func `Any count of threads gives the same bits`() throws {
        let sessions = try [1, 2, 3].map { try session(threads: $0) }
        for session in sessions { for _ in 0..<4 { _ = try session.step() } }
        #expect(numbers(sessions[0]) == numbers(sessions[1]))
        #expect(numbers(sessions[0]) == numbers(sessions[2]))
    }

    @Test func `A run taken up from any checkpoint ends in the same bits`() throws {
        let adapters = TrainedModel.Scope.adapters(AdapterRecipe(rank: 2, alpha: 4, dropout: 0.1))
        for scope in [TrainedModel.Scope.all, adapters] {
            let whole = try session(scope: scope)
            var losses: [Double] = []
            for _ in 0..<12 { losses.append(try whole.step().loss) }
            for cut in [1, 5, 11] {
                let folder = try folder()
                defer { try? FileManager.default.removeItem(at: folder) }
                let first = try session(scope: scope)
                for _ in 0..<cut { _ = try first.step() }
                let checkpoints = TrainingCheckpoints(folder: folder)
                try checkpoints.save(first, identity: ["run": "a"])
                let second = try session(scope: scope)
                #expect(try checkpoints.resume(second, identity: ["run": "a"]) == cut)
                for step in cut..<12 { #expect(try second.step().loss == losses[step]) }
                #expect(numbers(second) == numbers(whole))
            }
        }
    }

    @Test func `A damaged newest checkpoint gives way to the one before`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let checkpoints = TrainingCheckpoints(folder: folder)
        let first = try session()
        for step in 1...3 {
            _ = try first.step()
            try checkpoints.save(first, identity: [:])
            #expect(checkpoints.steps() == Array(max(1, step - 1)...step))
        }
        let newest = folder.appending(path: "checkpoint-00000003.safetensors")
        let bytes = try Data(contentsOf: newest)
        try bytes.prefix(bytes.count / 2).write(to: newest)
        #expect(try checkpoints.resume(session(), identity: [:]) == 2)
    }

    @Test func `Another run's checkpoint is refused, by the name of what differs`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let checkpoints = TrainingCheckpoints(folder: folder)
        let first = try session()
        _ = try first.step()
        try checkpoints.save(first, identity: ["seed": "1", "data": "x"])
        let error = #expect(throws: TrainingError.self) {
            _ = try checkpoints.resume(session(), identity: ["seed": "2", "data": "x"])
        }
        guard case .checkpointDiffers(_, "seed") = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `A disk that takes no checkpoint is told, and the one before stays`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try session()
        _ = try first.step()
        try TrainingCheckpoints(folder: folder).save(first, identity: [:])
        let nowhere = TrainingCheckpoints(folder: folder.appending(path: "gone"))
        #expect(throws: CheckpointError.self) { try nowhere.save(first, identity: [:]) }
        #expect(TrainingCheckpoints(folder: folder).steps() == [1])
    }

    @Test func `How tokens are cut into passes changes rounding alone`() throws {
        var losses: [[Double]] = []
        for passTokens in [16, 64] {
            var recipe = Self.recipe
            recipe.packing = .documents(perStep: 4)
            recipe.passTokens = passTokens == 16 ? 60 : 240
            recipe.precision = .float32
            let session = try session(recipe: recipe)
            losses.append(try (0..<4).map { _ in try session.step().loss })
        }
        for (a, b) in zip(losses[0], losses[1]) { #expect(abs(a - b) < 1e-3 * a) }
    }

    @Test func `A loss that is no number ends the run before anything moves`() throws {
        let session = try session()
        session.trained.store.values[0] = .nan
        let before = numbers(session)
        let error = #expect(throws: TrainingError.self) { _ = try session.step() }
        #expect(error == .notFinite(step: 1, what: "loss"))
        #expect(numbers(session) == before)
        #expect(session.stepsDone == 0)
    }

    @Test func `Training learns: a text repeated is soon foretold`() throws {
        let document = (0..<33).map { Int32($0 * 5 % 61) }
        for rule in OptimizerRecipe.Rule.allCases {
            let model = try TrainingFixture.model("llama")
            var recipe = Self.recipe
            recipe.steps = 60
            recipe.schedule = LearningSchedule(.constant, steps: 60)
            recipe.optimizer = OptimizerRecipe(rule: rule, learningRate: 1e-2)
            recipe.packing = .documents(perStep: 1)
            let session = try TrainingSession(
                TrainedModel(model, scope: .all), recipe: recipe, data: MemoryTokens([document]))
            var loss = 0.0
            for _ in 0..<60 { loss = try session.step().loss }
            #expect(loss < 0.2, "\(rule): \(loss)")
        }
    }

    @Test func `Held-out loss is the loss of a step, and changes nothing`() throws {
        let session = try session()
        let before = numbers(session)
        let one = session.evaluate(Self.data, tokensMax: 10_000)
        #expect(one == session.evaluate(Self.data, tokensMax: 10_000))
        #expect(numbers(session) == before)
        #expect(session.evaluate(MemoryTokens([[1]]), tokensMax: 10) == nil)
        // Held-out text is read to its end: a long document counts as its pieces do.
        let long = (0..<100).map { Int32($0 * 37 % 288) }
        let pieces = stride(from: 0, to: 99, by: 16).map { Array(long[$0..<min(100, $0 + 17)]) }
        #expect(
            session.evaluate(MemoryTokens([long]), tokensMax: 10_000)
                == session.evaluate(MemoryTokens(pieces), tokensMax: 10_000))
    }

    @Test func `Pairs pull towards the better answer and away from the worse`() throws {
        let model = try TrainingFixture.model("llama")
        let document = { (tokens: [Int32]) in
            Preference.Document(
                tokens: [1, 2, 3] + tokens,
                counts: [false, false, false] + tokens.map { _ in true })
        }
        let pairs: [Preference.Pair] = [(document([10, 11, 12]), document([20, 21]))]
        let trained = TrainedModel(model, scope: .adapters(AdapterRecipe(rank: 4, alpha: 8)))
        trained.initialiseAdapters(seed: 1)
        var recipe = Self.recipe
        recipe.packing = .documents(perStep: 1)
        recipe.steps = 20
        recipe.optimizer = OptimizerRecipe(learningRate: 3e-3, weightDecay: 0)
        let reference = try Preference.referenceOf(pairs, trained, recipe: recipe)
        let preference = Preference(pairs: pairs, reference: reference, beta: 0.5)
        let session = try TrainingSession(
            trained, recipe: recipe, data: preference.source, preference: preference)
        // At the reference nothing is preferred: −ln σ(0) = ln 2.
        #expect(abs(try session.step().loss - log(2)) < 1e-3)
        for _ in 0..<18 { _ = try session.step() }
        #expect(try session.step().loss < 0.3)
        let after = try Preference.referenceOf(pairs, trained, recipe: recipe)
        #expect(
            after[0].better - reference[0].better > after[0].worse - reference[0].worse + 1)
    }
}
