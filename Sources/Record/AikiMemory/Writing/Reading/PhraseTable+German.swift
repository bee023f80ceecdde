extension PhraseTable {
    static let german = PhraseTable(
        PhraseSettings(
            language: .german,
            openers: EnglishWords.set(
                "und aber hallo hi ja nein also übrigens denn jetzt eigentlich auch doch na"),
            conjunctions: ["und", "oder"],
            breaks: EnglishWords.set(
                "aber weil dass wenn während wo denn die der das obwohl seit damit"),
            askers: EnglishWords.set(
                "was wo wer warum wie wann kannst soll kann sollte welche welches welcher gibt hast"
            ),
            conditions: EnglishWords.set("wenn falls ob angenommen"),
            doubts: EnglishWords.set(
                "vielleicht könnte würde sollte glaube wahrscheinlich vermutlich möglicherweise hätte wäre"
            ),
            sayings: EnglishWords.set("sagt sagte behauptet meint laut schrieb angeblich"),
            tails: EnglishWords.set("jetzt auch gerade übrigens wieder sehr gern gerne"),
            leads: EnglishWords.set("sehr auch gerade gerne gern zur"),
            skipped: EnglishWords.set(
                "auch jetzt eigentlich wirklich gerade immer noch schon sehr seit"),
            companions: EnglishWords.set("mit seit zusammen und letztes nach für direkt bei"),
            vague: EnglishWords.set("es das dich sie ihn dies diese so nicht"),
            tasks: ["code", "fehler", "datei", "frage", "problem", "funktion", "text", "antwort"],
            ties: [
                "schwester": "sister", "bruder": "brother", "mutter": "mother", "mama": "mother",
                "vater": "father", "papa": "father", "frau": "wife", "mann": "husband",
                "tochter": "daughter", "sohn": "son", "hund": "dog", "katze": "cat",
                "freundin": "girlfriend", "freund": "friend", "chef": "boss", "chefin": "boss",
                "oma": "grandmother", "opa": "grandfather", "nachbar": "neighbour",
                "nachbarin": "neighbour", "kater": "cat",
            ]),
        """
        ich heiße|heisse = is called; capital
        mein name ist = is called; capital
        ich|wir wohne|lebe|wohnen|leben in|bei|auf = lives in
        ich|wir bin|sind nach .. gezogen|umgezogen = lives in
        ich arbeite als = works as
        ich arbeite bei|für|in|im|an = works at
        ich komme aus = comes from
        ich bin in .. geboren = was born in
        ich bin in .. aufgewachsen = grew up in
        ich|wir mag|liebe|mögen|lieben = likes; list
        ich mag kein|keine|keinen = dislikes; list
        ich mag .. nicht = dislikes; list
        ich|wir hasse|hassen = dislikes; list
        ich bevorzuge = prefers
        ich bin allergisch gegen = is allergic to; list
        ich bin gegen .. allergisch = is allergic to; list
        ich vertrage kein|keine|keinen = is allergic to; list
        ich|wir habe|haben einen|eine|ein|zwei|drei|vier = has
        ich|wir habe|haben kein|keine|keinen = does not have
        ich bin = is; number
        ich studiere = studies
        ich spreche = speaks; list
        ich spiele = plays; list
        ich esse kein|keine|keinen = does not eat
        ich trinke kein|keine|keinen = does not drink
        ich bin verheiratet mit = is married to
        ich bin mit .. verheiratet = is married to
        ich bin vegetarier|vegetarierin|veganer|veganerin|lehrer|lehrerin|student|studentin|rentner|arzt|ärztin|ingenieur|schwanger|geschieden|verheiratet|single = is; self
        ich bin ein|eine = is
        ich lerne = does; +is learning
        ich|wir werde|werden .. reisen|ziehen|heiraten|fliegen|besuchen|anfangen|umziehen = plans to
        ich habe vor = plans to
        ich|wir habe|haben .. gekauft = did; +bought
        ich|wir habe|haben .. angefangen = did; +started
        ich|wir habe|haben .. besucht = did; +visited
        mein|meine|unser|unsere <tie> heißt|heisst = is called; capital
        mein|meine|unser|unsere <tie> wohnt|lebt in|bei = lives in
        mein|meine <tie> arbeitet als = works as
        mein|meine <tie> arbeitet bei|für|in = works at
        mein|meine <tie> ist = is; number
        mein|meine <tie> ist ein|eine = is
        mein|meine <tie> mag|liebt = likes; list
        mein|meine <tie> ist allergisch gegen = is allergic to
        meine lieblingsfarbe ist = favorite color
        mein lieblingsessen ist = favorite food
        mein lieblingsbuch ist = favorite book
        """)
}
