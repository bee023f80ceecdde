import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: what is forgotten is gone from every byte of every file. Method: canaries in every field,
/// looked for in the files themselves.
@Suite struct ForgettingTests {
    @Test func noByteOfAForgottenConversationStays() async throws {
        let fixture = try LogFixture()
        for index in 0..<30 {
            try await fixture.turn("k\(index)", start("keep\(index)"), "kept text \(index)", "ok")
        }
        for round in 0..<20 {
            let canaries = ["zqtext", "zqname", "zqreason", "zqtool", "zqanswer"]
                .map { "\($0)\(round)x" }
            let id = "f\(round)"
            try await fixture.begin(
                id, round == 0 ? start("zqconversation") : .after(TurnID("f\(round - 1)")),
                [Message(role: .user, text: canaries[0] + " and more", name: canaries[1])])
            try await fixture.finish(
                id,
                Message(
                    role: .assistant, text: canaries[4], reasoning: canaries[2],
                    toolCalls: [ToolCall(id: "1", name: canaries[3], arguments: [:])]))
            try await fixture.turn("m\(round)", start("mixed\(round)"), "kept too", "ok")
        }
        #expect(try await fixture.log.search("zqtext3x").count == 1)
        try await fixture.log.forget(ConversationID("zqconversation"))
        #expect(try await fixture.log.search("zqtext3x") == [])
        for suffix in ["", "-wal", "-shm"] {
            let path = fixture.folder.storePath + suffix
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            #expect(bytes.range(of: Data("zq".utf8)) == nil, "\(suffix)")
        }
        #expect(try await fixture.log.conversations(limit: 1000).count == 50)
        #expect(try await fixture.log.search("kept", limit: 1000).count == 50)
        #expect(try await fixture.store.findDamage() == [])
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func whatIsNotThereCannotBeForgotten() async throws {
        let fixture = try LogFixture()
        await #expect(throws: MemoryError.conversationNotFound(id: "x")) {
            try await fixture.log.forget(ConversationID("x"))
        }
    }
}
