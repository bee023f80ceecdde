/// The words of a language that carry no meaning of their own in a question, or only together.
///
/// What is not listed counts: the lists are short on purpose, and hold no word that could tell one
/// question from another. They were made with the development half of `Tests/Fixtures/same-questions`.
struct QuestionLanguage: Sendable {
    /// Words by which the language is known.
    let markers: Set<String>
    /// Left out wherever they stand.
    let silent: Set<String>
    /// Left out at the beginning.
    let greetings: [[String]]
    /// Left out at the beginning, in front of a word that asks.
    let askings: [[String]]
    /// Words that ask.
    let questions: Set<String>
    /// Left out at the beginning, in front of a word that orders …
    let requests: [[String]]
    /// … one of these.
    let orders: Set<String>
    /// Beginnings that all mean "how to".
    let howTos: [[String]]
    /// Beginnings that all mean "what is the".
    let whatIs: [[String]]
    /// Words that a clause in front of the question begins with.
    let prepositions: Set<String>
    /// Words that are always said for another.
    let synonyms: [String: String]
    /// Words and phrases whose meaning passes with time.
    let passing: [[String]]

    /// The language that most words of a question belong to; nil where none does.
    static func of(_ words: [String]) -> QuestionLanguage? {
        if words.contains(where: {
            $0.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
        }) {
            return russian
        }
        let counts = [english, norwegian, german].map { language in
            (language, words.count { language.markers.contains($0) })
        }
        let best = counts.max { $0.1 < $1.1 }
        return best.flatMap { $0.1 > 0 ? $0.0 : nil }
    }

    /// Every language's; a question may use another's word.
    static let passingWords = [english, norwegian, german, russian].flatMap(\.passing)

    private init(
        markers: String, silent: String, greetings: String, askings: String, questions: String,
        requests: String = "", orders: String = "", howTos: String = "", whatIs: String = "",
        prepositions: String, synonyms: String = "", passing: String
    ) {
        self.markers = Self.words(markers)
        self.silent = Self.words(silent)
        self.greetings = Self.phrases(greetings)
        self.askings = Self.phrases(askings)
        self.questions = Self.words(questions)
        self.requests = Self.phrases(requests)
        self.orders = Self.words(orders)
        self.howTos = Self.phrases(howTos)
        self.whatIs = Self.phrases(whatIs)
        self.prepositions = Self.words(prepositions)
        self.passing = Self.phrases(passing)
        self.synonyms = Dictionary(
            synonyms.split(separator: " ").map { pair in
                let words = pair.split(separator: "=").map(String.init)
                return (words[0], words[1])
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    /// Phrases between bars, the longest first.
    private static func phrases(_ text: String) -> [[String]] {
        text.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
            .sorted { $0.count > $1.count }
    }

    static let english = QuestionLanguage(
        markers: """
            the a an is are was were what which who how do does did can could should would of to in i \
            my me you when where why it and for with please
            """,
        silent: "the a an please there does do",
        greetings: "please|kindly|hey|hi|hello|ok|okay",
        askings: """
            tell me|show me|explain to me|explain|let me know|do you know|i want to know|\
            i need to know|i would like to know|i'd like to know|can you tell me|could you tell me|\
            can you please tell me|could you please tell me|can you explain|could you explain|\
            can you show me|remind me
            """,
        questions: "what who how where when why which whether if",
        requests: """
            can you|could you|would you|can you please|could you please|would you please|\
            i would like you to|i'd like you to|i want you to
            """,
        orders: """
            tell show give explain write list name translate summarise summarize calculate convert \
            find suggest recommend describe remind
            """,
        howTos: "how to|how do i|how can i|how could i|how would i|how does one|how can one",
        whatIs: """
            tell me the|give me the|name the|show me the|find the|calculate the|compute the
            """,
        prepositions: """
            in on at for by under over during while before after without with according when of from \
            to than
            """,
        synonyms: """
            center=centre centers=centres color=colour colors=colours gray=grey liter=litre \
            liters=litres meter=metre meters=metres kilometer=kilometre kilometers=kilometres \
            km=kilometres kg=kilograms which=what biggest=largest summarize=summarise \
            organize=organise recognize=recognise favorite=favourite percent=% fridge=refrigerator \
            mum=mom two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 am=is are=is \
            were=was
            """,
        passing: """
            today|tomorrow|yesterday|tonight|now|currently|current|latest|newest|recent|recently|\
            nowadays|at the moment|these days|this week|this month|this year|weather|news|what time is it|\
            the time|the date
            """)

    static let norwegian = QuestionLanguage(
        markers: """
            er en et ei jeg hva hvem hvor hvordan når kan på i det og av til som har å ikke min mitt \
            hvilken hvilket hvilke skriv
            """,
        silent: "takk",
        greetings: "hei|vær så snill og|vær så snill å",
        askings: """
            kan du si meg|kan du fortelle meg|kan du si|si meg|fortell meg|forklar|vet du|\
            jeg lurer på|jeg vil gjerne vite
            """,
        questions: "hva hvem hvor hvordan når hvorfor hvilken hvilket hvilke",
        howTos: "hvordan kan jeg|hvordan kan man",
        prepositions: "i på ved for etter før under med uten fra til",
        synonyms: "prosent=% to=2 tre=3 fire=4 fem=5 seks=6 sju=7 syv=7 åtte=8 ni=9 ti=10",
        passing: """
            i dag|i morgen|i går|i kveld|nå|for tiden|nylig|siste|nyeste|idag|imorgen|været|\
            nyheter|klokka|klokken
            """)

    static let german = QuestionLanguage(
        markers: """
            der die das den dem des ist sind ein eine einen einem einer ich wie was wer wann wo warum \
            welche welcher welches und für von nicht mein meine bitte kann
            """,
        silent: "bitte",
        greetings: "bitte|hallo|hi",
        askings: """
            kannst du mir sagen|können sie mir sagen|kannst du mir bitte sagen|sag mir|sag mir bitte|\
            sagen sie mir|weißt du|erkläre|erklär mir|ich möchte wissen
            """,
        questions: "was wer wie wo wann warum welche welcher welches",
        howTos: "wie kann ich|wie kann man|wie könnte ich",
        prepositions: "im in bei für nach vor auf ohne mit von aus zu",
        synonyms: "prozent=% zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10",
        passing: """
            heute|morgen|gestern|jetzt|derzeit|zurzeit|momentan|aktuell|aktuelle|aktuellen|neueste|\
            neuesten|kürzlich|wetter|nachrichten|wie spät
            """)

    static let russian = QuestionLanguage(
        markers: "",
        silent: "пожалуйста",
        greetings: "пожалуйста|привет",
        askings: """
            скажи|скажите|подскажи|подскажите|напомни|объясни|скажи мне|ты знаешь|хочу знать
            """,
        questions: """
            что кто как где когда почему зачем какая какой какое какие сколько чем можно нужно нужна \
            нужен
            """,
        howTos: "как мне|как можно",
        prepositions: "в на по при для до после из от с без",
        synonyms: "процентов=% км=километров два=2 две=2 три=3 четыре=4 пять=5 шесть=6 семь=7",
        passing: """
            сегодня|завтра|вчера|сейчас|теперь|недавно|последние|последний|свежие|погода|новости|\
            который час
            """)
}
