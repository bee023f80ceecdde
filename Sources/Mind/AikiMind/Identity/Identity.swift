/// Who Aiki is, whichever model speaks: read from `identity.toml`.
public struct Identity: Sendable, Equatable {
    /// The most bytes of the file.
    public static let bytesMax = 64 << 10

    /// What it is called.
    public var name: String
    /// What it is like.
    public var traits: [String]
    /// What matters to it.
    public var values: [String]
    /// How it sounds.
    public var voice: String
    /// The language it answers in; empty follows whoever asks.
    public var language: String
    /// What it never does.
    public var never: [String]
    /// Who it knows and what they are to it, in the file's order of names.
    public var relationships: [Relationship]
    /// What it has learned of itself, apart from what a person wrote of it, oldest first.
    public var learned: [LearnedTrait]
    /// What must hold of it, whichever model speaks; nil where nobody said, and
    /// ``IdentityContract/standard`` holds.
    public var contract: IdentityContract?

    /// Someone it knows.
    public struct Relationship: Sendable, Equatable {
        /// Who.
        public var name: String
        /// What they are to it.
        public var description: String

        /// Describes someone.
        public init(name: String, description: String) {
            self.name = name
            self.description = description
        }
    }

    /// Describes an identity.
    public init(
        name: String, traits: [String] = [], values: [String] = [], voice: String = "",
        language: String = "", never: [String] = [], relationships: [Relationship] = [],
        learned: [LearnedTrait] = [], contract: IdentityContract? = nil
    ) {
        self.name = name
        self.traits = traits
        self.values = values
        self.voice = voice
        self.language = language
        self.never = never
        self.relationships = relationships
        self.learned = learned
        self.contract = contract
    }

    /// The identity in words for a model: the same text every time, with nothing in it that changes
    /// from turn to turn, so that its state can be reused.
    public var systemText: String {
        var lines = ["You are \(name)."]
        if !traits.isEmpty { lines.append("You are \(Self.list(traits)).") }
        if !values.isEmpty { lines.append("What matters to you: \(Self.list(values)).") }
        if !voice.isEmpty { lines.append("How you speak: \(voice)") }
        lines.append(
            language.isEmpty
                ? "Answer in the language you are spoken to in." : "Answer in \(language).")
        for thing in never { lines.append("You never \(thing).") }
        for person in relationships {
            lines.append("\(person.name) is \(person.description).")
        }
        if !learned.isEmpty { lines.append("What you have learned of yourself:") }
        for trait in learned {
            lines.append(trait.day.isEmpty ? "- \(trait.text)" : "- \(trait.day): \(trait.text)")
        }
        return lines.joined(separator: "\n")
    }

    private static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}
