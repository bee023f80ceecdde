import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: writing is quick, bounded, and whole or not at all. Method: long and many turns, a store that
/// may not grow, turns that were recorded before anybody read them.
@Suite struct WritingTests {
    @Test func turnsOfBeforeAreReadLater() async throws {
        let fixture = try FactFixture()
        let log = fixture.log
        for index in 0..<230 {
            try await log.write { transaction in
                let id = TurnID("t\(index)")
                _ = try log.begin(
                    NewTurn(
                        id: id, place: start("c\(index)"), door: "test",
                        time: LogFixture.time(index),
                        question: [user("I own \(index + 2) red bicycles.")]), in: transaction)
                try log.finish(
                    id,
                    TurnEnding(
                        answer: assistant("ok"), model: "m", outcome: .answered,
                        time: LogFixture.time(index), report: .null), in: transaction)
            }
        }
        #expect(try await fixture.writer.writePending() == 230)
        #expect(try await fixture.writer.writePending() == 0)
        #expect(try await fixture.sentences().count > 0)
        #expect(try await fixture.problems() == [])
    }

    @Test func whereTheDiskIsFullATurnIsReadWholeOrNotAtAll() async throws {
        for pages in stride(from: 90, through: 150, by: 20) {
            let folder = try TemporaryFolder()
            let store = try Store(
                path: folder.storePath, schemas: [ConversationLog.schema, FactLog.schema],
                pagesMax: pages)
            let log = ConversationLog(store: store)
            let writer = MemoryWriter(facts: FactLog(store: store))
            var acknowledged: [String: Int] = [:]
            var isFull = false
            for index in 0..<2000 where !isFull {
                let id = TurnID("t\(index)")
                do {
                    acknowledged[id.text] = try await log.write { transaction in
                        _ = try log.begin(
                            NewTurn(
                                id: id, place: start("c\(index)"), door: "test",
                                time: LogFixture.time(index),
                                question: [
                                    user("My friend Ada\(Self.letters(index)) lives in Rome.")
                                ]), in: transaction)
                        return try writer.write(turn: id, in: transaction).facts.count
                    }
                } catch StoreError.diskFull {
                    isFull = true
                }
            }
            #expect(isFull && !acknowledged.isEmpty, "\(pages) pages")
            #expect(try await store.checkInvariants() == [])
            #expect(try await store.findDamage() == [])
            var query = FactQuery()
            query.limit = 100_000
            query.includesEnded = true
            let count = try await FactLog(store: store).facts(query).count
            #expect(count == acknowledged.values.reduce(0, +))
            #expect(acknowledged.values.allSatisfy { $0 > 0 })
        }
    }

    private static func letters(_ number: Int) -> String {
        String(
            String(number).map { Character(UnicodeScalar(UInt8(97 + ($0.wholeNumberValue ?? 0)))) })
    }

    @Test func whatIsTooLongIsNotedAsNotRead() async throws {
        let fixture = try FactFixture()
        let line = String(repeating: "wordy ", count: 100) + ".\n"
        let end = "I live in Rome."
        let filler = String(repeating: line, count: ((1 << 18) - end.utf8.count) / line.utf8.count)
        let fits = try await fixture.say(filler + end, id: "a")
        #expect(fits.decisions.map(\.reason) == [.kept])
        let past = try await fixture.say(filler + line + line + "I own a red boat.", id: "b")
        #expect(past.decisions.map(\.reason) == [.tooLong])
        let words = String(repeating: "very ", count: 115) + "old Rome."
        let sentence = try await fixture.say("I visited " + words, id: "c")
        #expect(!sentence.decisions.map(\.reason).contains(.tooLong))
        let longer = try await fixture.say("I visited very very " + words, id: "d")
        #expect(longer.decisions.map(\.reason) == [.tooLong])
        #expect(try await fixture.problems() == [])
    }

    @Test func `what follows the last candidate is noted to the end`() async throws {
        let fixture = try FactFixture()
        let sentences = String(repeating: "I live in Bergen. ", count: 300)
        for end in ["", "\n> I live in Rome."] {
            let text = sentences + end
            let report = try await fixture.say(text)
            let rest = report.decisions.filter { $0.reason == .tooLong }
            #expect(rest.count == 1 && report.decisions.last == rest.last)
            let source = try #require(rest.last?.source)
            #expect(source.start > 0 && source.start + source.byteCount == text.utf8.count)
            #expect(source.words(of: text).hasPrefix("I live in Bergen."))
        }
        #expect(try await fixture.problems() == [])
    }

    @Test
    func
        `an answer that says a message again takes no fact from it, and the next message none from the answer`()
        async throws
    {
        let fixture = try FactFixture()
        try await fixture.say("My boss is called Peter.", id: "1")
        let told = "Peter's phone number is 41 22 33 44."
        let first = try await fixture.say(told, "Noted: \(told)", id: "2", after: "1")
        #expect(first.decisions.map(\.reason) == [.kept])
        let said = "Peter's office number is 99 88 77 66."
        try await fixture.say("Anything else?", "I see: \(said)", id: "3", after: "2")
        let second = try await fixture.say(said, id: "4", after: "3")
        #expect(second.decisions.map(\.reason) == [.echoed])
    }

    @Test func wordsWithoutSenseHarmNothing() async throws {
        let fixture = try FactFixture()
        let words =
            ("I my sister is are have not to the and , . : ; ( ) \" ' “ ” am live in Rome love who that "
            + "if don't I'm Ines called ? ! - was born since 2019 every next week \u{0} é 😀 jeg bor ich "
            + "меня зовут > # ``` remember call me")
            .split(separator: " ").map(String.init)
        var random = SeededRandom(seed: 9)
        for _ in 0..<300 {
            let count = 1 + Int(random.next() % 24)
            let text = (0..<count).map { _ in words[Int(random.next() % UInt64(words.count))] }
                .joined(separator: " ")
            try await fixture.say(text)
        }
        #expect(try await fixture.problems() == [])
    }

    @Test(.enabled(if: Self.turns > 0, "AIKI_TIMINGS is not set"))
    func aTurnIsWrittenInMilliseconds() async throws {
        let fixture = try FactFixture()
        let texts = try GateTests.cases().map(\.text)
        var durations: [Duration] = []
        var used: [clock_t] = []
        for index in 0..<Self.turns {
            let start = ContinuousClock.now
            let before = clock()
            try await fixture.say(
                texts[index % texts.count], id: "t\(index)", second: index)
            used.append(clock() - before)
            durations.append(ContinuousClock.now - start)
        }
        durations.sort()
        used.sort()
        let at = { (share: Double) in
            durations[min(durations.count - 1, Int(share * Double(durations.count)))].milliseconds
        }
        print(
            "turns \(Self.turns), gate, facts and commit, ms: p50 \(at(0.5)), p90 \(at(0.9)), "
                + "p99 \(at(0.99)); of the processor, microseconds: p50 \(used[used.count / 2]), "
                + "p99 \(used[used.count * 99 / 100])")
        #expect(at(0.5) < 100)
    }

    private static let turns =
        ProcessInfo.processInfo.environment["AIKI_TIMINGS"].flatMap { Int($0) } ?? 0
}
