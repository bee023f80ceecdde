public import AikiBase
import Foundation

/// How well a model foretells a text; `docs/SEMANTIC_DEPTH.md` has the definitions.
public struct TextReport: Sendable, Equatable {
    /// What the model is called.
    public let model: String
    /// Tokens that were read at once.
    public let contextTokens: Int
    /// Bytes of the text that were scored.
    public let byteCount: Int
    /// Tokens that were scored.
    public let tokenCount: Int
    /// Bytes of the text behind those, left out because a limit was set.
    public let bytesLeftOut: Int
    /// −log2 p of all scored tokens together.
    public let bits: Double
    /// The standard error of ``bitsPerByte``, tokens taken as independent.
    public let bitsPerByteError: Double
    /// −Σ p log2 p over the frequencies of the scored bytes: what a byte costs whoever knows these
    /// alone.
    public let byteEntropy: Double

    /// What a byte of the text costs: comparable whatever the tokenizer.
    public var bitsPerByte: Double { bits / Double(byteCount) }
    /// As if the model chose among so many tokens each time; not comparable between tokenizers.
    public var perplexity: Double { exp2(bits / Double(tokenCount)) }
    /// Bytes that a token stands for.
    public var bytesPerToken: Double { Double(byteCount) / Double(tokenCount) }
    /// Bits that the model knows of a token beyond the frequencies of bytes.
    public var predictiveDepth: Double { (byteEntropy - bitsPerByte) * bytesPerToken }

    /// For programs.
    public var json: JSONValue {
        [
            "model": .string(model), "context_tokens": .integer(Int64(contextTokens)),
            "bytes": .integer(Int64(byteCount)), "tokens": .integer(Int64(tokenCount)),
            "bytes_left_out": .integer(Int64(bytesLeftOut)), "bits": .number(bits),
            "bits_per_byte": .number(bitsPerByte), "bits_per_byte_error": .number(bitsPerByteError),
            "perplexity": .number(perplexity), "byte_entropy": .number(byteEntropy),
            "bytes_per_token": .number(bytesPerToken),
            "predictive_depth": .number(predictiveDepth),
        ]
    }
}
