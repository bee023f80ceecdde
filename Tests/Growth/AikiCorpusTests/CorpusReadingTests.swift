import AikiBase
import AikiCorpus
import Foundation
import Testing

/// Goal: every format gives its documents, broken ones are named in lineage or refused, and text
/// comes out whole. Method: small files of each format, packed files made by the system's tools.
@Suite struct CorpusReadingTests {
    private func texts(_ bench: Workbench, _ source: String, rest: String = "") throws -> [String] {
        try bench.build(
            "[[source]]\n\(source)\n[duplicates]\nexact = false\nnear = false\n\(rest)",
            head: "validation = 0")
        return try bench.texts("train").map { String($0.dropLast(7)) }.sorted()
    }

    @Test func `lines of JSON, with the field that is named`() throws {
        let bench = try Workbench()
        try bench.write(
            """
            {"text": "one", "meta": {"body": "eins"}}
            {"text": "two", "meta": {"body": "zwei"}}
            not json
            {"other": 1}
            """, to: "a.jsonl")
        #expect(try texts(bench, "path = \"a.jsonl\"") == ["one", "two"])
        let reasons = try bench.lineage().compactMap { $0["reason"]?.text }
        #expect(reasons.count == 2)
        #expect(reasons[0].hasPrefix("no JSON"))
        #expect(reasons[1] == "it has no text in \"text\"")
        let other = try Workbench()
        try other.write("{\"text\": \"one\", \"meta\": {\"body\": \"eins\"}}", to: "a.jsonl")
        #expect(
            try texts(other, "path = \"a.jsonl\"\ntext = [\"meta.body\", \"text\"]")
                == ["eins\n\none"])
    }

    @Test func `rows of values, with quotation marks and line ends in them`() throws {
        let bench = try Workbench()
        try bench.write(
            "id,text\r\n1,\"She said \"\"no\"\",\nand left\"\r\n2,plain\r\n3\r\n", to: "a.csv")
        #expect(
            try texts(bench, "path = \"a.csv\"\nmetadata = [\"id\"]")
                == ["She said \"no\",\nand left", "plain"])
        #expect(try bench.lineage()[0]["metadata"]?["id"]?.text == "1")
        #expect(
            try bench.lineage()[2]["reason"]?.text == "it has 1 fields, the first row 2")
    }

    @Test func `front matter goes into lineage`() throws {
        let bench = try Workbench()
        try bench.write(
            "---\ntitle: \"A day\"\ntags: [one, two]\nauthors:\n  - Ann\n---\n\n# A day\n\nText.\n",
            to: "notes/a.md")
        try bench.write("No matter.\n---\nRule above.\n", to: "notes/b.md")
        #expect(
            try texts(bench, "path = \"notes\"") == [
                "# A day\n\nText.\n", "No matter.\n---\nRule above.\n",
            ])
        let metadata = try bench.lineage()[0]["metadata"]
        #expect(metadata?["title"]?.text == "A day")
        #expect(metadata?["tags"]?.elements == ["one", "two"])
        #expect(metadata?["authors"]?.elements == ["Ann"])
    }

    @Test func `texts between separators, whatever the size of pieces`() throws {
        let bench = try Workbench()
        let long = String(repeating: "abcdefgh ", count: 200_000)
        try bench.write("one<|x|>\(long)<|x|><|x|>two", to: "a.txt")
        #expect(
            try texts(bench, "path = \"a.txt\"\nseparator = \"<|x|>\"")
                == [long, "one", "two"].sorted())
    }

    @Test func `packed files are read as what they hold`() throws {
        let bench = try Workbench()
        try bench.write("{\"text\": \"one\"}\n{\"text\": \"two\"}\n", to: "a.jsonl")
        try bench.write(Workbench.prose(5, words: 3_000), to: "inner/b.txt")
        try bench.write("no document", to: "inner/c.png")
        try run(
            bench,
            "gzip -k a.jsonl && mkdir in && gzip -c a.jsonl > in/x.jsonl.gz && "
                + "cat a.jsonl.gz >> in/x.jsonl.gz")
        try run(bench, "python3 -m zipfile -c in/y.zip inner")
        let found = try texts(bench, "path = \"in\"")
        #expect(found.count == 5)
        #expect(found.contains(Workbench.prose(5, words: 3_000)))
        #expect(found.filter { $0 == "one" }.count == 2)
    }

    private func run(_ bench: Workbench, _ command: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = bench.folder
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func `damaged packed files are refused, and named`() throws {
        let bench = try Workbench()
        try bench.write(Workbench.prose(5, words: 3_000), to: "a.txt")
        try run(bench, "gzip a.txt && head -c 900 a.txt.gz > b.txt.gz")
        #expect(
            throws: CorpusError.damaged(
                path: bench.folder.appending(path: "b.txt.gz").path, reason: "it ends too early")
        ) { try texts(bench, "path = \"b.txt.gz\"") }
        try bench.write("PK no zip at all", to: "c.zip")
        #expect(throws: CorpusError.self) { try texts(bench, "path = \"c.zip\"") }
    }

    @Test func `a chat export gives the branch that was shown last`() throws {
        let bench = try Workbench()
        let export: JSONValue = [
            [
                "title": "Trip", "current_node": "c",
                "mapping": [
                    "root": ["parent": nil, "message": nil, "children": ["a"]],
                    "a": [
                        "parent": "root", "children": ["b", "c"],
                        "message": [
                            "author": ["role": "user"], "content": ["parts": ["Where, \"]\"?"]],
                        ],
                    ],
                    "b": [
                        "parent": "a", "children": [],
                        "message": [
                            "author": ["role": "assistant"], "content": ["parts": ["Rome"]],
                        ],
                    ],
                    "c": [
                        "parent": "a", "children": [],
                        "message": [
                            "author": ["role": "assistant"], "content": ["parts": ["Oslo"]],
                        ],
                    ],
                ],
            ]
        ]
        try bench.write(export.encoded(), to: "conversations.json")
        try bench.write(
            "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}", to: "t.jinja")
        #expect(
            try texts(
                bench, "path = \"conversations.json\"", rest: "[chat]\ntemplate = \"t.jinja\"")
                == ["user: Where, \"]\"?\nassistant: Oslo\n"])
        #expect(try bench.lineage()[0]["metadata"]?["title"]?.text == "Trip")
    }

    @Test(arguments: [
        ("caf\u{C3}\u{A9} \u{E2}\u{20AC}\u{2122}n", "café ’n"),
        ("\u{C3}\u{192}\u{C2}\u{A9}", "é"),
        ("«CAF\u{C9}» et M\u{C9}\u{A0}! «À»", "«CAFÉ» et MÉ ! «À»"),
        ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
        ("a\u{0}\u{7}b\u{200B}c\u{AD}d\u{FEFF}", "abcd"),
        ("e\u{301}tude A\u{30A}", "étude Å"),
        ("\u{1F468}\u{200D}\u{1F469}", "\u{1F468}\u{200D}\u{1F469}"),
        ("naïve über Ærø", "naïve über Ærø"),
    ])
    func `broken text is made whole, and sound text is left`(text: String, expected: String) throws
    {
        let bench = try Workbench()
        // A JSON string keeps zeros, which would make a plain file binary.
        try bench.write(JSONValue.object(["text": .string(text)]).encoded(), to: "a.jsonl")
        let found = try texts(bench, "path = \"a.jsonl\"")
        #expect(Array(found[0].unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func `other encodings are read`() throws {
        let bench = try Workbench()
        try bench.write([0x63, 0x61, 0x66, 0xE9, 0x20, 0x93, 0x78, 0x94], to: "texts/latin.txt")
        let wide = "\u{FEFF}grüß".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        try bench.write(wide, to: "texts/wide.txt")
        #expect(try texts(bench, "path = \"texts\"") == ["café “x”", "grüß"].sorted())
    }
}
