import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiStore
import AikiTurn
import Foundation

// Records turns until it is killed, and writes the name of each to standard output once the loop has
// acknowledged it. The kill trials read the names from a pipe and look for them in the store.
//
//     KillTrialChild STORE

guard CommandLine.arguments.count == 2 else { exit(64) }

let store = try Store(
    path: CommandLine.arguments[1], schemas: [Ledger.schema, ConversationLog.schema])
let clock = SystemWallClock()
let turn = Turn(
    models: EchoDirectory(), log: ConversationLog(store: store), ledger: Ledger(store: store),
    composer: ContextComposer(identity: Identity(name: "Mira")), clock: clock,
    identifiers: IdentifierSource(clock: clock))

var conversation: ConversationID?
var history: [Message] = []
for round in 0... {
    // In turns: a conversation that is recalled, a client that brings its history, a new start.
    let question = Message(role: .user, text: "question \(round)")
    let input: TurnInput
    if round % 3 == 0 {
        history = history.count < 12 ? history + [question] : [question]
        input = TurnInput(place: .clientHistory, messages: history, door: "kill")
    } else {
        let place = conversation.map { TurnInput.Place.conversation($0) } ?? .newConversation
        input = TurnInput(place: place, messages: [question], door: "kill")
    }
    for try await event in turn.run(input) {
        guard case .finished(let report) = event else { continue }
        if round % 3 == 0 {
            history.append(Message(role: .assistant, text: EchoModel.answer(to: question.text)))
        } else {
            conversation = round % 20 == 19 ? nil : report.conversation
        }
        try FileHandle.standardOutput.write(contentsOf: Data("\(report.turn.text)\n".utf8))
    }
}
