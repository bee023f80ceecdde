import AikiBase
import AikiDialogue
import AikiEngine
import Testing

/// Goal: reasoning and calls are told from the answer however the output is divided, and nothing is
/// lost. Method: each case whole, a character at a time, and in random pieces.
@Suite struct AnswerParserTests {
    static let weather = ToolDefinition(
        name: "weather", summary: nil,
        parameters: [
            "type": "object",
            "properties": ["city": ["type": "string"], "days": ["type": "integer"]],
        ])

    struct Case: Sendable {
        var output: String
        var text: String
        var reasoning = ""
        var calls: [ToolCallReader.Call] = []
        var template = ""
        var startsInReasoning = false
        var hasTools = true
    }

    static let call = ToolCallReader.Call(
        name: "weather", arguments: ["city": "Kyōto", "days": 3])
    static let json = #"{"name": "weather", "arguments": {"city": "Kyōto", "days": 3}}"#
    static let llamaBare = #"Respond {"name": function name, "parameters": dictionary}"#
    static let hermes = "</think> <tool_call>"

    static let cases: [Case] = [
        Case(output: "Just text. ", text: "Just text. ", template: hermes),
        Case(
            output: "<think>\nHm.\n</think>\n\nYes.", text: "Yes.", reasoning: "Hm.",
            template: hermes),
        Case(
            output: "Hm.\n</think>\n\nYes.", text: "Yes.", reasoning: "Hm.", template: hermes,
            startsInReasoning: true),
        Case(
            output: "Never ended", text: "", reasoning: "Never ended", template: hermes,
            startsInReasoning: true),
        Case(
            output: "Say <think> literally </think>.", text: "Say <think> literally </think>.",
            template: hermes),
        Case(
            output: "<tool_call>\n\(json)\n</tool_call>", text: "", calls: [call], template: hermes),
        Case(
            output: "Let me see. \n<tool_call>\(json)</tool_call>\n<tool_call>\(json)</tool_call>",
            text: "Let me see.", calls: [call, call], template: hermes),
        Case(
            output: "<think>a</think>b<tool_call>\(json)</tool_call>", text: "b", reasoning: "a",
            calls: [call], template: hermes),
        Case(
            output: "<tool_call>not json</tool_call> after",
            text: "<tool_call>not json</tool_call> after",
            template: hermes),
        Case(output: "x <tool_call>{\"name\"", text: "x <tool_call>{\"name\"", template: hermes),
        Case(
            output: "<tool_call>\(json)</tool_call>", text: "<tool_call>\(json)</tool_call>",
            template: hermes, hasTools: false),
        Case(
            output: """
                <tool_call>
                <function=weather>
                <parameter=city>
                Kyōto
                </parameter>
                <parameter=days>
                3
                </parameter>
                </function>
                </tool_call>
                """, text: "", calls: [call], template: hermes),
        Case(
            output: "[TOOL_CALLS][\(json), \(json)]", text: "", calls: [call, call],
            template: "[TOOL_CALLS]"),
        Case(
            output: #"[TOOL_CALLS]weather[ARGS]{"city": "Kyōto", "days": 3}"#, text: "",
            calls: [call], template: "[TOOL_CALLS]"),
        Case(
            output: #"[TOOL_CALLS]weather[CALL_ID]abcdefghi[ARGS]{"city": "Kyōto", "days": 3}"#,
            text: "", calls: [.init(name: "weather", arguments: call.arguments, id: "abcdefghi")],
            template: "[TOOL_CALLS]"),
        Case(
            output: #"{"name": "weather", "parameters": {"city": "Kyōto", "days": 3}}"#, text: "",
            calls: [call], template: llamaBare),
        Case(
            output: #"{"name": "stranger", "parameters": {}}"#,
            text: #"{"name": "stranger", "parameters": {}}"#, template: llamaBare),
        Case(output: "{ not a call", text: "{ not a call", template: llamaBare),
        Case(
            output:
                #"<|python_tag|>{"name": "weather", "parameters": {"city": "Kyōto", "days": 3}}"#,
            text: "", calls: [call], template: "<|python_tag|>"),
        Case(
            output: #"<|python_tag|>weather.call(city="Kyōto")"#, text: "",
            calls: [.init(name: "weather", arguments: ["city": "Kyōto"])],
            template: "<|python_tag|>"),
        Case(
            output: #"<function=weather>{"city": "Kyōto", "days": 3}</function>"#, text: "",
            calls: [call], template: "<function="),
    ]

    static func parse(_ test: Case, pieces: [String]) -> (AnswerParser.Piece, [ToolCallReader.Call])
    {
        var parser = AnswerParser(
            AnswerSyntax(template: test.template), tools: test.hasTools ? [weather] : [],
            startsInReasoning: test.startsInReasoning)
        var whole = AnswerParser.Piece()
        for piece in pieces.map({ parser.push($0) }) + [parser.finish()] {
            whole.text += piece.text
            whole.reasoning += piece.reasoning
        }
        return (whole, parser.calls)
    }

    @Test(arguments: cases.indices) func aCaseIsReadHoweverItIsDivided(index: Int) {
        let test = Self.cases[index]
        var random = SeededRandom(seed: 3)
        var divisions = [[test.output], test.output.map(String.init)]
        for _ in 0..<20 {
            var rest = Substring(test.output)
            var pieces: [String] = []
            while !rest.isEmpty {
                let count = Int.random(in: 1...12, using: &random)
                pieces.append(String(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            divisions.append(pieces)
        }
        for pieces in divisions {
            let (piece, calls) = Self.parse(test, pieces: pieces)
            #expect(piece.text == test.text)
            #expect(piece.reasoning == test.reasoning)
            #expect(calls == test.calls)
        }
    }

    @Test func aCallPastItsLimitIsText() {
        let body = String(repeating: "x", count: EngineLimits.toolCallBytesMax)
        for (extra, isHeld) in [("", true), ("x", false)] {
            var parser = AnswerParser(
                AnswerSyntax(template: Self.hermes), tools: [Self.weather], startsInReasoning: false
            )
            let piece = parser.push("<tool_call>" + body + extra)
            #expect(piece.text.isEmpty == isHeld)
            #expect((piece.text + parser.finish().text) == "<tool_call>" + body + extra)
        }
    }

    /// Random text of markers, brackets and letters: never a crash, and without tools nothing is lost.
    @Test func randomOutputIsNeverLost() {
        var random = SeededRandom(seed: 8)
        let words = [
            "<tool_call>", "</tool_call>", "<function=", "<parameter=", ">", "{", "}", "[", "]",
            "\"",
            "name", ":", "a", "日", "[TOOL_CALLS]", "[ARGS]", ".call(", ")", "=", ";", "\\", "\n",
        ]
        let syntax = AnswerSyntax(
            template: "<tool_call> [TOOL_CALLS] <|python_tag|> <|tool_call|>" + Self.llamaBare)
        for _ in 0..<3000 {
            let pieces = (0..<Int.random(in: 0...25, using: &random)).map { _ in
                words[Int.random(in: 0..<words.count, using: &random)]
            }
            for tools in [[], [Self.weather]] {
                var parser = AnswerParser(syntax, tools: tools, startsInReasoning: false)
                var text = pieces.map { parser.push($0).text }.joined()
                text += parser.finish().text
                if tools.isEmpty || parser.calls.isEmpty { #expect(text == pieces.joined()) }
            }
        }
    }
}
