public import AikiBase
import AikiCheckpoint
public import AikiDialogue
import AikiModel
package import AikiTokenizer

/// A language model that runs on this machine.
///
///     let model = try await NativeLanguageModel.load(
///         path: "model.gguf", name: "tiny", configuration: EngineConfiguration(), progress: nil)
///     for try await event in model.generate(GenerationRequest(prompt: .text("Once upon a time"))) {
///         if case .delta(let delta) = event { show(delta.text) }
///     }
///
/// Several requests are answered at once, a token of each in every step; further ones wait in a queue
/// of bounded length, in the order they came. What a conversation has in common with an earlier one
/// is not computed again (`Usage.cachedTokens`): what a slot's cache holds is kept when another
/// request takes the slot, and beginnings that come again are kept on the disk where loading is told
/// a folder for them (``PrefixSnapshots``). Computing runs on threads of the engine's own.
///
/// A reader who is behind by 64 events stops its own answer until it has caught up by half; if it
/// stays behind while others wait, its answer fails with ``EngineError/readerStalled(waited:)``.
public final class NativeLanguageModel: LanguageModel {
    /// What it is and what it can do.
    public let profile: ModelProfile
    /// Bytes of memory that it may come to take: its weights, the caches of all slots when full, and
    /// what is kept of earlier texts.
    public let memoryBytes: Int
    /// Text to tokens and back.
    package let tokenizer: Tokenizer
    /// The engine that writes.
    package let core: EngineCore
    private let desk: PromptDesk

    private init(
        profile: ModelProfile, tokenizer: Tokenizer, core: EngineCore, desk: PromptDesk,
        memoryBytes: Int
    ) {
        self.memoryBytes = memoryBytes
        self.profile = profile
        self.tokenizer = tokenizer
        self.core = core
        self.desk = desk
    }

    /// Loads a GGUF file.
    ///
    /// - Parameters:
    ///   - path: the file, or the first of its parts.
    ///   - name: what the model is asked by.
    ///   - configuration: how it is run.
    ///   - snapshots: where states of beginnings are kept from one process to the next; nil keeps
    ///     none.
    ///   - adapters: finds the adapters that requests name; nil knows none.
    ///   - progress: told of each stage.
    /// - Returns: the model, ready to write.
    /// - Throws: what is wrong with file or settings, as an `AikiError`.
    public static func load(
        path: String, name: String, configuration: EngineConfiguration,
        snapshots: PrefixSnapshots? = nil, adapters: AdapterFinder? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> NativeLanguageModel {
        let changed = SnapshotIdentity.changed(path)
        let loaded = try await ThreadWork.run(named: "aiki-load") {
            try LoadedModel(path: path, configuration: configuration, progress: progress)
        }
        let model = loaded.model
        guard !model.configuration.isEmbedder else {
            throw ModelRequestError.unsupported(model: name, what: "write text")
        }
        let contextTokens = try configuration.contextTokens(for: model.configuration)
        let slots = configuration.concurrentRequestsMax
        let settings = EngineCore.Settings(
            name: name,
            limits: Scheduler.Limits(
                slots: slots, queuedRequestsMax: configuration.queuedRequestsMax,
                prefillChunkTokens: configuration.prefillChunkTokens,
                slotTokensMax: contextTokens),
            readerStallMax: configuration.readerStallMax,
            draftTokensMax: configuration.draftTokensMax,
            prefixes: prefixSettings(
                changed: changed, fileBytes: loaded.file.byteCount, configuration, snapshots))
        let draft = try await loadDraft(for: loaded, name, configuration)
        let core = EngineCore(settings: settings, vocabulary: loaded.tokenizer)
        try await core.start {
            try NativeTokenModel(
                model, slots: slots, contextTokens: contextTokens, configuration: configuration,
                batchTokensMax: configuration.batchTokensMax)
        } draft: {
            try draft.map {
                try NativeTokenModel(
                    $0, slots: slots, contextTokens: contextTokens, configuration: configuration,
                    batchTokensMax: ModelDrafter.batchTokensMax(
                        slots: slots, chunkTokens: configuration.prefillChunkTokens))
            }
        }
        let renderer = loaded.template.map {
            PromptRenderer(
                template: $0, tokenizer: loaded.tokenizer,
                spellings: ControlSpellings(loaded.tokenizer), model: name,
                clock: SystemWallClock())
        }
        let profile = ModelProfile(
            name: name, architecture: model.configuration.architecture,
            contextTokensMax: contextTokens, parameterCount: model.configuration.parameterCount,
            weightBytes: loaded.file.byteCount, isLocal: true, canChat: renderer != nil)
        let desk = PromptDesk(
            model: name, tokenizer: loaded.tokenizer, renderer: renderer,
            contextTokens: contextTokens, sampling: loaded.sampling,
            adapters: AdapterDesk(model: model, find: adapters),
            snapshotScope: snapshots?.scope ?? .none)
        return NativeLanguageModel(
            profile: profile, tokenizer: loaded.tokenizer, core: core, desk: desk,
            memoryBytes: loaded.file.byteCount + model.bytesBesideFile
                + configuration.prefixBytesMax
                + configuration.cacheBytes(for: model.configuration, contextTokens: contextTokens))
    }

    private static func prefixSettings(
        changed: Int, fileBytes: Int, _ configuration: EngineConfiguration,
        _ snapshots: PrefixSnapshots?
    ) -> PrefixSettings {
        let version = snapshots?.modelVersion ?? ""
        let (kernels, precision) = (configuration.kernels, configuration.precision)
        return PrefixSettings(bytesMax: configuration.prefixBytesMax, snapshots: snapshots) {
            SnapshotIdentity.text(
                changed: changed, fileBytes: fileBytes, version: version, state: $0,
                kernels: kernels, precision: precision)
        }
    }

    /// The smaller model that guesses; nil where there is to be none.
    private static func loadDraft(
        for loaded: LoadedModel, _ name: String, _ configuration: EngineConfiguration
    ) async throws -> Model? {
        guard let path = configuration.draftPath, configuration.draftTokensMax > 0 else {
            return nil
        }
        let draft = try await ThreadWork.run(named: "aiki-load") {
            try LoadedModel(
                path: path, configuration: configuration, compute: loaded.model.compute,
                progress: nil)
        }
        guard !draft.model.configuration.isEmbedder else {
            throw ModelRequestError.unsupported(model: path, what: "write text")
        }
        if let token = DraftVocabulary.firstDifference(loaded.tokenizer, draft.tokenizer) {
            throw EngineError.draftVocabularyDiffers(model: name, draft: path, token: token)
        }
        return draft.model
    }

    /// Writes an answer.
    ///
    /// Nothing happens before the stream is first read. Where the reading task is cancelled while it
    /// waits for an event, the last one is ``GenerationEvent/finished(_:)`` with the reason
    /// `cancelled`; cancelled between two events, the stream just ends, as `AsyncThrowingStream` has
    /// it. Either way the model stops before its next token.
    ///
    /// The stream throws a `ModelRequestError` for what is wrong with the request, before anything is
    /// computed, and an ``EngineError`` for what goes wrong later.
    public func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let reader = AnswerReader(model: self, request: request, channel: core.makeChannel())
        return AsyncThrowingStream { try await reader.next() }
    }

    /// How many tokens a prompt fills, template and all.
    ///
    /// - Throws: `ModelRequestError` where the template refuses the conversation.
    public func countTokens(_ prompt: Prompt) async throws -> Int {
        try await desk.render(prompt).count
    }

    /// The tokens of a prompt, as the model reads them.
    package func tokens(_ prompt: Prompt) async throws -> [Int32] {
        try await desk.render(prompt)
    }

    /// Lets go of weights and caches; answers that are not finished end with an error, and so do
    /// later requests.
    public func unload() async {
        await core.unload()
    }

    /// Hands a request to the engine.
    func begin(_ request: GenerationRequest, _ channel: AnswerChannel) async throws {
        let prepared = try await desk.prepare(request)
        try await core.submit(prepared, to: channel)
    }
}
