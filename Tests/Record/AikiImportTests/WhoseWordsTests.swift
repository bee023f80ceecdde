import AikiDialogue
import AikiImport
import AikiMemory
import AikiTestSupport
import Foundation
import Testing

/// Goal: nothing that somebody else wrote becomes a fact about the person whose memory it is, and what
/// they wrote themselves does. Method: vaults and chats in which others speak in the first person.
@Suite struct WhoseWordsTests {
    /// What is known after an import, in sentences.
    private func sentences(_ bench: ImportBench) async throws -> [String] {
        _ = try await MemoryWriter(facts: FactLog(store: bench.store)).writePending()
        var query = FactQuery()
        query.limit = 1_000
        #expect(try await bench.problems() == [])
        return try await FactLog(store: bench.store).facts(query).map(\.sentence)
    }

    /// Notes that others wrote, by file name.
    private static let clippings = [
        "Essay.md": """
        ---
        title: On leaving
        source: https://www.example.org/essays/leaving
        published: 2021-02-03
        ---
        I live in Paris and I work at the Louvre. My wife is called Odile.
        """,
        "Post.md": """
        ---
        author: "[[Jane Doe]]"
        ---
        I moved to Lisbon in 2019. I am allergic to cats.
        """,
        "Tagged.md": """
        ---
        tags: [reading, clippings]
        ---
        My sister is called Prudence.
        """,
        "Web Clippings/Interview.md": "I live in Madrid. I love bullfights.",
        "Byline.md": """
        # A year at sea
        By Robert Stone

        I live on a boat and my dog is called Anchor.
        """,
        "Bare.md": """
        # My move
        https://example.com/my-move

        I live in Toronto.
        """,
        "Footer.md": """
        I live in Cairo and I work as a guide.

        More about the city follows here.

        Source: [a blog](https://example.net/cairo)
        """,
        "Quote.md": """
        ---
        type: quote
        ---
        I have a dog named Argos.
        """,
    ]

    @Test(arguments: clippings.keys.sorted())
    func `a clipping says nothing of whoever kept it`(_ name: String) async throws {
        let bench = try ImportBench()
        try bench.write(try #require(Self.clippings[name]), to: "v/" + name)
        _ = try await bench.run(.vault, bench.folder.path + "/v")
        #expect(try await sentences(bench) == [])
        // It is found all the same, under the name of whoever wrote it.
        let message = try #require(try await bench.turns().values.first?.first?.messages.first)
        #expect(message.message.name?.isEmpty == false)
        let decisions = try await FactLog(store: bench.store).memory(message.number).decisions
        #expect(decisions.map(\.reason) == [.quotation])
    }

    @Test func `authors and sites are named`() async throws {
        let bench = try ImportBench()
        for (name, text) in Self.clippings { try bench.write(text, to: "v/" + name) }
        _ = try await bench.run(.vault, bench.folder.path + "/v")
        let names = try await bench.turns().values.joined().flatMap(\.messages).compactMap(
            \.message.name)
        #expect(
            names.sorted() == [
                "Jane Doe", "Robert Stone", "clipping", "clipping", "clipping", "example.com",
                "example.net", "example.org",
            ])
    }

    @Test func `the person's own notes are theirs, whatever they link to`() async throws {
        let bench = try ImportBench()
        try bench.write(
            """
            ---
            created: 2024-05-01
            tags: [diary, travel]
            url: https://example.org/hotel
            ---
            I live in Bergen. We read [an article](https://example.org/x) on the train.
            """, to: "v/Diary.md")
        try bench.write(
            """
            ---
            source: "[[A book that I read]]"
            ---
            My sister is called Ines.
            """, to: "v/Book notes.md")
        try bench.write(
            """
            ---
            author: Mira Holm
            ---
            I am allergic to nuts.
            """, to: "v/Mine.md")
        try bench.write(
            """
            I work at the harbour office.

            > I live in Vienna.

            "I live in Prague and I like it," she said.

            I live in Rome, and every day I thank the sun.
            — Somebody Famous

            By the way, my dog is called Pepper.
            """, to: "v/Mixed.md")
        _ = try await bench.run(.vault, bench.folder.path + "/v") { $0.owner = "Mira Holm" }
        let known = try await sentences(bench)
        for words in ["Bergen", "Ines", "nuts", "harbour", "Pepper"] {
            #expect(known.contains { $0.contains(words) }, "\(words) in \(known)")
        }
        for words in ["Vienna", "Prague", "Rome"] {
            #expect(!known.contains { $0.contains(words) }, "\(words) in \(known)")
        }
    }

    @Test func `what others say in a chat is about them`() async throws {
        let bench = try ImportBench()
        let path = try bench.write(
            """
            {"personal_information": {"user_id": 7, "first_name": "Me"}, "chats": {"list": [
             {"name": "Group", "type": "private_group", "id": 11, "messages": [
              {"id": 1, "type": "message", "date_unixtime": "1700000000", "from": "Dana",
               "from_id": "user11", "text": "I live in Oslo."},
              {"id": 2, "type": "message", "date_unixtime": "1700000010", "from": null,
               "from_id": "user12", "text": "I work at the zoo."},
              {"id": 3, "type": "message", "date_unixtime": "1700000020", "from": "Me",
               "from_id": "user7", "text": "I live in Bergen."},
              {"id": 4, "type": "message", "date_unixtime": "1700000030", "from": "Me",
               "from_id": "user7", "forwarded_from": "Eve", "text": "I am allergic to eggs."},
              {"id": 5, "type": "message", "date_unixtime": "1700000040", "from": "Me",
               "from_id": "user7", "forwarded_from": null, "text": "My cat is called Tom."}]}]}}
            """, to: "result.json")
        _ = try await bench.run(.telegram, path)
        let known = try await sentences(bench)
        #expect(known.filter { $0.hasPrefix("The user") } == ["The user lives in Bergen."])
        #expect(known.contains("Dana lives in Oslo."))
    }

    @Test func `what a bot was sent, and what is attached, is whose it is`() async throws {
        let bench = try ImportBench()
        let updates = try bench.write(
            """
            {"update_id": 1, "message": {"message_id": 1, "date": 1700000000, "chat": {"id": 3}, \
            "from": {"id": 3, "first_name": "Me"}, "forward_origin": {"type": "hidden_user", \
            "sender_user_name": "Eve"}, "text": "I live in Rome."}}
            {"update_id": 2, "message": {"message_id": 2, "date": 1700000009, "chat": {"id": 3}, \
            "from": {"id": 4}, "text": "I live in Cairo."}}
            {"update_id": 3, "message": {"message_id": 3, "date": 1700000010, "chat": {"id": 3}, \
            "from": {"id": 3, "first_name": "Me"}, "text": "I live in Bergen."}}
            """, to: "u/updates.jsonl")
        _ = try await bench.run(.telegram, updates) { $0.owner = "Me" }
        try bench.write(
            """
            [{"uuid": "c1", "name": "Chat", "created_at": "2024-02-03T10:11:12Z", "chat_messages": [
               {"uuid": "m1", "sender": "human", "text": "I work at a school. What is this?",
                "created_at": "2024-02-03T10:11:12Z",
                "attachments": [{"file_name": "a.txt", "extracted_content": "I live in Cork."}]}]}]
            """, to: "e/conversations.json")
        try bench.write(
            """
            [{"uuid": "p1", "name": "Plans", "docs": [{"uuid": "d1", "filename": "plan.md",
              "content": "I am married to Zoe.", "created_at": "2024-02-01T00:00:00Z"}]}]
            """, to: "e/projects.json")
        _ = try await bench.run(.claude, bench.folder.path + "/e")
        let known = try await sentences(bench).filter { $0.hasPrefix("The user") }
        #expect(known.sorted() == ["The user lives in Bergen.", "The user works at a school."])
    }
}
