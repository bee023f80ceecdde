public import AikiBase
public import AikiDialogue
import AikiImport
public import AikiLedger
public import AikiMemory
import AikiMind
import AikiPrivacy
package import AikiStore
public import AikiTurn
import Foundation

/// Everything, built: the one place that knows all rooms.
///
/// ```swift
/// let home = try HouseHome(environment: ProcessInfo.processInfo.environment)
/// let house = try House(home)
/// for try await event in house.turn.run(TurnInput(text: "Good morning", door: "chat")) { … }
/// ```
///
/// Opening it opens the store; a model is loaded when it is first asked for.
public struct House: Sendable {
    /// The folder and its settings.
    public let home: HouseHome
    /// The inner loop.
    public let turn: Turn
    /// Every model by name, with the loop itself as `aiki`.
    public let models: any ModelDirectory
    /// What was said.
    public let log: ConversationLog
    /// What was done, and what it took.
    public let ledger: Ledger
    /// What it costs, and what may be spent.
    public let money: MoneyRoom
    let store: Store
    let sense: MemorySense
    let memoryWork: MemoryWork
    /// Finishes forgetting where a program was ended in it; ``close()`` waits for it.
    let unfinished: Task<Void, Never>
    let snapshots: SnapshotShelf
    let answers: AnswerCache
    /// What is counted, for who watches the server.
    package let metrics: MetricsRoom
    /// Holds the models.
    let loader: ModelLoader
    /// Records calls of models by their own names.
    let calls: CallBook
    let clock: any WallClock

    /// The tables of the store, in the order in which they are made.
    package static let schemas = [
        ConversationLog.schema, Recall.schema, FactLog.schema, Forgetting.schema,
        Importer.schema, TurnNotes.schema, Ledger.schema, AnswerCache.schema,
    ]

    /// Builds the house.
    ///
    /// - Parameters:
    ///   - home: its folder and settings.
    ///   - clock: dates what is recorded.
    ///   - progress: told while a model is loaded.
    /// - Throws: `StoreError`, `MindError`, or the system's error where a file cannot be opened.
    public init(
        _ home: HouseHome, clock: any WallClock = SystemWallClock(),
        progress: ProgressHandler? = nil
    ) throws {
        self.home = home
        self.clock = clock
        store = try Store(path: home.storeFile.path, schemas: Self.schemas)
        log = ConversationLog(store: store)
        ledger = Ledger(store: store)
        money = MoneyRoom(
            budgets: BudgetBook(store: store), prices: PriceBook(store: store), ledger: ledger,
            settings: home.settings, clock: clock)
        let identity = try Identity.load(from: home.identityFile)
        let shelf = home.shelf
        let snapshots = home.snapshots
        self.snapshots = snapshots
        let adapters = home.adapters
        let loader = ModelLoader(limits: home.loaderLimits) { name in
            try await shelf.load(
                name, try home.engineConfiguration(for: name), snapshots: snapshots,
                adapters: adapters, progress: progress)
        }
        self.loader = loader
        metrics = MetricsRoom(
            ledger: ledger, budgets: money.budgets, loader: loader, clock: clock)
        var policy = try home.privacy().policy
        // Whoever speaks is nobody's secret.
        policy.openWords.append(identity.name)
        answers = AnswerCache(
            store: store, limits: home.answerLimits, clock: clock,
            embed: home.questionVectors(
                InstalledDirectory(
                    shelf: shelf, adapters: adapters, loader: loader, listsEverything: true)))
        let providers = ProviderDirectory(
            catalog: home.providers, policy: policy, answers: answers,
            memory: FactLog(store: store))
        let installed = InstalledDirectory(
            shelf: shelf, adapters: adapters, loader: loader, providers: providers,
            listsEverything: true)
        sense = MemorySense(home: home, store: store, models: installed)
        memoryWork = MemoryWork(sense: sense)
        let forgetting = Self.forgetting(store, home, snapshots, sense, clock)
        // What fails is tried again by the next one that opens the house, and named by the doctor.
        unfinished = Task { _ = try? await forgetting.finishInterrupted() }
        let routing = try HouseRouting(home, providers, till: money.till, models: installed)
        let identifiers = IdentifierSource(clock: clock)
        turn = Turn(
            models: InstalledDirectory(
                shelf: shelf, adapters: adapters, loader: loader, providers: providers,
                listsEverything: false),
            log: log, ledger: ledger,
            composer: ContextComposer(
                identity: identity,
                memoryMayLeave: { [policy = providers.policy] in policy.memoryMayLeave($0) }),
            clock: clock, identifiers: identifiers, till: money.till, routing: routing,
            mind: TurnMind(
                reader: home.emotionReader, policies: home.mindPolicies,
                memory: HouseMemory(
                    store: store, sense: sense, work: memoryWork, settings: home.settings,
                    clock: clock)),
            promotedModel: { (try? shelf.promotedName()) ?? nil })
        calls = CallBook(
            ledger: ledger, till: money.till, clock: clock, identifiers: identifiers)
        models = HouseDirectory(
            installed: installed, turn: turn, book: calls, door: "api",
            contextTokensMax: home.settings.integer("engine.context_tokens"))
    }

    /// Waits until every turn and call is recorded, what was said findable and every snapshot written,
    /// and closes the store.
    ///
    /// - Throws: `StoreError`.
    public func close() async throws {
        await unfinished.value
        await turn.drain()
        await calls.drain()
        await memoryWork.close()
        await snapshots.drain()
        try store.close()
    }
}
