import AikiModel
import AikiTensor
import Foundation

/// How a model is evaluated.
public struct EvaluationOptions: Sendable, Equatable {
    /// Tokens that are read at once; nil takes the model's context, at most
    /// ``contextTokensUsual``.
    public var contextTokens: Int?
    /// Threads that compute.
    public var threads = ProcessInfo.processInfo.activeProcessorCount
    /// Multiplies by the file's own numbers, with an F32 cache; otherwise as answers are computed.
    public var isExact = false

    /// What is read at once where nobody says.
    public static let contextTokensUsual = 1024
    /// The most tokens that are read at once.
    public static let contextTokensMax = 1 << 20

    /// The defaults.
    public init() {}
}
