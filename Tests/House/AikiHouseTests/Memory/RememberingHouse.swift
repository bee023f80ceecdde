import AikiBase
import AikiDialogue
import AikiHouse
import AikiLedger
import AikiMemory
import AikiMind
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import Synchronization

/// The loop with the house's memory, as one process has it: opened on a folder that may hold an earlier
/// one's.
struct RememberingHouse {
    let folder: TemporaryFolder
    let home: HouseHome
    let store: Store
    let log: ConversationLog
    let sense: MemorySense
    let work: MemoryWork
    let memory: HouseMemory
    let turn: Turn
    let model: OneModel

    init(
        _ embedder: GroupEmbedder?, in folder: TemporaryFolder? = nil,
        answer: String = "I see.", now: Date = Date(timeIntervalSince1970: 1_700_000_000),
        seed: UInt64 = 5
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        home = try HouseHome(environment: ["AIKI_HOME": self.folder.path])
        store = try Store(path: home.storeFile.path, schemas: House.schemas)
        log = ConversationLog(store: store)
        sense = MemorySense(home: home, store: store) { embedder }
        work = MemoryWork(sense: sense)
        let clock = FixedWallClock(now)
        model = OneModel(answer: answer)
        memory = HouseMemory(
            store: store, sense: sense, work: work, settings: home.settings, clock: clock)
        turn = Turn(
            models: model, log: log, ledger: Ledger(store: store),
            composer: ContextComposer(identity: Identity(name: "Mira")), clock: clock,
            identifiers: IdentifierSource(clock: clock, random: SeededRandom(seed: seed)),
            mind: TurnMind(memory: memory))
    }

    /// A turn in a conversation of its own.
    @discardableResult
    func say(_ text: String) async throws -> TurnReport {
        for try await event in turn.run(TurnInput(text: text, door: "chat")) {
            if case .finished(let report) = event { return report }
        }
        throw CancellationError()
    }

    /// Ends as a house does.
    func close() async throws {
        await turn.drain()
        await work.close()
        try store.close()
    }

    /// Passages that wait for a vector, and vectors that the index holds.
    func counts() async throws -> (waiting: Int, vectors: Int) {
        let indexer = MemoryIndexer(store: store)
        return try await (
            indexer.vectorsPendingCount(), indexer.vectorsAddedCount(model: GroupEmbedder.name)
        )
    }
}

/// A directory of one model that always says the same.
final class OneModel: ModelDirectory, LanguageModel {
    let answer: String
    let profile = ModelProfile(name: "one", architecture: "test", contextTokensMax: 10_000)
    private let asked = Mutex<[Message]>([])

    init(answer: String) { self.answer = answer }

    /// What it was asked last, every word.
    var lastPrompt: String { asked.withLock { $0.map(\.text).joined(separator: "\n") } }

    func listModels() async throws -> [ModelListing] {
        [ModelListing(name: "one", owner: "test", createdSeconds: 0)]
    }

    func languageModel(named name: String) async throws -> any LanguageModel { self }

    func embedder(named name: String) async throws -> any Embedder {
        throw ModelRequestError.modelNotFound(name: name)
    }

    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        if case .conversation(let conversation) = request.prompt {
            asked.withLock { $0 = conversation.messages }
        }
        return AsyncThrowingStream { continuation in
            continuation.yield(.delta(.init(text: answer)))
            continuation.yield(
                .finished(Completion(reason: .stop, usage: Usage(), seed: 1)))
            continuation.finish()
        }
    }

    func countTokens(_ prompt: Prompt) async throws -> Int { 1 }
}
