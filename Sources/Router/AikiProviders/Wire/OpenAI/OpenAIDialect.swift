/// Where servers that speak OpenAI's chat completions differ from each other.
package enum OpenAIDialect: String, Sendable {
    /// OpenAI itself.
    case openAI
    /// OpenRouter: one form of reasoning for all models, and the cost with the usage.
    case openRouter
    /// vLLM, llama-server, LM Studio, Ollama and others: the older names, and sampling beyond
    /// OpenAI's.
    case compatible
}
