import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import Testing

/// Goal: words find the messages that hold them. Method: a naive scan beside the index.
@Suite struct SearchTests {
    @Test func everyMessageWithAllWordsIsFoundAndNoOther() async throws {
        let fixture = try LogFixture()
        var random = SeededRandom(seed: 31)
        let words = ["river", "stone", "moon", "bread", "ship", "glass", "north"]
        var texts: [String: Set<String>] = [:]
        for index in 0..<80 {
            let chosen = (0..<6).map { _ in words[Int(random.next() % 7)] }
            try await fixture.turn("t\(index)", start("c\(index)"), "?", "·")
            try await fixture.begin(
                "u\(index)", .after(TurnID("t\(index)")), [user(chosen.joined(separator: ", "))])
            texts["u\(index)"] = Set(chosen)
        }
        for first in words {
            for second in words {
                let hits = try await fixture.log.search("\(first) \(second)", limit: 1000)
                let expected = texts.filter { $0.value.isSuperset(of: [first, second]) }.keys
                #expect(Set(hits.map(\.turn.text)) == Set(expected))
                #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
            }
        }
    }

    @Test func caseAccentsAndSyntaxDoNotCount() async throws {
        let fixture = try LogFixture()
        try await fixture.turn(
            "t1", start("a"), "Crème brûlée in Ærø AND (NOT) \"quoted\"", "Да, Ёлка")
        for text in [
            "creme BRULEE", "crème*", "\"brûlée", "NOT and", "quoted) AND (", "ёлка ДА",
            "-in^:quoted",
            "ærø",
        ] {
            #expect(try await fixture.log.search(text).count == 1, "\(text)")
        }
        #expect(try await fixture.log.search("creme NEAR brulee") == [])
    }

    @Test func aHitShowsWhereItStands() async throws {
        let fixture = try LogFixture()
        let text =
            String(repeating: "before ", count: 50) + "the needle "
            + String(repeating: "after ", count: 50)
        try await fixture.turn("t1", start("a", scope: "work"), text, "ok", second: 7)
        let hit = try #require(try await fixture.log.search("needle").first)
        #expect(hit.conversation == ConversationID("a"))
        #expect(hit.role == .user)
        #expect(hit.time == LogFixture.time(7))
        #expect(hit.snippet.contains("the «needle» after") && hit.snippet.hasPrefix("…"))
        #expect(try await fixture.log.search("needle", scope: "home") == [])
        #expect(try await fixture.log.search("needle", scope: "work").count == 1)
        #expect(try await fixture.log.search("needle", limit: 0) == [])
    }

    @Test func aSearchHasOneToSixtyFourWords() async throws {
        let fixture = try LogFixture()
        try await fixture.turn("t1", start("a"), "w", "w")
        let limit = ConversationLog.searchWordsMax
        let words = Array(repeating: "w", count: limit).joined(separator: " ")
        #expect(try await fixture.log.search(words).count == 2)
        await #expect(throws: MemoryError.searchTooLong(words: limit + 1, limit: limit)) {
            try await fixture.log.search(words + " w")
        }
        for empty in ["", " ", "\"\"", "*()-", "\u{0}"] {
            await #expect(throws: MemoryError.emptySearch) {
                try await fixture.log.search(empty)
            }
        }
    }
}
