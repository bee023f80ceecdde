import AikiBase
import AikiDialogue
import AikiHouse
import AikiMemory
import AikiQdrant
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import QdrantStub
import Synchronization
import Testing

/// Goal: a collection holds memory's vectors and nothing else, and nothing is lost when its server is.
/// Method: a server of this machine, and an embedder that knows a boat from a ship.
@Suite struct QdrantAttachmentTests {
    private func attachment(_ address: String) -> QdrantAttachment {
        QdrantAttachment(
            address: address, collection: "aiki", vectorName: nil, owner: "this house")
    }

    private func find(_ text: String, _ house: RememberingHouse) async throws -> RecallResult {
        try await house.sense.find(
            RecallQuery(text, limit: 1, now: Date(timeIntervalSince1970: 1_700_000_000)),
            indexing: .max)
    }

    @Test func `vectors go to the collection, and words go on without its server`() async throws {
        let house = try RememberingHouse(GroupEmbedder())
        let fake = FakeQdrant()
        try await house.say("Our ship leaks again.")
        try await house.say("The soup was cold today.")
        #expect(try await find("Which vessel?", house).hits.first?.text == "Our ship leaks again.")
        try await FakeServer.run(fake) { address in
            let made = try await house.counts().vectors
            #expect(try await house.sense.attach(attachment(address)) == made)
            #expect(house.home.vectorFiles().isEmpty)
            try await house.say("The physician is kind.")
            let result = try await find("Which doctor?", house)
            #expect(result.hits.first?.text == "The physician is kind.")
            #expect(result.usesMeaning && result.problem == nil)
            let points = fake.state.withLock { $0.points }
            #expect(try await points.count == house.counts().vectors && points.count > made)
            #expect(points.values.allSatisfy { $0.payload == ["aiki_owner": "this house"] })
            let why = try await house.say("What leaks?")
            #expect(why.memoryFailure == nil && !why.memories.isEmpty)
        }
        // Its listener is closed; so are the connections that are still open.
        for _ in 0..<20 { fake.fail(.hangUp) }
        try await house.say("The automobile is red.")
        let alone = try await find("Which automobile?", house)
        #expect(alone.hits.first?.text == "The automobile is red." && !alone.usesMeaning)
        #expect((alone.problem as? QdrantError)?.code == "qdrant.unreachable")
        let report = try await house.say("Is the automobile red?")
        #expect(report.memoryFailure?.code == "qdrant.unreachable" && !report.memories.isEmpty)
        let detached = try await house.sense.detach()
        #expect(detached?.collection == "aiki" && detached?.problem?.code == "qdrant.unreachable")
        let own = try await find("Which car?", house)
        #expect(own.usesMeaning && own.problem == nil)
        #expect(own.hits.first?.text.contains("automobile") == true)
        #expect(try await house.sense.detach() == nil)
        try await house.close()
    }

    @Test func `what is forgotten leaves the collection, and all does when it is detached`()
        async throws
    {
        let house = try RememberingHouse(GroupEmbedder())
        let fake = FakeQdrant()
        let turn = try await house.say("Our boat leaks again.").turn
        try await house.say("The soup was cold today.")
        _ = try await find("boat", house)
        let count = { fake.state.withLock { $0.points.count } }
        try await FakeServer.run(fake) { address in
            let copied = try await house.sense.attach(attachment(address))
            #expect(copied == count())
            var selection = ForgetSelection()
            selection.turns = [turn]
            _ = try await Forgetting(store: house.store, keepers: []).forget(selection)
            // Vectors that follow behind the turns may have taken them out already.
            let gone = try await house.sense.dropForgotten()
            let left = count()
            #expect(left > 0 && left < copied && [0, copied - left].contains(gone))
            #expect(try await house.sense.dropForgotten() == 0 && count() == left)
            // Points that somebody else puts there stay, and keep the collection from being taken.
            fake.state.withLock { $0.points[9_999] = ([1, 0], ["text": "theirs"]) }
            #expect(try await house.sense.detach()?.problem == nil)
            #expect(count() == 1)
            await #expect(throws: QdrantError.foreignPoints(name: "aiki", count: 1)) {
                try await house.sense.attach(attachment(address))
            }
        }
        #expect(try house.home.attachment() == nil)
        #expect(try await find("Which meal?", house).usesMeaning)
        try await house.close()
    }

    @Test func `a question that may see too little does not take the server for away`()
        async throws
    {
        let house = try RememberingHouse(GroupEmbedder())
        let fake = FakeQdrant()
        try await house.say("Our ship leaks again.")
        try await FakeServer.run(fake) { address in
            _ = try await house.sense.attach(attachment(address))
            #expect(try await find("Which vessel?", house).usesMeaning)
            // Whatever is asked for, the nearest points are none of this memory's passages.
            var limit = 1
            while limit < QdrantConfiguration.searchHitsMax {
                limit = min(4 * max(50, limit), QdrantConfiguration.searchHitsMax)
                let points = [String](repeating: #"{"id":999999,"score":1}"#, count: limit)
                fake.fail(.text(#"{"result":{"points":[\#(points.joined(separator: ","))]}}"#))
            }
            var query = RecallQuery(
                "Which vessel?", limit: 1, now: Date(timeIntervalSince1970: 1_700_000_000))
            query.privacyMax = .personal
            let narrow = try await house.sense.find(query)
            #expect(!narrow.usesMeaning)
            #expect((narrow.problem as? QdrantError)?.code == "qdrant.filter-too-narrow")
            #expect(fake.state.withLock { $0.faults.isEmpty })
            #expect(try await find("Which vessel?", house).usesMeaning)
        }
        try await house.close()
    }

    @Test func `an attachment outlives the process, and begins anew`() async throws {
        let fake = FakeQdrant()
        try await FakeServer.run(fake) { address in
            let first = try RememberingHouse(GroupEmbedder())
            try await first.say("Our boat leaks again.")
            _ = try await find("boat", first)
            let copied = try await first.sense.attach(attachment(address))
            try await first.close()
            let second = try RememberingHouse(GroupEmbedder(), in: first.folder, seed: 6)
            #expect(try await find("Which ship?", second).usesMeaning)
            #expect(fake.state.withLock { $0.points.count } == copied)
            // A point that was lost comes back, and one that should not be there goes.
            fake.state.withLock { state in
                state.points[777] = ([1, 0, 0, 0, 0, 0, 0, 0], ["aiki_owner": "this house"])
                state.points[state.points.keys.min() ?? 0] = nil
            }
            #expect(try await second.sense.attach(attachment(address)) == copied)
            #expect(fake.state.withLock { $0.points.count } == copied)
            try await second.close()
        }
    }

    @Test func `the key is read from the environment and stands nowhere else`() async throws {
        let fake = FakeQdrant()
        let folder = try TemporaryFolder()
        try await FakeServer.run(fake) { address in
            let home = try HouseHome(
                environment: ["AIKI_HOME": folder.path, "QDRANT_API_KEY": "hush-1"])
            let store = try Store(path: home.storeFile.path, schemas: House.schemas)
            let sense = MemorySense(home: home, store: store) { GroupEmbedder() }
            _ = try await sense.attach(attachment(address))
            #expect(!fake.seen.isEmpty && fake.seen.allSatisfy { $0.key == "hush-1" })
            let kept = try String(
                contentsOf: folder.url.appending(path: "qdrant.json"), encoding: .utf8)
            #expect(kept.contains("aiki") && !kept.contains("hush"))
            try store.close()
        }
    }
}
