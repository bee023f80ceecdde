import AikiBase
import AikiDialogue
import AikiImport
import AikiMemory
import AikiTestSupport
import AikiStore
import Foundation
import Testing

/// Goal: what is forgotten is gone from every byte, nothing else is, and no import brings it back.
/// Method: canaries in everything that is imported, looked for in the store's files.
@Suite struct ForgetTests {
    /// How the words begin that are to go, in texts, titles and fields; stems begin so too.
    private static let canaries = [
        "zqti", "zqon", "zqtw", "zqna", "zqfi", "zqno", "zqli", "zqth",
    ]

    /// A store with a chat, a note and a Telegram chat; "zq…" is what is to go.
    private func fill() async throws -> (ImportBench, exports: [(ImportSource, String)]) {
        let bench = try ImportBench()
        let chat = try bench.write(
            """
            [{"id": "c", "title": "zqtitle about Dana", "mapping": {
              "1": {"parent": null, "message": {"id": "1", "author": {"role": "user"}, "content":
                {"parts": ["kept question"]}}},
              "2": {"parent": "1", "message": {"id": "2", "author": {"role": "assistant"}, "content":
                {"parts": ["kept answer"]}}},
              "3": {"parent": "2", "message": {"id": "3", "author": {"role": "user"}, "content":
                {"parts": ["zqone Dana's secret"]}}},
              "4": {"parent": "3", "message": {"id": "4", "author": {"role": "assistant"}, "content":
                {"parts": ["zqtwo answer to it"]}}},
              "5": {"parent": "4", "message": {"id": "5", "author": {"role": "user"}, "content":
                {"parts": ["kept later"]}}},
              "6": {"parent": "5", "message": {"id": "6", "author": {"role": "assistant"}, "content":
                {"parts": ["kept last"]}}}}, "current_node": "6"}]
            """, to: "conversations.json")
        try bench.write(
            "---\ntitle: zqname\nwith: Dana zqfield\n---\nzqnote about Dana, see [[zqlink]] and [[Kept]].",
            to: "v/Dinner.md")
        try bench.write("A note that is kept, see [[Dinner]].", to: "v/Kept.md")
        let telegram = try bench.write(
            """
            {"name": "Group", "type": "private_group", "id": 1, "messages": [
             {"id": 1, "type": "message", "date_unixtime": "1700000000", "from": "Dana",
              "text": "zqthree hello"},
             {"id": 2, "type": "message", "date_unixtime": "1700000001", "from": "Anna",
              "text": "kept hello"},
             {"id": 3, "type": "service", "date_unixtime": "1700000002", "text": "zqservice"}]}
            """, to: "result.json")
        let exports: [(ImportSource, String)] = [
            (.chatgpt, chat), (.vault, bench.folder.path + "/v"), (.telegram, telegram),
        ]
        for (source, path) in exports { _ = try await bench.run(source, path) }
        // Passages hold the same words in another form.
        _ = try await MemoryIndexer(store: bench.store).indexPending()
        return (bench, exports)
    }

    private var dana: ForgetSelection {
        var selection = ForgetSelection()
        selection.person = "Dana"
        return selection
    }

    @Test func `a plan shows what would go and changes nothing`() async throws {
        let (bench, _) = try await fill()
        let before = try await bench.turns()
        let plan = try await bench.forgetting.plan(dana)
        #expect((plan.foundCount, plan.addedCount) == (3, 1))
        #expect((plan.turnCount, plan.conversationCount) == (2, 1))
        #expect(plan.samples.count == 4)
        #expect(try await bench.turns() == before)
        #expect(try await bench.forgetting.certificates() == [])
    }

    @Test func `a person is gone from every byte, and everyone else is not`() async throws {
        let (bench, exports) = try await fill()
        for canary in Self.canaries {
            #expect(try bench.places(of: canary) != [], "\(canary)")
        }
        let certificate = try await bench.forgetting.forget(dana)
        try await bench.store.emptyLog()
        // Hashes are random bytes: two letters stand in them by chance, four do not.
        for canary in Self.canaries + ["Dana"] {
            #expect(try bench.places(of: canary) == [], "\(canary)")
        }
        #expect(certificate.finished != nil)
        #expect(certificate.conditions == ["person"])
        #expect(certificate.hashCount == 4)
        let removed = Dictionary(uniqueKeysWithValues: certificate.removed.map { ($0.0, $0.1) })
        #expect(removed["messages"] == 4)
        #expect(removed["turns"] == 2)
        #expect(removed["conversations"] == 1)
        #expect(removed["imports"] == 4)
        #expect(removed["note_facets"] == 2)
        let texts = try await bench.turns().values.flatMap { $0 }.flatMap(\.messages)
            .map(\.message.text)
        #expect(
            Set(texts) == [
                "kept question", "kept answer", "kept later", "kept last", "kept hello",
                "A note that is kept, see [[Dinner]].",
            ])
        // What followed the exchange that went follows the one before it, and goes on from there.
        let chat = try await bench.log.search("later").first?.conversation
        let history = try await bench.log.history(of: try #require(chat))
        #expect(
            history.flatMap(\.messages).map(\.message.text) == [
                "kept question", "kept answer", "kept later", "kept last",
            ])
        let known = history.flatMap(\.messages).map(\.message)
        let continuation = try await bench.log.write { transaction in
            try bench.log.continuation(
                of: known + [Message(role: .user, text: "next")], in: transaction)
        }
        #expect(continuation.knownCount == 4)
        #expect(try await bench.problems() == [])
        // The hash proves what was forgotten to whoever knows it.
        #expect(
            try await bench.forgetting.certificates(naming: "zqthree hello") == [certificate])
        #expect(try await bench.forgetting.certificates(naming: "kept hello") == [])
        // A later import does not bring it back.
        for (source, path) in exports {
            let report = try await bench.run(source, path)
            #expect(report.messages == 0)
            #expect(report.leftOut.first { $0.name == "forgotten" } != nil)
        }
        #expect(try await bench.log.search("zqone").isEmpty)
        #expect(try await bench.problems() == [])
    }

    @Test func `words, sources, scopes, times and ids select what they say`() async throws {
        let (bench, _) = try await fill()
        func found(_ change: (inout ForgetSelection) -> Void) async throws -> Int {
            var selection = ForgetSelection()
            change(&selection)
            return try await bench.forgetting.plan(selection).foundCount
        }
        #expect(try await found { $0.words = "zqone secret" } == 1)
        #expect(try await found { $0.words = "zqone hello" } == 0)
        #expect(try await found { $0.source = "telegram" } == 2)
        #expect(try await found { $0.source = "note" } == 2)
        #expect(try await found { $0.scope = "personal" } == 10)
        #expect(try await found { $0.scope = "project:x" } == 0)
        let second = Date(timeIntervalSince1970: 1_700_000_001)
        #expect(
            try await found {
                $0.source = "telegram"
                $0.since = second
            } == 1)
        #expect(
            try await found {
                $0.source = "telegram"
                $0.until = second
                $0.person = "Dana"
            } == 1)
        #expect(try await found { $0.messages = [1, 2, 99] } == 2)
        await #expect(throws: MemoryError.nothingSelected) {
            try await bench.forgetting.plan(ForgetSelection())
        }
        var nothing = ForgetSelection()
        nothing.words = "nowhere"
        await #expect(throws: MemoryError.nothingFound) {
            try await bench.forgetting.forget(nothing)
        }
        #expect(try await bench.forgetting.certificates() == [])
    }

    @Test func `the same words said elsewhere go too, short ones stay`() async throws {
        let bench = try ImportBench()
        let long = "The code of the door is four times the number seven."
        let lines =
            ["a", "b", "c"].map { session in
                #"{"sessionId": "\#(session)", "role": "user", "content": "\#(long)"}"#
            }
            + ["d", "e"].map { session in
                #"{"sessionId": "\#(session)", "role": "user", "content": "Thank you."}"#
            }
        let path = try bench.write(lines.joined(separator: "\n"), to: "l.jsonl")
        _ = try await bench.run(.jsonl, path)
        for (text, left) in [(long, 2), ("Thank you.", 1)] {
            var selection = ForgetSelection()
            let number = try await bench.turns().values.flatMap { $0 }.flatMap(\.messages)
                .first { $0.message.text == text }?.number
            selection.messages = [try #require(number)]
            _ = try await bench.forgetting.forget(selection)
            #expect(try await bench.log.conversations().count == left)
        }
    }

    /// Fails until it is allowed to work, as a program does that is ended in between.
    private final class Keeper: MemoryKeeper, @unchecked Sendable {
        // Safe to share: the test uses it from one task only.
        var fails = true
        var seen: [Int64] = []
        let name = "vectors"

        func didForget(_ messages: [Int64], texts: ForgottenTexts) async throws -> Int {
            if fails { throw CancellationError() }
            seen = messages
            return messages.count
        }
    }

    @Test func `what was interrupted behind the transaction is finished later`() async throws {
        let (bench, _) = try await fill()
        let keeper = Keeper()
        let forgetting = Forgetting(store: bench.store, keepers: [ForgottenImports(), keeper])
        await #expect(throws: CancellationError.self) { try await forgetting.forget(dana) }
        #expect(try await bench.log.search("zqone").isEmpty)
        #expect(try await forgetting.certificates().map { $0.finished == nil } == [true])
        keeper.fails = false
        let done = try await forgetting.finishInterrupted()
        #expect(done.count == 1)
        #expect(keeper.seen.count == 4)
        #expect(done[0].removed.contains { $0.name == "vectors" && $0.count == 4 })
        #expect(try await forgetting.finishInterrupted() == [])
        #expect(try bench.places(of: "zqone") == [])
    }
}
