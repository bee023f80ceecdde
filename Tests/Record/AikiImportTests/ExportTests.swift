import AikiBase
import AikiDialogue
import AikiImport
import AikiMemory
import AikiTestSupport
import Foundation
import Testing

/// Goal: everything that is remembered can be taken away in a form that anyone can read. Method: what
/// was imported is exported and compared with the log.
@Suite struct ExportTests {
    private func lines(
        _ bench: ImportBench, scope: String? = nil
    ) async throws -> ([JSONValue], MemoryExport.Summary) {
        let path = bench.folder.path + "/export.jsonl"
        try Data().write(to: URL(filePath: path))
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        let summary = try await MemoryExport(store: bench.store).write(scope: scope) { line in
            try handle.write(contentsOf: line)
        }
        try handle.close()
        let data = try #require(FileManager.default.contents(atPath: path))
        let values = try data.split(separator: 0x0A).map { try JSONValue(parsing: Array($0)) }
        return (values, summary)
    }

    @Test func `every message, field and link is in the export`() async throws {
        let bench = try ImportBench()
        let chat = try bench.write(
            "[\(ChatGPTImportTests.conversation())]", to: "conversations.json")
        _ = try await bench.run(.chatgpt, chat)
        try bench.write("---\ntags: [a, b]\n---\nSee [[Other]].\0", to: "v/Note.md")
        try bench.write("Other", to: "v/Other.md")
        _ = try await bench.run(.vault, bench.folder.path + "/v") { $0.scope = "project:v" }
        let (lines, summary) = try await lines(bench)
        #expect(lines.first == ["type": "export", "format": 1])
        #expect((summary.conversations, summary.messages) == (3, 10))
        #expect(summary.rows["note_facets"] == 2)
        #expect(summary.rows["note_links"] == 1)
        let exported = lines.filter { $0["type"]?.text == "turn" }
            .flatMap { $0["messages"]?.elements ?? [] }
        var expected: [Int64: LoggedMessage] = [:]
        for turn in try await bench.turns().values.flatMap({ $0 }) {
            for message in turn.messages { expected[message.number] = message }
        }
        #expect(exported.count == expected.count)
        for value in exported {
            let number = try #require(value["id"]?.wholeNumber)
            let message = try #require(expected[Int64(number)])
            #expect(value["text"]?.text == message.message.text)
            #expect(value["role"]?.text == message.message.role.rawValue)
            #expect(value["reasoning"]?.text == message.message.reasoning)
            #expect(value["model"]?.text == message.model)
            let time = try Date(
                try #require(value["time"]?.text),
                strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            #expect(abs(time.timeIntervalSince(message.time)) < 0.001)
        }
        #expect(lines.contains { $0["type"]?.text == "note_facets" && $0["value"] == "b" })
        // Keys and hashes of what was forgotten stay at home.
        #expect(!lines.contains { $0["type"]?.text?.hasPrefix("forget_") == true })
        let (scoped, _) = try await self.lines(bench, scope: "project:v")
        #expect(scoped.filter { $0["type"]?.text == "conversation" }.count == 2)
    }

    @Test func `an export is imported elsewhere as it was`() async throws {
        let bench = try ImportBench()
        let chat = try bench.write(
            "[\(ChatGPTImportTests.conversation())]", to: "conversations.json")
        _ = try await bench.run(.chatgpt, chat)
        try bench.write("A note.", to: "v/Note.md")
        _ = try await bench.run(.vault, bench.folder.path + "/v")
        _ = try await lines(bench)
        let other = try ImportBench()
        let path = bench.folder.path + "/export.jsonl"
        let report = try await other.run(.jsonl, path)
        #expect((report.conversations, report.messages) == (2, 9))
        for title in ["Fjords", "Note"] {
            let before = try #require(try await bench.turns()[title])
            let after = try #require(try await other.turns()[title])
            #expect(before.map(\.outcome) == after.map(\.outcome))
            #expect(
                before.map { $0.messages.map(\.message) }
                    == after.map { $0.messages.map(\.message) })
            #expect(
                before.map { turn in before.firstIndex { $0.id == turn.parent } }
                    == after.map { turn in after.firstIndex { $0.id == turn.parent } })
        }
        #expect(try await other.run(.jsonl, path).messages == 0)
        #expect(try await other.problems() == [])
    }

    private func privacy(_ bench: ImportBench) async throws -> [String: PrivacyClass] {
        let messages = try await bench.turns().values.flatMap { $0 }.flatMap(\.messages)
        return Dictionary(messages.map { ($0.message.text, $0.privacy) }) { first, _ in first }
    }

    @Test func `what is private stays so, elsewhere and where it was edited`() async throws {
        let bench = try ImportBench()
        let shared = try bench.write(
            #"{"role": "user", "sessionId": "s1", "id": "1", "content": "Shared words"}"#,
            to: "shared.jsonl")
        _ = try await bench.run(.jsonl, shared)
        let line = #"{"role": "user", "sessionId": "s2", "id": "2", "content": "Hidden words"}"#
        let hidden = try bench.write(line, to: "hidden.jsonl")
        _ = try await bench.run(.jsonl, hidden) { $0.privacy = .secret }
        _ = try await lines(bench)
        let path = bench.folder.path + "/export.jsonl"
        let other = try ImportBench()
        _ = try await other.run(.jsonl, path)
        #expect(
            try await privacy(other) == ["Shared words": .personal, "Hidden words": .secret])
        let stricter = try ImportBench()
        _ = try await stricter.run(.jsonl, path) { $0.privacy = .secret }
        #expect(
            try await privacy(stricter) == ["Shared words": .secret, "Hidden words": .secret])
        try bench.write(line.replacing("words", with: "letters"), to: "hidden.jsonl")
        #expect(try await bench.run(.jsonl, hidden).changed == 1)
        #expect(
            try await privacy(bench) == ["Shared words": .personal, "Hidden letters": .secret])
        #expect(try await bench.problems() == [])
    }

    @Test func `a store of more rows than are read at once is exported whole`() async throws {
        let bench = try ImportBench()
        let fields = (0..<1_203).map { "f\($0): \($0)" }.joined(separator: "\n")
        try bench.write("---\n\(fields)\n---\n.", to: "v/a.md")
        _ = try await bench.run(.vault, bench.folder.path + "/v")
        let (lines, _) = try await lines(bench)
        let values = lines.filter { $0["type"]?.text == "note_facets" }.compactMap {
            $0["value"]?.text
        }
        #expect(values == (0..<1_203).map(String.init))
    }
}
