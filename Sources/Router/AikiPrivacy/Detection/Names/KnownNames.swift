/// Parts of names that are known, by which whoever was named once is found again.
///
/// A Russian name counts in every case: by its beginning, with other letters at its end.
public struct KnownNames: Sendable, Equatable {
    private var parts: Set<String> = []
    /// Beginnings of Cyrillic names, and how many letters they lack at most.
    private var stems: Set<String> = []

    /// The letters by which a name in another case may be longer than its beginning.
    private static let endingLettersMax = 4
    private static let lettersMin = 3

    /// No names.
    public init() {}

    /// The parts of names such as `Ann Lee`.
    public init(_ names: some Sequence<String>) {
        for name in names {
            for word in TextWords(name).words { insert(word.lower) }
        }
    }

    /// Whether nobody is known.
    public var isEmpty: Bool { parts.isEmpty }

    /// Adds those of others.
    public mutating func formUnion(_ other: KnownNames) {
        parts.formUnion(other.parts)
        stems.formUnion(other.stems)
    }

    mutating func insert(_ part: String) {
        guard part.count >= Self.lettersMin, !NameLexicon.notNames.contains(part),
            !NameLexicon.things.contains(part), !NameLexicon.particles.contains(part)
        else { return }
        parts.insert(part)
        if part.utf8.first.map({ $0 >= 0xD0 }) == true, part.count >= 5 {
            stems.insert(String(part.prefix(max(4, part.count - 2))))
        }
    }

    func contains(_ word: String) -> Bool {
        if parts.contains(word) { return true }
        guard !stems.isEmpty, word.utf8.count <= 32 else { return false }
        return (0...Self.endingLettersMax).contains { stems.contains(String(word.dropLast($0))) }
    }
}
