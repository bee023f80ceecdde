import AikiBase
import AikiCheckpoint
import AikiCorpus
import AikiTokenizer
import Foundation
import Testing

/// Goal: a recipe's documents come out as tokens, each once, and nothing depends on how the work was
/// divided or interrupted. Method: small corpora, built whole, in parts, and stopped at each segment.
@Suite struct CorpusBuildTests {
    private static let books = """
        [[source]]
        name = "books"
        path = "books"
        licence = "CC0-1.0"
        """

    private func bench(_ count: Int) throws -> Workbench {
        let bench = try Workbench()
        for number in 0..<count {
            try bench.write(Workbench.prose(UInt64(number)), to: "books/\(100 + number).txt")
        }
        return bench
    }

    @Test func `every document comes out as it was, with its end`() throws {
        let bench = try bench(30)
        let manifest = try bench.build(Self.books, head: "validation = 0.1")
        let texts = try bench.texts("train") + bench.texts("validation")
        let expected = (0..<30).map { Workbench.prose(UInt64($0)) + "<|end|>" }
        #expect(Set(texts) == Set(expected))
        #expect(texts.count == 30)
        #expect(manifest.documents("train") == 27)
        #expect(manifest.documents("validation") == 3)
        #expect(
            manifest.tokens("train") + manifest.tokens("validation")
                == expected.reduce(0) { $0 + $1.utf8.count - 6 })
    }

    @Test func `lineage says for each document where its tokens went`() throws {
        let bench = try bench(8)
        try bench.build(Self.books)
        let shard = try bench.shards("train")[0]
        let tokenizer = try bench.tokenizer
        for line in try bench.lineage() {
            let place = try #require(line["went"]?.elements?.first)
            let document = try #require(place["document"]?.wholeNumber)
            let path = try #require(line["path"]?.text)
            let text = try String(
                contentsOf: bench.folder.appending(path: "books/\(path)"), encoding: .utf8)
            #expect(
                tokenizer.decode(shard.tokens(shard[document]), skipSpecial: true) == text)
            #expect(line["licence"]?.text == "CC0-1.0")
        }
    }

    @Test(arguments: [1, 3])
    func `parts and threads change nothing`(workers: Int) throws {
        let bench = try bench(40)
        let lines = (0..<300).map { number in
            JSONValue.object(["text": .string(Workbench.prose(UInt64(1_000 + number), words: 40))])
                .encoded()
        }
        try bench.write(lines.joined(separator: "\n"), to: "lines.jsonl")
        let recipe = Self.books + "\n[[source]]\nname = \"lines\"\npath = \"lines.jsonl\"\n"
        try bench.build(recipe, in: "whole")
        var options = CorpusOptions()
        options.workers = workers
        let builder = try CorpusBuilder(
            bench.recipe(recipe), folder: bench.folder.appending(path: "parts"), options: options)
        for index in [2, 0, 1] {
            try builder.prepare(#require(CorpusPart(index: index, count: 3)))
        }
        _ = try builder.merge()
        #expect(try bench.contents(of: "whole")["train-00000.tokens"] != nil)
        let (whole, parts) = try (bench.contents(of: "whole"), bench.contents(of: "parts"))
        #expect(whole.keys.sorted() == parts.keys.sorted())
        for name in whole.keys where name != "documents.jsonl" {
            #expect(whole[name] == parts[name], "\(name)")
        }
        let sorted = { (data: Data?) in
            (data ?? Data()).split(separator: 0x0A).map(Array.init)
                .sorted { $0.lexicographicallyPrecedes($1) }
        }
        #expect(sorted(whole["documents.jsonl"]) == sorted(parts["documents.jsonl"]))
    }

    @Test func `work that was stopped at any segment goes on and comes out the same`() throws {
        let bench = try bench(24)
        try bench.build(Self.books, in: "whole")
        var options = CorpusOptions()
        options.segmentBytes = 1
        options.segmentsBeforeStop = 1
        let recipe = try bench.recipe(Self.books)
        let folder = bench.folder.appending(path: "stopped")
        var stops = 0
        while true {
            do {
                _ = try CorpusBuilder(recipe, folder: folder, options: options).build()
                break
            } catch is CancellationError {
                stops += 1
                // What a killed process leaves half written.
                try Data([1, 2, 3]).write(
                    to: folder.appending(path: "work/part-0-of-1/00000\(stops).texts"))
                try Data([1]).write(to: folder.appending(path: ".train-00000.tokens.\(stops).tmp"))
            }
        }
        #expect(stops >= 1)
        let (whole, stopped) = try (bench.contents(of: "whole"), bench.contents(of: "stopped"))
        #expect(whole == stopped)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasSuffix(".tmp") })
    }

    @Test func `a merge without all parts names those that are missing`() throws {
        let bench = try bench(6)
        let builder = try CorpusBuilder(bench.recipe(Self.books), folder: bench.corpus)
        try builder.prepare(#require(CorpusPart(index: 1, count: 3)))
        #expect {
            _ = try builder.merge()
        } throws: {
            ($0 as? CorpusError)
                == .incomplete(
                    folder: bench.corpus.appending(path: "work").path,
                    missing: ["part-0-of-3", "part-2-of-3"])
        }
    }

    @Test func `another recipe in a folder that was begun is refused`() throws {
        let bench = try bench(4)
        try bench.build(Self.books)
        #expect(throws: CorpusError.self) { try bench.build(Self.books, head: "seed = 5") }
        var options = CorpusOptions()
        options.restarts = true
        try bench.build(Self.books, head: "seed = 5", options: options)
    }

    @Test func `shards are filled to their limit and no document is cut`() throws {
        let bench = try bench(20)
        try bench.build(Self.books, head: "shard-tokens = 2000\nvalidation = 0")
        let shards = try bench.shards("train")
        #expect(shards.count > 3)
        #expect(shards.allSatisfy { $0.tokenCount <= 2_000 || $0.documentCount == 1 })
        #expect(shards.reduce(0) { $0 + $1.documentCount } == 20)
    }

    @Test func `nothing left is an error that says how many there were`() throws {
        let bench = try Workbench()
        try bench.write("", to: "books/empty.txt")
        try bench.write([0, 1, 2, 0], to: "books/binary.txt")
        #expect(throws: CorpusError.nothingKept(documents: 2)) { try bench.build(Self.books) }
    }

    @Test func `only what the assistant says counts in the loss`() throws {
        let bench = try Workbench()
        let line: JSONValue = [
            "messages": [
                ["role": "user", "content": "Hi <|stop|> you"],
                ["role": "assistant", "content": "Yes."],
                ["role": "user", "content": "Bye"], ["role": "assistant", "content": "See you."],
            ]
        ]
        try bench.write(line.encoded(), to: "chat.jsonl")
        let template = """
            {% for m in messages %}<|start|>{{ m.role }}: {{ m.content }}<|stop|>\
            {% endfor %}{% if add_generation_prompt %}<|start|>assistant: {% endif %}
            """
        try bench.write(template, to: "template.jinja")
        for (loss, expected) in [
            ("assistant", "Yes.<|stop|>See you.<|stop|>"), ("all", nil),
        ] {
            try bench.build(
                """
                [[source]]
                path = "chat.jsonl"
                loss = "\(loss)"
                [chat]
                template = "template.jinja"
                """, head: "validation = 0", in: loss)
            let shard = try bench.shards("train", in: loss)[0]
            let tokens = shard.tokens(0..<shard.tokenCount)
            let counted = zip(tokens, 0...).filter { shard.countsInLoss($0.1) }.map(\.0)
            let tokenizer = try bench.tokenizer
            let whole = tokenizer.decode(tokens, skipSpecial: false)
            #expect(
                whole == "<|start|>user: Hi < |stop|> you<|stop|><|start|>assistant: Yes.<|stop|>"
                    + "<|start|>user: Bye<|stop|><|start|>assistant: See you.<|stop|><|end|>")
            #expect(shard.hasLossMask == (expected != nil))
            #expect(tokenizer.decode(counted, skipSpecial: false) == expected ?? whole)
        }
    }

    private func chat(_ messages: JSONValue, template: String) throws -> Workbench {
        let bench = try Workbench()
        try bench.write(JSONValue.object(["messages": messages]).encoded(), to: "chat.jsonl")
        try bench.write(template, to: "template.jinja")
        return bench
    }

    private static let chatRecipe = """
        [[source]]
        name = "chat"
        path = "chat.jsonl"
        [chat]
        template = "template.jinja"
        """

    @Test func `answers without a sure cut are counted, and no template knows the day`() throws {
        // Only where an answer comes last, the year stands before it.
        let template = """
            {% for m in messages %}<|start|>{{ m.role }}: \
            {% if loop.last and m.role == "assistant" %}{{ strftime_now("%Y") }} {% endif %}\
            {{ m.content }}<|stop|>{% endfor %}\
            {% if add_generation_prompt %}<|start|>assistant: {% endif %}
            """
        let bench = try chat(
            [
                ["role": "user", "content": "Hi"], ["role": "assistant", "content": "Yes."],
                ["role": "user", "content": "Bye"], ["role": "assistant", "content": "See you."],
            ], template: template)
        let manifest = try bench.build(Self.chatRecipe, head: "validation = 0")
        #expect(manifest.json["sources"]?.elements?.first?["uncutAnswers"] == 1)
        let shard = try bench.shards("train")[0]
        let tokens = shard.tokens(0..<shard.tokenCount)
        let counted = zip(tokens, 0...).filter { shard.countsInLoss($0.1) }.map(\.0)
        #expect(
            try bench.tokenizer.decode(counted, skipSpecial: false) == "1970 See you.<|stop|>")
    }

    @Test func `conversations of which nothing would be learnt are refused`() throws {
        let template = "{% for m in messages %}{{ m.role }}: {{ m.content }}<|stop|>{% endfor %}"
        let bench = try chat([["role": "user", "content": "Hi"]], template: template)
        #expect(throws: CorpusError.nothingCounts(source: "chat")) {
            try bench.build(Self.chatRecipe, head: "validation = 0")
        }
    }
}
