import AikiBase

/// The sentences of a message that somebody may have said in their own name, and what was left out.
struct Prose {
    /// A part that is nobody's own words.
    struct Omission: Equatable {
        let start: Int
        let end: Int
        let reason: GateReason
    }

    /// The most bytes of one message that are read for facts; what follows is noted as not read.
    static let bytesMax = 1 << 18
    /// The most sentences of one message that are read for facts.
    static let sentencesMax = 4000
    /// The longest sentence in words; a longer one is no sentence.
    static let sentenceWordsMax = 120

    private(set) var sentences: [Sentence] = []
    private(set) var omissions: [Omission] = []
    private var isInCode = false
    private var isInRecalled = false
    /// After the head of a forwarded message: the rest is somebody else's.
    private var isInForwarded = false
    /// After a prompt, up to an empty line: what a program printed.
    private var isInOutput = false
    /// Whether a line is code, so that `# …` is a remark in it and no heading.
    private var hasCode = false

    /// Reads a message.
    init(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
        hasCode = lines.contains {
            !$0.hasPrefix("#") && LineKind.isCode($0.drop { $0.isWhitespace })
        }
        let quoted = Self.attributed(lines)
        let fields = Self.fields(lines)
        for (number, line) in lines.enumerated() {
            let offset = text.utf8.distance(from: text.startIndex, to: line.startIndex)
            let bytes = line.utf8.count
            if offset + bytes > Self.bytesMax || sentences.count >= Self.sentencesMax {
                omit(offset, text.utf8.count, .tooLong)
                return
            }
            if fields.contains(number) {
                omit(offset, offset + bytes, .code)
            } else if quoted.contains(number) {
                omit(offset, offset + bytes, .quotation)
            } else {
                read(line, at: offset)
            }
        }
        for index in sentences.indices { sentences[index].number = index }
    }

    /// The lines of the fields at the start of a note.
    private static func fields(_ lines: [Substring]) -> Range<Int> {
        guard lines.count > 2, lines[0] == "---", lines[1].contains(":"),
            let end = lines.dropFirst().firstIndex(of: "---")
        else { return 0..<0 }
        return 0..<end + 1
    }

    /// The lines of paragraphs that end with the name of whoever wrote them.
    private static func attributed(_ lines: [Substring]) -> Set<Int> {
        var quoted: Set<Int> = []
        var start = 0
        for (number, line) in lines.enumerated() {
            let trimmed = line.drop { $0.isWhitespace }
            if trimmed.isEmpty { start = number + 1 }
            if number > start, LineKind.isAttribution(trimmed) { quoted.formUnion(start...number) }
        }
        return quoted
    }

    /// Notes a part that is not read.
    mutating func omit(_ start: Int, _ end: Int, _ reason: GateReason) {
        guard end > start else { return }
        if let last = omissions.last, last.reason == reason, last.end + 2 >= start {
            omissions[omissions.count - 1] = Omission(
                start: last.start, end: end, reason: reason)
        } else {
            omissions.append(Omission(start: start, end: end, reason: reason))
        }
    }

    /// Notes everything from a place on as not read, whatever it was taken for.
    mutating func omitRest(from start: Int, to end: Int) {
        omissions.removeAll { $0.start >= start }
        omit(start, end, .tooLong)
    }

    private mutating func read(_ line: Substring, at offset: Int) {
        let end = offset + line.utf8.count
        let trimmed = line.drop { $0.isWhitespace }
        if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
            isInCode.toggle()
            return omit(offset, end, .code)
        }
        if isInCode { return omit(offset, end, .code) }
        if isInForwarded { return omit(offset, end, .quotation) }
        if LineKind.opensForwarded(trimmed) {
            isInForwarded = true
            return omit(offset, end, .boilerplate)
        }
        if trimmed.hasPrefix("$ ") || trimmed.hasPrefix(">>> ") { isInOutput = true }
        if isInOutput, !trimmed.isEmpty { return omit(offset, end, .code) }
        isInOutput = false
        if trimmed.isEmpty { return isInRecalled = false }
        if RecalledText.isHeading(trimmed) { isInRecalled = true }
        if isInRecalled { return omit(offset, end, .recalled) }
        if hasCode, trimmed.hasPrefix("#") { return omit(offset, end, .code) }
        if let reason = LineKind.reason(against: trimmed) { return omit(offset, end, reason) }
        let body = LineKind.withoutBullet(trimmed)
        let start = end - body.utf8.count
        split(WordReader.words(of: body, offset: start), isItem: body.count < trimmed.count)
    }

    /// Cuts the words of a line into sentences.
    private mutating func split(_ words: [Word], isItem: Bool) {
        var current: [Word] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            if word.kind == .mark, let mark = word.text.first, ".!?…".contains(mark),
                !Self.isAbbreviation(current.last, mark)
            {
                finish(&current, mark == "…" ? "." : mark)
                while index + 1 < words.count, words[index + 1].kind == .mark,
                    let next = words[index + 1].text.first, ".!?…".contains(next)
                {
                    index += 1
                    if next == "?", let last = sentences.indices.last {
                        sentences[last].ending = "?"
                    }
                }
            } else if word.text == ".", word.kind == .mark, let last = current.last,
                last.end == word.start, words[safe: index + 1]?.isWord == true
            {
                // `Dr.` is one word: a mark would end the name.
                current[current.count - 1] = Word(
                    kind: last.kind, text: last.text + ".", folded: last.folded,
                    start: last.start, end: word.end)
            } else {
                current.append(word)
            }
            index += 1
        }
        finish(&current, nil)
    }

    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "approx", "no", "jr",
        "sr", "inc", "ltd", "ca", "bl.a", "f.eks", "z.b", "bzw",
    ]

    private static func isAbbreviation(_ word: Word?, _ mark: Character) -> Bool {
        guard mark == ".", let word, word.isWord else { return false }
        if word.folded == "no" { return false }
        return abbreviations.contains(word.folded)
            || (word.text.count == 1 && word.isCapitalized)
    }

    private mutating func finish(_ words: inout [Word], _ ending: Character?) {
        defer { words = [] }
        guard let first = words.first, let last = words.last else { return }
        if words.count > Self.sentenceWordsMax { return omit(first.start, last.end, .tooLong) }
        sentences.append(Sentence(words: words, ending: ending))
    }
}
