import AikiBase
import AikiTemplate
import Foundation
import Testing

/// The chat template of the model that the project trains: what it is trained on is what it is asked.
@Suite struct NanoTemplateTests {
    private func render(_ roles: [(String, String)], asking: Bool) throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Recipes/nano/chat-template.jinja")
        let template = try ChatTemplate(source: String(contentsOf: file, encoding: .utf8))
        let messages = roles.map { role, text -> JSONValue in
            ["role": .string(role), "content": .string(text)]
        }
        return try template.render(
            ["messages": .array(messages), "add_generation_prompt": .bool(asking)],
            clock: SystemWallClock())
    }

    @Test func `a message takes its speaker's token and an end, and nothing between`() throws {
        let talk = [("system", "You are Aiki.\n\nWhat you remember:"), ("user", " Hello ")]
        let start = "<|system|>You are Aiki.\n\nWhat you remember:<|end|><|user|> Hello <|end|>"
        #expect(try render(talk, asking: false) == start)
        #expect(try render(talk, asking: true) == start + "<|assistant|>")
    }

    @Test func `a conversation begins as each of its beginnings does`() throws {
        let talk = [("system", "a"), ("user", "b"), ("assistant", "c"), ("user", "d")]
        let whole = try render(talk, asking: true)
        for count in 0...talk.count {
            let beginning = try render(Array(talk.prefix(count)), asking: false)
            #expect(whole.hasPrefix(beginning))
        }
    }

    @Test func `instructions by their newer name are instructions`() throws {
        #expect(try render([("developer", "a")], asking: false) == "<|system|>a<|end|>")
    }

    @Test func `a role that was never trained is refused`() {
        #expect(throws: TemplateError.self) { _ = try render([("tool", "42")], asking: true) }
    }
}
