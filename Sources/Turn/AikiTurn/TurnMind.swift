public import AikiMind

/// What the loop needs to remember, to have a state and to decide.
public struct TurnMind: Sendable {
    /// Hears emotions in a message.
    public var reader: any EmotionReader
    /// What the state may do.
    public var policies: MindPolicies
    /// What is remembered; nil where nothing is.
    public var memory: (any TurnMemory)?

    /// Describes a mind.
    public init(
        reader: any EmotionReader = LexiconEmotionReader(),
        policies: MindPolicies = MindPolicies(), memory: (any TurnMemory)? = nil
    ) {
        self.reader = reader
        self.policies = policies
        self.memory = memory
    }
}
