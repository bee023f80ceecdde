import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import Testing

/// Goal: a turn of a long conversation reads the latest turns and no more, and hides nothing by it.
/// Method: beside the whole path, for every length around the limit.
@Suite struct PastTests {
    private let turnsMax = 8

    private func past(_ fixture: LogFixture, _ turn: String) async throws -> ConversationLog.Past {
        try await fixture.log.write {
            try fixture.log.past(to: TurnID(turn), turnsMax: turnsMax, in: $0)
        }
    }

    @Test func theLatestTurnsStandForALongPath() async throws {
        let fixture = try LogFixture()
        var firsts: [TurnID] = []
        for index in 0..<40 {
            try await fixture.turn(
                "t\(index)", index == 0 ? start("c") : .after(TurnID("t\(index - 1)")),
                "question \(index)", "answer \(index)", second: index)
            let past = try await past(fixture, "t\(index)")
            let path = try await fixture.log.write {
                try fixture.log.path(to: TurnID("t\(index)"), in: $0)
            }
            #expect(past.turns == Array(path.suffix(past.turns.count)))
            #expect(past.turnsBefore + past.turns.count == index + 1)
            #expect(index >= turnsMax || past.turnsBefore == 0)
            #expect(past.turns.count > min(index, turnsMax - turnsMax / 4))
            #expect(past.turns.allSatisfy { $0.messages.count == 2 && $0.reportText == nil })
            if firsts.last != past.turns.first?.id { firsts += past.turns.prefix(1).map(\.id) }
        }
        #expect(firsts.map(\.text) == (0..<17).map { "t\($0 * 2)" })
    }

    @Test func aBranchReadsItsOwnPath() async throws {
        let fixture = try LogFixture()
        for index in 0..<20 {
            try await fixture.turn(
                "t\(index)", index == 0 ? start("c") : .after(TurnID("t\(index - 1)")), "q", "a")
            try await fixture.turn(
                "other\(index)", index == 0 ? start("d") : .after(TurnID("t\(index - 1)")), "q", "b"
            )
        }
        let past = try await past(fixture, "other19")
        #expect(past.turns.last?.id == TurnID("other19"))
        #expect(past.turns.dropLast().allSatisfy { $0.id.text.hasPrefix("t") })
        #expect(past.turns.count <= turnsMax && past.turns.count > turnsMax / 2)
    }

    @Test(arguments: PrivacyClass.allCases)
    func whatWasSaidLongAgoStaysAsPrivate(privacy: PrivacyClass) async throws {
        let fixture = try LogFixture()
        try await fixture.log.write { transaction in
            for conversation in ["c", "of-everyone"] {
                for index in 0..<20 {
                    let id = TurnID("\(conversation)\(index)")
                    let place: NewTurn.Place =
                        index == 0
                        ? start(conversation) : .after(TurnID("\(conversation)\(index - 1)"))
                    let isFirst = index == 0 && conversation == "c"
                    _ = try fixture.log.begin(
                        NewTurn(
                            id: id, place: place, door: "test", time: LogFixture.time(index),
                            question: [user("q")], privacy: isFirst ? privacy : .everyone),
                        in: transaction)
                }
            }
        }
        for index in [7, 8, 19] {
            #expect(try await past(fixture, "c\(index)").privacy == privacy)
            #expect(try await past(fixture, "of-everyone\(index)").privacy == .everyone)
        }
    }
}
