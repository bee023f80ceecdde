package import AikiTensor
import Foundation

/// How a model's perplexity on a text is measured.
public struct PerplexityOptions: Sendable, Equatable {
    /// Tokens of a window; the second half of each is scored, the first is what it is told before.
    public var contextTokens = 512
    /// Windows that are read at most; the rest of the text is left out.
    public var windows = PerplexityOptions.windowsMax
    /// Computes the scored tokens one by one, as answers are, and not many at once, as prompts are.
    public var steps = false
    /// Threads that compute.
    public var threads = ProcessInfo.processInfo.activeProcessorCount
    /// The kernels by name, as `avx2`; nil takes the best.
    public var kernels: String?

    /// The fewest tokens of a window.
    static let contextTokensMin = 4
    /// The most windows.
    public static let windowsMax = 1 << 20

    /// The defaults.
    public init() {}

    /// Checks every option against its range.
    ///
    /// - Returns: the kernels to use.
    /// - Throws: ``HouseError/invalidSetting(name:value:place:expected:)``.
    package func validate() throws(HouseError) -> CPUKind {
        var bench = ModelBenchOptions()
        (bench.threads, bench.kernels) = (threads, kernels)
        let kind = try bench.validate()
        try ModelBenchOptions.require(
            "context", contextTokens, Self.contextTokensMin...ModelBenchOptions.tokensMax)
        try ModelBenchOptions.require("windows", windows, 1...Self.windowsMax)
        return kind
    }
}
