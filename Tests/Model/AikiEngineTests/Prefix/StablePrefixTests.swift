import AikiBase
import AikiDialogue
import AikiEngine
import Testing

/// Goal: what a template makes of instructions and tools is found, wherever it puts them. Method:
/// renderers of one token a character.
@Suite struct StablePrefixTests {
    /// Instructions first, as most templates have it.
    static func render(_ conversation: Conversation) -> [Int32] {
        let tools = conversation.tools.map { "T\($0.name)\n" }.joined()
        let texts = conversation.messages.map { "\($0.role.rawValue): \($0.text)\n" }
        return (tools + texts.joined()).unicodeScalars.map { Int32($0.value) }
    }

    static func count(_ conversation: Conversation) -> Int {
        var prefix = StablePrefix()
        return prefix.count(in: render(conversation), of: conversation) { render($0) }
    }

    @Test func instructionsAndToolsAreStableAndQuestionsAreNot() {
        let system = Message(role: .system, text: "Be kind.")
        let user = Message(role: .user, text: "Hello")
        let tool = ToolDefinition(name: "add", summary: nil, parameters: [:])
        let whole = "system: Be kind.\nuser: ".count
        #expect(Self.count(Conversation(messages: [system, user])) == whole)
        #expect(
            Self.count(Conversation(messages: [system, user], tools: [tool])) == whole + 5)
        #expect(Self.count(Conversation(messages: [user], tools: [tool])) == "Tadd\nuser: ".count)
        #expect(Self.count(Conversation(messages: [user])) == 0)
        #expect(Self.count(Conversation(messages: [system])) == 0)
        let assistant = Message(role: .assistant, text: "Hm")
        #expect(
            Self.count(Conversation(messages: [system, assistant, user]))
                == "system: Be kind.\n".count)
    }

    @Test func theSameInstructionsAreRenderedOnce() {
        var prefix = StablePrefix()
        var renderings = 0
        func count(_ system: Int) -> Int {
            let conversation = Conversation(messages: [
                Message(role: .system, text: "System \(system)"),
                Message(role: .user, text: "Question \(renderings)"),
            ])
            return prefix.count(in: Self.render(conversation), of: conversation) {
                renderings += 1
                return Self.render($0)
            }
        }
        for _ in 0..<3 { #expect(count(10) == "system: System 10\nuser: ".count) }
        #expect(renderings == 1)
        for system in 11..<10 + StablePrefix.probesMax { _ = count(system) }
        #expect(renderings == StablePrefix.probesMax)
        _ = count(10)
        #expect(renderings == StablePrefix.probesMax)
        // One more than are remembered: the one unused longest is forgotten.
        _ = count(99)
        _ = count(10)
        #expect(renderings == StablePrefix.probesMax + 1)
        _ = count(11)
        #expect(renderings == StablePrefix.probesMax + 2)
    }

    @Test func aTemplateThatRefusesIsNoHarm() {
        var prefix = StablePrefix()
        let conversation = Conversation(messages: [
            Message(role: .system, text: "a"), Message(role: .user, text: "b"),
        ])
        #expect(prefix.count(in: Self.render(conversation), of: conversation) { _ in nil } == 0)
    }
}
