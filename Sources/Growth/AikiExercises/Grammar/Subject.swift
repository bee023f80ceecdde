/// Whom or what a fact is about.
enum Subject: Hashable, Sendable {
    /// The person who talks with Aiki.
    case user
    /// Someone of theirs: `sister`.
    case relative(String)
    /// Someone of theirs who is told of by name: `sister`, `Ines`.
    case kin(String, name: String)
    /// Someone with a name.
    case named(String)
    /// A thing or an event, with its article.
    case thing(String)

    /// How it is called, in the middle of a sentence.
    func name(_ voice: Voice) -> String {
        switch (self, voice) {
        case (.user, .note): "the user"
        case (.user, .asked): "I"
        case (.user, .answered): "you"
        case (.relative(let word), .note): "the user's \(word)"
        case (.relative(let word), .asked): "my \(word)"
        case (.relative(let word), .answered): "your \(word)"
        case (.kin(let word, let name), .note): "the user's \(word) \(name)"
        case (.kin(let word, let name), .asked): "my \(word) \(name)"
        case (.kin(let word, let name), .answered): "your \(word) \(name)"
        case (.named(let text), _), (.thing(let text), _): text
        }
    }

    /// How what is theirs is called.
    func possessive(_ voice: Voice) -> String {
        switch (self, voice) {
        case (.user, .asked): "my"
        case (.user, .answered): "your"
        default: name(voice) + "'s"
        }
    }

    /// Which form a verb takes.
    func person(_ voice: Voice) -> Person {
        switch (self, voice) {
        case (.user, .asked): .first
        case (.user, .answered): .second
        // Many things take the same forms as `you`.
        case (.thing(let text), _) where text.hasSuffix("s") && !text.hasSuffix("ss"): .second
        default: .third
        }
    }

    /// The person of a verb.
    enum Person: Int, Sendable {
        case third, second, first
    }
}

/// Who speaks of the user, and how.
enum Voice: Sendable {
    /// A note: `the user lives in …`.
    case note
    /// The user: `I live in …`.
    case asked
    /// Aiki: `you live in …`.
    case answered
}
