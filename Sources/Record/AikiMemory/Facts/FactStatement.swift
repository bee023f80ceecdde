/// Subject, relation, object, in the words that make a sentence.
public struct FactStatement: Sendable, Hashable {
    /// Who or what it is about: `user`, `user's sister`, `Ines`.
    public var subject: String
    /// What of them, in the third person: `lives in`, `is allergic to`; ``did`` and ``does`` have
    /// their verb in the object.
    public var relation: String
    /// What is said of them.
    public var object: String

    /// Says something.
    public init(_ subject: String, _ relation: String, _ object: String) {
        self.subject = subject
        self.relation = relation
        self.object = object
    }

    /// The person spoken with.
    public static let user = "user"
    /// Something that happened; the object begins with its verb.
    public static let did = "did"
    /// A habit or a state; the object begins with its verb.
    public static let does = "does"
    /// What somebody asked to remember, word for word.
    public static let note = "note"

    /// A sentence in the layout that prompts use: `The user's sister is called Ines.`
    public var sentence: String {
        switch relation {
        case Self.note: return Self.ended(object)
        case Self.did, Self.does: return Self.ended("\(shownSubject) \(object)")
        default: return Self.ended("\(shownSubject) \(relation) \(object)")
        }
    }

    /// The sentence, and whose it is that has a name: `The user's sister Ines lives in Porto.`
    ///
    /// - Parameter tie: who the subject, or whose it is, is: `user's sister`; nil where nobody knows.
    /// - Returns: the sentence, as ``sentence`` where there is no tie.
    public func sentence(tie: String?) -> String {
        tie.map { "The \($0) \(sentence)" } ?? sentence
    }

    /// The name with which the subject begins; nil where it is the person spoken with, or somebody of theirs.
    var namedSubject: Substring? {
        isOfUser ? nil : subject.split(separator: "'s ", maxSplits: 1).first
    }

    private var shownSubject: String {
        let isAboutUser = subject == Self.user || subject.hasPrefix("user's ")
        return isAboutUser ? "The \(subject)" : subject
    }

    private static func ended(_ text: String) -> String {
        guard let last = text.last else { return text }
        return ".!?".contains(last) ? text : text + "."
    }

    /// What two statements of the same thing have in common: case, accents, articles and
    /// punctuation do not count.
    public var key: String {
        [subject, relation, object].map(Self.normalized).joined(separator: "|")
    }

    /// Words without articles and marks, for comparing.
    static func normalized(_ text: String) -> String {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
        let kept = words.filter { !articles.contains(String($0)) }
        return (kept.isEmpty ? words : kept).joined(separator: " ")
    }

    private static let articles: Set<String> = [
        "a", "an", "the", "en", "ei", "et", "ein", "eine", "einen", "einem", "einer", "der", "die",
        "das", "den", "dem", "some",
    ]
}
