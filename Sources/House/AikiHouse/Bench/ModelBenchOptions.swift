package import AikiTensor
import Foundation

/// What a bench measures, and how.
public struct ModelBenchOptions: Sendable, Equatable {
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
    public var chunkTokens = 256
    /// Whether loading and the first token are timed, once without the file in memory.
    public var measuresStart = true

    /// The most tokens of any length.
    package static let tokensMax = 1 << 20
    /// The most repetitions.
    package static let repetitionsMax = 1000
    /// The most lengths or depths.
    package static let lengthsMax = 64

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
        guard let kernels else { return .best }
        guard let kind = CPUKind(rawValue: kernels), CPUKind.detected.contains(kind) else {
            let known = CPUKind.detected.map(\.rawValue).joined(separator: ", ")
            throw .invalidSetting(
                name: "kernels", value: "'\(kernels)'", place: "The bench",
                expected: "what this machine runs: \(known)")
        }
        return kind
    }

    private static func require(
        _ name: String, _ value: Int, _ range: ClosedRange<Int>
    ) throws(HouseError) {
        guard range.contains(value) else {
            throw .invalidSetting(
                name: name, value: "\(value)", place: "The bench",
                expected: "from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
