/// A sentence in which a person tells the assistant how it is, or how they would like it to be: lasting,
/// said to it, in their own name. "I like it when you answer briefly." "You talk too much."
///
/// Rules over words, no model. A role to play, a wish for this answer alone, a question, a quotation and
/// a long text are none.
enum SelfRemark {
    /// The longest message that is read, in bytes, and in sentences.
    static let (messageBytesMax, messageSentencesMax) = (600, 6)
    /// The longest sentence, in words.
    static let wordsMax = 30

    /// The spans of such sentences, in bytes.
    static func spans(in text: String) -> [Range<Int>] {
        guard text.utf8.count <= messageBytesMax else { return [] }
        let prose = Prose(text)
        guard prose.sentences.count <= messageSentencesMax else { return [] }
        let setting = MessageSetting(text, prose.sentences)
        return prose.sentences.compactMap { sentence in
            guard sentence.ending != "?", isRemark(sentence) else { return nil }
            let candidate = Candidate(
                statement: FactStatement("", "", ""), start: sentence.start, end: sentence.end,
                rule: "self", sentence: sentence.number)
            // "You are a good listener." alone is no role to play, though many of those begin so.
            let isAlone = prose.sentences.count == 1 && prose.omissions.isEmpty
            return isAlone || setting.objection(to: candidate) == nil
                ? sentence.start..<sentence.end : nil
        }
    }

    private static func isRemark(_ sentence: Sentence) -> Bool {
        guard sentence.words.count <= wordsMax,
            sentence.words.allSatisfy({ $0.kind == .word || ",-'".contains($0.text) })
        else { return false }
        var words = sentence.words.filter(\.isWord).map(\.folded)
        while let first = words.first, leads.contains(first) { words.removeFirst() }
        guard words.count >= 3 else { return false }
        let isFromNow = words.starts(with: ["from", "now", "on"])
        let rest = isFromNow ? words.dropFirst(3) : words[...]
        guard passing.isDisjoint(with: rest), !isForNow(words) else { return false }
        return isTaste(words) || isRule(words) || isJudgement(words) || isNaming(words)
            || isOtherLanguage(words)
    }

    private static let leads = EnglishWords.set(
        "hey hi hello ok okay also and but please well so thanks oh by the way honestly hei danke")

    /// Words of what counts for now alone, or is supposed.
    private static let passing = EnglishWords.set(
        "today now tonight if would were when's imagine pretend suppose unless once")

    private static func isForNow(_ words: [String]) -> Bool {
        let line = " " + words.joined(separator: " ") + " "
        let hasNow = [" this time ", " in this ", " for this ", " this answer ", " this question "]
        return hasNow.contains { line.contains($0) }
    }

    // "I like it when you …", "I do not like how you …"

    private static let tastes = EnglishWords.set(
        "like love enjoy appreciate prefer hate dislike")
    private static let tasteFillers = EnglishWords.set(
        "really do not always very much it that most so just")

    private static func isTaste(_ words: [String]) -> Bool {
        guard words.first == "i", let verb = words.dropFirst().firstIndex(where: tastes.contains),
            verb <= 4, words[1..<verb].allSatisfy(tasteFillers.contains)
        else { return false }
        let rest = words[(verb + 1)...].drop { tasteFillers.contains($0) }
        if rest.first == "you" { return words[verb] == "prefer" }
        return ["when", "how"].contains(rest.first) && rest.dropFirst().first == "you"
    }

    // "Always answer in Norwegian", "From now on ask before you guess", "Never use emojis"

    private static let acts = EnglishWords.set(
        """
        answer reply respond speak talk write use call ask tell be keep explain suggest mention \
        address avoid apologize apologise joke flatter repeat praise
        """)

    private static func isRule(_ words: [String]) -> Bool {
        if ["always", "never"].contains(words[0]) { return acts.contains(words[1]) }
        let openings = [["from", "now", "on"], ["in", "future"], ["in", "the", "future"]]
        for opening in openings where words.starts(with: opening) {
            let rest = words.dropFirst(opening.count).drop {
                ["please", "always", "never"].contains($0)
            }
            return rest.first.map(acts.contains) ?? false
        }
        guard words.starts(with: ["i", "want", "you", "to"]) || words.starts(with: ["do", "not"])
        else { return false }
        let isLasting = words.contains {
            ["always", "never", "anymore", "ever", "again"].contains($0)
        }
        return isLasting && words.dropFirst(2).contains(where: acts.contains)
    }

    // "You are too formal", "You talk too much", "Your answers are very long"

    private static let degrees = EnglishWords.set(
        "very too so really quite always often sometimes rather a bit little often such not the")
    private static let characters = EnglishWords.set(
        """
        kind funny patient honest helpful clever smart thoughtful curious warm calm verbose wordy \
        long-winded brief concise short slow fast formal informal cold rude polite cheerful gentle \
        blunt direct precise vague friendly serious witty humble chatty talkative quiet dry boring \
        repetitive careful long nice sweet wise attentive candid sharp generous stubborn pedantic
        """)
    private static let followers = EnglishWords.set(
        "when in with about and but to for enough at sometimes lately as today")
    private static let roles = EnglishWords.set(
        "listener friend teacher helper companion assistant guide talker writer explainer")
    private static let manners = EnglishWords.set(
        "answers answer replies tone style voice jokes explanations sentences humor humour")

    private static func isJudgement(_ words: [String]) -> Bool {
        if words[0] == "your", manners.contains(words[1]) {
            return words.dropFirst(2).first.map { ["are", "is", "sound", "sounds"].contains($0) }
                == true
                && words.contains(where: characters.contains)
        }
        guard words[0] == "you" else { return false }
        if acts.contains(words[1]), let too = words.firstIndex(of: "too") { return too >= 2 }
        guard words[1] == "are" else { return false }
        let rest = words.dropFirst(2).drop { degrees.contains($0) }
        guard let first = rest.first else { return false }
        if first == "good" || first == "great" || first == "bad" {
            return rest.dropFirst().first.map { $0 == "at" || roles.contains($0) } ?? false
        }
        // "You are a friendly bot that …" tells it what to play.
        let next = rest.dropFirst().first
        return characters.contains(first) && (next.map(followers.contains) ?? true)
    }

    // "I will call you Max"

    private static func isNaming(_ words: [String]) -> Bool {
        let line = words.joined(separator: " ")
        let isCalling = ["i will call you ", "i shall call you ", "i am going to call you "]
            .contains {
                line.hasPrefix($0)
            }
        return isCalling && words.count <= 7
            && !["when", "later", "back", "tomorrow"].contains(words.last)
    }

    // Norwegian, German, Russian.

    private static let openings: [[String]] = [
        ["jeg", "liker", "at", "du"], ["jeg", "liker", "når", "du"],
        ["jeg", "liker", "ikke", "at", "du"], ["jeg", "liker", "ikke", "når", "du"],
        ["svar", "alltid"], ["bruk", "aldri"], ["ich", "mag", "es", "wenn", "du"],
        ["ich", "mag", "es", "nicht", "wenn", "du"], ["antworte", "immer"],
        ["antworte", "bitte", "immer"], ["benutze", "nie"], ["мне", "нравится", "когда", "ты"],
        ["мне", "не", "нравится", "когда", "ты"], ["всегда", "отвечай"],
        ["отвечай", "всегда"], ["никогда", "не", "используй"],
    ]

    private static func isOtherLanguage(_ words: [String]) -> Bool {
        openings.contains { words.starts(with: $0) && words.count > $0.count }
    }
}
