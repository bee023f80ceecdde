extension PassageTraits {
    /// What can be seen in a text, whose words are at hand.
    init(seenIn text: String, words: [String]) {
        self = []
        if words.contains(where: Self.ownWords.contains) { insert(.isFirstPerson) }
        if words.contains(where: Self.timeWords.contains) { insert(.hasTime) }
        if words.contains(where: { $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false }) {
            insert(.hasNumber)
        }
        if text.contains("?") || text.contains("？") { insert(.holdsQuestion) }
        if let last = text.last(where: { !$0.isWhitespace }), last == "?" || last == "？" {
            insert(.asks)
        }
    }

    /// Words by which a speaker speaks of himself or herself, as ``TextTerms`` writes them.
    private static let ownWords: Set<String> = [
        "i", "im", "ive", "id", "ill", "my", "me", "mine", "we", "our", "us", "myself", "jeg",
        "meg", "min", "mitt", "mine", "ich", "mich", "mir", "mein", "meine", "я", "меня", "мне",
        "мой", "моя", "мы", "наш",
    ]

    /// Words that say when.
    private static let timeWords: Set<String> = [
        "yesterday", "today", "tomorrow", "tonight", "ago", "last", "next", "since", "recently",
        "week", "weekend", "month", "year", "years", "morning", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june",
        "july", "august", "september", "october", "november", "december", "spring", "summer",
        "autumn", "winter", "birthday", "anniversary",
        "igar", "idag", "imorgen", "uke", "uken", "maned", "ar", "mandag", "tirsdag", "onsdag",
        "torsdag", "fredag", "lordag", "sondag", "januar", "februar", "mars", "juni", "juli",
        "oktober", "desember",
        "gestern", "heute", "morgen", "woche", "monat", "jahr", "montag", "dienstag", "mittwoch",
        "donnerstag", "freitag", "samstag", "sonntag", "marz", "mai", "dezember",
        "вчера", "сегодня", "завтра", "неделя", "неделю", "месяц", "год", "года", "понедельник",
        "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "января", "февраля",
        "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря",
    ]
}
