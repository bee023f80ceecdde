/// Words that tell an emotion, each list with how surely it does.
enum EmotionLexicon {
    private static let lists: [(Emotion, Double, String)] = [
        (.joy, 0.6, "happy glad delighted joyful cheerful wonderful happiness joy"),
        (.joy, 0.6, "glad lykkelig glede froh glücklich freude freue рад рада счастлив счастье"),
        (.joy, 0.4, "great lovely nice fun good bra fint gut schön хорошо отлично"),
        (.love, 0.6, "love adore beloved elsker liebe люблю"),
        (.excitement, 0.6, "excited thrilled awesome amazing fantastic incredible wow yay"),
        (.excitement, 0.6, "spent gleder fantastisk aufgeregt begeistert ура здорово"),
        (.gratitude, 0.7, "thanks thank grateful thankful appreciate takk danke dankbar спасибо"),
        (.admiration, 0.5, "brilliant impressive beautiful excellent genius admire imponerende"),
        (.amusement, 0.5, "haha hahaha lol funny hilarious morsom lustig смешно хаха"),
        (.approval, 0.35, "agree exactly right correct perfect yes enig stimmt genau согласен"),
        (.pride, 0.6, "proud stolt stolz горжусь"),
        (.relief, 0.6, "relieved relief phew lettet lettelse erleichtert"),
        (.optimism, 0.45, "hope hopeful hopefully looking håper hoffe hoffentlich надеюсь"),
        (.caring, 0.4, "care sorry hug"),
        (.curiosity, 0.45, "curious wonder wondering interesting nysgjerrig neugierig любопытно"),
        (.surprise, 0.5, "surprised surprising unexpected suddenly overrasket überrascht"),
        (.realization, 0.35, "realized realised realise realize understand forstår verstehe"),
        (.desire, 0.35, "want wish longing ønsker wünsche хочу"),
        (.sadness, 0.6, "sad unhappy cry crying cried lonely depressed miserable tears trist"),
        (.sadness, 0.6, "lei ensom traurig einsam weine грустно одиноко плачу"),
        (.grief, 0.8, "died death funeral grief mourning døde begravelse gestorben"),
        (.grief, 0.8, "beerdigung умер умерла похороны"),
        (.fear, 0.6, "afraid scared terrified fear frightened redd angst ängstlich боюсь страшно"),
        (.nervousness, 0.5, "nervous anxious worried worry stressed stress tense nervøs bekymret"),
        (.nervousness, 0.5, "stresset nervös besorgt волнуюсь переживаю"),
        (.anger, 0.6, "angry furious hate rage mad sint rasende hater wütend hasse злюсь ненавижу"),
        (.annoyance, 0.5, "annoying annoyed irritating useless stupid frustrated frustrating ugh"),
        (.annoyance, 0.5, "irriterende dum nervig blöd бесит раздражает"),
        (
            .disapproval, 0.45,
            "wrong incorrect bad terrible feil dårlig falsch schlecht неправильно"
        ),
        (.disapproval, 0.45, "плохо"),
        (.disappointment, 0.5, "disappointed disappointing unfortunately failed skuffet leider"),
        (.disappointment, 0.5, "enttäuscht жаль"),
        (.disgust, 0.6, "disgusting gross revolting ekkel ekelhaft противно"),
        (.embarrassment, 0.5, "embarrassed embarrassing ashamed flau peinlich стыдно"),
        (.remorse, 0.5, "regret guilty apologize apologise angrer bereue жалею"),
        (.confusion, 0.45, "confused confusing unclear lost forvirret verwirrt запутался"),
    ]

    private static let meanings: [String: (Emotion, Double)] = {
        var meanings: [String: (Emotion, Double)] = [:]
        for (emotion, strength, words) in lists {
            for word in words.split(separator: " ") {
                let known = meanings[String(word)]
                // A word of two lists tells what it tells more surely.
                if (known?.1 ?? 0) < strength { meanings[String(word)] = (emotion, strength) }
            }
        }
        return meanings
    }()

    static let negations: Set<String> = [
        "not", "no", "never", "don't", "didn't", "doesn't", "isn't", "wasn't", "aren't", "won't",
        "can't", "without", "hardly", "ikke", "aldri", "nicht", "kein", "keine", "nie", "не", "нет",
    ]

    static let strengtheners: Set<String> = [
        "very", "so", "really", "extremely", "incredibly", "too", "veldig", "så", "sehr",
        "очень", "такой", "absolutely", "totally",
    ]

    static let marks: [(String, Emotion)] = [
        (":)", .joy), (":-)", .joy), ("😊", .joy), ("😀", .joy), ("🎉", .excitement),
        ("❤", .love), ("😂", .amusement), (":(", .sadness), (":-(", .sadness), ("😢", .sadness),
        ("😭", .sadness), ("😠", .anger), ("😡", .anger), ("😱", .fear), ("🤔", .curiosity),
    ]

    static func meaning(of word: String) -> (Emotion, Double)? { meanings[word] }
}
