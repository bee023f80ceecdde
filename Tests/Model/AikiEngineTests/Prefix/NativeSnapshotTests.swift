import AikiBase
import AikiDialogue
import AikiEngine
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: with a real model, states from memory and from the disk give exactly what computing them
/// gives. Method: stories260K; probabilities of all tokens, bit for bit.
@Suite(
    .enabled(if: Fixtures.data != nil, "AIKI_DATA is not set"), .timeLimit(.minutes(2)),
    .serialized)
struct NativeSnapshotTests {
    typealias Answer = NativeLanguageModelTests.Answer

    static let prompt = [Int32(1)] + (0..<200).map { Int32(300 + $0 * 7 % 200) }

    static func load(
        _ folder: String, path: String? = nil, version: String = "v1",
        _ change: (inout EngineConfiguration) -> Void = { _ in }
    ) async throws -> (NativeLanguageModel, SnapshotFolder) {
        var configuration = EngineConfiguration()
        configuration.threads = 2
        configuration.concurrentRequestsMax = 1
        change(&configuration)
        let snapshots = SnapshotFolder(path: folder, bytesMax: 1 << 30)
        let stories = NativeLanguageModelTests.folder.appending(path: "stories260K-f32.gguf")
        let model = try await NativeLanguageModel.load(
            path: path ?? stories.path, name: "stories", configuration: configuration,
            snapshots: PrefixSnapshots(folder: snapshots, modelVersion: version, scope: .prompt))
        return (model, snapshots)
    }

    /// A greedy answer with the probabilities of its tokens, and how much was cached.
    static func answer(
        _ model: NativeLanguageModel, _ prompt: [Int32]
    ) async throws -> (tokens: [TokenProbability], cached: Int) {
        let answer = try await NativeLanguageModelTests.read(
            model,
            GenerationRequest(
                prompt: .tokens(prompt), sampling: .greedy, outputTokensMax: 12,
                topLogProbabilities: 5))
        return (answer.tokens, answer.completion?.usage.cachedTokens ?? -1)
    }

    @Test(arguments: [CPUKind.best, .scalar])
    func aSnapshotGivesWhatComputingGives(kernels: CPUKind) async throws {
        try await PrefixFixture.withFolder { folder in
            func load() async throws -> (NativeLanguageModel, SnapshotFolder) {
                try await Self.load(folder) { $0.kernels = kernels }
            }
            let (first, snapshots) = try await load()
            let computed = try await Self.answer(first, Self.prompt)
            #expect(computed.cached == 0 && computed.tokens.count == 12)
            await snapshots.drain()
            #expect(snapshots.list().map(\.tokenCount) == [201])
            #expect(snapshots.list().map(\.modelVersion) == ["v1"])
            let (second, _) = try await load()
            let restored = try await Self.answer(second, Self.prompt)
            #expect(restored.cached == 200)
            #expect(restored.tokens == computed.tokens)
            // Another text with the same beginning, from memory, slot and disk alike.
            let other = Array(Self.prompt[..<150]) + [310, 320, 330]
            let (third, _) = try await load()
            let fromDisk = try await Self.answer(third, other)
            let fromSlot = try await Self.answer(third, other)
            _ = try await Self.answer(third, [1, 403, 407])
            let (bare, _) = try await Self.load(folder + "/none") { $0.kernels = kernels }
            let fresh = try await Self.answer(bare, other)
            #expect(fromDisk.cached == 150 && fromSlot.cached == 152 && fresh.cached == 0)
            #expect(fromDisk.tokens == fresh.tokens && fromSlot.tokens == fresh.tokens)
        }
    }

    @Test func snapshotsOfAnotherModelFileOrCacheAreNotUsed() async throws {
        try await PrefixFixture.withFolder { folder in
            let (first, snapshots) = try await Self.load(folder)
            _ = try await Self.answer(first, Self.prompt)
            await snapshots.drain()
            #expect(snapshots.list().count == 1)
            func cached(_ model: NativeLanguageModel) async throws -> Int {
                try await Self.answer(model, Self.prompt).cached
            }
            #expect(try await cached(try await Self.load(folder).0) == 200)
            #expect(try await cached(try await Self.load(folder, version: "v2").0) == 0)
            #expect(try await cached(try await Self.load(folder) { $0.cacheType = .f32 }.0) == 0)
            #expect(try await cached(try await Self.load(folder) { $0.kernels = .scalar }.0) == 0)
            // The same bytes in a file that was changed later: nobody looks into all of it.
            let copy = folder + "/copy.gguf"
            let stories = NativeLanguageModelTests.folder.appending(path: "stories260K-f32.gguf")
            try FileManager.default.copyItem(atPath: stories.path, toPath: copy)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: copy)
            #expect(try await cached(try await Self.load(folder, path: copy).0) == 0)
        }
    }
}
