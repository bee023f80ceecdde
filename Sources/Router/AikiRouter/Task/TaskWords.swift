/// The words by which tasks are given. Compiled by hand.
enum TaskWords {
    /// What a word speaks for.
    static let classes = cues.reduce(into: [String: [TaskClass]]()) { classes, cue in
        for word in cue.1 { classes[word, default: []].append(cue.0) }
    }

    private static let cues: [(TaskClass, Set<String>)] = [
        (
            .chat,
            set(
                "hi hello hey thanks thank hei takk hallo danke привет спасибо feeling tired lonely"
            )
        ),
        (
            .writing,
            set(
                """
                write draft compose rewrite poem story letter email essay haiku speech skriv dikt
                brev fortelling schreibe schreib gedicht geschichte aufsatz напиши письмо
                стихотворение рассказ сочини rephrase slogan toast
                """)
        ),
        (
            .translation,
            set(
                "translate translation oversett oversettelse übersetze übersetzung переведи перевод"
            )
        ),
        (
            .extraction,
            set(
                """
                summarize summarise summary extract shorten list classify oppsummer sammendrag
                zusammenfassung fasse zusammenfassen extrahiere суммируй кратко выдели перечисли
                """)
        ),
        (
            .code,
            set(
                """
                code function script program bug debug compile compiler refactor python javascript
                swift rust sql regex api algorithm class method exception stacktrace unittest kode
                funksjon programm funktion код функцию функция программу скрипт ошибка typescript
                bash html css implement dockerfile kubernetes
                """)
        ),
        (
            .mathematics,
            set(
                """
                prove proof theorem integral derivative equation solve polynomial matrix
                eigenvalue probability calculate compute lemma modulo converge bevis bevise
                ligning regn løs utregn beweise beweis gleichung berechne löse докажи
                доказательство уравнение интеграл вычисли реши вероятность limit permutation
                combinatorics
                """)
        ),
        (
            .analysis,
            set(
                """
                analyse analyze compare evaluate assess design architecture strategy plan tradeoff
                tradeoffs argue critique implications consequences optimise optimize diagnose
                hypothesis why sammenlign vurder analyser hvorfor strategi drøft vergleiche
                bewerte analysiere warum erörtere abwägen сравни проанализируй оцени почему
                обоснуй спланируй стратегия
                """)
        ),
        (
            .current,
            set(
                """
                today tonight latest news current currently weather forecast stock price score
                yesterday nyheter været siste heute aktuell wetter nachrichten kurs сегодня
                новости погода курс последние
                """)
        ),
    ]

    /// Words that ask for more than a first answer.
    static let depth = set(
        """
        step steps thoroughly detailed detail rigorous rigorously carefully comprehensive
        exhaustive multi several constraints justify derive formal edge cases grundig detaljert
        trinn begrunn ausführlich gründlich schritt begründe подробно пошагово строго тщательно
        докажи prove
        """)

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
