/// The stem of a Russian word, by cutting the longest known ending: lighter than a full stemmer, but
/// enough for "книгами" to find "книга".
///
/// Works on lower-case Cyrillic with ё already written as е.
enum RussianStemmer {
    /// What must be left of a word.
    private static let stemLettersMin = 3

    /// Endings of nouns, adjectives and verbs, by length, longest first.
    private static let endings: [Set<String>] = {
        let all = [
            "иями", "ями", "ами", "ией", "иям", "ием", "иях", "ого", "его", "ому", "ему", "ыми",
            "ими", "ее", "ие", "ые", "ое", "ей", "ий", "ый", "ой", "ем", "им", "ым", "ом", "их",
            "ых", "ую", "юю", "ая", "яя", "ою", "ею", "ов", "ев", "ам", "ям", "ах", "ях", "ию",
            "ью", "ия", "ья", "а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я", "ешь", "ете",
            "ишь", "ите", "ает", "яет", "еет", "ует", "ить", "ать", "ять", "еть", "ут", "ют", "ат",
            "ят", "ет", "ит", "ла", "ло", "ли", "ал", "ил", "ел", "ял", "ала", "ила", "ела", "али",
            "или", "ели", "лась", "лось", "лись", "лся", "ться", "тся", "ался", "илась", "ался",
        ]
        let longest = all.map(\.count).max() ?? 0
        return (1...max(1, longest)).reversed().map { length in
            Set(all.filter { $0.count == length })
        }
    }()

    /// The stem of a word.
    static func stem(_ word: String) -> String {
        for group in endings {
            guard let length = group.first?.count, word.count - length >= stemLettersMin else {
                continue
            }
            if group.contains(String(word.suffix(length))) { return String(word.dropLast(length)) }
        }
        return word
    }
}
