public import AikiDialogue
import Crypto
import Foundation

/// What a provider takes for a model's tokens from a day on.
///
/// Prices are in millionths of a dollar for a million tokens, so $0.15 a million is 150,000: whole
/// numbers throughout, and the sum of a bill is the sum of its calls.
public struct Price: Sendable, Equatable {
    /// Who is paid: `openai`, `openrouter` …
    public var provider: String
    /// The model as that provider calls it.
    public var model: String
    /// The day from which it holds, `2026-07-24`.
    public var day: String
    /// Tokens of the prompt that no cache holds.
    public var prompt: Int64
    /// Tokens of the prompt that are read from a cache; nil where they cost the same.
    public var cached: Int64?
    /// Tokens of the prompt that are written to a cache; nil where they cost the same.
    public var cacheWrite: Int64?
    /// Tokens of the answer, thinking among them.
    public var output: Int64
    /// The most tokens of prompt and answer, where known.
    public var contextTokens: Int?

    /// Makes a price.
    public init(
        provider: String, model: String, day: String, prompt: Int64, cached: Int64? = nil,
        cacheWrite: Int64? = nil, output: Int64, contextTokens: Int? = nil
    ) {
        self.provider = provider
        self.model = model
        self.day = day
        self.prompt = prompt
        self.cached = cached
        self.cacheWrite = cacheWrite
        self.output = output
        self.contextTokens = contextTokens
    }

    /// Names this very price for ever: provider, model, day, and a hash of the numbers.
    public var id: String {
        let numbers = [prompt, cached ?? -1, cacheWrite ?? -1, output].map(String.init)
        let digest = SHA256.hash(data: Data(numbers.joined(separator: " ").utf8))
        let hash = digest.prefix(4).map { String(format: "%02x", $0) }.joined()
        return "\(provider)/\(model)@\(day)#\(hash)"
    }

    /// What a call cost, in millionths of a dollar, rounded up.
    ///
    /// Tokens of thinking are among those of the answer; cached and written ones among those of the prompt.
    public func cost(_ usage: Usage) -> Int64 {
        let read = min(max(0, usage.cachedTokens), max(0, usage.promptTokens))
        let written = min(max(0, usage.cacheWriteTokens), max(0, usage.promptTokens) - read)
        let plain = max(0, usage.promptTokens) - read - written
        let parts: [(Int, Int64)] = [
            (plain, prompt), (read, cached ?? prompt), (written, cacheWrite ?? prompt),
            (max(0, usage.outputTokens), output),
        ]
        return Self.sum(parts)
    }

    /// The most that a call can cost: nothing cached, all of the answer written.
    ///
    /// - Parameters:
    ///   - promptTokens: tokens of the prompt, at most; its bytes are an upper bound for any tokenizer
    ///     that spells bytes.
    ///   - outputTokens: tokens of the answer, at most.
    /// - Returns: millionths of a dollar.
    public func costMost(promptTokens: Int, outputTokens: Int) -> Int64 {
        let dearest = max(prompt, max(cached ?? 0, cacheWrite ?? 0))
        return Self.sum([(max(0, promptTokens), dearest), (max(0, outputTokens), output)])
    }

    private static func sum(_ parts: [(Int, Int64)]) -> Int64 {
        // In 128 bits: a billion tokens at a thousand dollars a million overflow 64 in between.
        let total = parts.reduce(Int128(0)) { $0 + Int128($1.0) * Int128(max(0, $1.1)) }
        let micros = (total + 999_999) / 1_000_000
        return micros > Int128(Int64.max) ? .max : Int64(micros)
    }
}
