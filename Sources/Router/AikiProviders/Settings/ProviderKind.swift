/// The kinds of providers, by the protocol that they speak.
public enum ProviderKind: String, Sendable, CaseIterable {
    /// OpenAI's chat completions.
    case openAI = "openai"
    /// OpenAI's responses.
    case openAIResponses = "openai-responses"
    /// OpenRouter.
    case openRouter = "openrouter"
    /// Any server that speaks OpenAI's chat completions: vLLM, llama-server, LM Studio, Ollama …
    case compatible = "openai-compatible"
    /// Anthropic.
    case anthropic
    /// Gemini.
    case gemini

    /// Where the provider is; nil where everybody has their own.
    public var address: String? {
        switch self {
        case .openAI, .openAIResponses: "https://api.openai.com/v1"
        case .openRouter: "https://openrouter.ai/api/v1"
        case .compatible: nil
        case .anthropic: "https://api.anthropic.com/v1"
        case .gemini: "https://generativelanguage.googleapis.com/v1beta"
        }
    }

    /// The environment variable that usually holds a key.
    public var keyVariable: String? {
        switch self {
        case .openAI, .openAIResponses: "OPENAI_API_KEY"
        case .openRouter: "OPENROUTER_API_KEY"
        case .compatible: nil
        case .anthropic: "ANTHROPIC_API_KEY"
        case .gemini: "GEMINI_API_KEY"
        }
    }

    /// The protocol.
    func format(provider: String) -> any WireFormat {
        switch self {
        case .openAI: ChatFormat(provider: provider, dialect: .openAI)
        case .openAIResponses: ResponsesFormat(provider: provider)
        case .openRouter: ChatFormat(provider: provider, dialect: .openRouter)
        case .compatible: ChatFormat(provider: provider, dialect: .compatible)
        case .anthropic: AnthropicFormat(provider: provider)
        case .gemini: GeminiFormat(provider: provider)
        }
    }
}
