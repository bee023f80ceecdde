import AikiBase
import AikiDialogue
import AikiHouse
import AikiMemory
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import Synchronization
import Testing

/// Goal: a turn recalls by meaning, and what was said becomes findable so behind the answer: once, also
/// where the process ends at once or is killed, and never while another turn runs. Method: the loop over
/// a store on disk, with a stand-in for the embedding model that notes what it is asked.
@Suite(.timeLimit(.minutes(1))) struct MemoryTurnTests {
    private let told = "The automobile broke down near Voss."
    private let asked = "Which vehicle do I drive?"

    @Test func `a turn finds by meaning what shares no word with it`() async throws {
        let folder = try TemporaryFolder()
        let first = try RememberingHouse(GroupEmbedder(), in: folder)
        let report = try await first.say(told)
        let number = try await first.log.turn(report.turn).messages[0].number
        try await first.close()
        let second = try RememberingHouse(GroupEmbedder(), in: folder, seed: 6)
        let found = try await second.say(asked).memories
        #expect(found.first?.message == number)
        #expect(found.first?.parts.contains { $0.name == "meaning" } == true)
        try await second.close()
        // Words alone do not find it, and nothing is said to have failed.
        let third = try RememberingHouse(nil, in: folder, seed: 7)
        let plain = try await third.say("Which ship do I sail?")
        #expect(plain.memories.allSatisfy { $0.message != number } && plain.memoryFailure == nil)
        try await third.close()
    }

    @Test func `closing waits until what was said last has its vectors`() async throws {
        let folder = try TemporaryFolder()
        let embedder = GroupEmbedder(delay: .milliseconds(100))
        let house = try RememberingHouse(embedder, in: folder)
        _ = try await house.say(told)
        try await house.close()
        // Once as a question, once as what is remembered.
        #expect(embedder.texts.filter { $0 == told }.count == 2)
        #expect(embedder.texts.contains("I see."))
        let later = try RememberingHouse(nil, in: folder)
        #expect(try await later.counts() == (0, 2))
        #expect(try await later.store.checkInvariants() == [])
    }

    @Test func `what a killed process left waiting is embedded by the next, and only once`()
        async throws
    {
        let folder = try TemporaryFolder()
        let broken = GroupEmbedder(isBroken: true)
        let killed = try RememberingHouse(broken, in: folder)
        let report = try await killed.say(told)
        // Recall fell back to words and says so, and the turn stands.
        #expect(report.outcome == .answered && report.memoryFailure?.code == "turn.unexpected")
        await killed.work.close()
        #expect(try await killed.counts() == (2, 0))
        let embedder = GroupEmbedder()
        let next = try RememberingHouse(embedder, in: folder, seed: 6)
        _ = try await next.say(asked)
        try await next.close()
        #expect(embedder.texts.filter { $0 == told }.count == 1)
        let later = try RememberingHouse(embedder, in: folder)
        #expect(try await later.counts() == (0, 4))
    }

    @Test func `of many that wait, the latest come first and the rest stay in the queue`()
        async throws
    {
        let folder = try TemporaryFolder()
        let past = try RememberingHouse(nil, in: folder)
        for number in 0..<60 { _ = try await past.say("Lunch number \(number).") }
        try await past.close()
        let embedder = GroupEmbedder(delay: .milliseconds(20))
        let house = try RememberingHouse(embedder, in: folder, seed: 6)
        _ = try await house.say(told)
        try await house.close()
        #expect(embedder.texts.contains(told))
        let (waiting, vectors) = try await RememberingHouse(nil, in: folder).counts()
        #expect(waiting > 0 && vectors >= 32 && waiting + vectors == 122)
        // A process that stays ends the queue by itself.
        let stays = try RememberingHouse(GroupEmbedder(), in: folder, seed: 8)
        await stays.work.settle {}
        while try await stays.counts().waiting > 0 { try await Task.sleep(for: .milliseconds(5)) }
        try await stays.close()
    }

    @Test func `nothing is embedded while a turn runs, and nothing twice`() async throws {
        let embedder = GroupEmbedder()
        let house = try RememberingHouse(nil)
        for number in 0..<40 { _ = try await house.say("Lunch number \(number).") }
        let sense = MemorySense(home: house.home, store: house.store) { embedder }
        let work = MemoryWork(sense: sense)
        let (idle, release) = AsyncStream.makeStream(of: Void.self)
        await work.settle { for await _ in idle {} }
        try await Task.sleep(for: .milliseconds(50))
        #expect(embedder.texts == [])
        release.finish()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { _ = try? await sense.indexPending(progress: nil) }
                group.addTask { _ = try? await sense.indexSome() }
                group.addTask { await work.settle {} }
            }
        }
        _ = try await sense.indexPending(progress: nil)
        await work.close()
        #expect(embedder.texts.count == 80)
        #expect(try await house.counts() == (0, 80))
        try await house.close()
    }

    @Test func `what memory was asked and answered is not taken for memory`() async throws {
        let house = try RememberingHouse(nil, answer: "You live in Oslo.")
        let told = try await house.say("I live in Oslo.").turn
        let questions = ["Where do I live?", "In which town do I live?", "Do I live in Oslo?"]
        for question in questions { _ = try await house.say(question) }
        let found = try await house.say("Where is the town I live in?").memories
        #expect(!found.isEmpty && found.allSatisfy { $0.turn == told })
        // Who wants to know what was asked is told.
        let asked = try await house.say("What did I ask you about the town I live in?").memories
        #expect(asked.contains { $0.turn != told })
        let all = try await Recall(store: house.store).recall(
            RecallQuery("In which town do I live?", now: Date(timeIntervalSince1970: 1_700_000_000))
        )
        #expect(all.hits.contains { $0.turn != told })
        #expect(try await house.store.checkInvariants() == [])
        try await house.close()
    }

    @Test func `a question that tells something as well is memory`() async throws {
        let house = try RememberingHouse(nil, answer: "I do not know.")
        let moved = try await house.say("I live in Bergen now, do you remember where I lived?").turn
        let parked = try await house.say("I left the ladder at Tom's. Where is my saw?").turn
        let home = try await house.say("Where do I live?").memories
        #expect(home.contains { $0.turn == moved })
        let ladder = try await house.say("Where is my ladder?").memories
        #expect(ladder.contains { $0.turn == parked })
        try await house.close()
    }

    @Test func `what is switched off costs nothing`() async throws {
        let folder = try TemporaryFolder()
        try Data("[memory]\nrecall = false\n".utf8).write(
            to: folder.url.appending(path: "aiki.toml"))
        let embedder = GroupEmbedder()
        let house = try RememberingHouse(embedder, in: folder)
        _ = try await house.say(told)
        try await house.close()
        #expect(embedder.texts == [])
    }
}
