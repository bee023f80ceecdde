import AikiEngine
package import AikiTensor
import Foundation

/// What a bench measures, and how.
public struct ModelBenchOptions: Sendable, Equatable {
    /// A part of a bench.
    public enum Part: String, Sendable, CaseIterable {
        /// Loading and the first token, once without the file in memory.
        case start
        /// Prompts.
        case prefill
        /// Token after token.
        case decode
        /// Token after token of several sequences at once.
        case parallel
        /// Vectors of texts, of models that make them.
        case embedding
        /// How fast memory is read; measured beside every decoding in any case.
        case memory
    }

    /// What is measured, of what the model can do.
    public var parts = Set(Part.allCases)
    /// Lengths of the prompts whose computing is timed, in tokens.
    public var prefillTokens = [128, 512, 2048, 8192]
    /// Tokens in the cache before decoding is timed.
    public var decodeDepths = [0, 2048, 8192]
    /// Tokens decoded in each repetition.
    public var decodeTokens = 64
    /// How often each measurement is repeated.
    public var repetitions = 3
    /// Threads that compute.
    public var threads = ProcessInfo.processInfo.activeProcessorCount
    /// The kernels by name, as `avx2`; nil takes the best.
    public var kernels: String?
    /// Prompt tokens computed in one pass.
    public var chunkTokens = EngineConfiguration().prefillChunkTokens
    /// Numbers of sequences that are decoded at once.
    public var parallelSequences: [Int] = []
    /// Numbers of texts that become vectors in one call.
    public var embeddingTexts = [1, 32]
    /// Tokens of each of these texts.
    public var embeddingTokens = 22

    /// The most tokens of any length.
    package static let tokensMax = 1 << 20
    /// The most repetitions.
    package static let repetitionsMax = 1000
    /// The most lengths or depths.
    package static let lengthsMax = 64
    /// The most sequences or texts at once.
    package static let sequencesMax = 256

    /// The defaults.
    public init() {}

    /// Checks every option against its range.
    ///
    /// - Returns: the kernels to use.
    /// - Throws: ``HouseError/invalidSetting(name:value:place:expected:)``.
    package func validate() throws(HouseError) -> CPUKind {
        for tokens in prefillTokens { try Self.require("prefill", tokens, 1...Self.tokensMax) }
        for depth in decodeDepths { try Self.require("depth", depth, 0...Self.tokensMax) }
        try Self.require("prefill lengths", prefillTokens.count, 0...Self.lengthsMax)
        try Self.require("depths", decodeDepths.count, 0...Self.lengthsMax)
        try Self.require("tokens", decodeTokens, 1...Self.tokensMax)
        try Self.require("repetitions", repetitions, 1...Self.repetitionsMax)
        try Self.require("threads", threads, 1...WorkerPool.threadsMax)
        try Self.require("chunk", chunkTokens, 1...8192)
        try Self.require("parallel numbers", parallelSequences.count, 0...Self.lengthsMax)
        try Self.require("texts numbers", embeddingTexts.count, 0...Self.lengthsMax)
        for count in parallelSequences {
            try Self.require("parallel", count, 1...Self.sequencesMax)
        }
        for count in embeddingTexts { try Self.require("texts", count, 1...Self.sequencesMax) }
        try Self.require("text tokens", embeddingTokens, 1...Self.tokensMax)
        guard let kernels else { return .best }
        guard let kind = CPUKind(rawValue: kernels), CPUKind.detected.contains(kind) else {
            let known = CPUKind.detected.map(\.rawValue).joined(separator: ", ")
            throw .invalidSetting(
                name: "kernels", value: "'\(kernels)'", place: "The measurement",
                expected: "what this machine runs: \(known)")
        }
        return kind
    }

    static func require(
        _ name: String, _ value: Int, _ range: ClosedRange<Int>
    ) throws(HouseError) {
        guard range.contains(value) else {
            throw .invalidSetting(
                name: name, value: "\(value)", place: "The measurement",
                expected: "from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
