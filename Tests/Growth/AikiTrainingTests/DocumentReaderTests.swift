import AikiCheckpoint
import AikiTemplate
import AikiTokenizer
import AikiTraining
import Foundation
import Testing

/// Goal: lines become tokens of which only answers count, and bad lines are refused by place. Method: a
/// byte tokenizer's text, put together again.
@Suite struct DocumentReaderTests {
    private static let template = """
        {% for m in messages %}<{{ m.role }}>{{ m.content }}</s>{% endfor %}\
        {% if add_generation_prompt %}<assistant>{% endif %}
        """

    /// Like Qwen 3's: what goes before an answer is written only where the answer comes last.
    private static let thinking = """
        {% for m in messages %}<{{ m.role }}>\
        {% if loop.last and m.role == 'assistant' %}she saw {% endif %}{{ m.content }}</s>\
        {% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}
        """

    private func tokenizer() throws -> Tokenizer {
        let path = TrainingFixture.fixtures.appending(path: "architectures/llama/tokenizer.json")
        return try Tokenizer(tokenizerJSON: Array(Data(contentsOf: path)))
    }

    private func read<Result>(
        _ lines: String, tokensMax: Int = 500, long: DocumentReader.Long = .refuse,
        template: String = Self.template,
        _ body: (DocumentReader, String) throws -> Result
    ) throws -> Result {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "aiki-lines-\(UUID().uuidString).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(lines.utf8).write(to: URL(filePath: path))
        let reader = DocumentReader(
            tokenizer: try tokenizer(), template: try ChatTemplate(source: template),
            tokensMax: tokensMax, long: long)
        return try body(reader, path)
    }

    @Test func `Answers count, and nothing else of a conversation`() throws {
        let line = """
            {"messages":[{"role":"user","content":"the park"},{"role":"assistant","content":"one day"},\
            {"role":"user","content":"a ball"},{"role":"assistant","content":"red"}]}
            """
        let result = try read(line) { try $0.read($1) }
        let document = result.tokens.tokens(of: 0, in: 0..<result.tokens.tokenCount(of: 0))
        let tokenizer = try tokenizer()
        let counts = try #require(document.counts)
        let learnt = zip(document.tokens, counts).filter(\.1).map(\.0)
        let whole = tokenizer.decode(document.tokens, skipSpecial: false)
        #expect(whole.contains("<user>the park") && whole.contains("<assistant>one day"))
        let text = tokenizer.decode(learnt, skipSpecial: false)
        #expect(text.contains("one day") && text.contains("red") && !text.contains("park"))
    }

    @Test func `Where earlier answers are written in another way, the last one counts`() throws {
        let line = """
            {"messages":[{"role":"user","content":"the park"},{"role":"assistant","content":"one day"},\
            {"role":"user","content":"a ball"},{"role":"assistant","content":"red"},\
            {"role":"user","content":"a park"},{"role":"assistant","content":"big"}]}
            """
        let result = try read(line, template: Self.thinking) { try $0.read($1) }
        #expect(result.uncutCount == 2)
        let document = result.tokens.tokens(of: 0, in: 0..<result.tokens.tokenCount(of: 0))
        let learnt = zip(document.tokens, document.counts ?? []).filter(\.1).map(\.0)
        let text = try tokenizer().decode(learnt, skipSpecial: false)
        #expect(text.contains("she saw big"))
        #expect(!text.contains("one day") && !text.contains("red") && !text.contains("park"))
        let whole = try tokenizer().decode(document.tokens, skipSpecial: false)
        #expect(whole.contains("one day") && whole.contains("red") && whole.contains("a park"))
        #expect(try read(line) { try $0.read($1) }.uncutCount == 0)
    }

    @Test func `Pairs differ in their last answers, whatever comes before`() throws {
        let line = """
            {"prompt":[{"role":"user","content":"the park"},{"role":"assistant","content":"one day"},\
            {"role":"user","content":"a ball"},{"role":"assistant","content":"red"},\
            {"role":"user","content":"a park"}],"chosen":"big","rejected":"a ball"}
            """
        for template in [Self.template, Self.thinking] {
            let pairs = try read(line, template: template) { try $0.readPairs($1) }
            #expect(pairs.count == 1 && pairs[0].better != pairs[0].worse)
        }
    }

    @Test func `Prompts do not count, completions and their end do`() throws {
        let line = #"{"prompt":"the park","completion":" one day"}"#
        let result = try read(line) { try $0.read($1) }
        let document = result.tokens.tokens(of: 0, in: 0..<result.tokens.tokenCount(of: 0))
        let learnt = zip(document.tokens, document.counts ?? []).filter(\.1).map(\.0)
        #expect(try tokenizer().decode(learnt, skipSpecial: true) == " one day")
        #expect(learnt.last == (try tokenizer().special.eos ?? learnt.last))
    }

    @Test(arguments: [
        "{", "[]", "{}", #"{"text": 3}"#, #"{"prompt": "a"}"#, #"{"messages": [{"role": 1}]}"#,
    ])
    func `A bad line is named by its place`(line: String) throws {
        let error = #expect(throws: TrainingError.self) {
            _ = try read("{\"text\":\"one day\"}\n" + line) { try $0.read($1) }
        }
        guard case .malformedData(_, 2, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `Long documents are refused, left out or cut, as asked`() throws {
        let lines = #"{"text":"one day she saw a big red ball"}"# + "\n" + #"{"text":"one day"}"#
        #expect(throws: TrainingError.self) {
            _ = try read(lines, tokensMax: 5) { try $0.read($1) }
        }
        let skipped = try read(lines, tokensMax: 5, long: .skip) { try $0.read($1) }
        #expect(skipped.tokens.documentCount == 1 && skipped.longCount == 1)
        let cut = try read(lines, tokensMax: 5, long: .cut) { try $0.read($1) }
        #expect(cut.tokens.documentCount == 2 && cut.tokens.tokenCount(of: 0) == 5)
    }

    @Test func `An empty file holds nothing to learn from`() throws {
        for lines in ["", "\n\n", #"{"text":""}"#] {
            #expect(throws: TrainingError.self) { _ = try read(lines) { try $0.read($1) } }
        }
    }

    @Test func `Pairs need two answers`() throws {
        let good = #"{"prompt":"the park","chosen":" one day","rejected":" a ball"}"#
        #expect(try read(good) { try $0.readPairs($1) }.count == 1)
        for bad in [#"{"prompt":"a","chosen":"b"}"#, #"{"prompt":"a","chosen":1,"rejected":2}"#] {
            #expect(throws: TrainingError.self) { _ = try read(bad) { try $0.readPairs($1) } }
        }
    }
}
