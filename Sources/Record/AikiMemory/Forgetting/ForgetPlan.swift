public import AikiDialogue
public import Foundation

/// What a selection would forget, before anything is.
public struct ForgetPlan: Sendable, Equatable {
    /// One of the messages.
    public struct Sample: Sendable, Equatable {
        /// Its number.
        public let message: Int64
        /// The conversation's title.
        public let title: String
        /// Who said it.
        public let role: Role
        /// The speaker, where named.
        public let speaker: String?
        /// When.
        public let time: Date
        /// How it begins.
        public let beginning: String
    }

    /// All messages, in their order.
    public let messages: [Int64]
    /// How many of them fulfil the conditions themselves.
    public let foundCount: Int
    /// How many say the same words elsewhere, or stand in one exchange with a message that goes.
    public var addedCount: Int { messages.count - foundCount }
    /// Turns of which nothing is left.
    public let turnCount: Int
    /// Conversations of which nothing is left.
    public let conversationCount: Int
    /// The first of them.
    public let samples: [Sample]
}
