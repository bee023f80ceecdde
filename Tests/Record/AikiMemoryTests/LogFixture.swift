import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation

/// A log in a folder of its own, and short ways to fill it.
struct LogFixture {
    let folder: TemporaryFolder
    let store: Store
    let log: ConversationLog

    init(
        folder: TemporaryFolder? = nil,
        schemas: [StoreSchema] = [ConversationLog.schema, Recall.schema]
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        store = try Store(path: self.folder.storePath, schemas: schemas)
        log = ConversationLog(store: store)
    }

    static func time(_ second: Int) -> Date {
        Date(timeIntervalSince1970: 1_700_000_000 + Double(second))
    }

    @discardableResult
    func begin(
        _ id: String, _ place: NewTurn.Place, _ question: [Message], door: String = "test",
        second: Int = 0
    ) async throws -> LoggedTurn {
        let turn = NewTurn(
            id: TurnID(id), place: place, door: door, time: Self.time(second),
            question: question)
        return try await log.write { try log.begin(turn, in: $0) }
    }

    func finish(
        _ id: String, _ answer: Message?, _ outcome: TurnOutcome = .answered, second: Int = 1
    ) async throws {
        let ending = TurnEnding(
            answer: answer, model: "tiny", outcome: outcome,
            errorCode: outcome == .failed ? "test.error" : nil, time: Self.time(second),
            report: ["turn": .string(id)])
        try await log.write { try log.finish(TurnID(id), ending, in: $0) }
    }

    /// A whole turn of one question and one answer.
    @discardableResult
    func turn(
        _ id: String, _ place: NewTurn.Place, _ question: String, _ answer: String,
        second: Int = 0
    ) async throws -> LoggedTurn {
        let turn = try await begin(id, place, [user(question)], second: second)
        try await finish(id, assistant(answer), second: second)
        return turn
    }

    func continuation(_ messages: [Message]) async throws -> ConversationLog.Continuation {
        try await log.write { try log.continuation(of: messages, in: $0) }
    }
}

func user(_ text: String) -> Message { Message(role: .user, text: text) }
func assistant(_ text: String) -> Message { Message(role: .assistant, text: text) }
func start(_ id: String, scope: String = "personal") -> NewTurn.Place {
    .newConversation(ConversationID(id), scope: scope)
}
