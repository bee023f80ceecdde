import AikiBase
import AikiDialogue
import AikiMind
import AikiRouter
import AikiTurn
import Testing

/// Goal: what only a loaded model can tell reaches the decision.
@Suite struct ModelChoiceTests {
    @Test func aModelThatCannotChatIsPassedOverOnceAndForAll() async throws {
        let loop = try Loop(
            ScriptedModel("a-embedder", canChat: false), ScriptedModel("b"))
        for _ in 0..<2 {
            let report = try await loop.report(TurnInput(text: "Q", door: "ask"))
            #expect(report.model == "b" && report.plan?.rule == .onlyOne)
            #expect(report.plan?.alternatives.map(\.reason) == ["has no chat template"])
        }
    }

    @Test func aModelThatCannotBeLoadedIsPassedOverAndNamed() async throws {
        let loop = try Loop(
            ScriptedDirectory(models: [ScriptedModel("b")], broken: ["a"]), promoted: "a")
        let report = try await loop.report(TurnInput(text: "Q", door: "ask"))
        #expect(report.model == "b")
        #expect(report.plan?.reasons.contains { $0.contains("no model 'a'") } == true)
    }

    @Test func aPromptTooLargeForOneModelGoesToALargerOne() async throws {
        let loop = try Loop(
            ScriptedModel("a", contextTokensMax: 12), ScriptedModel("b", contextTokensMax: 1000))
        let short = try await loop.report(TurnInput(text: "hi", door: "ask"))
        #expect(short.model == "a")
        let text = String(repeating: "w ", count: 20)
        #expect(try await loop.report(TurnInput(text: text, door: "ask")).model == "b")
    }

    @Test func aPromptTooLargeForAllIsAnErrorWithItsNumbers() async throws {
        let loop = try Loop(ScriptedModel("a", contextTokensMax: 12))
        let text = String(repeating: "w ", count: 20)
        let (_, error) = await loop.events(TurnInput(text: text, door: "ask"))
        #expect(
            error as? ModelRequestError
                == .contextExceeded(promptTokens: 30, outputTokens: 1, limitTokens: 12))
    }

    @Test func whatWasAskedForByNameIsNotReplaced() async throws {
        let loop = try Loop(
            ScriptedModel("a", contextTokensMax: 12), ScriptedModel("b"),
            ScriptedModel("c", canChat: false))
        let (_, unknown) = await loop.events(TurnInput(text: "Q", door: "ask", model: "x"))
        #expect(unknown as? ModelRequestError == .modelNotFound(name: "x"))
        let text = String(repeating: "w ", count: 20)
        let (_, small) = await loop.events(TurnInput(text: text, door: "ask", model: "a"))
        #expect(
            small as? ModelRequestError
                == .contextExceeded(promptTokens: 30, outputTokens: 1, limitTokens: 12))
        let (_, mute) = await loop.events(TurnInput(text: "Q", door: "ask", model: "c"))
        #expect((mute as? ModelRequestError)?.code == "dialogue.unsupported")
        let wished = try await loop.report(TurnInput(text: "Q", door: "ask", model: "b"))
        #expect(wished.plan?.rule == .requested)
        // The loop's own name is no wish.
        let own = try await loop.report(TurnInput(text: "Q", door: "ask", model: "aiki"))
        #expect(own.plan?.rule == .newest && own.model == "a")
    }
}
