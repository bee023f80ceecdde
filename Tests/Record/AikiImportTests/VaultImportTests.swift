import AikiDialogue
import AikiImport
import AikiMemory
import AikiTestSupport
import Foundation
import Testing

/// Goal: a note stays word for word what it is, and what it says of itself and where it points is known.
/// Method: a small vault; the same with a note edited, moved and removed; a real one.
@Suite struct VaultImportTests {
    private static let note = """
        ---
        title: "Trip: Bergen"
        tags: [travel, 'north, west']
        created: 2023-05-17
        cast:
        - "[[Harrison Ford]]"
        -   Anna
        description: >
          A week
          by the sea
        place:
          city: Bergen # a comment
          rain: yes
        url: https://example.org/a:b
        long field with a name of several words: and a value
          that goes on
        ---
        We met [[Anna Berg|Anna]] at ![[map.png]] and read [[Books/Old Book#Chapter 2]].
        `[[not a link]]`
        ```
        [[neither]]
        ```
        See [the list](Lists/Shopping%20List.md) and [a page](https://example.org).
        """

    private func vault() throws -> (ImportBench, String) {
        let bench = try ImportBench()
        try bench.write(Self.note, to: "My Vault/Trip.md")
        try bench.write("# Anna\nLives in Bergen.", to: "My Vault/People/Anna Berg.md")
        try bench.write("Old.", to: "My Vault/Books/Old Book.md")
        try bench.write("Milk", to: "My Vault/Lists/Shopping List.md")
        try bench.write("Kaffe på fjellet 🏔", to: "My Vault/Daily/2023-09-12.md")
        try bench.write("   \n", to: "My Vault/Empty.md")
        try bench.write("PNG", to: "My Vault/map.png")
        try bench.write("{}", to: "My Vault/.obsidian/app.json")
        return (bench, bench.folder.path + "/My Vault")
    }

    @Test func `notes, their fields and their links are taken`() async throws {
        let (bench, path) = try vault()
        let report = try await bench.run(.vault, path)
        #expect((report.conversations, report.messages) == (5, 5))
        #expect(report.leftOut.map(\.name) == ["empty", "otherFile"])
        #expect((report.links, report.linksResolved) == (5, 3))
        let turns = try await bench.turns()
        let trip = try #require(turns["Trip: Bergen"]?.first)
        #expect(trip.messages.map(\.message.text) == [Self.note])
        #expect(trip.outcome == .noted)
        #expect(trip.door == "note")
        #expect(turns["2023-09-12"]?.first?.messages.first?.message.text == "Kaffe på fjellet 🏔")
        let notes = ImportedNotes(store: bench.store)
        let number = try #require(trip.messages.first?.number)
        #expect(
            try await notes.facets(of: number).map { "\($0.name)=\($0.value)" } == [
                "title=Trip: Bergen", "tags=travel", "tags=north, west", "created=2023-05-17",
                "cast=[[Harrison Ford]]", "cast=Anna", "description=A week by the sea",
                "place.city=Bergen", "place.rain=yes", "url=https://example.org/a:b",
                "long field with a name of several words=and a value that goes on",
            ])
        let links = try await notes.links(of: number)
        #expect(
            links.map { "\($0.link.kind) \($0.link.target) \($0.link.heading)" } == [
                "link Harrison Ford ", "link Anna Berg ", "embed map.png ",
                "link Books/Old Book Chapter 2", "link Lists/Shopping List.md ",
            ])
        #expect(links.map { $0.message != nil } == [false, true, false, true, true])
        // Recall walks from note to note over the same bridges as over any others.
        let bridges = try await FactLog(store: bench.store).bridges(at: number)
        #expect(bridges.allSatisfy { $0.kind == .reference && $0.from.message == number })
        #expect(Set(bridges.map(\.to.message)) == Set(links.compactMap(\.message)))
        #expect(try await bench.problems() == [])
    }

    @Test func `an edited note takes the place of the old one`() async throws {
        let (bench, path) = try vault()
        _ = try await bench.run(.vault, path)
        try bench.write("# Anna\nLives in Oslo now.", to: "My Vault/People/Anna Berg.md")
        let report = try await bench.run(.vault, path)
        #expect((report.messages, report.known, report.changed) == (0, 4, 1))
        #expect(report.linksResolved == 3)
        #expect(try await bench.texts("Anna Berg") == [["# Anna\nLives in Oslo now."]])
        #expect(try await bench.log.search("Bergen").count == 1)
        #expect(try await bench.log.search("Oslo").count == 1)
        #expect(try await bench.problems() == [])
    }

    @Test func `two notes of one name are told apart by their paths`() async throws {
        let bench = try ImportBench()
        try bench.write("[[a/Note]] [[b/Note]] [[Note]] [[other/Note]]", to: "v/start.md")
        try bench.write("in a", to: "v/a/Note.md")
        try bench.write("in b", to: "v/b/Note.md")
        let report = try await bench.run(.vault, bench.folder.path + "/v")
        #expect((report.links, report.linksResolved) == (4, 3))
        let start = try #require(try await bench.turns()["start"]?.first?.messages.first?.number)
        let notes = ImportedNotes(store: bench.store)
        let targets = try await notes.links(of: start).map(\.message)
        let titles = try await bench.turns()["Note"]?.map { $0.messages[0] } ?? []
        let a = titles.first { $0.message.text == "in a" }?.number
        let b = titles.first { $0.message.text == "in b" }?.number
        #expect(targets == [a, b, a, nil])
    }

    @Test func `a note of 60 KB in several languages stays whole, one that is no text is left out`()
        async throws
    {
        let bench = try ImportBench()
        let text = (0..<1_000).map { "\($0). Fjell og fjord. Берег моря. Über den Fluß. 海\n" }
            .joined()
        try bench.write(text, to: "v/large.md")
        try Data([0x68, 0xFF, 0xFE]).write(to: bench.folder.url.appending(path: "v/bytes.md"))
        let report = try await bench.run(.vault, bench.folder.path + "/v")
        #expect(text.utf8.count > 60_000)
        #expect(try await bench.texts("large") == [[text]])
        #expect(report.leftOut.map(\.name) == ["unreadable"])
        #expect(try await bench.log.search("берег", limit: 1).count == 1)
    }

    @Test func `each part of a long note is found by its fields`() async throws {
        let bench = try ImportBench()
        let body = (0..<60).map { "Line \($0) tells of this and that, at some length.\n\n" }
            .joined()
        let notes = [
            (
                "harbour", "tags: [moorings]\nwhat we rented for winter: a berth\nlength: 12",
                "The deposit was paid in cash."
            ),
            ("house", "tags: [kitchen]\nrating: 5", "The deposit was paid by card."),
        ]
        for (name, fields, end) in notes {
            try bench.write("---\n\(fields)\n---\n\(body)\(end)", to: "v/\(name).md")
        }
        _ = try await bench.run(.vault, bench.folder.path + "/v")
        try await MemoryIndexer(store: bench.store).indexPending()
        // Alike but for their fields, which stand in another part.
        for (question, end) in [
            ("Was the deposit for the moorings paid?", "in cash."),
            ("Which deposit was paid for what we rented?", "in cash."),
            ("Was the deposit for the kitchen paid?", "by card."),
        ] {
            let query = RecallQuery(question, limit: 1, now: Date(timeIntervalSince1970: 1.8e9))
            let hit = try #require(try await Recall(store: bench.store).recall(query).hits.first)
            #expect(hit.text.hasSuffix(end), "\(question)")
        }
        #expect(try await bench.problems() == [])
    }

    @Test func `the first words of a note's fields find its other parts, all of them the first`()
        async throws
    {
        let bench = try ImportBench()
        let words = (0...64).map { "word\($0)" }.joined(separator: " ")
        let body = String(repeating: "This and that, at some length.\n\n", count: 100)
        try bench.write("---\ndescription: \(words)\n---\n\(body)", to: "v/note.md")
        _ = try await bench.run(.vault, bench.folder.path + "/v")
        try await MemoryIndexer(store: bench.store).indexPending()
        for (word, isAnywhere) in [("word0", true), ("word63", true), ("word64", false)] {
            let query = RecallQuery(word, now: Date(timeIntervalSince1970: 1.8e9))
            let found = try await Recall(store: bench.store).recall(query).hits.filter { hit in
                hit.parts.contains { $0.name == "words" && $0.rank != nil }
            }
            #expect(found.contains { $0.span.lowerBound == 0 })
            #expect(found.contains { $0.span.lowerBound > 0 } == isAnywhere, "\(word)")
        }
    }

    @Test func `front matter that is cut anywhere never ends the process`() async throws {
        let bench = try ImportBench()
        let bytes = Array(Self.note.utf8)
        for count in stride(from: 0, to: bytes.count, by: 3) {
            let text = String(decoding: bytes[..<count], as: UTF8.self)
            try bench.write(text + "\n---\n.", to: "v/\(count).md")
        }
        let report = try await bench.run(.vault, bench.folder.path + "/v")
        #expect(report.messages == (bytes.count + 2) / 3)
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["AIKI_DATA"] != nil, "AIKI_DATA is not set"))
    func `a vault from elsewhere is taken`() async throws {
        let data = try #require(ProcessInfo.processInfo.environment["AIKI_DATA"])
        let bench = try ImportBench()
        let path = data + "/imports/obsidian-kepano-vault"
        let report = try await bench.run(.vault, path)
        #expect(report.messages > 60)
        #expect(report.linksResolved > 20)
        let again = try await bench.run(.vault, path)
        #expect((again.messages, again.changed, again.known) == (0, 0, report.messages))
        let number = try #require(
            try await bench.turns()["Blade Runner"]?.first?.messages.first?.number)
        let facets = try await ImportedNotes(store: bench.store).facets(of: number)
        #expect(facets.contains(NoteFacet(name: "rating", value: "7")))
        #expect(facets.contains(NoteFacet(name: "director", value: "[[Ridley Scott]]")))
    }
}
