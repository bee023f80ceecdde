/// Words and phrases by which a message is read; English first, then the commonest of others.
enum MessageWords {
    private static let questions = [
        "who", "what", "when", "where", "why", "how", "which", "whose", "is", "are", "was", "were",
        "do", "does", "did", "can", "could", "will", "would", "should", "have", "has", "am", "may",
        "what's", "who's", "where's", "when's", "how's", "isn't", "don't", "didn't",
        "hva", "hvem", "hvor", "hvordan", "når", "hvorfor", "hvilken", "kan", "skal", "er", "har",
        "wer", "wo", "wie", "wann", "warum", "welche", "welcher", "kannst", "ist", "hast",
        "что", "кто", "где", "когда", "почему", "как", "какой", "какая", "зачем", "сколько",
    ]

    private static let requests = [
        "write", "tell", "give", "show", "make", "explain", "list", "find", "help", "translate",
        "summarize", "summarise", "remind", "create", "compare", "describe", "fix", "suggest",
        "plan", "draft", "calculate", "let's", "please", "skriv", "fortell", "gi", "vis", "lag",
        "forklar", "hjelp", "schreib", "erzähl", "gib", "zeig", "erklär", "hilf", "напиши",
        "расскажи", "покажи", "объясни", "помоги", "дай",
    ]

    private static let noReply = [
        "no need to answer", "no need to reply", "don't answer", "do not answer", "don't reply",
        "no answer needed", "no reply needed", "note to self", "ikke svar", "antworte nicht",
        "не отвечай",
    ]

    private static let postponements = [
        "not now", "later", "another time", "some other time", "tomorrow then", "senere",
        "ikke nå", "en annen gang", "später", "nicht jetzt", "ein andermal", "потом", "не сейчас",
    ]

    private static let corrections = [
        "that's wrong", "that is wrong", "that's not right", "that is not right",
        "that's not true", "that's incorrect", "you're wrong", "you are wrong", "no it's",
        "no that's", "i didn't say", "i never said", "i said", "det er feil", "det stemmer ikke",
        "das ist falsch", "stimmt nicht", "это неправда", "это неверно", "ты ошибся",
    ]

    private static let thanks = [
        "thanks", "thank you", "ok", "okay", "great", "perfect", "got it", "cool", "nice", "takk",
        "tusen takk", "danke", "vielen dank", "super", "спасибо", "понял", "поняла", "хорошо",
    ]

    private static let greetings = [
        "hi", "hello", "hey", "good", "morning", "evening", "hei", "heisann", "hallo", "god",
        "guten", "moin", "привет", "здравствуй", "здравствуйте", "доброе", "добрый",
    ]

    private static let farewells = [
        "bye", "goodbye", "good night", "see you", "talk later", "ha det", "god natt", "tschüss",
        "gute nacht", "bis bald", "пока", "спокойной ночи", "до свидания",
    ]

    private static let selves = [
        "i", "my", "me", "mine", "we", "our", "us", "i'm", "i've", "i'd", "min", "mitt",
        "jeg", "meg", "vår", "vi", "ich", "mein", "meine", "mich", "mir", "wir", "unser", "я",
        "мой", "моя", "мои", "мне", "меня", "мы", "наш",
    ]

    private static let memories = [
        "remember", "did i tell", "have i told", "i told you", "we talked", "we spoke",
        "last time", "husker du", "erinnerst du", "помнишь",
    ]

    /// Where a person asks for help with the world, `I` is only who asks.
    private static let general = [
        "how do i", "how can i", "how should i", "how would i", "can i", "could i", "should i",
        "may i", "do i need", "what should i", "where can i", "help me", "tell me", "show me",
        "give me", "explain to me", "let me", "can we", "could we", "should we", "how do we",
        "let us", "wie kann ich", "kann ich", "hvordan kan jeg", "kan jeg", "как мне", "can you",
        "could you give me",
    ]

    /// What only what was said before can tell.
    private static let pointers = [
        "do it", "do that", "do this", "fix it", "again", "the same", "that one", "this one",
        "those ones", "another one", "like that", "what about it", "what about that", "and that",
        "igjen", "det samme", "noch einmal", "nochmal", "dasselbe", "ещё раз", "то же самое",
    ]

    private static let reminders = [
        "remind me", "not let me forget", "don't let me forget", "minn meg", "minne meg",
        "erinnere mich", "erinner mich", "напомни",
    ]

    /// What speaks of earlier questions and answers.
    private static let sayings = [
        "i ask", "i asked", "you say", "you said", "you answer", "you answered", "you told",
        "you suggest", "you suggested", "you recommend", "you recommended", "you advise",
        "your answer", "you mean", "you meant", "jeg spurte", "du sa", "du svarte", "du foreslo",
        "ich gefragt", "du gesagt", "du geantwortet", "du vorgeschlagen", "deine antwort",
        "я спрашивал", "я спрашивала", "я спросил", "я спросила", "ты сказал", "ты сказала",
        "ты ответил", "ты советовал",
    ]

    private static let urgent = [
        "urgent", "urgently", "asap", "right now", "immediately", "quick", "quickly", "hurry",
        "at once", "emergency", "haster", "straks", "med en gang", "dringend", "sofort",
        "schnell", "срочно", "немедленно", "быстро",
    ]

    private static let plans = [
        "exam", "test", "interview", "appointment", "meeting", "trip", "flight", "surgery",
        "operation", "wedding", "birthday", "presentation", "deadline", "concert", "doctor",
        "dentist", "move", "moving", "visit", "race", "marathon", "vacation", "holiday",
        "eksamen", "intervju", "time hos", "møte", "tur", "bryllup", "prüfung", "termin",
        "reise", "hochzeit", "vorstellungsgespräch", "экзамен", "собеседование", "встреча",
        "поездка", "свадьба",
    ]

    /// Phrases that speak of what is to come, and the days after which it is likely done; 0 where they
    /// do not say when. Where there are several, the longest holds.
    private static let futures: [(days: Double, phrases: String)] = [
        (1.5, "tonight|tomorrow|i morgen|morgen|завтра"),
        (0, "soon|upcoming|will|going to|i have a|i have an|i have my|i've got|i'm having"),
        (0, "planning|skal|snart|bald|werde|habe ich|у меня|скоро"),
        (7, "on monday|on tuesday|on wednesday|on thursday|on friday|on saturday|on sunday"),
        (7, "this weekend|this week|next|neste|nächste|nächsten|следующей|следующий"),
        (15, "in two weeks|om to uker|in zwei wochen|через две недели"),
        (35, "next month|in a month|neste måned|nächsten monat|в следующем месяце"),
    ]

    /// What a word or phrase tells of a message.
    struct Kind: OptionSet, Sendable {
        let rawValue: Int
        static let question = Kind(rawValue: 1 << 0)
        static let request = Kind(rawValue: 1 << 1)
        static let noReply = Kind(rawValue: 1 << 2)
        static let postponement = Kind(rawValue: 1 << 3)
        static let correction = Kind(rawValue: 1 << 4)
        static let thanks = Kind(rawValue: 1 << 5)
        static let greeting = Kind(rawValue: 1 << 6)
        static let farewell = Kind(rawValue: 1 << 7)
        static let ownLife = Kind(rawValue: 1 << 8)
        static let memory = Kind(rawValue: 1 << 9)
        static let general = Kind(rawValue: 1 << 10)
        static let pointer = Kind(rawValue: 1 << 11)
        static let urgent = Kind(rawValue: 1 << 12)
        static let plan = Kind(rawValue: 1 << 13)
        static let please = Kind(rawValue: 1 << 14)
        static let reminder = Kind(rawValue: 1 << 15)
        static let saying = Kind(rawValue: 1 << 16)
    }

    /// Every phrase with what it tells.
    static let kinds: PhraseTable<Kind> = {
        var table = PhraseTable<Kind>()
        table.add(questions, .question)
        table.add(requests, .request)
        table.add(noReply, .noReply)
        table.add(postponements, .postponement)
        table.add(corrections, .correction)
        table.add(thanks, .thanks)
        table.add(greetings, .greeting)
        table.add(farewells, .farewell)
        table.add(selves, .ownLife)
        table.add(memories, .memory)
        table.add(general, .general)
        table.add(pointers, .pointer)
        table.add(urgent, .urgent)
        table.add(plans, .plan)
        table.add(["please"], .please)
        table.add(reminders, .reminder)
        table.add(sayings, .saying)
        return table
    }()

    /// The days after which a plan that does not say when is likely done.
    static let daysUnsaid = 3.0

    /// Phrases of what is to come, with their days.
    static let futureDays: PhraseTable<Double> = {
        var table = PhraseTable<Double>()
        for (days, phrases) in futures {
            table.add(phrases.split(separator: "|").map(String.init), days)
        }
        return table
    }()
}
