import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiStore
import AikiTurn
import Foundation

// Brings a store up to date, records turns and forgets some of them, until it is killed or has failed
// three times. What is acknowledged goes to standard output, a line each, and is looked for in the store
// by the kill trials:
//
//     open                  the store is open and what it held is findable
//     turn ID WORD          a turn was recorded; WORD stands in it and nowhere else
//     forgetting ID         a turn is about to be forgotten
//     forgot ID             it is forgotten
//
//     KillTrialChild STORE NAME

/// What is done to the store, and how often it failed.
struct Trial {
    static let failuresMax = 3

    let name: String
    let store: Store
    let turn: Turn
    let forgetting: Forgetting
    var conversation: ConversationID?
    var history: [Message] = []
    var forgettable: [TurnID] = []

    init(path: String, name: String) throws {
        self.name = name
        store = try Store(
            path: path,
            schemas: [
                ConversationLog.schema, Recall.schema, FactLog.schema, Forgetting.schema,
                TurnNotes.schema, Ledger.schema,
            ])
        let clock = SystemWallClock()
        turn = Turn(
            models: EchoDirectory(), log: ConversationLog(store: store),
            ledger: Ledger(store: store),
            composer: ContextComposer(identity: Identity(name: "Mira")), clock: clock,
            identifiers: IdentifierSource(clock: clock),
            mind: TurnMind(memory: WritingMemory(store: store, clock: clock)))
        forgetting = Forgetting(store: store, keepers: [])
    }

    /// In turns: a conversation that is recalled, a client that brings its history, a new start.
    mutating func record(_ round: Int) async throws {
        // Of letters alone, as names are, and none the beginning of another.
        let word =
            name + String(round.description.utf8.map { Character(UnicodeScalar($0 + 49)) }) + "z"
        let question = Message(role: .user, text: "My boat is called \(word).")
        // Notes are found by what they are called, too.
        let door = round % 4 == 2 ? ConversationLog.noteDoor : "kill"
        var input = TurnInput(place: .newConversation, messages: [question], door: door)
        if round % 3 == 0 {
            history = history.count < 12 ? history + [question] : [question]
            input = TurnInput(place: .clientHistory, messages: history, door: "kill")
        } else if let conversation {
            input.place = .conversation(conversation)
        }
        for try await event in turn.run(input) {
            guard case .finished(let report) = event else { continue }
            if round % 3 == 0 {
                let answer = EchoModel.answer(to: question.text)
                history.append(Message(role: .assistant, text: answer))
            } else {
                conversation = round % 20 == 19 ? nil : report.conversation
                forgettable.append(report.turn)
            }
            try tell("turn \(report.turn.text) \(word)")
        }
    }

    /// A client would bring its history again, so only turns of the log's own conversations go.
    mutating func forget(_ round: Int) async throws {
        guard !forgettable.isEmpty else { return }
        var selection = ForgetSelection()
        let turn = forgettable.remove(at: round * 7 % forgettable.count)
        selection.turns = [turn]
        try tell("forgetting \(turn.text)")
        _ = try await forgetting.forget(selection)
        try tell("forgot \(turn.text)")
    }

    func tell(_ line: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
}

guard CommandLine.arguments.count == 3 else { exit(64) }
do {
    var trial = try Trial(path: CommandLine.arguments[1], name: CommandLine.arguments[2])
    try await trial.forgetting.finishInterrupted()
    try await MemoryIndexer(store: trial.store).indexPending()
    try trial.tell("open")
    var failures = 0
    for round in 0... {
        do {
            try await trial.record(round)
            if round % 8 == 7 { try await trial.forget(round) }
        } catch let error as StoreError {
            failures += 1
            if failures == Trial.failuresMax { throw error }
            // A client that was not answered does not bring the question again.
            trial.history = []
        }
    }
} catch let error as any AikiError {
    FileHandle.standardError.write(Data("\(error.code): \(error.message)\n".utf8))
    exit(75)
}
