import AikiDialogue

/// The engine at work: an actor on a thread of its own that writes all answers of one model, a step
/// at a time.
///
/// A step is one batch: a token for each answer being written, and a piece of the prompts being read.
/// What it holds is decided by ``Scheduler``; between two steps new requests are taken in.
package actor EngineCore {
    /// What may differ between engines.
    package struct Settings: Sendable {
        /// The model's name, for errors.
        package var name: String
        /// How much is done at once.
        package var limits: Scheduler.Limits
        /// How long a reader may be behind while others wait.
        package var readerStallMax: Duration
        /// The most tokens of one answer that are guessed at a time; 0 guesses none.
        package var draftTokensMax: Int
        /// How much longer an answer's next token may take because of someone else's prompt.
        package var prefillPauseMax: Duration
        /// What is kept of texts beyond the slots.
        package var prefixes: PrefixSettings
        /// The time since some start.
        package var now: @Sendable () -> Duration

        /// Describes an engine.
        package init(
            name: String, limits: Scheduler.Limits, readerStallMax: Duration = .seconds(30),
            draftTokensMax: Int = 0, prefillPauseMax: Duration = .milliseconds(100),
            prefixes: PrefixSettings = .nothing,
            now: @escaping @Sendable () -> Duration = EngineCore.monotonicTime()
        ) {
            self.name = name
            self.limits = limits
            self.readerStallMax = readerStallMax
            self.draftTokensMax = draftTokensMax
            self.prefillPauseMax = prefillPauseMax
            self.prefixes = prefixes
            self.now = now
        }
    }

    /// Prompt tokens that are read beside answers however slow the machine is: fewer would take as
    /// long, since the weights are read for them all the same.
    package static let sharedPrefillLeast = 8

    nonisolated private let executor: DedicatedThreadExecutor
    let settings: Settings
    let vocabulary: any TokenVocabulary
    var model: (any TokenModel)?
    var scratch: SamplerScratch?
    var mask: TokenMask
    var scheduler: Scheduler
    /// States of texts beyond the slots.
    var prefixes: PrefixStore?
    let snapshotInbox = SnapshotInbox()
    var work: [Scheduler.Work] = []
    var batch: [TokenModelEntry] = []
    /// What a row of a pass costs.
    var passCost = PassCost()
    /// A smaller model that guesses; nil where there is none.
    var drafter: ModelDrafter?
    /// The answers being written, by slot.
    var running: [RunningAnswer?]
    /// Those that wait for a slot.
    var waiting: [Scheduler.RequestID: RunningAnswer] = [:]
    /// A moving average of how long an answer takes, for those who must come again.
    var answerSeconds = 1.0
    private var nextID: Scheduler.RequestID = 1

    /// Runs on the engine's thread.
    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Makes an engine whose model is still to be loaded by ``start(_:)``.
    package init(settings: Settings, vocabulary: any TokenVocabulary) {
        self.settings = settings
        self.vocabulary = vocabulary
        executor = DedicatedThreadExecutor(name: "aiki-engine")
        scheduler = Scheduler(limits: settings.limits)
        running = Array(repeating: nil, count: settings.limits.slots)
        mask = TokenMask(count: vocabulary.vocabularySize)
    }

    deinit {
        executor.stop()
    }

    /// Loads the model on the engine's thread and begins to work.
    ///
    /// - Parameters:
    ///   - load: loads the model.
    ///   - draft: loads a smaller one of the same vocabulary that guesses; nil where there is none.
    /// - Throws: what loading throws, ``EngineError/vocabularyMismatch(tokenizerTokens:modelTokens:)``.
    package func start(
        _ load: @Sendable () throws -> any TokenModel,
        draft: @Sendable () throws -> (any TokenModel)? = { nil }
    ) throws {
        let model = try load()
        guard model.vocabularySize >= vocabulary.vocabularySize else {
            throw EngineError.vocabularyMismatch(
                tokenizerTokens: vocabulary.vocabularySize, modelTokens: model.vocabularySize)
        }
        self.model = model
        drafter = try draft().map {
            ModelDrafter(
                $0, slots: settings.limits.slots, chunkTokens: settings.limits.prefillChunkTokens,
                vocabularySize: vocabulary.vocabularySize)
        }
        scratch = SamplerScratch(vocabularySize: vocabulary.vocabularySize)
        openPrefixes(model)
        executor.setWork { [weak self] in self.map(Self.stepOnThread) ?? .sleep }
    }

    /// A step, called from the engine's thread, which is where the actor is isolated to.
    ///
    /// `assumeIsolated` is this cast with a check, and takes two allocations a call. The cast is safe
    /// because the executor runs its work on its own thread only.
    private static let stepOnThread: @Sendable (EngineCore) -> DedicatedThreadExecutor.Next = {
        let step: @Sendable (isolated EngineCore) -> DedicatedThreadExecutor.Next = { $0.step() }
        return unsafeBitCast(
            step, to: (@Sendable (EngineCore) -> DedicatedThreadExecutor.Next).self)
    }()

    /// Takes in a request; its events go to the channel.
    ///
    /// - Throws: ``ModelRequestError/busy(queued:limit:retryAfter:)``,
    ///   ``EngineError/unloaded(model:)``.
    package func submit(_ request: PreparedRequest, to channel: AnswerChannel) throws {
        guard model != nil else { throw EngineError.unloaded(model: settings.name) }
        sweepWaiting()
        let rounds = (scheduler.queuedCount + settings.limits.slots) / settings.limits.slots
        let retryAfter = Duration.seconds(max(1, (answerSeconds * Double(rounds)).rounded(.up)))
        try scheduler.submit(
            nextID, client: request.client.hashValue, prompt: request.prompt,
            adapterKey: request.adapterKey, retryAfter: retryAfter)
        channel.setSeed(request.seed)
        waiting[nextID] = RunningAnswer(
            id: nextID, request: request, channel: channel, vocabulary: vocabulary,
            now: settings.now())
        nextID += 1
    }

    /// Lets go of weights and caches; answers that are not finished end with an error.
    package func unload() {
        let error = EngineError.unloaded(model: settings.name)
        for answer in waiting.values { answer.channel.fail(error) }
        for case let answer? in running { answer.channel.fail(error) }
        waiting = [:]
        running = Array(repeating: nil, count: settings.limits.slots)
        scheduler = Scheduler(limits: settings.limits)
        model = nil
        prefixes = nil
        drafter = nil
        scratch = nil
        work = []
        batch = []
    }

    /// What the engine holds, for tests and status pages.
    package var load: (running: Int, queued: Int) {
        (scheduler.runningCount, scheduler.queuedCount)
    }

    /// A channel whose reader wakes this engine.
    nonisolated package func makeChannel() -> AnswerChannel {
        AnswerChannel { [executor] in executor.wake() }
    }

    /// The time since this call, unaffected by changes of the system's date.
    package static func monotonicTime() -> @Sendable () -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
