import AikiBase
import AikiDialogue
import AikiModel
import AikiTemplate
import AikiTokenizer

/// Checks requests and puts their prompts into tokens, on a thread of its own: a prompt of megabytes
/// holds up neither the shared pool nor the answers that are being written.
actor PromptDesk {
    nonisolated private let executor = DedicatedThreadExecutor(name: "aiki-prompts")
    private let model: String
    private let tokenizer: Tokenizer
    private let renderer: PromptRenderer?
    private let syntax: AnswerSyntax
    private let contextTokens: Int
    private let sampling: SamplingOptions
    private let snapshotScope: PrefixSnapshots.Scope
    private var grammars: GrammarDesk
    private var adapters: AdapterDesk
    private var stablePrefix = StablePrefix()

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(
        model: String, tokenizer: Tokenizer, renderer: PromptRenderer?, contextTokens: Int,
        sampling: SamplingOptions, adapters: AdapterDesk,
        snapshotScope: PrefixSnapshots.Scope = .none
    ) {
        self.model = model
        self.tokenizer = tokenizer
        self.renderer = renderer
        self.contextTokens = contextTokens
        self.sampling = sampling
        self.snapshotScope = snapshotScope
        self.adapters = adapters
        syntax = renderer.map { AnswerSyntax(template: $0.template.source) } ?? .plain
        grammars = GrammarDesk(tokenizer: tokenizer)
    }

    deinit {
        executor.stop()
    }

    /// The tokens of a prompt.
    ///
    /// - Throws: `ModelRequestError` where it has no tokens, is too large, or the template refuses.
    func render(_ prompt: Prompt) throws(ModelRequestError) -> [Int32] {
        let tokens: [Int32]
        switch prompt {
        case .conversation(let conversation):
            guard let renderer else { throw .unsupported(model: model, what: "chat") }
            try check(bytes: Self.bytes(conversation))
            tokens = try renderer.render(conversation).tokens
        case .text(let text):
            try check(bytes: text.utf8.count)
            tokens = tokenizer.encode(text, addSpecial: true, parseSpecial: false)
        case .tokens(let given):
            let size = tokenizer.vocabularySize
            if let stranger = given.first(where: { $0 < 0 || Int($0) >= size }) {
                throw .invalidSetting(
                    name: "prompt",
                    problem: "holds token \(stranger); the model has tokens 0 to \(size - 1)")
            }
            tokens = given
        }
        guard !tokens.isEmpty else {
            throw .invalidSetting(name: "prompt", problem: "has no tokens")
        }
        return tokens
    }

    /// Everything the engine needs of a request, checked.
    func prepare(_ request: GenerationRequest) throws(ModelRequestError) -> PreparedRequest {
        let sampling = request.sampling.completed(by: sampling)
        try sampling.validate(vocabularySize: tokenizer.vocabularySize)
        try request.validate()
        let tokens = try render(request.prompt)
        let output = request.outputTokensMax ?? 1
        guard output <= contextTokens, tokens.count <= contextTokens - output else {
            throw .contextExceeded(
                promptTokens: tokens.count, outputTokens: output, limitTokens: contextTokens)
        }
        var prepared = PreparedRequest(
            prompt: tokens, stableTokens: stableTokens(tokens, of: request.prompt),
            sampling: sampling, seed: sampling.seed ?? UInt64.random(in: 0..<(1 << 53)),
            outputTokensMax: request.outputTokensMax ?? contextTokens,
            stopStrings: request.stopStrings, topLogProbabilities: request.topLogProbabilities)
        prepared.adapters = try adapters.adapters(request.adapters)
        prepared.adapterKey = prepared.adapters?.identity ?? 0
        prepared.client = request.client
        prepared.constraint = try grammars.constraint(for: request.format)
        if case .conversation(let conversation) = request.prompt, prepared.constraint == nil {
            addSyntax(to: &prepared, conversation)
        }
        return prepared
    }

    /// How many of a prompt's first tokens are worth being kept on the disk.
    private func stableTokens(_ tokens: [Int32], of prompt: Prompt) -> Int {
        guard tokens.count >= PrefixSnapshots.tokensMin else { return 0 }
        switch (snapshotScope, prompt) {
        case (.prompt, _): return tokens.count
        case (.system, .conversation(let conversation)):
            return stablePrefix.count(in: tokens, of: conversation) { other in
                try? renderer?.render(other).tokens
            }
        default: return 0
        }
    }

    private static func bytes(_ conversation: Conversation) -> Int {
        var bytes = 0
        for message in conversation.messages {
            bytes += message.text.utf8.count + (message.reasoning?.utf8.count ?? 0)
            for call in message.toolCalls { bytes += call.arguments.encoded().utf8.count }
        }
        for tool in conversation.tools { bytes += tool.parameters.encoded().utf8.count }
        return bytes
    }

    private func check(bytes: Int) throws(ModelRequestError) {
        guard bytes <= EngineLimits.promptBytesMax else {
            throw .invalidSetting(
                name: "prompt",
                problem: "has \(bytes) bytes; \(EngineLimits.promptBytesMax) are allowed")
        }
    }

    /// Tells reasoning and calls from the answer. A constrained answer is neither.
    private func addSyntax(to prepared: inout PreparedRequest, _ conversation: Conversation) {
        prepared.syntax = syntax
        prepared.tools = conversation.tools
        for marker in syntax.markers {
            if let id = tokenizer.id(ofSpelling: marker), tokenizer.kind(of: id) == .control {
                prepared.markers[id] = marker
            }
        }
        guard let opening = syntax.reasoning?.opening else { return }
        let tail = tokenizer.decode(prepared.prompt.suffix(16), skipSpecial: false)
        prepared.startsInReasoning = tail.trimmingSpace().hasSuffix(opening)
    }
}
