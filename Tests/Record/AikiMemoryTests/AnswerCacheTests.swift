import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: an answer is given again for the very same request alone, never to another person or scope,
/// within bounds, and not after anything was forgotten.
@Suite struct AnswerCacheTests {
    private static let noon = Date(timeIntervalSince1970: 1_790_000_000)

    private static func cache(
        _ store: Store, bytesMax: Int = 1 << 20, at date: Date = noon
    ) -> AnswerCache {
        AnswerCache(
            store: store,
            limits: AnswerCache.Limits(bytesMax: bytesMax, age: .seconds(86_400)),
            clock: FixedWallClock(date))
    }

    private static func fixture() throws -> LogFixture {
        try LogFixture(schemas: [ConversationLog.schema, Recall.schema, AnswerCache.schema])
    }

    private static func request(_ text: String = "Why?") -> GenerationRequest {
        var request = GenerationRequest(
            prompt: .conversation(
                Conversation(messages: [
                    Message(role: .system, text: "You are Mira."), Message(role: .user, text: text),
                ])), sampling: .greedy, outputTokensMax: 100)
        request.scope = "personal"
        return request
    }

    private static func answer(_ text: String = "Because.") -> StoredAnswer {
        var completion = Completion(
            reason: .toolCalls, usage: Usage(promptTokens: 20, outputTokens: 6), stopString: "end",
            remote: RemoteCall(provider: "p", servedModel: "m-2026", attempts: 0))
        completion.toolCalls = [ToolCall(id: "1", name: "look", arguments: ["at": [1, "x"]])]
        return StoredAnswer(text: text, reasoning: "Hm.", completion: completion)
    }

    @Test func `the same request gets the same answer, whole or in pieces`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.cache(fixture.store)
        #expect(try await cache.answer(to: Self.request(), of: "p/m") == nil)
        try await cache.keep(Self.answer(), to: Self.request(), of: "p/m")
        var again = Self.request()
        again.isStreamed = false
        again.sampling.seed = 7
        #expect(try await cache.answer(to: again, of: "p/m") == Self.answer())
        #expect(try await cache.count() == 1)
    }

    @Test func `whatever else differs, it is another request`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.cache(fixture.store)
        try await cache.keep(Self.answer(), to: Self.request(), of: "p/m")
        let changes: [(inout GenerationRequest) -> Void] = [
            { $0 = Self.request("Why not?") }, { $0.scope = "project:x" }, { $0.scope = nil },
            { $0.person = "bo" }, { $0.client = "key 2" }, { $0.privacy = .everyone },
            { $0.outputTokensMax = 101 }, { $0.stopStrings = ["."] }, { $0.format = .jsonObject },
            { $0.topLogProbabilities = 1 }, { $0.sampling.topP = 0.5 },
            { $0.adapters = [AdapterChoice(name: "a", scale: 1)] },
            {
                guard case .conversation(var conversation) = $0.prompt else { return }
                conversation.tools = [
                    ToolDefinition(name: "t", summary: nil, parameters: [:])
                ]
                $0.prompt = .conversation(conversation)
            },
            {
                guard case .conversation(var conversation) = $0.prompt else { return }
                // Something else is remembered.
                conversation.messages[0].text += " It is Monday."
                $0.prompt = .conversation(conversation)
            },
        ]
        for (index, change) in changes.enumerated() {
            var request = Self.request()
            change(&request)
            #expect(try await cache.answer(to: request, of: "p/m") == nil, "\(index)")
        }
        #expect(try await cache.answer(to: Self.request(), of: "p/other") == nil)
    }

    @Test func `an answer that is drawn anew each time is not kept`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.cache(fixture.store)
        var drawn = Self.request()
        drawn.sampling = SamplingOptions()
        try await cache.keep(Self.answer(), to: drawn, of: "p/m")
        #expect(try await cache.count() == 0)
        drawn.sampling.seed = 5
        try await cache.keep(Self.answer(), to: drawn, of: "p/m")
        #expect(try await cache.answer(to: drawn, of: "p/m") != nil)
        drawn.sampling.seed = 6
        #expect(try await cache.answer(to: drawn, of: "p/m") == nil)
    }

    @Test func `answers make place for newer ones, and none is kept for ever`() async throws {
        let fixture = try Self.fixture()
        let text = String(repeating: "x", count: 900)
        for second in 0..<5 {
            let cache = Self.cache(
                fixture.store, bytesMax: 4000, at: Self.noon.addingTimeInterval(Double(second)))
            try await cache.keep(
                Self.answer(text), to: Self.request("\(second)"), of: "p/m")
        }
        let later = Self.cache(
            fixture.store, bytesMax: 4000, at: Self.noon.addingTimeInterval(10))
        #expect(try await later.count() == 3)
        #expect(try await later.answer(to: Self.request("1"), of: "p/m") == nil)
        // What was just used stays, what was not goes.
        #expect(try await later.answer(to: Self.request("2"), of: "p/m") != nil)
        let latest = Self.cache(
            fixture.store, bytesMax: 4000, at: Self.noon.addingTimeInterval(20))
        try await latest.keep(Self.answer(text), to: Self.request("new"), of: "p/m")
        #expect(try await latest.answer(to: Self.request("2"), of: "p/m") != nil)
        #expect(try await latest.answer(to: Self.request("3"), of: "p/m") == nil)
        let old = Self.cache(fixture.store, at: Self.noon.addingTimeInterval(86_500))
        #expect(try await old.answer(to: Self.request("2"), of: "p/m") == nil)
        let none = Self.cache(fixture.store, bytesMax: 0)
        #expect(try await none.answer(to: Self.request("2"), of: "p/m") == nil)
        try await later.keep(
            Self.answer(String(repeating: "x", count: 5000)), to: Self.request("huge"), of: "p/m")
        #expect(try await later.answer(to: Self.request("huge"), of: "p/m") == nil)
    }

    @Test func `with whatever is forgotten all answers go`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.cache(fixture.store)
        try await fixture.turn("t", start("c"), "my secret", "ok")
        try await cache.keep(Self.answer("zqsecret"), to: Self.request(), of: "p/m")
        #expect(try await cache.count() == 1)
        try await fixture.log.forget(ConversationID("c"))
        #expect(try await cache.count() == 0)
        for suffix in ["", "-wal"] {
            let path = fixture.folder.storePath + suffix
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            #expect(bytes.range(of: Data("zqsecret".utf8)) == nil)
        }
    }

    // MARK: In other words

    /// Vectors by length: texts of about one length are near.
    private static func similarCache(
        _ store: Store, embed: @escaping @Sendable (String) async throws -> [Float]? = nearness
    ) -> AnswerCache {
        AnswerCache(store: store, clock: FixedWallClock(noon), embed: embed)
    }

    private static let nearness: @Sendable (String) async throws -> [Float]? = { text in
        let angle = Float(text.utf8.count) / 100
        return [cos(angle), sin(angle)]
    }

    private static let asked = "In Python, how do I sort a list?"
    private static let reworded = "Please show me how to sort a list in python"

    @Test func `the same question in other words gets the answer, and it says so`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.similarCache(fixture.store)
        try await cache.keep(Self.answer(), to: Self.request(Self.asked), of: "p/m")
        let found = try #require(
            try await cache.answer(to: Self.request(Self.reworded), of: "p/m"))
        #expect(found.text == "Because." && found.completion.turn == ["cache": "semantic"])
        #expect(
            try await cache.answer(to: Self.request(Self.asked), of: "p/m") == Self.answer())
        for other in [
            "How do I sort a list in Perl?", "How do I sort a list in Python today?",
            "How do I not sort a list in Python?",
            "Memory: it is Monday.\n\nHow do I sort a list in Python?",
        ] {
            #expect(try await cache.answer(to: Self.request(other), of: "p/m") == nil, "\(other)")
        }
        // Kept anew, it is found still.
        try await cache.keep(Self.answer("New."), to: Self.request(Self.asked), of: "p/m")
        #expect(
            try await cache.answer(to: Self.request(Self.reworded), of: "p/m")?.text == "New.")
        #expect(try await cache.count() == 1)
    }

    @Test func `in other words, everything else must be the same`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.similarCache(fixture.store)
        try await cache.keep(Self.answer(), to: Self.request(Self.asked), of: "p/m")
        let changes: [(inout GenerationRequest) -> Void] = [
            { $0.scope = "project:x" }, { $0.scope = nil }, { $0.person = "bo" },
            { $0.client = "key 2" }, { $0.privacy = .everyone }, { $0.outputTokensMax = 101 },
            { $0.stopStrings = ["."] }, { $0.format = .jsonObject }, { $0.sampling.topP = 0.5 },
            {
                guard case .conversation(var conversation) = $0.prompt else { return }
                conversation.messages[0].text += " It is Monday."
                $0.prompt = .conversation(conversation)
            },
            {
                guard case .conversation(var conversation) = $0.prompt else { return }
                conversation.messages.insert(Message(role: .user, text: "Hi."), at: 1)
                $0.prompt = .conversation(conversation)
            },
            {
                guard case .conversation(var conversation) = $0.prompt else { return }
                conversation.messages[1].role = .tool
                $0.prompt = .conversation(conversation)
            },
        ]
        for (index, change) in changes.enumerated() {
            var request = Self.request(Self.reworded)
            change(&request)
            #expect(try await cache.answer(to: request, of: "p/m") == nil, "\(index)")
        }
        #expect(try await cache.answer(to: Self.request(Self.reworded), of: "p/other") == nil)
        var drawn = Self.request(Self.reworded)
        drawn.sampling = SamplingOptions()
        #expect(try await cache.answer(to: drawn, of: "p/m") == nil)
    }

    @Test func `without nearness there is no answer in other words`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.similarCache(fixture.store)
        try await cache.keep(Self.answer(), to: Self.request(Self.asked), of: "p/m")
        struct Broken: Error {}
        let others: [@Sendable (String) async throws -> [Float]?] = [
            // Across, of another model, none, failing.
            { text in text == Self.asked ? [0.94, 0.33] : [-0.33, 0.94] }, { _ in [1, 0, 0] },
            { _ in nil }, { _ in throw Broken() },
        ]
        for (index, embed) in others.enumerated() {
            let other = Self.similarCache(fixture.store, embed: embed)
            #expect(
                try await other.answer(to: Self.request(Self.reworded), of: "p/m") == nil,
                "\(index)")
            #expect(try await other.answer(to: Self.request(Self.asked), of: "p/m") != nil)
        }
        let exact = Self.cache(fixture.store)
        #expect(try await exact.answer(to: Self.request(Self.reworded), of: "p/m") == nil)
        // What could not be compared when it was kept is kept for the very same request.
        let broken = Self.similarCache(fixture.store, embed: { _ in throw Broken() })
        try await broken.keep(Self.answer(), to: Self.request(Self.asked), of: "p/m")
        #expect(try await cache.answer(to: Self.request(Self.reworded), of: "p/m") == nil)
        #expect(try await cache.answer(to: Self.request(Self.asked), of: "p/m") != nil)
    }

    @Test func `what is forgotten or too old is not given in other words either`() async throws {
        let fixture = try Self.fixture()
        let cache = Self.similarCache(fixture.store)
        try await fixture.turn("t", start("c"), "my secret", "ok")
        try await cache.keep(Self.answer(), to: Self.request(Self.asked), of: "p/m")
        let late = AnswerCache(
            store: fixture.store, clock: FixedWallClock(Self.noon.addingTimeInterval(31 * 86_400)),
            embed: Self.nearness)
        #expect(try await late.answer(to: Self.request(Self.reworded), of: "p/m") == nil)
        #expect(try await cache.answer(to: Self.request(Self.reworded), of: "p/m") != nil)
        try await fixture.log.forget(ConversationID("c"))
        #expect(try await cache.answer(to: Self.request(Self.reworded), of: "p/m") == nil)
    }
}
