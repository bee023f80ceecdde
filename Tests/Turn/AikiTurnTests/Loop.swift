import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation

/// A whole loop in a folder of its own.
struct Loop {
    let folder: TemporaryFolder
    let store: Store
    let log: ConversationLog
    let ledger: Ledger
    let turn: Turn

    init(
        _ directory: any ModelDirectory, folder: TemporaryFolder? = nil, pagesMax: Int? = nil,
        promoted: String? = nil, seed: UInt64 = 61, mind: TurnMind? = nil
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        store = try Store(
            path: self.folder.storePath,
            schemas: [Ledger.schema, ConversationLog.schema, TurnNotes.schema],
            pagesMax: pagesMax)
        log = ConversationLog(store: store)
        ledger = Ledger(store: store)
        let clock = FixedWallClock(Date(timeIntervalSince1970: 1_700_000_000))
        turn = Turn(
            models: directory, log: log, ledger: ledger,
            composer: ContextComposer(identity: Identity(name: "Mira", language: "English")),
            clock: clock,
            identifiers: IdentifierSource(clock: clock, random: SeededRandom(seed: seed)),
            mind: mind, promotedModel: { promoted })
    }

    init(_ models: ScriptedModel...) throws {
        try self.init(ScriptedDirectory(models: models))
    }

    /// All events of a turn, and the error that ended it.
    func events(_ input: TurnInput) async -> (events: [TurnEvent], error: (any Error)?) {
        var events: [TurnEvent] = []
        do {
            for try await event in turn.run(input) { events.append(event) }
            return (events, nil)
        } catch {
            return (events, error)
        }
    }

    /// The report of a turn that goes well.
    func report(_ input: TurnInput) async throws -> TurnReport {
        for try await event in turn.run(input) {
            if case .finished(let report) = event { return report }
        }
        throw CancellationError()
    }

    /// What must hold after every test.
    func problems() async throws -> [String] {
        try await store.findDamage() + store.checkInvariants()
    }
}

func user(_ text: String) -> Message { Message(role: .user, text: text) }
func assistant(_ text: String) -> Message { Message(role: .assistant, text: text) }
