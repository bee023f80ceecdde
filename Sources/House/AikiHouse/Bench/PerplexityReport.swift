public import AikiBase
import Foundation

/// How well a model foretells a text.
public struct PerplexityReport: Sendable, Equatable {
    /// What the model is called.
    public let model: String
    /// Tokens of the whole text.
    public let textTokens: Int
    /// Windows that were read.
    public let windows: Int
    /// Tokens that were scored.
    public let scoredTokens: Int
    /// The mean of -ln p of the scored tokens, p being the probability of the right one.
    public let meanLoss: Double
    /// The standard error of that mean, tokens taken as independent.
    public let lossError: Double

    /// exp of the mean loss: as if the model chose among so many tokens each time.
    public var perplexity: Double { exp(meanLoss) }

    /// For programs.
    public var json: JSONValue {
        [
            "model": .string(model), "text_tokens": .integer(Int64(textTokens)),
            "windows": .integer(Int64(windows)), "scored_tokens": .integer(Int64(scoredTokens)),
            "mean_loss": .number(meanLoss), "loss_error": .number(lossError),
            "perplexity": .number(perplexity),
        ]
    }
}
