import AikiBase
import AikiCorpus
import Foundation
import Testing

/// Goal: copies go, also those with some words changed, the first stays, and nothing else goes.
/// Method: planted copies of known similarity among texts of the same words; real books.
@Suite struct DuplicateTests {
    /// A text with a share of its words replaced.
    private func altered(_ text: String, share: Double, seed: UInt64) -> String {
        var random = SeededRandom(seed: seed)
        return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            random.nextUnit() < share ? "other\(random.next() % 1_000)" : String(word)
        }.joined(separator: " ")
    }

    private func dropped(_ bench: Workbench) throws -> Set<String> {
        Set(
            try bench.lineage().filter { $0["copyOf"] != nil }.compactMap { $0["path"]?.text })
    }

    @Test(arguments: [200, 2_000])
    func `planted copies go and nothing else`(words: Int) throws {
        let bench = try Workbench()
        var planted: Set<String> = []
        for number in 0..<60 {
            let text = Workbench.prose(UInt64(number), words: words)
            try bench.write(text, to: "texts/a\(100 + number).txt")
            guard number % 3 == 0 else { continue }
            let name = "b\(100 + number).txt"
            let copies = [
                text, text.uppercased() + "!!", altered(text, share: 0.02, seed: UInt64(number)),
                altered(text, share: words < 1_000 ? 0.03 : 0.05, seed: UInt64(number)),
            ]
            try bench.write(copies[number / 3 % 4], to: "texts/\(name)")
            planted.insert(name)
        }
        try bench.build("[[source]]\npath = \"texts\"\n")
        #expect(try dropped(bench) == planted)
        for line in try bench.lineage() where line["copyOf"] != nil {
            let original = try bench.lineage().first { $0["id"] == line["copyOf"] }
            #expect(
                original?["path"]?.text?.dropFirst() == line["path"]?.text?.dropFirst())
        }
    }

    @Test func `a source may keep its near copies, and copies may stay altogether`() throws {
        let bench = try Workbench()
        let text = Workbench.prose(1, words: 300)
        try bench.write(text, to: "texts/a.txt")
        try bench.write(altered(text, share: 0.02, seed: 1), to: "texts/b.txt")
        try bench.write(text, to: "texts/c.txt")
        try bench.build("[[source]]\npath = \"texts\"\nnear-copies = true\n", in: "one")
        #expect(
            try bench.lineage(in: "one").map { $0["dropped"]?.text } == [
                nil, nil, "duplicates.exact",
            ])
        try bench.build(
            "[[source]]\npath = \"texts\"\n[duplicates]\nexact = false\nnear = false\n", in: "all")
        #expect(try bench.lineage(in: "all").allSatisfy { $0["dropped"] == nil })
    }

    @Test func `near copies of a near copy are near copies too`() throws {
        let bench = try Workbench()
        // b is like c and c like a, but b is not like a.
        let blocks = (0..<26).map { Workbench.prose(UInt64(500 + $0), words: 60) }
        for (name, first) in [("a", 0), ("b", 8), ("c", 4)] {
            try bench.write(
                blocks[first..<first + 18].joined(separator: "\n"), to: "texts/\(name).txt")
        }
        try bench.build("[[source]]\npath = \"texts\"\n", head: "validation = 0")
        let lines = try bench.lineage()
        #expect(
            lines.map { $0["dropped"]?.text } == [nil, "duplicates.near", "duplicates.near"])
        #expect(lines.dropFirst().allSatisfy { ($0["similarity"]?.real ?? 1) < 1 })
    }

    @Test func `of two sources the first one's copy stays`() throws {
        let bench = try Workbench()
        try bench.write(Workbench.prose(1), to: "z/book.txt")
        try bench.write(Workbench.prose(1), to: "a/book.txt")
        try bench.build("[[source]]\npath = \"z\"\n[[source]]\npath = \"a\"\n")
        #expect(try bench.lineage().map { $0["source"]?.text } == ["z", "a"])
        #expect(try bench.lineage().map { $0["dropped"]?.text } == [nil, "duplicates.exact"])
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["AIKI_DATA"] != nil, "AIKI_DATA is not set"))
    func `the books that stand in both collections are found, and no other`() throws {
        let data = ProcessInfo.processInfo.environment["AIKI_DATA"] ?? ""
        let bench = try Workbench()
        try bench.build(
            """
            [[source]]
            path = "\(data)/corpora/standardebooks"
            include = ["*.txt"]
            exclude = ["o-henry*"]
            [[source]]
            path = "\(data)/corpora/litbank-gutenberg"
            include = ["*.txt"]
            """)
        let copies = try bench.lineage().filter { $0["copyOf"] != nil }
        #expect(copies.count == 18)
        let titles = [
            "treasure_island", "pride_and_prejudice", "huckleberry", "emma", "little_women",
            "frankenstein", "dracula", "tom_sawyer", "green_gables", "jane_eyre", "oliver_twist",
            "call_of_the_wild", "secret_garden", "black_beauty", "crusoe", "wonderland",
            "sherlock_holmes", "war_of_the_worlds",
        ]
        for title in titles {
            #expect(copies.contains { $0["path"]?.text?.contains(title) == true }, "\(title)")
        }
    }
}
