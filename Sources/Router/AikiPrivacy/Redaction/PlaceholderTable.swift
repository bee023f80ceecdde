/// What stands for what: one placeholder for a value wherever it stands in a request.
///
/// Numbers are given in the order in which values are met, so that a conversation that only grows
/// keeps the placeholders of its beginning, and with them a provider's prefix cache.
struct PlaceholderTable: Sendable {
    private(set) var originals: [String: String] = [:]
    private(set) var counts: [PersonalDataKind: Int] = [:]
    private(set) var values: [PersonalDataKind: Int] = [:]
    /// The placeholders that were given without brackets.
    private(set) var names: Set<String> = []

    private var placeholders: [String: String] = [:]
    /// The names of several words, and by each word the last of them that holds it.
    private var fullNames: [(placeholder: String, words: Set<Substring>)] = []
    private var fullNameByWord: [Substring: Int] = [:]
    private var taken: Set<String> = []
    private var numbers: [PersonalDataKind: Int] = [:]

    /// Keeps placeholders that already stand in a text from being given to a value: the answer may
    /// speak of those, and they mean nothing here.
    mutating func reserve(in text: String) {
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            rest = rest[rest.index(after: open)...]
            let end = rest.prefix(Restorer.placeholderBytesMax).firstIndex(of: "]")
            if let end { taken.insert(Restorer.canonical(rest[..<end])) }
        }
    }

    /// What stands for a value; a value met again keeps its placeholder.
    mutating func placeholder(for original: String, _ kind: PersonalDataKind) -> String {
        counts[kind, default: 0] += 1
        let key = kind.rawValue + ":" + original
        if let known = placeholders[key] { return known }
        values[kind, default: 0] += 1
        let made = kind == .name ? partPlaceholder(of: original) ?? next(kind) : next(kind)
        placeholders[key] = "[\(made)]"
        originals[made] = original
        if kind == .name, made.last?.isNumber == true {
            let words = original.split(whereSeparator: \.isWhitespace)
            if words.count > 1 {
                for word in words { fullNameByWord[word] = fullNames.count }
                fullNames.append((made, Set(words)))
            }
        }
        return "[\(made)]"
    }

    /// What stands for a value where no brackets may stand: in ids, names of tools, keys of schemas.
    mutating func name(for original: String, _ kind: PersonalDataKind) -> String {
        let name = String(placeholder(for: original, kind).dropFirst().dropLast())
        names.insert(name)
        return name
    }

    /// Puts placeholders where finds stand.
    mutating func replace(_ spans: [PersonalDataSpan], in text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = 0
        for span in spans {
            output.append(contentsOf: text[position..<span.range.lowerBound])
            let original = String(decoding: text[span.range], as: UTF8.self)
            output.append(contentsOf: placeholder(for: original, span.kind).utf8)
            position = span.range.upperBound
        }
        output.append(contentsOf: text[position...])
        return output
    }

    private mutating func next(_ kind: PersonalDataKind) -> String {
        while true {
            numbers[kind, default: 0] += 1
            let made = "\(kind.label)_\(numbers[kind, default: 1])"
            if !taken.contains(made) { return made }
        }
    }

    /// `NAME_1A` for "Ann" after "Ann Lee": who is meant stays clear, and what stood there comes back.
    private mutating func partPlaceholder(of original: String) -> String? {
        let words = original.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, let index = fullNameByWord[first],
            fullNames[index].words.isSuperset(of: words)
        else { return nil }
        let whole = fullNames[index]
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
            let made = "\(whole.placeholder)\(letter)"
            if originals[made] == nil, !taken.contains(made) { return made }
        }
        return nil
    }
}
