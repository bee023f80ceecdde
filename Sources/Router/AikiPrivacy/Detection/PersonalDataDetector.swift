/// Finds all kinds of personal data in a text: what has a form, and the person's own words.
///
///     let detector = PersonalDataDetector(ownWords: ["Project Heron"])
///     detector.find(in: "Heron is due; ask ann@example.org about project heron.")
///
/// Where finds overlap, the one that begins first counts, then the longer, then the kind that is more
/// harmful to show.
///
/// - Complexity: O(bytes).
public struct PersonalDataDetector: Sendable {
    /// What is looked for.
    public let kinds: Set<PersonalDataKind>

    private let finder: PersonalDataFinder
    private let ownWords: WordTable
    private let openWords: Set<String>

    /// Makes a detector.
    ///
    /// - Parameters:
    ///   - kinds: what is looked for.
    ///   - ownWords: words, names and phrases of the person's own.
    ///   - openWords: what is never a find, whatever it looks like.
    public init(
        kinds: Set<PersonalDataKind> = Set(PersonalDataKind.allCases), ownWords: [String] = [],
        openWords: [String] = []
    ) {
        self.init(
            kinds: kinds, ownWords: WordTable(ownWords),
            openWords: Set(openWords.map { $0.lowercased() }))
    }

    /// Makes a detector of words that were cut before; the open ones are in lower case.
    init(kinds: Set<PersonalDataKind>, ownWords: WordTable, openWords: Set<String>) {
        self.kinds = kinds
        finder = PersonalDataFinder(kinds: kinds)
        self.ownWords = kinds.contains(.own) ? ownWords : WordTable([])
        self.openWords = openWords
    }

    /// Looks through a text.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - known: names from elsewhere that are found in it too, wherever they stand with a capital.
    /// - Returns: the finds, as ranges of the text's UTF-8, ascending and apart.
    public func find(
        in text: String, known: KnownNames = KnownNames()
    ) -> [PersonalDataSpan] {
        let words = TextWords(text)
        var spans = finder.find(in: text) + ownWords.find(in: words)
        spans.removeAll { $0.kind == .ip && Cue.isVersion($0.range, in: words) }
        if kinds.contains(.secret) { spans += PasswordFinder().find(in: words) }
        if kinds.contains(.nationalID) { spans += NationalIDFinder().find(in: words) }
        if kinds.contains(.phone) { spans += PhoneFinder().find(in: words) }
        if kinds.contains(.address) { spans += AddressFinder(text: words).find() }
        if kinds.contains(.name) { spans += NameFinder.find(in: words, known: known) }
        if !openWords.isEmpty {
            spans.removeAll { openWords.contains(words.lowercased($0.range)) }
        }
        return PersonalDataSpan.apart(spans)
    }

    /// The names of persons in a text, by which they are found in others that belong to it.
    public func names(in text: String) -> KnownNames {
        kinds.contains(.name) ? NameFinder.names(in: TextWords(text)) : KnownNames()
    }
}
