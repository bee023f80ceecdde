import AikiBase
import AikiDialogue
import AikiEngine
import Foundation
import Testing

/// Goal: what was read before is not computed again, wherever its state is kept, and answers are the
/// same with and without. Method: a scripted model whose states are its tokens and whose next token
/// depends on every one of them: a state that is another text's changes the answer.
@Suite(.timeLimit(.minutes(2))) struct EnginePrefixTests {
    typealias Fixture = PrefixFixture
    static let slotTokensMax = 2000

    static func engine(
        slots: Int = 1, bytesMax: Int = 1 << 20, folder: SnapshotFolder? = nil,
        identity: String = "scripted"
    ) async throws -> EngineCore {
        let core = EngineCore(
            settings: .init(
                name: "scripted",
                limits: .init(
                    slots: slots, queuedRequestsMax: 8, prefillChunkTokens: 64,
                    slotTokensMax: slotTokensMax),
                prefixes: .init(
                    bytesMax: bytesMax, snapshots: folder.map { PrefixSnapshots(folder: $0) },
                    identity: { "\(identity) \($0)" })),
            vocabulary: ByteVocabulary())
        try await core.start {
            ScriptedModel(slots: slots, slotTokensMax: slotTokensMax) { ScriptedModel.hashed($0) }
        }
        return core
    }

    /// Asks, and checks the answer against that of an engine that keeps nothing.
    static func ask(
        _ core: EngineCore, _ prompt: [Int32], stable: Int = 0, adapterKey: UInt64 = 0
    ) async throws -> Int {
        let request = PreparedRequest(
            prompt: prompt, stableTokens: stable, adapterKey: adapterKey, outputTokensMax: 8)
        let answer = try await EngineCoreTests.read(core, request)
        let fresh = try await EngineCoreTests.read(try await engine(bytesMax: 0), request)
        #expect(answer.text == fresh.text)
        #expect(fresh.completion?.usage.cachedTokens == 0)
        return answer.completion?.usage.cachedTokens ?? -1
    }

    @Test func aConversationComesBackAfterAnotherTookItsSlot() async throws {
        let core = try await Self.engine()
        let first = Fixture.text(300)
        let second = Fixture.text(300, seed: 2)
        #expect(try await Self.ask(core, first) == 0)
        #expect(try await Self.ask(core, second) == 0)
        #expect(try await Self.ask(core, first + [7, 8, 9]) == 300)
        #expect(try await Self.ask(core, second + [7, 8, 9]) == 300)
        // The last token is always computed: its logits begin the answer.
        #expect(try await Self.ask(core, first) == 299)
    }

    @Test func aSharedBeginningSparesWhoeverComesNext() async throws {
        let core = try await Self.engine(slots: 2)
        let system = Fixture.text(500)
        #expect(try await Self.ask(core, system + Fixture.text(40, seed: 1)) == 0)
        for seed in UInt64(2)...9 {
            let prompt = system + Fixture.text(400, seed: seed)
            #expect(try await Self.ask(core, prompt) >= 500)
        }
        // All of them are still there, each with its own end.
        for seed in UInt64(2)...9 {
            let prompt = system + Fixture.text(400, seed: seed)
            #expect(try await Self.ask(core, prompt + [5]) >= 900)
        }
    }

    @Test func withoutMemoryNothingIsKept() async throws {
        let core = try await Self.engine(bytesMax: 0)
        let first = Fixture.text(300)
        #expect(try await Self.ask(core, first) == 0)
        #expect(try await Self.ask(core, Fixture.text(300, seed: 2)) == 0)
        #expect(try await Self.ask(core, first) == 0)
    }

    @Test func aStateUnderOneAdapterIsNeverUsedUnderAnother() async throws {
        let core = try await Self.engine(slots: 2)
        let prompt = Fixture.text(300)
        for _ in 0..<2 {
            for key in UInt64(0)...4 {
                let cached = try await Self.ask(core, prompt + [Int32(key)], adapterKey: key)
                #expect(cached == 0 || cached == 300)
            }
        }
        let cached = try await Self.ask(core, prompt, adapterKey: 9)
        #expect(cached == 0)
    }

    @Test func aSnapshotSparesTheNextProcess() async throws {
        try await Fixture.withFolder { path in
            let system = Fixture.text(500)
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            let first = try await Self.engine(folder: folder)
            #expect(try await Self.ask(first, system + [1, 2, 3], stable: 500) == 0)
            await folder.drain()
            #expect(folder.list().map(\.tokenCount) == [500])
            for _ in 0..<2 {
                let next = try await Self.engine(
                    folder: SnapshotFolder(path: path, bytesMax: 1 << 20))
                #expect(try await Self.ask(next, system + [4, 5], stable: 500) == 500)
                var changed = system
                changed[333] += 1
                #expect(try await Self.ask(next, changed + [4, 5]) == 333)
            }
            await folder.drain()
            #expect(folder.list().map(\.tokenCount) == [500])
            let other = try await Self.engine(
                folder: SnapshotFolder(path: path, bytesMax: 1 << 20), identity: "other")
            #expect(try await Self.ask(other, system + [4, 5]) == 0)
        }
    }

    @Test func aSnapshotServesTheProcessThatMadeItToo() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            // No memory for states: what is found again comes from the file.
            let core = try await Self.engine(bytesMax: 0, folder: folder)
            let system = Fixture.text(500)
            #expect(try await Self.ask(core, system + [1, 2, 3], stable: 500) == 0)
            await folder.drain()
            #expect(try await Self.ask(core, Fixture.text(300, seed: 2)) == 0)
            #expect(try await Self.ask(core, system + [4], stable: 500) == 500)
        }
    }

    /// Every byte of a snapshot damaged, one at a time, under an engine that has it mapped already.
    @Test func aSnapshotThatIsDamagedLaterChangesNoAnswer() async throws {
        try await Fixture.withFolder { path in
            let system = Fixture.text(200)
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            let first = try await Self.engine(folder: folder)
            _ = try await Self.ask(first, system + [1], stable: 200)
            await folder.drain()
            let file = try #require(folder.list().first?.path)
            let good = try Data(contentsOf: URL(filePath: file))
            for place in stride(from: 4096, to: good.count, by: 37) {
                try good.write(to: URL(filePath: file))
                let core = try await Self.engine(
                    folder: SnapshotFolder(path: path, bytesMax: 1 << 20))
                // In place, into the pages that are mapped.
                let handle = try FileHandle(forUpdating: URL(filePath: file))
                try handle.seek(toOffset: UInt64(place))
                try handle.write(contentsOf: [good[place] ^ 0x10])
                try handle.close()
                #expect(
                    try await Self.ask(core, system + [2]) == (place - 4096) / 4 / 64 * 64)
            }
        }
    }

    @Test func aBeginningThatIsTooShortIsNotWritten() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            let core = try await Self.engine(folder: folder)
            let text = Fixture.text(300)
            _ = try await Self.ask(core, text, stable: PrefixSnapshots.tokensMin - 1)
            await folder.drain()
            #expect(folder.list().isEmpty)
            _ = try await Self.ask(core, text, stable: PrefixSnapshots.tokensMin)
            await folder.drain()
            #expect(folder.list().map(\.tokenCount) == [PrefixSnapshots.tokensMin])
        }
    }

    /// A client that begins each request with something new does not write a file with each.
    @Test func aClientThatChangesItsBeginningEachTimeDoesNotFillTheDisk() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            let core = try await Self.engine(slots: 2, folder: folder)
            let system = Fixture.text(300)
            for stamp in Int32(0)..<12 {
                let cached = try await Self.ask(core, [stamp] + system + [stamp], stable: 301)
                #expect(cached == 0)
                await folder.drain()
            }
            #expect(folder.list().count == SnapshotFolder.uselessMax)
        }
    }
}
