import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiEngine
import AikiModel
import AikiTensor
import Foundation
import Synchronization
import Testing

/// Goal: requests with and without adapters share one model and none sees another's state. Method:
/// a tiny model with the adapters of `Tools/reference/adapters.py`, answers together against alone.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct AdapterRequestTests {
    private static let names = ["llama-all", "llama-stable"]

    /// The adapters, found in `Tests/Fixtures`; more names lead to the same files.
    private static func find(_ name: String) -> AdapterPlace? {
        let base = name.split(separator: "#").first.map(String.init) ?? ""
        guard names.contains(base) || base == "qwen2" else { return nil }
        let path = Fixtures.folder.appending(path: "adapters/\(base)").path
        return AdapterPlace(path: path, version: name)
    }

    private static func load(
        find: @escaping AdapterFinder = { AdapterRequestTests.find($0) },
        slots: Int = 4
    ) async throws -> NativeLanguageModel {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-adapters-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "llama.gguf").path
        _ = try HuggingFaceImporter(
            folder: Fixtures.folder.appending(path: "architectures/llama").path,
            precision: .float32
        ).run(to: path)
        var configuration = EngineConfiguration()
        configuration.threads = 1
        configuration.cacheType = .f32
        configuration.concurrentRequestsMax = slots
        return try await NativeLanguageModel.load(
            path: path, name: "llama", configuration: configuration, adapters: find)
    }

    private static let prompt = (0..<24).map { Int32($0 * 37 % 280 + 3) }

    private static func request(_ adapters: [AdapterChoice]) -> GenerationRequest {
        GenerationRequest(
            prompt: .tokens(prompt), sampling: .greedy, outputTokensMax: 12,
            topLogProbabilities: 0, adapters: adapters)
    }

    private static func read(
        _ model: NativeLanguageModel, _ adapters: [AdapterChoice]
    ) async throws -> (tokens: [TokenProbability], cached: Int) {
        let answer = try await NativeLanguageModelTests.read(model, request(adapters))
        return (answer.tokens, answer.completion?.usage.cachedTokens ?? -1)
    }

    private static let wishes: [[AdapterChoice]] = [
        [], [AdapterChoice(name: "llama-all")], [AdapterChoice(name: "llama-all", scale: 0.5)],
        [AdapterChoice(name: "llama-stable")],
        [AdapterChoice(name: "llama-stable"), AdapterChoice(name: "llama-all")],
    ]

    @Test func eachAnswersAsIfAloneAndStateIsNotSharedAcrossAdapters() async throws {
        var alone: [[TokenProbability]] = []
        for wish in Self.wishes {
            alone.append(try await Self.read(Self.load(slots: 1), wish).tokens)
        }
        #expect(Set(alone.map { $0.map(\.id) }).count > 2, "the adapters change nothing")
        // One after the other in one slot: the same prompt, and nothing of it may be reused.
        let one = try await Self.load(slots: 1)
        for (wish, expected) in zip(Self.wishes, alone) {
            let answer = try await Self.read(one, wish)
            #expect(answer.tokens == expected)
            #expect(answer.cached == 0)
        }
        // The same again is reused.
        #expect(try await Self.read(one, Self.wishes[4]).cached == Self.prompt.count - 1)
        // All at once.
        let many = try await Self.load(slots: 8)
        try await withThrowingTaskGroup(of: (Int, [TokenProbability]).self) { group in
            for index in 0..<10 {
                let wish = Self.wishes[index % 5]
                group.addTask { (index % 5, try await Self.read(many, wish).tokens) }
            }
            for try await (index, tokens) in group { #expect(tokens == alone[index]) }
        }
    }

    @Test func aStrengthOfZeroIsTheModelAlone() async throws {
        let model = try await Self.load(slots: 1)
        let plain = try await Self.read(model, [])
        let zero = try await Self.read(model, [AdapterChoice(name: "llama-all", scale: 0)])
        #expect(zero.tokens == plain.tokens)
        #expect(zero.cached == Self.prompt.count - 1)
    }

    @Test func whatCannotBeUsedIsNamed() async throws {
        let model = try await Self.load()
        await #expect(throws: ModelRequestError.adapterNotFound(name: "nobody")) {
            _ = try await Self.read(model, [AdapterChoice(name: "nobody")])
        }
        do {
            _ = try await Self.read(model, [AdapterChoice(name: "qwen2")])
            Issue.record("an adapter of another model was taken")
        } catch let error as ModelRequestError {
            #expect(error.code == "dialogue.adapter-unusable")
        }
        let limit = EngineLimits.adaptersMax
        let many = (0...limit).map { AdapterChoice(name: "llama-stable#\($0)", scale: 0.01) }
        _ = try await Self.read(model, Array(many.prefix(limit)))
        await #expect(throws: ModelRequestError.self) { _ = try await Self.read(model, many) }
        let strong = EngineLimits.adapterScaleMax
        _ = try await Self.read(model, [AdapterChoice(name: "llama-stable", scale: -strong)])
        await #expect(throws: ModelRequestError.self) {
            _ = try await Self.read(
                model, [AdapterChoice(name: "llama-stable", scale: strong * 1.01)])
        }
        await #expect(throws: ModelRequestError.self) {
            _ = try await Self.read(model, [AdapterChoice(name: "llama-stable", scale: .nan)])
        }
    }

    @Test func theAdapterUnusedLongestMakesPlace() async throws {
        // An adapter is read again only when it has gone: its file may be gone while it is there.
        let gone = Mutex(false)
        let model = try await Self.load(find: { name in
            guard gone.withLock({ $0 }) else { return Self.find(name) }
            return AdapterPlace(path: "/nowhere", version: name)
        })
        let limit = EngineLimits.adaptersLoadedMax
        for index in 0...limit {
            _ = try await Self.read(model, [AdapterChoice(name: "llama-stable#\(index)")])
        }
        gone.withLock { $0 = true }
        _ = try await Self.read(model, [AdapterChoice(name: "llama-stable#1")])
        await #expect(throws: ModelRequestError.self) {
            _ = try await Self.read(model, [AdapterChoice(name: "llama-stable#0")])
        }
    }
}
