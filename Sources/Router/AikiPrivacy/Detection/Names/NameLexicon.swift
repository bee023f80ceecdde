/// What is known of names: lists and endings, and how Russian names bend.
enum NameLexicon {
    /// How sure a word is a given name.
    enum Given {
        /// It is nothing else.
        case sure
        /// It is a word, a month or a place too.
        case ambiguous
    }

    /// Whether a word, in lower case, is a given name.
    static func given(_ word: String) -> Given? {
        if givenAmbiguous.contains(word) { return .ambiguous }
        if givenLatin.contains(word) { return .sure }
        return cyrillicForms[word]
    }

    /// Whether a word looks like a family name and is no common word.
    static func isFamily(_ word: String) -> Bool {
        if notNames.contains(word) { return false }
        if family.contains(word) { return !familyAmbiguous.contains(word) }
        guard word.count >= 6 else { return false }
        if word.utf8.first.map({ $0 >= 0xD0 }) == true {
            return cyrillicEndings.contains { word.hasSuffix($0) }
        }
        return familyBeginnings.contains { word.hasPrefix($0) }
            || familyEndings.contains { word.hasSuffix($0) }
    }

    /// Whether a word is a patronymic, in any case.
    static func isPatronymic(_ word: String) -> Bool {
        word.count >= 7 && patronymicEndings.contains { word.hasSuffix($0) }
    }

    /// Every case of the Cyrillic given names.
    private static let cyrillicForms: [String: Given] = {
        var forms: [String: Given] = [:]
        for name in givenCyrillic {
            let sureness: Given = cyrillicAmbiguous.contains(name) ? .ambiguous : .sure
            for form in cases(of: name) where forms[form] == nil || sureness == .ambiguous {
                forms[form] = sureness
            }
        }
        return forms
    }()

    /// A Russian name in its six cases, and the short form by which people call each other.
    static func cases(of name: String) -> [String] {
        guard let last = name.last else { return [] }
        let stem = String(name.dropLast())
        let endings: [String]
        switch last {
        case "а":
            let isSoft = stem.last.map { "гкхжшчщ".contains($0) } ?? false
            endings = ["а", isSoft ? "и" : "ы", "е", "у", "ой", "ою", "ей", ""]
        case "я":
            let isDouble = stem.last == "и"
            endings = ["я", "и", isDouble ? "и" : "е", "ю", "ей", "ёй", "ь", isDouble ? "" : "й"]
        case "й": endings = ["й", "я", "ю", "ем", "е", "и"]
        case "ь": endings = ["ь", "я", "ю", "ем", "е", "и", "ью"]
        case "о", "е", "и", "у", "э": return [name]
        default: return [name] + ["а", "у", "ом", "е"].map { name + $0 } + extra(name)
        }
        // What is left of a short name without its ending ("Саш", "Маш") is how friends are called.
        return endings.filter { !$0.isEmpty || stem.count >= 3 && name.count <= 5 }.map {
            stem + $0
        }
    }

    /// Names whose vowel goes when they bend: Павел, Лев, Пётр.
    private static func extra(_ name: String) -> [String] {
        switch name {
        case "павел": ["павла", "павлу", "павлом", "павле"]
        case "лев": ["льва", "льву", "львом", "льве"]
        case "пётр": ["петра", "петру", "петром", "петре"]
        default: []
        }
    }

    /// The words of a list.
    static func set(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
