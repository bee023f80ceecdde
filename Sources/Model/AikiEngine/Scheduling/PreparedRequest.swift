package import AikiDialogue
package import AikiModel

/// A request with everything checked and put into tokens, ready for the engine's thread.
package struct PreparedRequest: Sendable {
    /// The prompt, at least one token.
    package var prompt: [Int32]
    /// How many of the first tokens other requests are likely to begin with as well; 0 where nobody
    /// knows.
    package var stableTokens: Int
    /// What besides its tokens the prompt's state depends on, such as adapters; 0 for nothing.
    package var adapterKey: UInt64
    /// What is added to the model while it writes.
    package var adapters: AdapterSet?
    /// Who asks; nil is everyone without a name.
    package var client: String?
    /// How tokens are chosen; validated.
    package var sampling: SamplingOptions
    /// The seed of the draw.
    package var seed: UInt64
    /// The most tokens of the answer.
    package var outputTokensMax: Int
    /// Texts that end the answer.
    package var stopStrings: [String]
    /// How many alternatives to report for each token; nil reports none and no probabilities.
    package var topLogProbabilities: Int?
    /// The form the answer must have; nil leaves it free.
    package var constraint: (any TokenConstraint)?
    /// What of the output is reasoning and what calls tools.
    package var syntax: AnswerSyntax
    /// The tools that may be called.
    package var tools: [ToolDefinition]
    /// Whether the prompt ends inside the reasoning.
    package var startsInReasoning: Bool
    /// Control tokens that mark reasoning or calls, with the text the parser knows them by.
    package var markers: [Int32: String]

    /// Describes a request of plain text.
    package init(
        prompt: [Int32], stableTokens: Int = 0, adapterKey: UInt64 = 0,
        sampling: SamplingOptions = .greedy, seed: UInt64 = 0,
        outputTokensMax: Int, stopStrings: [String] = [], topLogProbabilities: Int? = nil,
        constraint: (any TokenConstraint)? = nil, syntax: AnswerSyntax = .plain,
        tools: [ToolDefinition] = [], startsInReasoning: Bool = false,
        markers: [Int32: String] = [:]
    ) {
        self.prompt = prompt
        self.stableTokens = stableTokens
        self.adapterKey = adapterKey
        self.sampling = sampling
        self.seed = seed
        self.outputTokensMax = outputTokensMax
        self.stopStrings = stopStrings
        self.topLogProbabilities = topLogProbabilities
        self.constraint = constraint
        self.syntax = syntax
        self.tools = tools
        self.startsInReasoning = startsInReasoning
        self.markers = markers
    }
}
