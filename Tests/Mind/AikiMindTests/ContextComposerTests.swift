import AikiBase
import AikiDialogue
import AikiMind
import Testing

/// Goal: the context contract. Method: a model that counts words, every size of context from too
/// small to ample, against a plain search for the fewest turns to leave out.
@Suite struct ContextComposerTests {
    private let composer = ContextComposer(identity: Identity(name: "Mira", language: "English"))
    /// "You are Mira. Answer in English." and the message around it.
    private let identityTokens = 8

    private func history(_ turns: Int) -> [ContextRequest.PastTurn] {
        (0..<turns).map { index in
            ContextRequest.PastTurn(
                id: TurnID("t\(index)"),
                messages: [
                    Message(role: .user, text: String(repeating: "w ", count: index % 5 + 1)),
                    Message(role: .assistant, text: String(repeating: "a ", count: index % 3 + 1)),
                ])
        }
    }

    private func request(
        _ turns: Int, output: Int? = nil, policy: ContextRequest.HistoryPolicy
    ) -> ContextRequest {
        ContextRequest(
            history: history(turns), question: [Message(role: .user, text: "what now then")],
            outputTokensMax: output, policy: policy)
    }

    @Test func everythingStandsInOneStableOrder() async throws {
        var request = request(3, policy: .mayLeaveOutOldest)
        request.instructions = [
            Message(role: .system, text: "One."), Message(role: .developer, text: "Two."),
        ]
        request.tools = [ToolDefinition(name: "f", summary: nil, parameters: [:])]
        request.isThinkingEnabled = true
        request.templateVariables = ["x": 1]
        let model = WordModel(contextTokensMax: 10_000)
        let context = try await composer.compose(request, for: model)
        let messages = context.conversation.messages
        #expect(messages[0].role == .system)
        #expect(messages[0].text == "You are Mira.\nAnswer in English.\n\nOne.\n\nTwo.")
        #expect(messages[1...6].map { $0 } == history(3).flatMap(\.messages))
        #expect(messages[7...].map { $0 } == request.question)
        #expect(context.conversation.tools == request.tools)
        #expect(context.conversation.isThinkingEnabled == true)
        #expect(context.conversation.templateVariables == ["x": 1])
        let report = context.report
        #expect(
            try await model.countTokens(.conversation(context.conversation))
                == report.promptTokens)
        #expect(report.identityTokens == identityTokens - 2)
        #expect(report.historyTokens == WordModel.count(history(3).flatMap(\.messages)))
        #expect(report.questionTokens == 5 + 10 + 4)
        #expect(report.turnsIncluded == 3 && report.turnsLeftOut == [])
        #expect(report.reserveTokens == ContextComposer.reserveTokensDefault)
    }

    @Test func anEarlierPromptIsTheBeginningOfTheNext() async throws {
        let model = WordModel(contextTokensMax: 100_000)
        var last: [Message] = []
        for turns in 0..<20 {
            let context = try await composer.compose(
                request(turns, policy: .mayLeaveOutOldest), for: model)
            let stable = Array(context.conversation.messages.dropLast())
            #expect(stable.starts(with: last))
            last = stable
        }
    }

    @Test(arguments: [nil, 1, 7, 30])
    func atEverySizeTheFewestTurnsAreLeftOutAndNamed(output: Int?) async throws {
        let turns = 14
        let past = history(turns)
        let bare = identityTokens + 5
        let whole = bare + WordModel.count(past.flatMap(\.messages))
        let tokens = { (leftOut: Int) in
            bare + WordModel.count(past.dropFirst(leftOut).flatMap(\.messages))
        }
        for limit in 1...(whole + 1100) where limit < 200 || limit % 37 == 0 {
            let model = WordModel(contextTokensMax: limit)
            let request = request(turns, output: output, policy: .mayLeaveOutOldest)
            guard bare + (output ?? 1) <= limit else {
                await #expect(
                    throws: ModelRequestError.contextExceeded(
                        promptTokens: bare, outputTokens: output ?? 1, limitTokens: limit)
                ) { try await composer.compose(request, for: model) }
                continue
            }
            let reserve = min(output ?? min(1024, max(1, limit / 4)), limit - bare)
            let steps = [0] + stride(from: 4, to: turns, by: 4) + [turns]
            let expected = steps.first { tokens($0) + reserve <= limit } ?? turns
            let context = try await composer.compose(request, for: model)
            #expect(context.report.turnsLeftOut == past.prefix(expected).map(\.id), "\(limit)")
            #expect(context.report.leftOutTokens == whole - tokens(expected))
            #expect(context.report.promptTokens == tokens(expected))
            #expect(context.report.turnsIncluded == turns - expected)
            #expect(context.report.promptTokens + context.report.reserveTokens <= limit)
            #expect(context.conversation.messages.last == request.question.last)
        }
    }

    @Test func aHistoryThatMustFitIsAnErrorWithItsNumbersWhereItDoesNot() async throws {
        let whole = identityTokens + 5 + WordModel.count(history(6).flatMap(\.messages))
        let fits = try await composer.compose(
            request(6, output: 10, policy: .mustFit),
            for: WordModel(contextTokensMax: whole + 10))
        #expect(fits.report.turnsLeftOut == [] && fits.report.reserveTokens == 10)
        await #expect(
            throws: ModelRequestError.contextExceeded(
                promptTokens: whole, outputTokens: 10, limitTokens: whole + 9)
        ) {
            try await composer.compose(
                request(6, output: 10, policy: .mustFit),
                for: WordModel(contextTokensMax: whole + 9))
        }
        // Where nobody set the answer's length, one token of room is enough to begin.
        let tight = try await composer.compose(
            request(6, policy: .mustFit), for: WordModel(contextTokensMax: whole + 1))
        #expect(tight.report.reserveTokens == 1)
        await #expect(
            throws: ModelRequestError.contextExceeded(
                promptTokens: whole, outputTokens: 1, limitTokens: whole)
        ) {
            try await composer.compose(
                request(6, policy: .mustFit), for: WordModel(contextTokensMax: whole))
        }
    }

    @Test func aTemplateWithoutInstructionsGetsTheIdentityInTheFirstQuestion() async throws {
        let model = WordModel(contextTokensMax: 1000, refusesInstructions: true)
        let context = try await composer.compose(
            request(2, policy: .mayLeaveOutOldest), for: model)
        let first = try #require(context.conversation.messages.first)
        #expect(first.role == .user)
        #expect(first.text == "You are Mira.\nAnswer in English.\n\nw ")
        #expect(context.report.isIdentityInQuestion)
        #expect(context.report.identityTokens == identityTokens - 2)
    }

    @Test func aReportComesBackFromItsRecord() throws {
        let report = ContextReport(
            identityTokens: 1, historyTokens: 2, questionTokens: 3, reserveTokens: 4,
            limitTokens: 5, turnsIncluded: 6, turnsLeftOut: [TurnID("a"), TurnID("b")],
            leftOutTokens: 7, isIdentityInQuestion: true, memoryTokens: 8, guidanceTokens: 9,
            digestTokens: 10, memoriesIncluded: [11, 12], memoriesLeftOut: [13], turnsBefore: 14)
        #expect(ContextReport(json: try JSONValue(parsing: report.json.encoded())) == report)
        // What was recorded before there were memories is still read.
        let later: Set<String> = [
            "memory_tokens", "guidance_tokens", "digest_tokens", "memories_included",
            "memories_left_out", "turns_before",
        ]
        for key in report.json.object?.keys ?? [] where !later.contains(key) {
            var object = report.json.object ?? [:]
            object[key] = nil
            #expect(ContextReport(json: .object(object)) == nil, "\(key)")
        }
    }
}
