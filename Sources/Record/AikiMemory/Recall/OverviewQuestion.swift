/// Asking for all of something that is known of the person who asks, and for nothing in particular.
enum OverviewQuestion: Sendable, Equatable {
    /// What is known of them: `What do you know about me?`
    case person
    /// What they want or have to do: `What do I have to do?`
    case plans

    /// Whom the first is about …
    private static let selves = [
        "about me", "about myself", "of me", "om meg", "uber mich", "von mir", "обо мне",
    ]
    /// … and what is asked of them.
    private static let verbs: Set<String> = [
        "know", "remember", "learned", "learnt", "told", "tell", "summarise", "summarize", "vet",
        "husker", "fortell", "weisst", "erzahl", "erinnerst", "знаешь", "помнишь", "расскажи",
    ]
    /// What says nothing of what is asked for.
    private static let fillers: Set<String> = [
        "everything", "anything", "things", "hey", "hi", "hello", "ok", "please", "already", "now",
        "far", "alt", "alles", "все",
    ]
    /// The most words that such a question has.
    private static let wordsMax = 12

    /// What may stand in a question for plans beside what asks, and what `what's` has lost.
    private static let planFillers: Set<String> = words(
        """
        is are hey hi hello ok please still again so now currently for today tonight tomorrow this next week weekend \
        er i dag morgen nå denne uken helgen ist sind heute noch diese woche сегодня завтра сейчас
        """)
    /// The questions for plans, without those words.
    private static let planQuestions: Set<[String]> = Set(
        """
        what do I have to do|what do I need to do|what do I want to do|what must I do|what should I remember
        what must I remember|what should I not forget|what must I not forget|what do I have to remember
        what my plans|what plans do I have|which plans do I have|do I have plans|do I have any plans
        list my plans|show my plans|show me my plans|what have I planned|what did I plan|what did I plan to do
        what have I got planned|what do I have planned|what planned|what am I planning
        what on my list|what on my to do list|what on my todo list|what on my agenda|what my todos
        what my to dos|what did I ask you to remind me of|what did I ask you to remind me about
        what did I want to be reminded of|what my reminders|what reminders do I have
        which reminders do I have|do I have reminders|do I have any reminders|list my reminders
        show my reminders|show me my reminders|there anything I have to do|there anything I need to do
        do I have anything to do|do I have to do anything
        hva må jeg gjøre|hva må jeg huske|hva skal jeg huske|hva har jeg planlagt|hva planene mine
        hva mine planer|hvilke planer har jeg|har jeg noen planer|hva står på lista mi|hva står på listen min
        hvilke påminnelser har jeg|hva ba jeg deg minne meg om|hva ba jeg deg minne meg på
        was muss ich tun|was muss ich machen|was muss ich erledigen|was habe ich vor|was habe ich geplant
        was meine pläne|welche pläne habe ich|habe ich pläne|woran solltest du mich erinnern
        woran sollst du mich erinnern|was steht auf meiner liste|was darf ich nicht vergessen
        welche erinnerungen habe ich
        что мне нужно сделать|что мне надо сделать|какие у меня планы|что я планирую|что я запланировал
        что я запланировала|о чем мне напомнить|о чем я просил напомнить|о чем я просила напомнить
        что у меня в списке
        """.split { "|\n".contains($0) }.map(bare))

    /// What a question asks for; nil where it asks for something in particular.
    init?(_ text: String) {
        let words = TextTerms.words(of: text)
        guard !words.isEmpty, words.count <= Self.wordsMax else { return nil }
        if Self.asksForPerson(words) {
            self = .person
        } else if Self.planQuestions.contains(words.filter { !Self.planFillers.contains($0) }) {
            self = .plans
        } else {
            return nil
        }
    }

    /// Whether nothing in it tells of a topic.
    private static func asksForPerson(_ words: [String]) -> Bool {
        let line = " " + words.joined(separator: " ") + " "
        let isTopicless = words.allSatisfy { word in
            verbs.contains(word) || fillers.contains(word)
                || TextTerms.term(ofWord: word) == nil || isSelf(word)
        }
        if !isTopicless { return false }
        if line.contains(" who am i ") { return true }
        return words.contains(where: verbs.contains)
            && selves.contains { line.contains(" \($0) ") }
    }

    private static func isSelf(_ word: String) -> Bool {
        selves.contains { $0.hasSuffix(" " + word) || $0.hasPrefix(word + " ") }
    }

    private static func bare(_ question: Substring) -> [String] {
        TextTerms.words(of: String(question)).filter { !planFillers.contains($0) }
    }

    private static func words(_ text: String) -> Set<String> { Set(TextTerms.words(of: text)) }
}

extension RecallQuery {
    /// Whether it asks for all that somebody wants or has to do.
    public var asksForPlans: Bool { OverviewQuestion(text) == .plans }
}
