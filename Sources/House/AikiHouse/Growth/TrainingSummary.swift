public import AikiBase
public import Foundation

/// What a run of training did.
public struct TrainingSummary: Sendable {
    /// The run's folder.
    public let folder: URL
    /// The model or adapter it made; nil where it was stopped before its end.
    public let product: String?
    /// Steps done, and steps of the run.
    public let steps: (done: Int, all: Int)
    /// The mean of −ln p over the last tenth of the steps.
    public let loss: Double
    /// The last one on held-out text.
    public let validationLoss: Double?
    /// Tokens a second.
    public let tokensPerSecond: Double
    /// The most memory that the process has had.
    public let peakBytes: Int
    /// The curves, for a terminal.
    public let curve: String
    /// What a person should know of the data.
    public let notes: [String]

    /// For machines.
    public var json: JSONValue {
        [
            "folder": .string(folder.path), "product": product.map { .string($0) } ?? .null,
            "stepsDone": .integer(Int64(steps.done)), "steps": .integer(Int64(steps.all)),
            "loss": .number(loss),
            "validationLoss": validationLoss.map { .number($0) } ?? .null,
            "tokensPerSecond": .number(tokensPerSecond),
            "peakBytes": .integer(Int64(peakBytes)),
            "notes": .array(notes.map { .string($0) }),
        ]
    }
}
