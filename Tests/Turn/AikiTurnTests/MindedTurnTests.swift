import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import Synchronization
import Testing

/// Goal: what is remembered stands in the prompt and is told to memory, what is decided stands in the
/// record, and a memory that fails stops nothing. Method: a memory that returns what a test gives it.
@Suite struct MindedTurnTests {
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func loop(_ memory: StandInMemory?, _ model: ScriptedModel) throws -> Loop {
        try Loop(ScriptedDirectory(models: [model]), mind: TurnMind(memory: memory))
    }

    private func hit(
        _ number: Int64, _ text: String, hoursAgo: Double, speaker: String = "user",
        source: String = "chat", turn: TurnID? = nil, outdated: [FactStatement] = []
    ) -> RecallHit {
        RecallHit(
            messageID: number, turn: turn ?? TurnID("old\(number)"),
            conversation: ConversationID("c"), text: text, span: 0..<text.utf8.count,
            speaker: speaker, time: start - hoursAgo * 3600, source: source,
            score: 1 / Double(number),
            parts: [RecallScore(name: "words", rank: 1, raw: 2, contribution: 0.5)],
            outdated: outdated)
    }

    @Test func `memories stand before the question, and the report says which without their words`()
        async throws
    {
        let memory = StandInMemory()
        memory.answer(
            RecallResult(
                hits: [
                    hit(1, "My sister is called Ines.", hoursAgo: 48),
                    hit(2, "Ines sings.", hoursAgo: 100, speaker: "assistant"),
                    hit(3, "Ines: soprano", hoursAgo: 10, source: "note"),
                ], confidence: 0.9, isKnown: true, usesMeaning: false))
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        let report = try await loop.report(
            TurnInput(text: "What is my sister called?", door: "chat"))
        #expect(
            model.lastMessages.last?.text == """
                What you remember:
                - You said: Ines sings. (2023-11-10, chat)
                - The user said: My sister is called Ines. (2023-11-12, chat)
                - Ines: soprano (2023-11-14, note)

                Answer from what you remember, and say when it was said.

                What is my sister called?
                """)
        #expect(report.memories.map(\.message) == [1, 2, 3])
        #expect(report.context?.memoriesIncluded == [2, 1, 3])
        #expect(report.decision?.decision.intention == .answerFromMemory)
        let why = try await loop.turn.why(report.turn)
        #expect(why == report)
        #expect(!report.json.encoded().contains("Ines"))
        // What stood in the prompt is told to memory with the turn.
        #expect(memory.written.map(\.turn) == [report.turn])
        #expect(memory.written[0].recalled.map(\.messageID) == [1, 2, 3])
        #expect(memory.settled == 1)
        // The log holds the question as it was asked.
        let turn = try await loop.log.turn(report.turn)
        #expect(turn.messages.first?.message.text == "What is my sister called?")
        #expect(try await loop.problems() == [])
    }

    @Test func `what no longer fits a small model's prompt is recalled`() async throws {
        for (contextTokens, isSeen) in [(1_000, false), (10_000, true)] {
            let memory = StandInMemory()
            let loop = try loop(memory, ScriptedModel(contextTokensMax: contextTokens))
            var turns: [TurnReport] = []
            let long = String(repeating: "la ", count: 400)
            for text in ["My locker is number 4711.", long, "I had soup.", "Which number?"] {
                let place = turns.first.map { TurnInput.Place.conversation($0.conversation) }
                turns.append(
                    try await loop.report(
                        TurnInput(place: place ?? .newConversation, text: text, door: "chat")))
            }
            let seen = try #require(memory.queries.last).excludedTurns
            #expect(seen.contains(turns[2].turn))
            #expect(seen.contains(turns[0].turn) == isSeen)
        }
    }

    @Test func `what is no longer true stands in the prompt as such`() async throws {
        let memory = StandInMemory()
        memory.answer(
            RecallResult(
                hits: [
                    hit(
                        1, "I'm Anna and I live in Oslo.", hoursAgo: 48,
                        outdated: [FactStatement("user", "lives in", "Oslo")]),
                    hit(2, "I moved to Bergen.", hoursAgo: 24),
                ], confidence: 0.9, isKnown: true, usesMeaning: false))
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        _ = try await loop.report(TurnInput(text: "Where do I live?", door: "chat"))
        let prompt = try #require(model.lastMessages.last?.text)
        #expect(
            prompt.hasPrefix(
                """
                What you remember:
                - No longer true: The user lives in Oslo. The user said: I'm Anna and I live in Oslo. (2023-11-12, chat)
                - The user said: I moved to Bergen. (2023-11-13, chat)
                """))
    }

    @Test func `who asks for what they have to do is told what they asked to be reminded of`()
        async throws
    {
        let memory = StandInMemory()
        memory.answer(
            RecallResult(
                hits: [
                    hit(1, "Don't let me forget to call Ola next week.", hoursAgo: 20),
                    hit(2, "I had soup.", hoursAgo: 10),
                    hit(3, "Remind me to buy milk tomorrow.", hoursAgo: 2_000),
                ], confidence: 0.2, isKnown: false, usesMeaning: false))
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        _ = try await loop.report(TurnInput(text: "What do I have to do?", door: "chat"))
        let prompt = try #require(model.lastMessages.last?.text)
        #expect(prompt.contains("call Ola next week"))
        #expect(!prompt.contains("soup"))
        #expect(!prompt.contains("milk"), "it is too long ago")
        _ = try await loop.report(TurnInput(text: "What do I do against moths?", door: "chat"))
        #expect(model.lastMessages.last?.text.contains("Ola") == false)
    }

    /// A question, an answer to it, and what of the two says only what memory held.
    static let echoes: [(question: String, answer: String, echo: TurnEcho)] = [
        ("What is my sister called?", "Your sister is called Ines.", .exchange),
        ("Who is Ines?", "Ines: your sister, who sings.", .none),
        ("Who is Ines?", "Ines is your sister.", .exchange),
        ("Who is Anna?", "I do not know who Anna is.", .exchange),
        ("Hva heter katten?", "Det vet ikke jeg, jeg vet ikke.", .exchange),
        // It tells where somebody lives, too.
        ("Ines lives in Rome. Who is she?", "Ines is your sister.", .answer),
        ("Remember my sister Ines.", "Ines is your sister.", .answer),
        // Advice is new.
        ("Which gift should I buy?", "Buy a drum.", .none),
        // What is noted stands in what was told.
        ("My sister is called Ines.", "Noted: your sister is called Ines.", .answer),
        ("My sister is called Ines.", "That is a lovely name for a singer.", .none),
        ("My sister is called Ines.", "I see.", .none),
        // In other words, too, as long as that is all.
        ("Ines moved to Bergen last week.", "Noted: your sister lives in Bergen.", .answer),
        ("Ines moved to Bergen last week.", "Got it! I will remember that she lives there.", .none),
        ("Ines moved to Bergen last week.", "I’ll remember where she lives.", .answer),
        ("Ines moved to Bergen last week.", "Noted: she lives in Bergen. It rains there.", .none),
        ("Who is Ines?", String(repeating: "Ines is your sister. ", count: 20), .none),
    ]

    @Test(arguments: echoes.indices)
    func `what only says again what memory held is told to memory`(index: Int) async throws {
        let (question, answer, echo) = Self.echoes[index]
        let memory = StandInMemory()
        memory.answer(
            RecallResult(
                hits: [hit(1, "My sister is called Ines.", hoursAgo: 48)], confidence: 0.9,
                isKnown: true, usesMeaning: false))
        let loop = try loop(
            memory, ScriptedModel("tiny", [.say(answer), .end(ScriptedModel.completion)]))
        _ = try await loop.report(TurnInput(text: question, door: "chat"))
        #expect(memory.written.map(\.echo) == [echo])
        #expect(memory.queries.allSatisfy { !$0.includesEchoes })
    }

    @Test func `a model that fails leaves no echo, and who asks what was said finds it`()
        async throws
    {
        let memory = StandInMemory()
        let loop = try loop(memory, ScriptedModel("tiny", [.say("I do not know."), .vanish]))
        _ = try? await loop.report(
            TurnInput(text: "What did I ask you about my sister?", door: "chat"))
        #expect(memory.written.map(\.echo) == [.none])
        #expect(memory.queries.first?.includesEchoes == true)
    }

    @Test func `what is not known is admitted, and what was found stays out of the prompt`()
        async throws
    {
        let memory = StandInMemory()
        memory.answer(
            RecallResult(
                hits: [hit(1, "The weather is fine.", hoursAgo: 5)], confidence: 0.1,
                isKnown: false, usesMeaning: false))
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        let report = try await loop.report(
            TurnInput(text: "What is my sister called?", door: "chat"))
        #expect(report.decision?.decision.action == .ask)
        let text = model.lastMessages.last?.text ?? ""
        #expect(text.hasPrefix(Intention.admitUnknown.instruction))
        #expect(!text.contains("weather"))
        #expect(memory.written[0].recalled == [])
    }

    @Test func `where remembering is off, nothing is said to be unknown`() async throws {
        let memory = StandInMemory()
        memory.answer(nil)
        let loop = try loop(memory, ScriptedModel())
        let report = try await loop.report(
            TurnInput(text: "What is my sister called?", door: "chat"))
        #expect(report.decision?.decision.intention == .answer)
        #expect(memory.written.count == 1)
    }

    @Test func `an ordinary question is asked as it stands`() async throws {
        let memory = StandInMemory()
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        _ = try await loop.report(TurnInput(text: "What is a mutex?", door: "chat"))
        #expect(model.lastMessages.last?.text == "What is a mutex?")
    }

    @Test func `a plan that is likely done is asked after, once`() async throws {
        let memory = StandInMemory()
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        // The plan is of the log, so that what was asked after can be told from it.
        let told = try await loop.report(
            TurnInput(text: "I have my driving test tomorrow.", door: "chat"))
        let number = try await loop.log.turn(told.turn).messages[0].number
        memory.answer(
            RecallResult(
                hits: [
                    hit(number, "I have my driving test tomorrow.", hoursAgo: 60)
                ], confidence: 0.3, isKnown: false, usesMeaning: false))
        let first = try await loop.report(TurnInput(text: "Good morning!", door: "chat"))
        #expect(first.decision?.decision.intention == .followUp)
        #expect(model.lastMessages.last?.text.contains("driving test tomorrow") == true)
        let second = try await loop.report(TurnInput(text: "Good morning!", door: "chat"))
        #expect(second.decision?.decision.intention == .greet)
    }

    @Test func `what might be worth saying unasked is settled, each with its reasons`()
        async throws
    {
        let memory = StandInMemory()
        let loop = try loop(memory, ScriptedModel())
        #expect(try await loop.turn.triggers(hourOfDay: 12) == [])
        memory.answer(
            RecallResult(
                hits: [
                    hit(1, "I have my driving test tomorrow.", hoursAgo: 40),
                    hit(2, "Remind me tomorrow to call Ola.", hoursAgo: 13),
                    hit(3, "I had soup.", hoursAgo: 40),
                    hit(4, "I have an exam next month.", hoursAgo: 10),
                ], confidence: 0.5, isKnown: true, usesMeaning: false))
        let found = try await loop.turn.triggers(hourOfDay: 12)
        #expect(found.map(\.message) == [2, 1, 4])
        #expect(found.map(\.record.decision.action) == [.act, .ask, .defer])
        #expect(found.map(\.record.decision.intention) == [.remind, .followUp, .stayQuiet])
        let night = try await loop.turn.triggers(hourOfDay: 3)
        #expect(night.allSatisfy { $0.record.decision.action == .defer })
        #expect(memory.queries.allSatisfy { $0.privacyMax == .personal })
    }

    @Test func `the person is reminded once of what is due`() async throws {
        let memory = StandInMemory()
        let loop = try loop(memory, ScriptedModel())
        var asked: [RecallHit] = []
        for (text, hoursAgo) in [
            ("Remind me tomorrow to call Ola.", 13.0), ("I had soup.", 40),
            ("Remind me tomorrow to buy tea.", 30), ("I have my driving test tomorrow.", 40),
        ] {
            let told = try await loop.report(TurnInput(text: text, door: "chat"))
            let number = try await loop.log.turn(told.turn).messages[0].number
            asked.append(hit(number, text, hoursAgo: hoursAgo, turn: told.turn))
        }
        memory.answer(
            RecallResult(hits: asked, confidence: 0.5, isKnown: true, usesMeaning: false))
        #expect(try await loop.turn.takeUnasked(hourOfDay: 3) == [])
        let due = try await loop.turn.takeUnasked(hourOfDay: 12)
        #expect(due.map(\.text) == ["Remind me tomorrow to buy tea.", asked[0].text])
        #expect(due.map(\.said) == [asked[2].time, asked[0].time])
        #expect(try await loop.turn.takeUnasked(hourOfDay: 12) == [])
        let left = try await loop.turn.triggers(hourOfDay: 12)
        #expect(left.map(\.record.decision.intention) == [.followUp])
        #expect(try await loop.problems() == [])
    }

    @Test func `a day that comes back is spoken of once, and nothing more where nobody answers`()
        async throws
    {
        let memory = StandInMemory()
        let loop = try loop(memory, ScriptedModel())
        let told = try await loop.report(
            TurnInput(text: "My sister's birthday is on May 3.", door: "chat"))
        let number = try await loop.log.turn(told.turn).messages[0].number
        func day(_ id: Int64, hoursAgo: Double = 48) -> Anniversary {
            Anniversary(
                name: "user's sister's birthday", factID: id, messageID: number, turn: told.turn,
                recordedAt: start - hoursAgo * 3600)
        }
        memory.keep([day(9, hoursAgo: 0)])
        #expect(try await loop.turn.triggers(hourOfDay: 12) == [])
        memory.keep([day(1)])
        #expect(try await loop.turn.takeUnasked(hourOfDay: 6) == [])
        let first = try await loop.turn.takeUnasked(hourOfDay: 12)
        #expect(first.map(\.text) == ["user's sister's birthday"])
        #expect(first.map(\.record.decision.intention) == [.commemorate])
        #expect(try await loop.turn.takeUnasked(hourOfDay: 12) == [])
        memory.keep([day(2), day(3)])
        #expect(try await loop.turn.takeUnasked(hourOfDay: 12).count == 2)
        // Twice spoken to, and no word since.
        memory.keep([day(4)])
        #expect(try await loop.turn.takeUnasked(hourOfDay: 12) == [])
        let silent = try await loop.turn.triggers(hourOfDay: 12, kinds: [.anniversary])
        #expect(silent.map(\.record.decision.action) == [.staySilent])
        #expect(silent[0].record.decision.reasons[0] == "2 words unasked were not answered")
        _ = try await loop.report(TurnInput(text: "Thanks!", door: "chat"))
        #expect(try await loop.turn.takeUnasked(hourOfDay: 12).count == 1)
        #expect(try await loop.problems() == [])
    }

    @Test func `a memory that cannot be asked stops nothing`() async throws {
        let memory = StandInMemory()
        memory.fail(StoreError.locked(path: "p", seconds: 1))
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        let report = try await loop.report(
            TurnInput(text: "What is my sister called?", door: "chat"))
        #expect(report.outcome == .answered)
        #expect(report.memoryFailure?.code == "store.locked")
        #expect(report.decision?.features.hasMemory == false)
        #expect(try await loop.turn.why(report.turn) == report)
    }

    @Test func `a turn that memory cannot take is not recorded as answered`() async throws {
        let memory = StandInMemory()
        memory.failWriting(MemoryError.emptySearch)
        let loop = try loop(memory, ScriptedModel())
        let (events, error) = await loop.events(TurnInput(text: "Hello", door: "chat"))
        #expect(error as? MemoryError == .emptySearch)
        guard case .started(let start)? = events.first else {
            Issue.record("the turn did not start")
            return
        }
        #expect(try await loop.log.turn(start.turn).outcome == nil)
        #expect(memory.settled == 0)
    }

    @Test func `memory is asked within the scope, and not for what the prompt holds anyway`()
        async throws
    {
        let memory = StandInMemory()
        let loop = try loop(memory, ScriptedModel())
        let first = try await loop.report(
            TurnInput(
                messages: [user("The tent is green.")], door: "chat", scope: "project:camp"))
        #expect(memory.queries[0].scopes == ["project:camp", "personal"])
        let second = try await loop.report(
            TurnInput(
                place: .conversation(first.conversation), text: "What colour is my tent?",
                door: "chat"))
        #expect(memory.queries.last?.scopes == ["project:camp", "personal"])
        #expect(memory.queries.last?.excludedTurns == [first.turn, second.turn])
        _ = try await loop.report(
            TurnInput(messages: [user("Hi there, what is up?")], door: "chat", scope: "ada"))
        #expect(memory.queries.last?.scopes == ["ada"])
        // Nothing more private than the turn is read.
        for privacy in PrivacyClass.allCases {
            _ = try await loop.report(
                TurnInput(messages: [user("Why is that so?")], door: "chat", privacy: privacy))
            #expect(memory.queries.last?.privacyMax == privacy)
        }
    }

    @Test func `the state follows from the log, also after something was forgotten`() async throws {
        let loop = try loop(nil, ScriptedModel())
        let texts = [
            "I'm so happy today!", "My cat died and I am so sad.", "Why is that so?", "Thanks!",
            "This is useless, I am so angry!!", "ok",
        ]
        var reports: [TurnReport] = []
        for text in texts {
            reports.append(try await loop.report(TurnInput(text: text, door: "chat")))
        }
        let journal = MindJournal()
        let before = try await loop.log.write { transaction in
            let replay = try journal.replay(in: transaction)
            #expect(replay.differing == 0)
            #expect(try journal.state(in: transaction) == replay.state)
            return replay.state
        }
        #expect(before.messageCount == texts.count)
        #expect(reports.last?.decision?.features.state == before)
        try await loop.log.forget(reports[1].conversation)
        try await loop.log.write { transaction in
            let state = try journal.state(in: transaction)
            #expect(state.messageCount == texts.count - 1 && state != before)
            let replay = try journal.replay(in: transaction)
            #expect(replay.differing == 0 && replay.state == state)
        }
        #expect(try await loop.problems() == [])
    }

    @Test func `a client with its own history is remembered for as well`() async throws {
        let memory = StandInMemory()
        memory.answer(
            RecallResult(
                hits: [hit(9, "My sister is called Ines.", hoursAgo: 48)], confidence: 0.9,
                isKnown: true, usesMeaning: false))
        let model = ScriptedModel()
        let loop = try loop(memory, model)
        _ = try await loop.report(
            TurnInput(
                place: .clientHistory,
                messages: [user("Hi"), assistant("Hello"), user("Who is my sister?")],
                door: "api"))
        #expect(model.lastMessages.count == 4)
        #expect(model.lastMessages[1].text == "Hi")
        #expect(model.lastMessages[3].text.hasPrefix("What you remember:\n- The user said: My"))
        #expect(model.lastMessages[3].text.contains("Ines. (2023-11-12, chat)\n"))
        #expect(model.lastMessages[3].text.hasSuffix("\n\nWho is my sister?"))
    }
}

/// A memory that a test fills, and that notes what it is asked and told.
private final class StandInMemory: TurnMemory {
    private struct State {
        var result: RecallResult? = RecallResult(
            hits: [], confidence: 0, isKnown: false, usesMeaning: false)
        var error: (any Error)?
        var writingError: (any Error)?
        var queries: [RecallQuery] = []
        var days: [Anniversary] = []
        var written: [(turn: TurnID, recalled: [RecallHit], echo: TurnEcho)] = []
        var settled = 0
    }

    private let state = Mutex(State())

    func answer(_ result: RecallResult?) { state.withLock { $0.result = result } }
    func keep(_ days: [Anniversary]) { state.withLock { $0.days = days } }
    func fail(_ error: any Error) { state.withLock { $0.error = error } }
    func failWriting(_ error: any Error) { state.withLock { $0.writingError = error } }
    var queries: [RecallQuery] { state.withLock { $0.queries } }
    var written: [(turn: TurnID, recalled: [RecallHit], echo: TurnEcho)] {
        state.withLock { $0.written }
    }
    var settled: Int { state.withLock { $0.settled } }

    func recall(_ query: RecallQuery) async throws -> RecallResult? {
        try state.withLock { state in
            state.queries.append(query)
            if let error = state.error { throw error }
            return state.result
        }
    }

    func anniversaries(_ query: RecallQuery) async throws -> [Anniversary] {
        state.withLock { $0.days }
    }

    func write(
        _ turn: TurnID, recalled: [RecallHit], echo: TurnEcho, in transaction: StoreTransaction
    ) throws {
        try state.withLock { state in
            if let error = state.writingError { throw error }
            state.written.append((turn, recalled, echo))
        }
    }

    func settle(whenIdle idle: @escaping @Sendable () async -> Void) async {
        state.withLock { $0.settled += 1 }
    }
}
