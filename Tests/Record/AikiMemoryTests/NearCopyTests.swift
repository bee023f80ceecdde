import AikiDialogue
import AikiMemory
import Foundation
import Testing

/// Goal: what several imports brought of one memory is shown once. Method: the same said with other marks,
/// a word more, another number.
@Suite struct NearCopyTests {
    private let long =
        "We sailed the green boat from Bergen to Stavanger in a storm and lost the small anchor"

    private func hits(_ texts: [String], _ question: String) async throws -> [String] {
        let fixture = try LogFixture()
        for (number, text) in texts.enumerated() {
            try await fixture.begin("t\(number)", start("c\(number)"), [user(text)], second: number)
        }
        try await MemoryIndexer(store: fixture.store).indexPending()
        return try await Recall(store: fixture.store).recall(
            RecallQuery(question, now: LogFixture.time(9_999))
        ).hits.map(\.text)
    }

    @Test func `other marks and one word more make no other memory`() async throws {
        let found = try await hits(
            [long + ".", "**" + long + "!**", long + " yesterday.", "The boat is blue."],
            "Where did we sail the boat?")
        #expect(found.count { $0.contains("Stavanger") } == 1)
        #expect(found.contains("The boat is blue."))
    }

    @Test func `another number is another memory, and so are short texts that differ`() async throws
    {
        let found = try await hits(
            [long + " at 7.", long + " at 9."], "Where did we sail the boat?")
        #expect(found.count == 2)
        let short = try await hits(["The boat is blue.", "The boat is red."], "boat")
        #expect(short.count == 2)
    }
}
