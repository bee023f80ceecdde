import AikiBase
import AikiDialogue
import AikiImport
import AikiMemory
import Foundation
import Testing

/// Goal: a tree of messages becomes turns that follow each other as they did. Method: a small export
/// with every kind of node; the same with another branch shown, with more said, and twice.
@Suite struct ChatGPTImportTests {
    private static func node(
        _ id: String, _ parent: String?, _ children: [String], _ message: String
    ) -> String {
        """
        "\(id)": {"id": "\(id)", "parent": \(parent.map { "\"\($0)\"" } ?? "null"),
          "children": [\(children.map { "\"\($0)\"" }.joined(separator: ","))],
          "message": \(message)}
        """
    }

    private static func said(
        _ id: String, _ role: String, _ text: String, kind: String = "text", more: String = ""
    ) -> String {
        """
        {"id": "\(id)", "author": {"role": "\(role)"}, "create_time": 1700000001.5,
         "content": {"content_type": "\(kind)", "parts": ["\(text)"]}\(more)}
        """
    }

    /// q1 → a1 (first answer) and a1b (made again); a1b → q2 → thoughts → a2; q2 was edited to q2b → a2b.
    static func conversation(shown: String = "a2", isRemembered: Bool = true) -> String {
        let nodes = [
            node("root", nil, ["sys"], "null"),
            node("sys", "root", ["q1"], said("sys", "system", "You are a model.")),
            node("q1", "sys", ["a1", "a1b"], said("q1", "user", "What is a fjord?")),
            node("a1", "q1", [], said("a1", "assistant", "A narrow inlet.")),
            node(
                "a1b", "q1", ["q2", "q2b"],
                said(
                    "a1b", "assistant", "A drowned valley.",
                    more: #", "metadata": {"model_slug": "gpt-x"}"#)),
            node("q2", "a1b", ["t2"], said("q2", "user", "How deep?")),
            node(
                "t2", "q2", ["a2"],
                """
                {"id": "t2", "author": {"role": "assistant"}, "content":
                 {"content_type": "thoughts", "thoughts": [{"summary": "Depth", "content": "1300"}]}}
                """),
            node("a2", "t2", [], said("a2", "assistant", "Up to 1300 m.")),
            node("q2b", "a1b", ["a2b"], said("q2b", "user", "How long?")),
            node("a2b", "q2b", [], said("a2b", "assistant", "Up to 200 km.")),
        ]
        return """
            {"conversation_id": "c1", "title": "Fjords", "create_time": 1700000000.0,
             "is_do_not_remember": \(!isRemembered),
             "current_node": "\(shown)", "mapping": {\(nodes.joined(separator: ","))}}
            """
    }

    @Test func `a tree becomes turns with the shown branch last`() async throws {
        let bench = try ImportBench()
        let path = try bench.write("[\(Self.conversation())]", to: "conversations.json")
        let report = try await bench.run(.chatgpt, path)
        #expect(report.conversations == 1)
        #expect(report.leftOut.map(\.name) == ["systemPrompt"])
        #expect(
            try await bench.texts("Fjords") == [
                ["What is a fjord?", "A narrow inlet."],
                ["What is a fjord?", "A drowned valley."],
                ["How long?", "Up to 200 km."],
                ["How deep?", "Up to 1300 m."],
            ])
        let turns = try #require(try await bench.turns()["Fjords"])
        #expect(turns.map(\.parent) == [nil, nil, turns[1].id, turns[1].id])
        #expect(turns.allSatisfy { $0.outcome == .answered && $0.door == "chatgpt" })
        #expect(turns[1].messages[1].model == "gpt-x")
        #expect(turns[3].messages[1].message.reasoning == "Depth\n1300")
        #expect(turns[3].messages[0].time == Date(timeIntervalSince1970: 1_700_000_001.5))
        // A conversation goes on from what was shown last.
        let history = try await bench.log.history(of: turns[0].conversation)
        #expect(history.map(\.id) == [turns[1].id, turns[3].id])
        #expect(try await bench.problems() == [])
    }

    @Test func `the other branch is gone on from where it was shown`() async throws {
        let bench = try ImportBench()
        let path = try bench.write("[\(Self.conversation(shown: "a1"))]", to: "conversations.json")
        _ = try await bench.run(.chatgpt, path)
        let turns = try #require(try await bench.turns()["Fjords"])
        let history = try await bench.log.history(of: turns[0].conversation)
        #expect(
            history.flatMap(\.messages).map(\.message.text) == [
                "What is a fjord?", "A narrow inlet.",
            ])
    }

    @Test func `importing again takes nothing, whatever branch is shown`() async throws {
        let bench = try ImportBench()
        let path = try bench.write("[\(Self.conversation())]", to: "conversations.json")
        let first = try await bench.run(.chatgpt, path)
        let before = try await bench.turns()
        for shown in ["a2", "a1", "a2b"] {
            try bench.write("[\(Self.conversation(shown: shown))]", to: "conversations.json")
            let again = try await bench.run(.chatgpt, path)
            #expect(again.messages == 0)
            #expect(again.changed == 0)
            #expect(again.known == first.messages)
        }
        #expect(try await bench.turns() == before)
    }

    @Test func `what was said since is added`() async throws {
        let bench = try ImportBench()
        func export(_ nodes: [String]) -> String {
            #"[{"id": "c", "title": "T", "mapping": {\#(nodes.joined(separator: ","))}}]"#
        }
        let question = Self.node("q", nil, [], Self.said("q", "user", "Hello?"))
        let answer = Self.node("a", "q", [], Self.said("a", "assistant", "Hello."))
        let more = Self.node("q2", "a", [], Self.said("q2", "user", "And now?"))
        let path = try bench.write(export([question]), to: "conversations.json")
        _ = try await bench.run(.chatgpt, path)
        #expect(try await bench.turns()["T"]?.map(\.outcome) == [.interrupted])
        try bench.write(export([question, answer, more]), to: "conversations.json")
        let report = try await bench.run(.chatgpt, path)
        #expect(report.messages == 2)
        #expect(try await bench.texts("T") == [["Hello?", "Hello."], ["And now?"]])
        #expect(try await bench.turns()["T"]?.map(\.outcome) == [.answered, .interrupted])
        // An edited message in the middle leaves the turns as they stand.
        let before = try #require(try await bench.turns()["T"])
        let edited = Self.node("a", "q", [], Self.said("a", "assistant", "Good day."))
        try bench.write(export([question, edited, more]), to: "conversations.json")
        #expect(try await bench.run(.chatgpt, path).changed == 1)
        let after = try #require(try await bench.turns()["T"])
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.parent) == before.map(\.parent))
        #expect(try await bench.texts("T") == [["Hello?", "Good day."], ["And now?"]])
        #expect(try await bench.problems() == [])
    }

    @Test func `hidden nodes, tools, code, pictures and instructions are told apart`() async throws
    {
        let bench = try ImportBench()
        let hidden = #", "metadata": {"is_visually_hidden_from_conversation": true}"#
        let nodes = [
            Self.node(
                "i", nil, ["h"],
                """
                {"id": "i", "author": {"role": "user"}, "content":
                 {"content_type": "user_editable_context", "user_profile": "I sail.",
                  "user_instructions": "Be brief."}}
                """),
            Self.node("h", "i", ["q"], Self.said("h", "user", "secret", more: hidden)),
            Self.node(
                "q", "h", ["c"],
                """
                {"id": "q", "author": {"role": "user"}, "content": {"content_type":
                 "multimodal_text", "parts": [{"content_type": "image_asset_pointer",
                 "asset_pointer": "sediment://file_1", "width": 2, "height": 3}, "What is it?"]}}
                """),
            Self.node(
                "c", "q", ["o"],
                """
                {"id": "c", "author": {"role": "assistant"}, "recipient": "python", "content":
                 {"content_type": "code", "language": "python", "text": "look()"}}
                """),
            Self.node(
                "o", "c", ["b"],
                """
                {"id": "o", "author": {"role": "tool", "name": "python"}, "content":
                 {"content_type": "execution_output", "text": "a boat"}}
                """),
            Self.node("b", "o", ["r"], Self.said("b", "tool", "page", kind: "sonic_webpage")),
            Self.node(
                "r", "b", ["a"], Self.said("r", "assistant", "x", kind: "reasoning_recap")),
            Self.node("a", "r", [], Self.said("a", "assistant", "A boat.")),
        ]
        let path = try bench.write(
            #"{"conversations": [{"id": "c", "title": null, "mapping": {\#(nodes.joined(separator: ","))}}]}"#,
            to: "conversations.json")
        let report = try await bench.run(.chatgpt, path)
        #expect(Set(report.leftOut.map(\.name)) == ["hidden", "toolNoise", "status"])
        let turns = try await bench.turns().values.flatMap { $0 }
        #expect(turns.count == 1)
        let messages = turns[0].messages.map(\.message)
        #expect(messages.map(\.role) == [.system, .user, .assistant, .tool, .assistant])
        #expect(messages[0].text == "I sail.\nBe brief.")
        #expect(messages[1].text == "[image: sediment://file_1 2×3]\nWhat is it?")
        #expect(
            messages[2].toolCalls == [
                ToolCall(id: "c", name: "python", arguments: "look()")
            ])
        #expect(messages[4].text == "A boat.")
    }

    @Test func `what was not to be remembered there is not remembered here`() async throws {
        let bench = try ImportBench()
        let path = try bench.write(
            "[\(Self.conversation(isRemembered: false)), 7, {\"title\": \"no tree\"}]",
            to: "conversations.json")
        let report = try await bench.run(.chatgpt, path)
        #expect(report.messages == 0)
        #expect(report.leftOut.map(\.name) == ["notRemembered", "unknownKind"])
        #expect(report.leftOut.map(\.count) == [10, 2])
    }

    @Test func `nodes in a ring, without parents and with one name twice end`() async throws {
        let bench = try ImportBench()
        let nodes = [
            Self.node("a", "b", ["b"], Self.said("a", "user", "round")),
            Self.node("b", "a", ["a"], Self.said("b", "assistant", "and round")),
            Self.node("c", "gone", [], Self.said("same", "user", "first")),
            Self.node("d", "c", [], Self.said("same", "assistant", "second")),
        ]
        let path = try bench.write(
            #"[{"id": "c", "title": "R", "mapping": {\#(nodes.joined(separator: ","))}}]"#,
            to: "conversations.json")
        for _ in 0..<2 {
            let report = try await bench.run(.chatgpt, path)
            #expect(report.leftOut.map(\.count) == [2])
            #expect(try await bench.texts("R") == [["first", "second"]])
        }
    }

    @Test func `a conversation of thousands of turns is imported and forgotten`() async throws {
        let bench = try ImportBench()
        let count = 6_000
        let nodes = (0..<count).map { index in
            Self.node(
                "n\(index)", index == 0 ? nil : "n\(index - 1)", [],
                Self.said("n\(index)", index % 2 == 0 ? "user" : "assistant", "m\(index)"))
        }
        let path = try bench.write(
            #"[{"id": "c", "title": "L", "mapping": {\#(nodes.joined(separator: ","))}}]"#,
            to: "conversations.json")
        let report = try await bench.run(.chatgpt, path)
        #expect(report.messages == count)
        let turns = try #require(try await bench.turns()["L"])
        #expect(turns.count == count / 2)
        #expect(zip(turns.dropFirst(), turns).allSatisfy { $0.parent == $1.id })
        var selection = ForgetSelection()
        selection.conversations = [turns[0].conversation]
        let certificate = try await bench.forgetting.forget(selection)
        #expect(certificate.hashCount == count)
        #expect(try await bench.log.conversations() == [])
        #expect(try await bench.problems() == [])
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["AIKI_DATA"] != nil, "AIKI_DATA is not set"))
    func `exports from elsewhere are taken`() async throws {
        let data = try #require(ProcessInfo.processInfo.environment["AIKI_DATA"])
        let bench = try ImportBench()
        let first = try await bench.run(
            .chatgpt, data + "/imports/chatgpt/export-studio/conversations.json")
        #expect((first.conversations, first.messages) == (2, 6))
        #expect(first.leftOut == [])
        let second = try await bench.run(.chatgpt, data + "/imports/chatgpt/looselips")
        #expect((second.conversations, second.messages) == (5, 10))
        #expect(try await bench.problems() == [])
    }
}
