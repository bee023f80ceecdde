import AikiBase
import AikiDialogue
import AikiMind
import Testing

/// Goal: memories and intention stand in front of the question and nowhere else, as many as there is
/// room for, the best first. Method: a model that counts words, at every size of context.
@Suite struct MemoriesInContextTests {
    private let composer = ContextComposer(identity: Identity(name: "Mira", language: "English"))

    private func memory(_ number: Int, words: Int, score: Double) -> RecalledMemory {
        RecalledMemory(
            day: "2026-01-0\(number)", source: "chat",
            text: (0..<words).map { "m\(number)w\($0)" }.joined(separator: " "),
            message: Int64(number), turn: TurnID("old\(number)"), score: score)
    }

    private func request(_ memories: [RecalledMemory], guidance: String = "") -> ContextRequest {
        ContextRequest(
            history: [
                ContextRequest.PastTurn(
                    id: TurnID("t"),
                    messages: [
                        Message(role: .user, text: "one two"),
                        Message(role: .assistant, text: "ok"),
                    ])
            ],
            question: [Message(role: .user, text: "what now then")], memories: memories,
            guidance: guidance, outputTokensMax: 10)
    }

    @Test func `memories and intention stand in front of the question, after the history`()
        async throws
    {
        let memories = [memory(1, words: 2, score: 0.2), memory(2, words: 3, score: 0.9)]
        let model = WordModel(contextTokensMax: 1000)
        let context = try await composer.compose(
            request(memories, guidance: "Keep it short."), for: model)
        let messages = context.conversation.messages
        #expect(messages[0].text == "You are Mira.\nAnswer in English.")
        #expect(messages[1].text == "one two" && messages[2].text == "ok")
        #expect(
            messages[3].text == """
                What you remember:
                - m1w0 m1w1 (2026-01-01, chat)
                - m2w0 m2w1 m2w2 (2026-01-02, chat)

                Keep it short.

                what now then
                """)
        let report = context.report
        #expect(report.memoriesIncluded == [1, 2] && report.memoriesLeftOut == [])
        #expect(report.guidanceTokens == 3)
        // The heading's three words, and for each line a dash, a day and a source.
        #expect(report.memoryTokens == 3 + (3 + 2) + (3 + 3))
        #expect(
            try await model.countTokens(.conversation(context.conversation))
                == report.promptTokens)
    }

    @Test func `a memory that may not leave is held back from a model that runs elsewhere`()
        async throws
    {
        var memories = [memory(1, words: 2, score: 0.2), memory(2, words: 3, score: 0.9)]
        memories[0].privacy = .everyone
        let composer = ContextComposer(
            identity: Identity(name: "Mira"), memoryMayLeave: { $0 == .everyone })
        let whole = request(memories, guidance: "Keep it short.")
        let near = try await composer.compose(whole, for: WordModel(contextTokensMax: 1000))
        #expect(near.report.memoriesIncluded == [1, 2])
        let far = WordModel(contextTokensMax: 1000, isLocal: false)
        let context = try await composer.compose(whole, for: far)
        #expect(context.report.memoriesIncluded == [1])
        #expect(context.report.memoriesLeftOut == [2])
        #expect(!"\(context.conversation)".contains("m2w0"))
        #expect("\(context.conversation)".contains("Keep it short."))
        let none = try await composer.compose(
            request([memories[1]], guidance: "Tell what you remember."), for: far)
        #expect(none.report.memoriesLeftOut == [2] && none.report.memoriesIncluded == [])
        #expect(!"\(none.conversation)".contains("remember"))
    }

    @Test
    func `at every size the best memories that fit beside better ones are kept, by their days`()
        async throws
    {
        let memories = [
            memory(1, words: 5, score: 0.9), memory(2, words: 2, score: 0.1),
            memory(3, words: 4, score: 0.5), memory(4, words: 3, score: 0.7),
        ]
        // Tokens of a line: a dash, a day, a source, and the words.
        let ranked: [(message: Int64, tokens: Int)] = [(1, 8), (4, 6), (3, 7), (2, 5)]
        var counts: Set<Int> = []
        for limit in 30...160 {
            let model = WordModel(contextTokensMax: limit)
            let context = try await composer.compose(request(memories), for: model)
            let kept = context.report.memoriesIncluded
            counts.insert(kept.count)
            var (expected, tokens): (Set<Int64>, Int) = ([], 3)
            for memory in ranked where tokens + memory.tokens <= limit / 4 {
                expected.insert(memory.message)
                tokens += memory.tokens
            }
            #expect(kept == expected.sorted(), "\(limit)")
            #expect(Set(kept + context.report.memoriesLeftOut) == [1, 2, 3, 4])
            #expect(context.report.memoryTokens <= limit / 4)
            #expect(context.report.promptTokens + context.report.reserveTokens <= limit)
            let text = context.conversation.messages.last?.text ?? ""
            #expect(text.hasSuffix("what now then"))
            for memory in memories {
                #expect(text.contains(memory.text) == kept.contains(memory.message ?? 0))
            }
        }
        #expect(counts == [0, 1, 2, 3, 4])
    }

    @Test func `an earlier prompt is the beginning of the next, whatever is remembered`()
        async throws
    {
        let model = WordModel(contextTokensMax: 100_000)
        var history: [ContextRequest.PastTurn] = []
        var last: [Message] = []
        for index in 1..<9 {
            let question = Message(role: .user, text: "question \(index)")
            let context = try await composer.compose(
                ContextRequest(
                    history: history, question: [question],
                    memories: [memory(index, words: index, score: 1)], guidance: "Be gentle."),
                for: model)
            let stable = Array(context.conversation.messages.dropLast())
            #expect(stable.starts(with: last))
            last = stable
            history.append(
                .init(
                    id: TurnID("t\(index)"),
                    messages: [question, Message(role: .assistant, text: "answer")]))
        }
    }

    @Test func `a history that must fit keeps its room before memories`() async throws {
        var request = request([memory(1, words: 4, score: 1)], guidance: "Be gentle.")
        request.policy = .mustFit
        let whole = (6 + 2) + 4 + 3 + 5
        for room in 0...40 {
            let model = WordModel(contextTokensMax: whole + 10 + room)
            let context = try await composer.compose(request, for: model)
            #expect(context.report.turnsIncluded == 1)
            #expect(context.report.reserveTokens == 10)
            #expect((context.report.guidanceTokens > 0) == (room >= 2))
        }
    }

    @Test func `turns that are left out stand as a digest that cites them`() async throws {
        let history = (0..<40).map { (index: Int64) -> ContextRequest.PastTurn in
            let question = "The boat to Bergen leaves at \(index) hours. It is called Fram."
            return ContextRequest.PastTurn(
                id: TurnID("t\(index)"),
                messages: [
                    Message(role: .user, text: question),
                    Message(role: .assistant, text: "Noted that the boat is Fram."),
                ], day: "2026-02-01", numbers: [index * 2 + 1, index * 2 + 2])
        }
        let model = WordModel(contextTokensMax: 400)
        var request = ContextRequest(
            history: history, question: [Message(role: .user, text: "when does it leave")],
            keepsDigest: true, outputTokensMax: 20)
        let context = try await composer.compose(request, for: model)
        let leftOut = context.report.turnsLeftOut.count
        #expect(leftOut > 0 && context.report.digestTokens > 0)
        #expect(context.conversation.messages[0].text == "You are Mira.\nAnswer in English.")
        let opening = context.conversation.messages[1].text
        let lines = opening.split(separator: "\n").filter { $0.hasPrefix("- [") }
        #expect(!lines.isEmpty)
        for line in lines {
            let number = try #require(Int64(line.dropFirst(3).prefix { $0 != "]" }))
            let turn = try #require(history.first { $0.numbers.contains(number) })
            #expect(context.report.turnsLeftOut.contains(turn.id))
            // Each line is said word for word by the message it cites.
            let said = turn.messages[turn.numbers[0] == number ? 0 : 1].text
            let words = line.drop { $0 != ":" }.dropFirst(2)
            #expect(said.contains(words))
        }
        #expect(
            try await model.countTokens(.conversation(context.conversation))
                == context.report.promptTokens)
        #expect(context.report.promptTokens + context.report.reserveTokens <= 400)
        request.keepsDigest = false
        let bare = try await composer.compose(request, for: model)
        #expect(bare.report.digestTokens == 0)
        #expect(!bare.conversation.messages[1].text.contains(ConversationDigest.heading))
    }

    @Test func `a digest is the same every time and no larger than it may be`() {
        let turns = (0..<30).map { index in
            ContextRequest.PastTurn(
                id: TurnID("t\(index)"),
                messages: [
                    Message(
                        role: .user, text: "Rain \(index % 4) falls on the roof of Ada's house."),
                    Message(role: .assistant, text: String(repeating: "words ", count: 90)),
                ])
        }
        for bytes in [0, 10, 100, 101, 500, 5000] {
            let digest = ConversationDigest(turns, bytesMax: bytes)
            #expect(digest.text.utf8.count <= bytes)
            #expect(digest == ConversationDigest(turns, bytesMax: bytes))
        }
        #expect(ConversationDigest([], bytesMax: 1000).text.isEmpty)
    }

    @Test func `of a long memory a small context has the part that bears on the question`()
        async throws
    {
        let filler = (0..<60).map { "Line \($0) tells of nothing in particular." }
        let note =
            (["---", "tags:", "  - boats", "---"] + filler + ["We named the boat Havørn."]
            + filler).joined(separator: "\n")
        let memories = [
            RecalledMemory(lead: "Ola said: ", text: note, message: 1, score: 1),
            RecalledMemory(text: "The boat lies in Fleinvær.", message: 2, score: 0.5),
        ]
        func text(_ question: String, _ limit: Int) async throws -> String {
            var request = request(memories)
            request.question = [Message(role: .user, text: question)]
            let context = try await composer.compose(
                request, for: WordModel(contextTokensMax: limit))
            #expect(context.report.memoriesIncluded == [1, 2])
            return context.conversation.messages.last?.text ?? ""
        }
        let asked = try await text("What did we name our boats?", 400)
        #expect(asked.contains("- Ola said: … We named the boat Havørn. Line 0 tells"))
        #expect(asked.contains("particular. …\n- The boat lies in Fleinvær."))
        // Where nothing of it is asked for, it begins with its words and not with its fields.
        let other = try await text("Who knows?", 400)
        #expect(other.contains("- Ola said: … Line 0 tells"))
        // The larger the context, the more of it stands.
        let large = try await text("What did we name our boats?", 100_000)
        #expect(large.utf8.count > 2 * asked.utf8.count)
        #expect(large.utf8.count < RecalledMemory.textBytesMax + 200)
    }

    @Test(arguments: [9, 16, 30, 100, 240])
    func `a part of a memory is never longer than it may be, and stands in it word for word`(
        bytesMax: Int
    ) {
        let texts = [
            "", "a", String(repeating: "é", count: 200), "---\n---\nx y z",
            "One. Two! Three? Four … five.\n\nSix\n  seven  \n"
                + String(repeating: "8 ", count: 90),
            String(repeating: "🙂. ", count: 70),
        ]
        for text in texts {
            for term in ["four", "8", "six", "none"] {
                let part = MemoryExcerpt.of(text, bytesMax: bytesMax, about: [term])
                if text.utf8.count <= bytesMax {
                    #expect(part == text)
                    continue
                }
                #expect(part.utf8.count <= bytesMax)
                let bare = part.hasPrefix("… ") ? part.dropFirst(2) : part[...]
                let words = bare.hasSuffix(" …") ? bare.dropLast(2) : bare
                let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(
                    flat.contains(
                        words.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
            }
        }
    }

    @Test func `a long memory is shortened where a character ends, and says so`() {
        let limit = RecalledMemory.textBytesMax
        let texts: [String] = [
            String(repeating: "a", count: limit), String(repeating: "a", count: limit + 1),
            String(repeating: "é", count: limit), "x\(String(repeating: "🙂", count: limit))",
        ]
        for text in texts {
            let line = RecalledMemory.text([RecalledMemory(text: text)])
                .split(separator: "\n")[1].dropFirst(2)
            if text.utf8.count <= limit {
                #expect(line == text)
            } else {
                #expect(line.hasSuffix(" …") && text.hasPrefix(line.dropLast(2)))
                #expect(line.utf8.count <= limit + 4 && line.utf8.count > limit - 4)
            }
        }
    }
}
