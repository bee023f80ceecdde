import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiRouter
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import Testing

/// Goal: a message in, an answer out, both recorded, whatever happens on the way. Method: models that
/// follow a script, and the store read back after each.
@Suite struct TurnTests {
    @Test func aTurnIsAnsweredRecordedAndThenAcknowledged() async throws {
        let model = ScriptedModel(
            "tiny",
            [
                .prefill(6, 12), .think("hm"), .say("Hello "), .say("there."),
                .end(ScriptedModel.completion),
            ])
        let loop = try Loop(model)
        let (events, error) = await loop.events(TurnInput(text: "Good morning", door: "chat"))
        #expect(error == nil)
        guard case .started(let start)? = events.first, case .finished(let report)? = events.last
        else {
            Issue.record("\(events)")
            return
        }
        #expect(
            events[1...4].map { $0 } == [
                .prefill(done: 6, total: 12), .delta(.init(text: "", reasoning: "hm")),
                .delta(.init(text: "Hello ")), .delta(.init(text: "there.")),
            ])
        #expect(start.plan.rule == .onlyOne && start.plan.model == "tiny")
        #expect(report.turn == start.turn && report.plan == start.plan)
        #expect(report.context == start.context && report.usage == ScriptedModel.completion.usage)
        #expect(try await loop.turn.why(report.turn) == report)
        let logged = try await loop.log.turn(report.turn)
        #expect(logged.messages.map(\.message.text) == ["Good morning", "Hello there."])
        #expect(logged.messages[1].message.reasoning == "hm")
        #expect(logged.messages[1].model == "tiny")
        let records = try await loop.ledger.records(of: report.turn)
        #expect(records.count == 1)
        #expect(records[0].entry.usage == report.usage && records[0].entry.door == "chat")
        #expect(records[0].entry.outcome == .answered && records[0].entry.costMicros == 0)
        #expect(RoutePlan(json: records[0].entry.decision) == start.plan)
        #expect(try await loop.problems() == [])
    }

    @Test func theModelIsAskedWithIdentityHistoryAndSettings() async throws {
        let model = ScriptedModel()
        let loop = try Loop(model)
        let first = try await loop.report(TurnInput(text: "one", door: "chat"))
        var settings = TurnSettings()
        settings.sampling = .greedy
        settings.outputTokensMax = 7
        settings.stopStrings = ["X"]
        settings.format = .jsonObject
        settings.isThinkingEnabled = false
        let second = try await loop.report(
            TurnInput(
                place: .conversation(first.conversation), text: "two", door: "chat",
                settings: settings))
        #expect(second.conversation == first.conversation)
        #expect(
            model.lastMessages == [
                Message(role: .system, text: "You are Mira.\nAnswer in English."), user("one"),
                assistant("Hello there."), user("two"),
            ])
        let request = try #require(model.lastRequest)
        #expect(request.sampling == .greedy && request.outputTokensMax == 7)
        #expect(request.stopStrings == ["X"] && request.format == .jsonObject)
        #expect(second.context?.turnsIncluded == 1)
        #expect(try await loop.ledger.verify().count == 2)
    }

    /// A prompt travels no further than any part of it may.
    @Test func whatWasPrivateOnceKeepsTheConversationPrivate() async throws {
        let model = ScriptedModel()
        let loop = try Loop(model)
        var conversation: ConversationID?
        let classes: [(PrivacyClass, PrivacyClass)] = [
            (.everyone, .everyone), (.personal, .personal), (.everyone, .personal),
            (.secret, .secret), (.everyone, .secret), (.personal, .secret),
        ]
        for (said, expected) in classes {
            let place = conversation.map { TurnInput.Place.conversation($0) } ?? .newConversation
            let report = try await loop.report(
                TurnInput(
                    place: place, messages: [user("\(said)")], door: "chat", privacy: said))
            conversation = report.conversation
            #expect(model.lastRequest?.privacy == expected)
        }
    }

    /// At the limit the whole past is read; one turn more, and the report says what was not.
    @Test func aLongConversationIsReadFromItsLatestTurns() async throws {
        let model = ScriptedModel("tiny", contextTokensMax: 1_000_000)
        let loop = try Loop(model)
        let log = loop.log
        let conversation = ConversationID("long")
        try await log.write { transaction in
            for index in 0..<Turn.historyTurnsMax {
                let place: NewTurn.Place =
                    index == 0
                    ? .newConversation(conversation, scope: "personal")
                    : .after(TurnID("t\(index - 1)"))
                let id = TurnID("t\(index)")
                _ = try log.begin(
                    NewTurn(
                        id: id, place: place, door: "chat", time: Date(timeIntervalSince1970: 0),
                        question: [user("question \(index)")],
                        privacy: index == 0 ? .secret : .everyone), in: transaction)
                let ending = TurnEnding(
                    answer: assistant("answer \(index)"), model: "tiny", outcome: .answered,
                    time: Date(timeIntervalSince1970: 1), report: .null)
                try log.finish(id, ending, in: transaction)
            }
        }
        let input = TurnInput(place: .conversation(conversation), text: "And now?", door: "chat")
        let atLimit = try #require(try await loop.report(input).context)
        #expect(atLimit.turnsBefore == 0 && atLimit.turnsIncluded == Turn.historyTurnsMax)
        let past = try #require(try await loop.report(input).context)
        #expect(past.turnsBefore == Turn.historyTurnsMax / 4)
        #expect(past.turnsBefore + past.turnsIncluded == Turn.historyTurnsMax + 1)
        #expect(past.turnsMissing == past.turnsBefore)
        #expect(model.lastMessages[1].text == "question \(past.turnsBefore)")
        #expect(model.lastRequest?.privacy == .secret)
    }

    @Test func historyThatDoesNotFitIsLeftOutAndReported() async throws {
        let model = ScriptedModel("small", contextTokensMax: 80)
        let loop = try Loop(model)
        var report = try await loop.report(TurnInput(text: "a b c d e", door: "chat"))
        var ids = [report.turn]
        for _ in 0..<12 {
            report = try await loop.report(
                TurnInput(
                    place: .conversation(report.conversation), text: "a b c d e", door: "chat"))
            ids.append(report.turn)
        }
        let context = try #require(report.context)
        #expect(context.turnsLeftOut == Array(ids.prefix(8)))
        #expect(context.turnsIncluded == 4 && context.leftOutTokens == 8 * 11)
        #expect(model.lastMessages.count == 1 + 8 + 1)
        #expect(try await loop.turn.why(report.turn).context == context)
    }

    @Test func anErrorIsRecordedWithWhatWasWritten() async throws {
        let cause = ModelRequestError.busy(queued: 3, limit: 3, retryAfter: .seconds(1))
        let loop = try Loop(ScriptedModel("tiny", [.say("Half an"), .fail(cause)]))
        let (events, error) = await loop.events(TurnInput(text: "Q", door: "ask"))
        #expect(error as? ModelRequestError == cause)
        guard case .started(let start)? = events.first else { return #expect(Bool(false)) }
        let logged = try await loop.log.turn(start.turn)
        #expect(logged.outcome == .failed && logged.errorCode == "dialogue.busy")
        #expect(logged.messages.map(\.message.text) == ["Q", "Half an"])
        let report = try await loop.turn.why(start.turn)
        #expect(report.failure?.code == "dialogue.busy" && report.failure?.message == cause.message)
        let entry = try #require(try await loop.ledger.records(of: start.turn).first).entry
        #expect(entry.outcome == .failed && entry.errorCode == "dialogue.busy")
        // The next question does not see the failed one.
        _ = await loop.events(
            TurnInput(place: .conversation(start.conversation), text: "R", door: "ask"))
        #expect(try await loop.log.turns(of: start.conversation).map(\.parent) == [nil, nil])
        #expect(try await loop.problems() == [])
    }

    @Test(arguments: [true, false])
    func aStoppedTurnIsRecordedWithWhatWasWritten(isDropped: Bool) async throws {
        let loop = try Loop(ScriptedModel("tiny", [.say("Once upon"), .hang]))
        let started = await Self.start(loop, isDropped: isDropped)
        let start = try #require(started)
        try await loop.turn.settled(start.conversation)
        let logged = try await loop.log.turn(start.turn)
        #expect(logged.outcome == .cancelled)
        #expect(logged.messages.map(\.message.text) == ["Tell", "Once upon"])
        #expect(try await loop.ledger.records(of: start.turn).map(\.entry.outcome) == [.cancelled])
        #expect(try await loop.turn.why(start.turn).outcome == .cancelled)
        await loop.turn.drain()
    }

    /// Begins a turn and goes away after the first words: by dropping the stream, or by cancelling.
    private static func start(_ loop: Loop, isDropped: Bool) async -> TurnStart? {
        let read = { @Sendable () async -> TurnStart? in
            var start: TurnStart?
            do {
                for try await event in loop.turn.run(TurnInput(text: "Tell", door: "chat")) {
                    if case .started(let value) = event { start = value }
                    guard case .delta = event else { continue }
                    if isDropped { return start }
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            } catch {}
            return start
        }
        return await Task { await read() }.value
    }

    @Test func aModelThatVanishesIsAnError() async throws {
        let loop = try Loop(ScriptedModel("tiny", [.say("Well"), .vanish]))
        let (_, error) = await loop.events(TurnInput(text: "Q", door: "ask"))
        #expect(error as? TurnError == .modelWentSilent(model: "tiny"))
    }

    @Test func anErrorOfNoKnownKindGetsACommonCode() async throws {
        struct Strange: Error {}
        let loop = try Loop(ScriptedModel("tiny", [.fail(Strange())]))
        let (_, error) = await loop.events(TurnInput(text: "Q", door: "ask"))
        #expect(error is Strange)
        #expect(try await loop.log.latestTurn()?.errorCode == "turn.unexpected")
    }

    @Test func withoutAModelTheQuestionIsStillRecorded() async throws {
        let loop = try Loop()
        let (events, error) = await loop.events(TurnInput(text: "Anyone?", door: "ask"))
        #expect(events == [] && error as? RouterError == .noModel)
        let turn = try #require(try await loop.log.latestTurn())
        #expect(turn.messages.map(\.message.text) == ["Anyone?"])
        #expect(turn.outcome == .failed && turn.errorCode == "router.no-model")
        #expect(try await loop.ledger.records(of: turn.id).map(\.entry.model) == [""])
    }

    @Test func anUnknownConversationIsAnErrorAndNothingIsRecorded() async throws {
        let loop = try Loop(ScriptedModel())
        let (_, error) = await loop.events(
            TurnInput(place: .conversation(ConversationID("x")), text: "Q", door: "ask"))
        #expect(error as? MemoryError == .conversationNotFound(id: "x"))
        #expect(try await loop.log.latestTurn() == nil)
        #expect(try await loop.ledger.verify().count == 0)
    }

    @Test func questionsOfOneConversationWaitForEachOther() async throws {
        let loop = try Loop(ScriptedModel())
        let first = try await loop.report(TurnInput(text: "0", door: "chat"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 1...10 {
                group.addTask {
                    _ = try await loop.report(
                        TurnInput(
                            place: .conversation(first.conversation), text: "\(index)",
                            door: "chat"))
                }
            }
            try await group.waitForAll()
        }
        let history = try await loop.log.history(of: first.conversation)
        #expect(Set(history.map { $0.messages[0].message.text }).count == 11)
        #expect(zip(history.dropFirst(), history).allSatisfy { $0.parent == $1.id })
        #expect(try await loop.ledger.verify().count == 11)
    }

    @Test func asManyQuestionsWaitAsTheLimitAndNoMore() async throws {
        let gate = TurnGate()
        try await gate.enter("c")
        let limit = TurnGate.waitingMax
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<limit {
                group.addTask {
                    try await gate.enter("c")
                    await gate.leave("c")
                }
            }
            while await gate.waitingCount("c") < limit { await Task.yield() }
            let busy = ModelRequestError.busy(
                queued: limit, limit: limit, retryAfter: .seconds(1))
            await #expect(throws: busy) { try await gate.enter("c") }
            try await gate.enter("other")
            await gate.leave("other")
            await gate.leave("c")
            try await group.waitForAll()
        }
        await gate.drain()
    }

    @Test func aConversationForgottenMeanwhileStaysForgotten() async throws {
        let loop = try Loop(ScriptedModel("tiny", [.say("secret"), .hang]))
        var started: TurnStart?
        for try await event in loop.turn.run(TurnInput(text: "Q", door: "chat")) {
            if case .started(let start) = event { started = start }
            guard case .delta = event, let started else { continue }
            try await loop.log.forget(started.conversation)
            break
        }
        await loop.turn.drain()
        let start = try #require(started)
        #expect(try await loop.ledger.records(of: start.turn).map(\.entry.outcome) == [.cancelled])
        await #expect(throws: MemoryError.turnNotFound(id: start.turn.text)) {
            try await loop.turn.why(start.turn)
        }
        #expect(try await loop.log.conversations() == [])
        #expect(try await loop.problems() == [])
    }

    @Test func aFullDiskFailsTheTurnAndKeepsTheEarlierOnes() async throws {
        let folder = try TemporaryFolder()
        let directory = ScriptedDirectory(models: [ScriptedModel(contextTokensMax: 1_000_000)])
        let loop = try Loop(directory, folder: folder, pagesMax: 80)
        var acknowledged: [TurnID] = []
        var failure: (any Error)?
        while failure == nil, acknowledged.count < 1000 {
            let text = String(repeating: "filler ", count: 300)
            let (events, error) = await loop.events(TurnInput(text: text, door: "chat"))
            if case .finished(let report)? = events.last { acknowledged.append(report.turn) }
            failure = error
        }
        #expect(failure as? StoreError == .diskFull(path: folder.storePath))
        #expect(acknowledged.count > 5)
        try loop.store.close()
        let again = try Loop(directory, folder: folder, seed: 62)
        for id in acknowledged { #expect(try await again.log.turn(id).outcome == .answered) }
        #expect(try await again.problems() == [])
        _ = try await again.report(TurnInput(text: "there is room again", door: "chat"))
    }
}
