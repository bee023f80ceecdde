/// What Mind settled about a message or a trigger, and why.
public struct Decision: Sendable, Equatable {
    /// What is done.
    public enum Action: String, Sendable, CaseIterable {
        /// Say something.
        case act
        /// Ask something back.
        case ask
        /// Leave it for a better time.
        case `defer`
        /// Say nothing.
        case staySilent = "stay-silent"
    }

    /// Another action that was weighed.
    public struct Alternative: Sendable, Equatable {
        /// The action.
        public var action: Action
        /// Why it was not taken.
        public var reason: String

        /// Describes an action that was not taken.
        public init(_ action: Action, _ reason: String) {
            self.action = action
            self.reason = reason
        }
    }

    /// What is done.
    public var action: Action
    /// What the words are to achieve.
    public var intention: Intention
    /// How soon, 0 … 1.
    public var urgency: Double
    /// How hard it is, 0 … 1; the Router goes by it.
    public var complexity: Double
    /// What speaks for it, the weightiest first.
    public var reasons: [String]
    /// The messages it stands on.
    public var memories: [Int64]
    /// What the state does to the answer.
    public var effects: MindEffects
    /// The other actions, and why not.
    public var alternatives: [Alternative]
}
