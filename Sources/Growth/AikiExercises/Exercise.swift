public import AikiBase
public import AikiDialogue

/// A conversation to learn from, or to be tested with: its last message is the right answer.
public struct Exercise: Sendable, Equatable {
    /// What the last answer takes.
    public enum Kind: String, Sendable, CaseIterable {
        /// Saying what a memory in the prompt holds.
        case memory
        /// Saying what the user told earlier in the conversation.
        case history
        /// Confirming or correcting what the user believes.
        case confirmation
        /// Saying that what is asked is not known.
        case unknown
        /// Saying that something about the world is not known.
        case world
        /// Saying who it is.
        case identity
        /// A greeting, thanks, a farewell, small talk.
        case smallTalk = "small-talk"
        /// Taking note of a fact.
        case telling
        /// Taking note of something to do.
        case reminder
        /// Saying the same in another way.
        case rewriting
        /// Naming the kind of a request, or the feeling in it.
        case classification
        /// Sums, differences and products of small numbers.
        case arithmetic
        /// Saying something again, word for word.
        case copying
    }

    /// Its name, unique within its split and seed.
    public var id: String
    /// What the last answer takes.
    public var kind: Kind
    /// Whether the last question is worded in a way that training never uses.
    public var isUnfamiliar: Bool
    /// The whole conversation, instructions first, the right answer last.
    public var messages: [Message]
    /// What another answer must hold to count as right.
    public var expectation: ExpectedAnswer

    /// Makes an exercise.
    public init(
        id: String, kind: Kind, isUnfamiliar: Bool = false, messages: [Message],
        expectation: ExpectedAnswer
    ) {
        self.id = id
        self.kind = kind
        self.isUnfamiliar = isUnfamiliar
        self.messages = messages
        self.expectation = expectation
    }

    /// The conversation up to the last question.
    public var prompt: [Message] { Array(messages.dropLast()) }

    /// The exercise as a line of a JSONL file: `id`, `kind`, `unfamiliar`, `messages`, `expect`.
    public var json: JSONValue {
        [
            "id": .string(id), "kind": .string(kind.rawValue), "unfamiliar": .bool(isUnfamiliar),
            "messages": .array(
                messages.map {
                    ["role": .string($0.role.rawValue), "content": .string($0.text)]
                }),
            "expect": expectation.json,
        ]
    }
}
