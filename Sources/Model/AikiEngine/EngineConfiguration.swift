public import AikiModel
public import AikiTensor
import Foundation

/// How a model is run.
public struct EngineConfiguration: Sendable, Equatable {
    /// Threads that compute; as many as the machine has cores by default.
    public var threads = ProcessInfo.processInfo.activeProcessorCount
    /// Tokens of prompt and answer together, for each request; nil takes the model's own context, or
    /// what ``cacheBytesMax`` allows where that is less.
    public var contextTokens: Int?
    /// Requests that are answered at once; each has a cache of its own.
    public var concurrentRequestsMax = 4
    /// Requests that may wait for their turn.
    public var queuedRequestsMax = 32
    /// How keys and values are stored.
    public var cacheType = CacheType.f16
    /// Bytes that the caches of all requests may have together. Memory is taken as it is written.
    public var cacheBytesMax = 4 << 30
    /// Bytes of computed states that are kept in memory for texts whose slot another request took; 0
    /// keeps none.
    public var prefixBytesMax = 512 << 20
    /// Prompt tokens that are computed in one step.
    public var prefillChunkTokens = 512
    /// The most tokens of an answer that are guessed and then checked in one pass; 0 guesses none.
    /// Guesses never change an answer, and are made only while they pay.
    public var draftTokensMax = 15
    /// A smaller model of the same vocabulary that guesses too: the path of its GGUF file.
    public var draftPath: String?
    /// How long the reader of an answer may be behind while others wait.
    public var readerStallMax = Duration.seconds(30)
    /// The kernels that compute.
    public var kernels = CPUKind.best
    /// How exactly weights that are not f32 are multiplied.
    public var precision = Precision.fast

    /// A context that is less than this is refused rather than chosen: no conversation fits it.
    static let contextTokensMin = 64

    /// The defaults.
    public init() {}

    /// Checks every setting against its range.
    func validate() throws(EngineError) {
        try Self.require("threads", threads, 1...WorkerPool.threadsMax)
        try Self.require("concurrentRequestsMax", concurrentRequestsMax, 1...256)
        try Self.require("queuedRequestsMax", queuedRequestsMax, 0...65_536)
        try Self.require("prefillChunkTokens", prefillChunkTokens, 1...8192)
        try Self.require("draftTokensMax", draftTokensMax, 0...EngineLimits.draftTokensMax)
        try Self.require("cacheBytesMax", cacheBytesMax, 1...(1 << 50))
        try Self.require("prefixBytesMax", prefixBytesMax, 0...(1 << 50))
        if let contextTokens { try Self.require("contextTokens", contextTokens, 1...(1 << 30)) }
    }

    /// The most tokens in one pass: a piece of the prompts, a token of each answer, the guesses.
    var batchTokensMax: Int {
        let guesses = draftTokensMax == 0 ? 0 : EngineCore.stepDraftsMax
        return prefillChunkTokens + concurrentRequestsMax + guesses
    }

    private static func require(
        _ name: String, _ value: Int, _ range: ClosedRange<Int>
    ) throws(EngineError) {
        guard range.contains(value) else {
            throw .configurationInvalid(
                name: name, value: value,
                problem: "must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    /// The tokens that each request's cache is made for.
    ///
    /// - Throws: ``EngineError/cacheTooLarge(contextTokens:slots:bytesNeeded:bytesMax:)`` where the
    ///   context that was asked for, or the least that is of use, does not fit.
    func contextTokens(for model: ModelConfiguration) throws(EngineError) -> Int {
        let tokenBytes = tokenBytes(model)
        let affordable = cacheBytesMax / concurrentRequestsMax / tokenBytes
        let wanted = contextTokens ?? min(model.contextTokensMax, affordable)
        let least = contextTokens ?? min(Self.contextTokensMin, model.contextTokensMax)
        let tokens = min(max(wanted, least), model.contextTokensMax)
        guard tokens <= affordable else {
            throw .cacheTooLarge(
                contextTokens: tokens, slots: concurrentRequestsMax,
                bytesNeeded: tokens * concurrentRequestsMax * tokenBytes, bytesMax: cacheBytesMax)
        }
        return tokens
    }
    /// Bytes of the caches of all slots when they are full.
    func cacheBytes(for model: ModelConfiguration, contextTokens: Int) -> Int {
        contextTokens * concurrentRequestsMax * tokenBytes(model)
    }

    /// Bytes that a token takes in a cache.
    private func tokenBytes(_ model: ModelConfiguration) -> Int {
        let row = [model.keyWidth, model.valueWidth].map {
            cacheType.tensorType.byteCount(elements: $0 * model.keyValueHeadCount) ?? 0
        }
        return max(1, row.reduce(0, +) * model.layerCount)
    }
}
