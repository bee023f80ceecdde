import AikiDialogue
import AikiImport
import AikiMemory
import AikiTestSupport
import Foundation
import Testing

/// Goal: what other programs export is taken as it was said. Method: small exports with every kind of
/// content, each imported twice.
@Suite struct OtherImportTests {
    @Test func `Claude's conversations, attachments, thoughts and projects are taken`() async throws
    {
        let bench = try ImportBench()
        try bench.write(
            """
            [{"uuid": "c1", "name": "Boats", "created_at": "2024-02-03T10:11:12.500000Z",
              "chat_messages": [
               {"uuid": "m1", "sender": "human", "text": "old form", "created_at":
                "2024-02-03T10:11:12Z", "content": [{"type": "text", "text": "Which boat?"}],
                "attachments": [{"file_name": "a.txt", "extracted_content": "a sloop"}],
                "files": [{"file_name": "b.png"}]},
               {"uuid": "m2", "sender": "assistant", "text": "", "created_at":
                "2024-02-03T12:11:20+02:00", "content": [{"type": "thinking", "thinking": "hm"},
                 {"type": "tool_use", "id": "t", "name": "web", "input": {"q": "boat"}},
                 {"type": "tool_result", "content": "noise"}, {"type": "text", "text": "A sloop."}]},
               {"uuid": "m3", "sender": "human", "text": ""},
               {"uuid": "m4", "sender": "human", "text": "Thanks"}]}]
            """, to: "e/conversations.json")
        try bench.write(
            """
            [{"uuid": "p1", "name": "Plans", "docs": [{"uuid": "d1", "filename": "plan.md",
              "content": "Sail in May.", "created_at": "2024-02-01T00:00:00Z"}]}]
            """, to: "e/projects.json")
        try bench.write("[]", to: "e/users.json")
        let path = bench.folder.path + "/e"
        let report = try await bench.run(.claude, path)
        #expect((report.conversations, report.messages) == (2, 4))
        #expect(report.leftOut.map(\.name) == ["empty"])
        #expect(
            try await bench.texts("Boats") == [
                ["Which boat?\n[file: a.txt]\na sloop\n[file: b.png]", "A sloop."], ["Thanks"],
            ])
        let turn = try #require(try await bench.turns()["Boats"]?.first)
        #expect(turn.messages[1].message.reasoning == "hm")
        #expect(turn.messages[1].message.toolCalls.map(\.name) == ["web"])
        #expect(turn.messages[1].time.timeIntervalSince(turn.messages[0].time) == 8)
        #expect(try await bench.texts("Plans") == [["[file: plan.md]\nSail in May."]])
        #expect(try await bench.run(.claude, path).messages == 0)
        #expect(try await bench.problems() == [])
    }

    private static let telegram = """
        {"about": "all", "personal_information": {"user_id": 7, "first_name": "Me"},
         "contacts": {"about": "x", "list": [{"first_name": "No chat"}]},
         "chats": {"about": "y", "list": [
          {"name": "Dana", "type": "personal_chat", "id": 11, "messages": [
           {"id": 1, "type": "service", "date": "2023-01-01T10:00:00", "action": "x", "text": ""},
           {"id": 2, "type": "message", "date": "2023-01-01T10:00:00",
            "date_unixtime": "1672567200", "from": "Dana", "from_id": "user11",
            "text": ["See ", {"type": "text_link", "text": "this", "href": "https://x.org"}, "!"]},
           {"id": 3, "type": "message", "date_unixtime": "1672567260", "from": "Me",
            "from_id": "user7", "text": "Nice", "photo": "p.jpg"},
           {"id": 4, "type": "message", "date_unixtime": "1672587260", "from": "Dana",
            "from_id": "user11", "text": "", "media_type": "sticker", "sticker_emoji": "🦆"}]},
          {"type": "saved_messages", "id": 7, "messages": [
           {"id": 9, "type": "message", "date_unixtime": "1672600000", "from": "Me",
            "from_id": "user7", "text": "Buy milk", "forwarded_from": "Anna"}]},
          {"name": "Helper", "type": "bot_chat", "id": 12, "messages": [
           {"id": 5, "type": "message", "date_unixtime": "1672600000", "from": "Helper",
            "from_id": "user12", "text": "I am a bot."}]}]}}
        """

    @Test func `Telegram's chats are read message by message, in bursts`() async throws {
        let bench = try ImportBench()
        let path = try bench.write(Self.telegram, to: "t/result.json")
        let report = try await bench.run(.telegram, bench.folder.path + "/t")
        #expect((report.conversations, report.messages) == (3, 5))
        #expect(report.leftOut.map(\.name) == ["service"])
        #expect(
            try await bench.texts("Dana") == [
                ["See this (https://x.org)!", "Nice\n[photo]"], ["[sticker 🦆]"],
            ])
        let dana = try await bench.turns()["Dana"]?.flatMap(\.messages) ?? []
        #expect(dana.map(\.message.name) == ["Dana", nil, "Dana"])
        #expect(dana[0].time == Date(timeIntervalSince1970: 1_672_567_200))
        #expect(
            try await bench.texts("Saved Messages") == [["[forwarded from Anna]\nBuy milk"]])
        #expect(try await bench.turns()["Helper"]?[0].messages[0].message.role == .assistant)
        #expect(try await bench.run(.telegram, path).messages == 0)
        // One message was edited there.
        try bench.write(Self.telegram.replacing("Nice", with: "Very nice"), to: "t/result.json")
        let edited = try await bench.run(.telegram, path)
        #expect((edited.messages, edited.changed, edited.known) == (0, 1, 4))
        #expect(
            try await bench.texts("Dana") == [
                ["See this (https://x.org)!", "Very nice\n[photo]"], ["[sticker 🦆]"],
            ])
        #expect(try await bench.problems() == [])
    }

    @Test func `one chat alone is told whose it is`() async throws {
        let bench = try ImportBench()
        let path = try bench.write(
            """
            {"name": "Dana", "type": "personal_chat", "id": 11, "messages": [
             {"id": 1, "type": "message", "date": "2023-06-01T10:00:00", "from": "Me", "text": "a"},
             {"id": 2, "type": "message", "date": "2023-06-01T10:00:01", "from": "Dana", "text": "b"}]}
            """, to: "result.json")
        _ = try await bench.run(.telegram, path) { $0.owner = "Me" }
        let names = try await bench.turns()["Dana"]?.flatMap(\.messages).map(\.message.name)
        #expect(names == [nil, "Dana"])
    }

    @Test func `a bot's updates are taken, an edited message once`() async throws {
        let bench = try ImportBench()
        func update(_ id: Int, _ key: String, _ text: String, at date: Int) -> String {
            """
            {"update_id": \(id), "\(key)": {"message_id": 5, "date": \(date), "chat": {"id": 3,
             "first_name": "Dana", "type": "private"}, "from": {"id": 3, "first_name": "Dana"},
             "text": "\(text)"}}
            """.replacing("\n", with: " ")
        }
        let lines = [
            update(1, "message", "teh", at: 1_700_000_000),
            update(2, "edited_message", "the", at: 1_700_000_000),
            #"{"update_id": 3, "inline_query": {"query": "x"}}"#,
            "broken {",
        ]
        let path = try bench.write(lines.joined(separator: "\n") + "\n", to: "u/updates.jsonl")
        let report = try await bench.run(.telegram, path)
        #expect(report.messages == 1)
        #expect(report.leftOut.map(\.name) == ["unreadable", "unknownKind"])
        #expect(try await bench.texts("Dana") == [["the"]])
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["AIKI_DATA"] != nil, "AIKI_DATA is not set"))
    func `updates from elsewhere are taken`() async throws {
        let data = try #require(ProcessInfo.processInfo.environment["AIKI_DATA"])
        let bench = try ImportBench()
        let report = try await bench.run(.telegram, data + "/imports/telegram-updates")
        #expect(report.messages > 0)
        let texts = try await bench.turns().values.flatMap { $0 }.flatMap(\.messages)
            .map(\.message.text)
        #expect(texts.contains("photo description\n[photo]"))
        #expect(try await bench.problems() == [])
    }

    @Test func `session logs of several shapes are taken`() async throws {
        let bench = try ImportBench()
        try bench.write(
            """
            {"type": "user", "uuid": "u1", "sessionId": "s1", "timestamp": "2025-01-02T03:04:05Z", \
            "message": {"role": "user", "content": "Fix the test"}}
            {"type": "assistant", "uuid": "u2", "sessionId": "s1", "message": {"role": "assistant", \
            "model": "m", "content": [{"type": "thinking", "thinking": "look"}, \
            {"type": "text", "text": "Done."}, {"type": "tool_use", "id": "1", "name": "run", "input": {}}]}}
            {"type": "user", "uuid": "u3", "sessionId": "s1", "message": {"role": "user", \
            "content": [{"type": "tool_result", "content": "ok"}]}}
            {"type": "summary", "summary": "x"}
            {"type": "user", "uuid": "u4", "sessionId": "s1", "message": {"role": "user", "content": "Thanks"}}
            """, to: "l/a.jsonl")
        try bench.write(
            """
            [{"id": 5, "title": "Tea", "messages": [{"role": "user", "content": "Tea?"},
             {"role": "assistant", "content": "Please."}]},
             {"conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"}]}]
            """, to: "l/b.json")
        try bench.write("notes", to: "l/readme.txt")
        let path = bench.folder.path + "/l"
        let report = try await bench.run(.jsonl, path)
        #expect((report.conversations, report.messages) == (3, 7))
        #expect(Set(report.leftOut.map(\.name)) == ["toolNoise", "unknownKind", "otherFile"])
        #expect(
            try await bench.texts("Fix the test") == [["Fix the test", "Done."], ["Thanks"]])
        #expect(try await bench.texts("Tea") == [["Tea?", "Please."]])
        #expect(try await bench.texts("Hi") == [["Hi", "Hello"]])
        let first = try #require(try await bench.turns()["Fix the test"]?.first)
        #expect(first.messages[1].message.reasoning == "look")
        #expect(first.messages[1].model == "m")
        #expect(try await bench.run(.jsonl, path).messages == 0)
        #expect(try await bench.problems() == [])
    }

    @Test func `zip files and gzip files are read as they are`() async throws {
        let bench = try ImportBench()
        try bench.write("[\(ChatGPTImportTests.conversation())]", to: "conversations.json")
        try bench.write(#"{"role": "user", "content": "hello"}"#, to: "log.jsonl")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = bench.folder.url
        process.arguments = [
            "-c", "python3 -m zipfile -c export.zip conversations.json && gzip log.jsonl",
        ]
        try process.run()
        process.waitUntilExit()
        let zipped = try await bench.run(.chatgpt, bench.folder.path + "/export.zip")
        #expect(zipped.messages == 8)
        #expect(try await bench.run(.jsonl, bench.folder.path + "/log.jsonl.gz").messages == 1)
    }

    @Test func `what is not there or of another kind is an error with a remedy`() async throws {
        let bench = try ImportBench()
        await #expect(throws: ImportError.notFound(path: "/nowhere")) {
            try await bench.run(.vault, "/nowhere")
        }
        let path = try bench.write("x", to: "x/file.bin")
        for source in ImportSource.allCases {
            await #expect(throws: ImportError.self) {
                try await bench.run(source, path)
            }
        }
        // An export that breaks off: what stands before the break is taken.
        let whole = "[\(ChatGPTImportTests.conversation()), {\"title\": \"broken"
        let cut = try bench.write(whole, to: "conversations.json")
        await #expect(throws: (any Error).self) { try await bench.run(.chatgpt, cut) }
        #expect(try await bench.turns()["Fjords"]?.count == 4)
    }
}
