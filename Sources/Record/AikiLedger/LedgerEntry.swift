public import AikiBase
public import AikiDialogue
public import Foundation

/// One call of a model: what was asked of whom, why, and what it took. No text of the conversation
/// stands in it, so it can stay when the conversation is forgotten.
public struct LedgerEntry: Sendable, Equatable {
    /// The turn that called; a turn may call more than once.
    public var turn: TurnID
    /// When the call ended.
    public var time: Date
    /// Who asked: `chat`, `ask`, `api` …
    public var door: String
    /// The model that was called; empty where none was chosen.
    public var model: String
    /// Whether the model runs on this machine.
    public var isLocal: Bool
    /// Why this model: the plan as the router gave it.
    public var decision: JSONValue
    /// Tokens and durations.
    public var usage: Usage
    /// From the question to the end of the answer.
    public var total: Duration
    /// The price in millionths of a dollar; 0 for what runs here.
    public var costMicros: Int64
    /// How it ended.
    public var outcome: TurnOutcome
    /// The code of the error that ended it.
    public var errorCode: String?

    /// Describes a call.
    public init(
        turn: TurnID, time: Date, door: String, model: String, isLocal: Bool = true,
        decision: JSONValue = .null, usage: Usage = Usage(), total: Duration = .zero,
        costMicros: Int64 = 0, outcome: TurnOutcome, errorCode: String? = nil
    ) {
        self.turn = turn
        self.time = time
        self.door = door
        self.model = model
        self.isLocal = isLocal
        self.decision = decision
        self.usage = usage
        self.total = total
        self.costMicros = costMicros
        self.outcome = outcome
        self.errorCode = errorCode
    }
}

/// An entry in its place in the chain.
public struct LedgerRecord: Sendable, Equatable {
    /// 1 for the first entry; no number is left out.
    public let sequence: Int64
    /// What was recorded.
    public let entry: LedgerEntry
    /// The hash of the entry before; 32 zero bytes before the first.
    public let previousHash: Data
    /// SHA-256 over the previous hash and this entry.
    public let hash: Data
}
