import AikiBase
import AikiDialogue
import AikiHouse
import Synchronization
import Testing

/// Goal: models are loaded once, one at a time, and go in the order of their last use. Method: loads
/// that count themselves.
@Suite struct ModelLoaderTests {
    private struct Stuck: Error {}

    private final class Counter: Sendable {
        private struct State {
            var loads: [String] = []
            var running = 0
            var runningMax = 0
        }

        private let state = Mutex(State())

        var loads: [String] { state.withLock { $0.loads } }
        var runningMax: Int { state.withLock { $0.runningMax } }

        func load(_ name: String) async throws -> LoadedModel {
            state.withLock { state in
                state.loads.append(name)
                state.running += 1
                state.runningMax = max(state.runningMax, state.running)
            }
            try await Task.sleep(for: .milliseconds(20))
            state.withLock { $0.running -= 1 }
            if name == "broken" { throw Stuck() }
            return .embedder(Nothing(name: name, memoryBytes: name == "grown" ? 90 : 10))
        }
    }

    private final class Nothing: Embedder, MemoryTaker {
        let name: String
        let dimensions = 1
        let memoryBytes: Int

        init(name: String, memoryBytes: Int) {
            self.name = name
            self.memoryBytes = memoryBytes
        }

        func embed(_ texts: [String]) async throws -> Embeddings {
            Embeddings(vectors: [], promptTokens: 0)
        }
    }

    private func key(_ name: String, _ version: String = "1") -> ModelLoader.Key {
        .init(name: name, version: version)
    }

    @Test func `Many who ask at once share one load, and loads do not overlap`() async throws {
        let counter = Counter()
        let loader = ModelLoader(limits: .init(loadedMax: 4)) { try await counter.load($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in ["a", "b", "a", "b", "a", "c"] {
                group.addTask { _ = try await loader.model(key(name)) }
            }
            try await group.waitForAll()
        }
        #expect(counter.loads.sorted() == ["a", "b", "c"])
        #expect(counter.runningMax == 1)
    }

    @Test func `The model unused longest goes first`() async throws {
        let counter = Counter()
        let loader = ModelLoader(limits: .init(loadedMax: 2)) { try await counter.load($0) }
        for name in ["a", "b", "a", "c"] { _ = try await loader.model(key(name)) }
        #expect(await loader.names == ["a", "c"])
        _ = try await loader.model(key("b"))
        #expect(counter.loads == ["a", "b", "c", "b"])
    }

    @Test func `A new version replaces the old one`() async throws {
        let counter = Counter()
        let loader = ModelLoader(limits: .init(loadedMax: 2)) { try await counter.load($0) }
        _ = try await loader.model(key("a"))
        _ = try await loader.model(key("a", "2"))
        #expect(await loader.names == ["a"])
        #expect(counter.loads == ["a", "a"])
    }

    @Test func `A load that failed is tried again`() async throws {
        let counter = Counter()
        let loader = ModelLoader(limits: .init(loadedMax: 2)) { try await counter.load($0) }
        for _ in 0..<2 {
            await #expect(throws: Stuck.self) { _ = try await loader.model(key("broken")) }
        }
        #expect(counter.loads == ["broken", "broken"])
        #expect(await loader.names.isEmpty)
    }

    /// A clock that is moved by hand.
    private final class Clock: Sendable {
        private let seconds = Mutex(0)
        var now: Duration { .seconds(seconds.withLock { $0 }) }
        func advance(_ count: Int) { seconds.withLock { $0 += count } }
    }

    @Test func `A model goes when its time is over, counted from its last use`() async throws {
        let (counter, clock) = (Counter(), Clock())
        let loader = ModelLoader(
            limits: .init(loadedMax: 4, keepAlive: .after(.seconds(60))), now: { clock.now }
        ) { try await counter.load($0) }
        _ = try await loader.model(key("a"))
        _ = try await loader.model(key("b"))
        clock.advance(59)
        _ = try await loader.model(key("b"))
        await loader.sweep()
        #expect(await loader.names == ["a", "b"])
        clock.advance(1)
        await loader.sweep()
        #expect(await loader.names == ["b"])
        clock.advance(59)
        #expect(await loader.sweep() == .seconds(10))
        #expect(await loader.names.isEmpty)
    }

    @Test func `A model in use stays, whatever its time`() async throws {
        let (counter, clock) = (Counter(), Clock())
        let loader = ModelLoader(
            limits: .init(loadedMax: 1, keepAlive: .after(.zero)), now: { clock.now }
        ) { try await counter.load($0) }
        var held: LoadedModel? = try await loader.model(key("a"))
        clock.advance(100)
        await loader.sweep()
        #expect(await loader.names == ["a"])
        // One more than the count allows: nobody's model is taken away.
        _ = try await loader.model(key("b"))
        #expect(await loader.names.contains("a"))
        #expect(held != nil)
        held = nil
        await loader.sweep()
        #expect(await loader.names.isEmpty)
    }

    @Test func `A request may keep a model for longer or let it go at once`() async throws {
        let (counter, clock) = (Counter(), Clock())
        let loader = ModelLoader(
            limits: .init(loadedMax: 4, keepAlive: .after(.seconds(60))), now: { clock.now }
        ) { try await counter.load($0) }
        for name in ["kept", "gone", "usual"] { _ = try await loader.model(key(name)) }
        await loader.keep("kept", .forever)
        await loader.keep("gone", .after(.zero))
        await loader.sweep()
        #expect(await loader.names == ["kept", "usual"])
        clock.advance(1_000_000)
        await loader.sweep()
        #expect(await loader.names == ["kept"])
    }

    @Test func `Memory is made by letting go of what is unused, and refused where none is`()
        async throws
    {
        let counter = Counter()
        let loader = ModelLoader(limits: .init(loadedMax: 9, bytesMax: 100)) {
            try await counter.load($0)
        }
        for name in ["a", "b"] { _ = try await loader.model(key(name), bytes: 10) }
        // 90 beside 20: the older one goes, then the other.
        var held: LoadedModel? = try await loader.model(key("grown"), bytes: 85)
        #expect(await loader.names == ["b", "grown"])
        _ = try await loader.model(key("c"), bytes: 10)
        #expect(await loader.names == ["c", "grown"])
        let error = ModelRequestError.memoryTaken(
            model: "d", bytesNeeded: 50, bytesFree: 10, retryAfter: .seconds(5))
        await #expect(throws: error) { _ = try await loader.model(key("d"), bytes: 50) }
        #expect(held != nil)
        held = nil
        _ = try await loader.model(key("d"), bytes: 50)
        #expect(await loader.names == ["d"])
    }

    @Test func `A model as large as the limit is loaded, and one byte more is refused`()
        async throws
    {
        let counter = Counter()
        let loader = ModelLoader(limits: .init(loadedMax: 2, bytesMax: 100)) {
            try await counter.load($0)
        }
        _ = try await loader.model(key("a"), bytes: 100)
        let error = HouseError.modelTooLarge(name: "b", bytes: 101, bytesMax: 100)
        await #expect(throws: error) { _ = try await loader.model(key("b"), bytes: 101) }
    }
}
