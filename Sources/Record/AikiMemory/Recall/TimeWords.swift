/// Words that say when, in the form that ``TextTerms/words(of:)`` gives them: English, Norwegian,
/// German and Russian.
enum TimeWords {
    /// Months by name, from 1.
    static let months = table([
        "january januar jan января январе январь", "february februar feb февраля феврале февраль",
        "march mars marz марта марте март", "april апреля апреле апрель", "may mai мая мае май",
        "june juni июня июне июнь", "july juli июля июле июль", "august aug августа августе август",
        "september sept сентября сентябре сентябрь", "october oktober октября октябре октябрь",
        "november nov ноября ноябре ноябрь", "december desember dezember декабря декабре декабрь",
    ])
    /// Seasons by name; 1 is spring, which begins in March.
    static let seasons = table([
        "spring var varen fruhling fruhjahr весной весна весны",
        "summer sommer sommeren летом лето лета",
        "autumn fall host hosten herbst осенью осень осени",
        "winter vinter vinteren зимой зима зимы",
    ])
    /// Days of the week by name; 1 is Sunday, as in Foundation.
    static let weekdays = table([
        "sunday sondag sonntag воскресенье", "monday mandag montag понедельник",
        "tuesday tirsdag dienstag вторник", "wednesday onsdag mittwoch среду среда",
        "thursday torsdag donnerstag четверг", "friday fredag freitag пятницу пятница",
        "saturday lordag samstag субботу суббота",
    ])
    /// Stretches that are counted; 1 is a day, then week, month, year.
    static let units = table([
        "day days dag dager tag tage tagen день дня дней",
        "week weeks uke uken uker woche wochen неделя неделе неделю недели недель",
        "month months maned maneden maneder monat monate monaten месяц месяце месяца месяцев",
        "year years ar aret jahr jahre jahren год году года лет",
    ])
    /// Small numbers as words.
    static let numbers = table([
        "one a an en ett et ein eine einem einen einer один одну", "two to zwei два две",
        "three tre drei три", "four fire vier четыре", "five fem funf пять", "six seks sechs шесть",
        "seven sju syv sieben семь", "eight atte acht восемь", "nine ni neun девять",
        "ten ti zehn десять",
    ])
    /// Days by name; 1 is today, then yesterday, and the day before it.
    static let days = table([
        "today tonight idag heute сегодня", "yesterday igar gestern вчера",
        "forgars vorgestern позавчера",
    ])
    /// The one before.
    static let last = set(
        """
        last previous past forrige sist siste letzte letzten letzter letztes letztem vorige vorigen \
        прошлой прошлом прошлым прошлый прошлую прошлого прошлое
        """)
    /// The one that is.
    static let this = set(
        "this denne dette diese diesen diesem dieser dieses этой этом этим этот эту этого это")
    /// What makes a stretch one of the past: "two weeks ago".
    static let ago = set("ago siden назад")
    /// The same before it: "vor zwei Wochen".
    static let before = set("vor")
    /// After these a month, a year or a weekday stands by itself: "in May".
    static let prepositions = set(
        "in on during since of by until i pa om under im am seit mid early late в во с до")
    /// What in another language, or of something else, is an ordinary word, and the words after which
    /// it does name a time: "i høst" but not "the host", "last fall" but not "in diesem Fall".
    static let ambiguous = [
        "var": set("i til fra mellom forrige sist"),
        "host": set("i om til fra mellom forrige sist siste denne"),
        "fall": set(
            """
            the last previous past this in during since by until early late mid of from between
            """),
        "mars": set("i om til fra mellom siden forrige sist siste denne"),
        "jan": set("in i im last previous past this during since until early late forrige siste"),
    ]
    /// Between two months or seasons the second needs no more: "from spring to fall".
    static let joining = set("and to og til und bis и по")
    /// A range begins: "from May to June".
    static let range = set("between from mellom fra zwischen von между от с")

    private static let beginnings =
        [months, seasons, weekdays, numbers, days].reduce(into: last.union(this).union(["i"])) {
            $0.formUnion($1.keys)
        }

    /// Whether a time may begin with a word: so that most words are looked up once.
    static func mayBegin(_ word: String) -> Bool {
        word.utf8.first.map { (0x30...0x39).contains($0) } == true || beginnings.contains(word)
    }

    private static func set(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static func table(_ rows: [String]) -> [String: Int] {
        var table: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            for word in set(row) { table[word] = index + 1 }
        }
        return table
    }
}
