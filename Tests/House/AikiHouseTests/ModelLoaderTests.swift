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
            return .embedder(Nothing(name: name))
        }
    }

    private struct Nothing: Embedder {
        let name: String
        let dimensions = 1
        func embed(_ texts: [String]) async throws -> Embeddings {
            Embeddings(vectors: [], promptTokens: 0)
        }
    }

    private func key(_ name: String, _ version: String = "1") -> ModelLoader.Key {
        .init(name: name, version: version)
    }

    @Test func `Many who ask at once share one load, and loads do not overlap`() async throws {
        let counter = Counter()
        let loader = ModelLoader(loadedMax: 4) { try await counter.load($0) }
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
        let loader = ModelLoader(loadedMax: 2) { try await counter.load($0) }
        for name in ["a", "b", "a", "c"] { _ = try await loader.model(key(name)) }
        #expect(await loader.names == ["a", "c"])
        _ = try await loader.model(key("b"))
        #expect(counter.loads == ["a", "b", "c", "b"])
    }

    @Test func `A new version replaces the old one`() async throws {
        let counter = Counter()
        let loader = ModelLoader(loadedMax: 2) { try await counter.load($0) }
        _ = try await loader.model(key("a"))
        _ = try await loader.model(key("a", "2"))
        #expect(await loader.names == ["a"])
        #expect(counter.loads == ["a", "a"])
    }

    @Test func `A load that failed is tried again`() async throws {
        let counter = Counter()
        let loader = ModelLoader(loadedMax: 2) { try await counter.load($0) }
        for _ in 0..<2 {
            await #expect(throws: Stuck.self) { _ = try await loader.model(key("broken")) }
        }
        #expect(counter.loads == ["broken", "broken"])
        #expect(await loader.names.isEmpty)
    }
}
