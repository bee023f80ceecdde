public import AikiBase

/// What the write gate did with a turn.
public struct WriteReport: Sendable, Equatable {
    /// What it did with one thing that was said.
    public struct Decision: Sendable, Equatable {
        /// What was understood.
        public let statement: FactStatement
        /// Why it was kept or left out.
        public let reason: GateReason
        /// Where it was said.
        public let source: FactSource
        /// What understood it.
        public let rule: String
        /// The fact that it became, that it repeats or that it ends.
        public let fact: Int64?
    }

    /// The turn.
    public let turn: TurnID
    /// Every decision, in the order of the words.
    public var decisions: [Decision] = []

    /// The numbers of the facts that were born.
    public var facts: [Int64] {
        decisions.filter { $0.reason == .kept }.compactMap(\.fact)
    }

    /// A turn of which nothing was read yet.
    public init(turn: TurnID) {
        self.turn = turn
    }
}
