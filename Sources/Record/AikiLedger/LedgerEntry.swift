public import AikiBase
public import AikiDialogue
public import Foundation

/// One call of a model: what was asked of whom, why, and what it took; or what a person made of the
/// answer later. No text of the conversation stands in it, so it can stay when the conversation is
/// forgotten.
public struct LedgerEntry: Sendable, Equatable {
    /// What an entry is about; the raw value is what stands in the store.
    public enum Kind: String, Sendable, CaseIterable {
        /// A call of a model.
        case call
        /// A call beside the one that answers, to know how another model would have done.
        case shadow
        /// What became of a turn's answer; ``LedgerEntry/feedback`` says it. It is no call and costs nothing.
        case feedback
    }

    /// What a person made of an answer.
    public enum Feedback: String, Sendable, CaseIterable {
        /// Taken as it is.
        case accepted
        /// Asked for again.
        case regenerated
        /// Changed by hand.
        case edited
        /// Handed to a stronger model.
        case escalated
        /// Liked.
        case liked
        /// Disliked.
        case disliked

        /// Whether the answer was good enough.
        public var isGood: Bool { self == .accepted || self == .liked }
    }

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
    /// What the entry is about.
    public var kind = Kind.call
    /// Who was paid; nil for what runs here.
    public var provider: String?
    /// The price that was counted with, as ``Price/id`` names it.
    public var priceID: String?
    /// Who asked, where several people do.
    public var person: String?
    /// Energy of the work on this machine, in millionths of a joule.
    public var energyMicrojoules: Int64 = 0
    /// How many pieces of each kind were masked before anything left.
    public var redactions: [String: Int] = [:]
    /// What became of the answer, for entries of that kind.
    public var feedback: Feedback?

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

extension LedgerEntry {
    /// Says that the answer was kept from before: nobody was asked, and nothing paid.
    ///
    /// - Parameters:
    ///   - answer: the answer.
    ///   - savedMicros: what asking would have cost; nil where no price is known.
    public mutating func markStored(_ answer: StoredAnswer, savedMicros: Int64?) {
        provider = answer.completion.remote?.provider
        usage = Usage()
        var object = decision.object ?? [:]
        object["cache"] = .string(answer.cache)
        object["saved_tokens"] = .integer(
            Int64(answer.completion.usage.promptTokens + answer.completion.usage.outputTokens))
        object["saved_micros"] = savedMicros.map { .integer($0) }
        decision = .object(object)
    }
}

extension StoredAnswer {
    /// How it was found: `exact` for the very same request, `semantic` for the same question in other
    /// words.
    public var cache: String { completion.turn?["cache"]?.text ?? "exact" }
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

    /// Puts an entry in its place.
    package init(sequence: Int64, entry: LedgerEntry, previousHash: Data, hash: Data) {
        self.sequence = sequence
        self.entry = entry
        self.previousHash = previousHash
        self.hash = hash
    }
}
