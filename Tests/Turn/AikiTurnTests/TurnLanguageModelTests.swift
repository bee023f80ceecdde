import AikiBase
import AikiDialogue
import AikiMemory
import AikiTurn
import Testing

/// Goal: a door that knows only models gets the whole loop. Method: a client that sends its history
/// again with every question.
@Suite struct TurnLanguageModelTests {
    private func ask(
        _ model: TurnLanguageModel, _ messages: [Message]
    ) async throws -> [GenerationEvent] {
        let request = GenerationRequest(
            prompt: .conversation(Conversation(messages: messages)), outputTokensMax: 50)
        var events: [GenerationEvent] = []
        for try await event in model.generate(request) {
            // What the loop tells beside the model's own ending has a test of its own.
            if case .finished(var completion) = event {
                completion.turn = nil
                events.append(.finished(completion))
            } else {
                events.append(event)
            }
        }
        return events
    }

    @Test func `the ending tells of the turn behind the answer`() async throws {
        let loop = try Loop(
            ScriptedDirectory(models: [ScriptedModel()]), mind: TurnMind(memory: nil))
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 4096)
        let request = GenerationRequest(
            prompt: .conversation(Conversation(messages: [user("What is a mutex?")])))
        var turn: JSONObject?
        for try await event in model.generate(request) {
            if case .finished(let completion) = event { turn = completion.turn }
        }
        let latest = try await loop.log.latestTurn()
        #expect(turn?["turn"]?.text == latest?.id.text)
        #expect(turn?["model"] == "tiny" && turn?["decision"]?["intention"] == "answer")
        #expect(turn?["memories"] == [] && turn?["context"]?["question_tokens"] != nil)
    }

    @Test func aClientsHistoryIsStoredOnceAndUsedAsItCame() async throws {
        let tiny = ScriptedModel(
            "tiny", [.prefill(1, 2), .say("Hello there."), .end(ScriptedModel.completion)])
        let loop = try Loop(tiny)
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 4096)
        #expect(model.profile.name == "aiki" && model.profile.contextTokensMax == 4096)
        var messages = [Message(role: .system, text: "Be brief.")]
        for round in 0..<4 {
            messages.append(user("question \(round)"))
            let events = try await ask(model, messages)
            #expect(
                events == [
                    .prefill(done: 1, total: 2), .delta(.init(text: "Hello there.")),
                    .finished(ScriptedModel.completion),
                ])
            let expected =
                [
                    Message(
                        role: .system, text: "You are Mira.\nAnswer in English.\n\nBe brief.")
                ] + messages.dropFirst()
            #expect(tiny.lastMessages == expected)
            messages.append(assistant("Hello there."))
        }
        let conversations = try await loop.log.conversations()
        #expect(conversations.count == 1 && conversations.first?.title == "question 0")
        let history = try await loop.log.history(of: try #require(conversations.first).id)
        #expect(history.flatMap(\.messages).map(\.message) == messages)
        #expect(history.map(\.door) == Array(repeating: "api", count: 4))
        #expect(try await loop.problems() == [])
    }

    @Test func aQuestionAskedAgainIsABranchOfTheSameConversation() async throws {
        let loop = try Loop(ScriptedModel())
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 4096)
        let start = [user("one"), assistant("Hello there.")]
        _ = try await ask(model, [user("one")])
        _ = try await ask(model, start + [user("two")])
        _ = try await ask(model, start + [user("two")])
        let conversations = try await loop.log.conversations()
        #expect(conversations.map(\.turnCount) == [3])
        let turns = try await loop.log.turns(of: try #require(conversations.first).id)
        #expect(turns.map { $0.messages.count } == [2, 2, 2])
        #expect(turns[1].parent == turns[0].id && turns[2].parent == turns[0].id)
    }

    @Test func toolsComeAndGo() async throws {
        let call = ToolCall(id: "c1", name: "look", arguments: ["at": "sky"])
        let done = Completion(reason: .toolCalls, usage: Usage(), toolCalls: [call])
        let tiny = ScriptedModel("tiny", [.end(done)])
        let loop = try Loop(tiny)
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 4096)
        let first = try await ask(model, [user("weather?")])
        #expect(first == [.finished(done)])
        let messages = [
            user("weather?"), Message(role: .assistant, text: "", toolCalls: [call]),
            Message(role: .tool, text: "blue", toolCallID: "c1"),
        ]
        _ = try await ask(model, messages)
        #expect(Array(tiny.lastMessages.dropFirst()) == messages)
        let conversations = try await loop.log.conversations()
        #expect(conversations.map(\.turnCount) == [2])
        let turns = try await loop.log.turns(of: try #require(conversations.first).id)
        #expect(turns.map(\.outcome) == [.calledTools, .calledTools])
    }

    @Test func aHistoryThatDoesNotFitIsAnError() async throws {
        let loop = try Loop(ScriptedModel("tiny", contextTokensMax: 40))
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 40)
        let long = user(String(repeating: "w ", count: 30))
        await #expect(
            throws: ModelRequestError.contextExceeded(
                promptTokens: 8 + 32 + 3 + 3, outputTokens: 50, limitTokens: 40)
        ) {
            _ = try await ask(model, [long, assistant("ok"), user("now")])
        }
    }

    @Test func onlyConversationsAreTaken() async throws {
        let loop = try Loop(ScriptedModel())
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 40)
        for prompt: Prompt in [
            .text("x"), .tokens([1]), .conversation(Conversation(messages: [])),
        ] {
            await #expect(throws: ModelRequestError.self) {
                for try await _ in model.generate(GenerationRequest(prompt: prompt)) {}
            }
            await #expect(throws: ModelRequestError.self) { try await model.countTokens(prompt) }
        }
        #expect(try await loop.log.latestTurn() == nil)
    }

    @Test func tokensAreCountedWithTheIdentityAndNothingIsRecorded() async throws {
        let loop = try Loop(ScriptedModel())
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 40)
        let prompt = Prompt.conversation(Conversation(messages: [user("one two")]))
        #expect(try await model.countTokens(prompt) == 8 + 4)
        #expect(try await loop.log.latestTurn() == nil)
    }

    @Test func aClientThatGoesAwayStopsTheModel() async throws {
        let loop = try Loop(ScriptedModel("tiny", [.say("Once"), .hang]))
        let model = TurnLanguageModel(turn: loop.turn, contextTokensMax: 4096)
        let request = GenerationRequest(
            prompt: .conversation(Conversation(messages: [user("Tell")])))
        for try await event in model.generate(request) {
            if case .delta = event { break }
        }
        await loop.turn.drain()
        #expect(try await loop.log.latestTurn()?.outcome == .cancelled)
    }
}
