import AikiBase
import Foundation

/// What a message may say of its speaker's world, before the gate looks at it.
struct MessageReading {
    /// The most candidates of one message; further ones are noted as not read.
    static let candidatesMax = 256

    private(set) var candidates: [Candidate] = []
    private(set) var omissions: [Prose.Omission]

    /// Reads a message.
    ///
    /// - Complexity: O(bytes), at most ``Prose/bytesMax``.
    init(_ text: String, _ context: ReadingContext) {
        var prose = Prose(text)
        let setting = MessageSetting(text, prose.sentences)
        var english = EnglishReader(context)
        let others = PhraseReader(context)
        for sentence in prose.sentences {
            guard candidates.count < Self.candidatesMax else {
                prose.omitRest(from: sentence.start, to: text.utf8.count)
                break
            }
            var found =
                if let language = PhraseLanguage.of(sentence) {
                    others.read(sentence, language)
                } else { english.read(sentence) }
            for index in found.indices {
                if let reason = setting.objection(to: found[index]) { found[index].reason = reason }
            }
            candidates += found
        }
        omissions = prose.omissions
    }
}

/// What a whole message is: a text to work on, a role to play, a letter, a joke taken back.
struct MessageSetting {
    private var spans: [(start: Int, end: Int, reason: GateReason)] = []
    /// Sentences that are taken back.
    private var jokes: Set<Int> = []

    init(_ text: String, _ sentences: [Sentence]) {
        if let reason = Self.wholeReason(text, sentences) {
            spans.append((0, Int.max, reason))
        }
        for sentence in sentences {
            readOrder(sentence, sentences)
            readJoke(sentence)
        }
    }

    func objection(to candidate: Candidate) -> GateReason? {
        if jokes.contains(candidate.sentence) { return .joke }
        return spans.first { candidate.start >= $0.start && candidate.start < $0.end }?.reason
    }

    // Whole messages.

    private static func wholeReason(_ text: String, _ sentences: [Sentence]) -> GateReason? {
        guard let first = sentences.first else { return nil }
        let start = first.words.prefix(6).map(\.folded)
        if let opening = openings.first(where: { start.starts(with: $0.words) }) {
            return opening.reason
        }
        if isLetter(text) || isScript(text) { return .payload }
        if isAssistant(sentences) { return .echoed }
        return nil
    }

    private static let openings: [(words: [String], reason: GateReason)] = [
        (["you", "are", "a"], .payload), (["you", "are", "an"], .payload),
        (["you", "are", "the"], .payload), (["act", "as"], .hypothetical),
        (["pretend"], .hypothetical), (["imagine"], .hypothetical),
        (["let", "us", "pretend"], .hypothetical), (["let", "us", "say"], .hypothetical),
        (["let", "us", "imagine"], .hypothetical), (["let", "us", "role-play"], .hypothetical),
        (["let", "us", "roleplay"], .hypothetical), (["role-play"], .hypothetical),
        (["roleplay"], .hypothetical), (["suppose"], .hypothetical),
        (["i", "want", "you", "to", "act"], .hypothetical),
        (["i", "want", "you", "to", "pretend"], .hypothetical),
        (["i", "want", "you", "to", "be"], .hypothetical),
        (["once", "upon", "a", "time"], .payload), (["chapter"], .payload),
        (["hypothetically"], .hypothetical), (["from", "now", "on", "you"], .payload),
        (["stell", "dir", "vor"], .hypothetical), (["tenk", "deg"], .hypothetical),
        (["late", "som"], .hypothetical), (["la", "oss", "si"], .hypothetical),
        (["представь"], .hypothetical), (["представьте"], .hypothetical),
        (["angenommen"], .hypothetical), (["nehmen", "wir", "an"], .hypothetical),
        (["in", "my", "novel"], .payload), (["in", "my", "story"], .payload),
    ]

    private static let closings = [
        "regards", "sincerely", "best", "best regards", "kind regards", "warm regards", "yours",
        "yours truly", "yours sincerely", "cheers", "many thanks", "respectfully", "cordially",
        "mit freundlichen grüßen", "hilsen", "med vennlig hilsen", "с уважением", "thank you",
    ]

    /// `As an AI language model, I …`: a program's words, pasted.
    private static func isAssistant(_ sentences: [Sentence]) -> Bool {
        sentences.contains { sentence in
            let words = sentence.words.map(\.folded)
            let line = words.joined(separator: " ")
            return [
                "language model", "as an ai", "i am an ai", "i am chatgpt", "i am claude",
                "i am gemini", "i am siri", "i am alexa", "i am a chatbot", "virtual assistant",
                "ai assistant created", "i am copilot",
            ].contains { line.contains($0) }
                && words.contains("i")
        }
    }

    /// An address in the first lines and a closing near the end: somebody's letter.
    private static func isLetter(_ text: String) -> Bool {
        let lines = text.split(whereSeparator: \.endsLine).map { $0.lowercased().trimmingSpaces }
        guard lines.count >= 3 else { return false }
        let isAddressed = lines.prefix(3).contains {
            $0.hasPrefix("dear ") || $0.hasPrefix("to whom it may")
                || ($0.hasPrefix("hi ") || $0.hasPrefix("hello ")) && $0.hasSuffix(",")
                || $0.hasPrefix("subject:") || $0.hasPrefix("from:")
                || $0.hasPrefix("sehr geehrte") || $0.hasPrefix("liebe") && $0.hasSuffix(",")
        }
        let isClosed = lines.suffix(4).contains { line in
            closings.contains(line.filter { $0 != "," && $0 != "!" })
        }
        return isAddressed && (isClosed || lines.first?.hasPrefix("dear ") == true)
    }

    /// Lines that begin with who speaks, at least three of them by at least two: a transcript.
    private static func isScript(_ text: String) -> Bool {
        var speakers: [Substring: Int] = [:]
        var isLyric = false
        for line in text.split(whereSeparator: \.endsLine) {
            let folded = line.lowercased()
            if folded.hasPrefix("[verse") || folded.hasPrefix("[chorus")
                || folded.hasPrefix("(verse") || folded.hasPrefix("(chorus")
            {
                isLyric = true
            }
            guard let colon = line.firstIndex(of: ":"),
                line[..<colon].count(where: { $0 == " " }) <= 1, line[..<colon].count <= 20,
                line[..<colon].first?.isUppercase == true, line.index(after: colon) < line.endIndex
            else { continue }
            speakers[line[..<colon], default: 0] += 1
        }
        return isLyric
            || speakers.count >= 2 && speakers.values.reduce(0, +) >= 3
                && speakers.values.contains { $0 >= 2 }
    }

    // Orders.

    private static let works = EnglishWords.set(
        """
        translate rewrite rephrase summarize summarise proofread correct edit paraphrase improve \
        shorten simplify explain analyze analyse classify continue complete fix check review \
        critique convert grade polish reformat rate identify extract tag label annotate count \
        evaluate parse expand detect finish reword oversett übersetze übersetzen korrigiere \
        переведи исправь rett forbedre omskriv schreibe
        """)
    private static let makings = EnglishWords.set(
        "write compose draft create generate make give tell produce invent")
    private static let pointers = EnglishWords.set(
        """
        this following below above text paragraph sentence email letter essay passage story poem \
        phrase quote review article message bio statement lyrics these those it that grammar tweet \
        post resume cv dette følgende diese diesen folgenden это этот setningen satz
        """)

    private mutating func readOrder(_ sentence: Sentence, _ all: [Sentence]) {
        let words = sentence.words
        if let colon = words.firstIndex(where: { $0.text == ":" }), colon <= 8,
            words[..<colon].contains(where: { Self.works.contains($0.folded) })
        {
            spans.append((words[colon].end, Int.max, .payload))
            return
        }
        readReview(sentence, all)
        guard let verb = Self.orderVerb(words) else { return }
        let rest = words[(verb + 1)...]
        let isWork = Self.works.contains(words[verb].folded)
        if let colon = rest.firstIndex(where: { $0.text == ":" }) {
            spans.append((words[colon].end, Int.max, .payload))
            return
        }
        let isMaking = Self.makings.contains(words[verb].folded)
        if isMaking {
            let lead = rest.first {
                ["where", "which", "whose", "who", "that", "saying", "called", "about"].contains(
                    $0.folded)
            }
            if let lead { spans.append((lead.start, sentence.end, .payload)) }
        }
        guard isWork, rest.contains(where: { Self.pointers.contains($0.folded) }) || rest.count <= 3
        else { return }
        if sentence.number + 1 < all.count {
            spans.append((sentence.end, Int.max, .payload))
        } else {
            spans.append((0, sentence.start, .payload))
        }
    }

    private static let texts = EnglishWords.set(
        """
        bio sentence paragraph text essay email letter summary profile statement caption line intro \
        introduction grammar grammatical grammatically tweet post resume cv headline slogan \
        tagline abstract lyrics poem speech toast translation example examples phrase quote title
        """)

    /// `Is this a good bio? …`, `… Is this sentence correct?`: the rest is what it asks about.
    private mutating func readReview(_ sentence: Sentence, _ all: [Sentence]) {
        let words = sentence.words.map(\.folded)
        guard all.count > 1 || words.contains(":") else { return }
        let isAsked =
            sentence.ending == "?" || sentence.words.last?.text == ":"
            || words.first == "help" || words.first == "here"
        let names = words.contains(where: Self.texts.contains)
        let points =
            words.contains { ["this", "following", "these", "my", "correct", "here"].contains($0) }
        guard isAsked, names, points else { return }
        if sentence.number + 1 < all.count {
            spans.append((sentence.end, Int.max, .payload))
        } else {
            spans.append((0, sentence.start, .payload))
        }
    }

    /// The verb of an order at the start of a sentence: `Please translate`, `Can you check`.
    private static func orderVerb(_ words: [Word]) -> Int? {
        let leads = EnglishWords.set(
            "please can could would you will help me i want need to like kindly now then and just"
                + " kannst bitte kan du vær så snill пожалуйста hey hi also")
        for (index, word) in words.prefix(9).enumerated() {
            let isImperative =
                index == 0 && EnglishVerbs.form(word.folded, .present) != nil
                && !["remember", "save", "forget", "love", "hate", "live", "enjoy", "prefer"]
                    .contains(word.folded)
            if works.contains(word.folded) || makings.contains(word.folded) || isImperative {
                let isAsked =
                    index == 0
                    || words[..<index].contains {
                        [
                            "please", "you", "help", "kannst", "du", "bitte", "пожалуйста", "now",
                            "then", "also", "and", "just",
                        ].contains($0.folded)
                    }
                return isAsked ? index : nil
            }
            guard leads.contains(word.folded) || word.kind == .mark else { return nil }
        }
        return nil
    }

    // Jokes.

    private static let jokeMarks: [[String]] = [
        ["just", "kidding"], ["jk"], ["kidding"], ["i", "am", "joking"], ["just", "joking"],
        ["joking"], ["sarcasm"], ["psych"], ["april", "fools"], ["not", "really"], ["/", "s"],
        ["bare", "tulla"], ["bare", "kødda"], ["nur", "spaß"], ["шучу"],
        ["nah", "just", "kidding"],
        ["yeah", "right"], ["in", "my", "dreams"], ["said", "no", "one", "ever"],
        ["said", "nobody", "ever"], ["as", "if"], ["spaß"], ["war", "nur", "spaß"],
    ]

    private static let jokeLeads: [[String]] = [
        ["yeah", "right"], ["sure", "and"], ["oh", "sure"], ["yeah", "and"], ["yeah", "sure"],
    ]

    private mutating func readJoke(_ sentence: Sentence) {
        let words = sentence.words.filter { $0.kind != .mark || $0.text == "/" }.map(\.folded)
        if Self.jokeLeads.contains(where: { words.starts(with: $0) }) {
            jokes.insert(sentence.number)
        }
        for mark in Self.jokeMarks {
            let isWhole = words.starts(with: mark) && words.count <= mark.count + 2
            let isAtEnd =
                words.count > mark.count && words.suffix(mark.count).elementsEqual(mark)
                && mark != ["not", "really"]
            if isWhole || isAtEnd { jokes.insert(sentence.number) }
            if isWhole { jokes.insert(sentence.number - 1) }
        }
    }
}
