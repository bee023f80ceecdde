extension PhraseTable {
    static let norwegian = PhraseTable(
        PhraseSettings(
            language: .norwegian,
            openers: EnglishWords.set(
                "og men så hei ja nei forresten nå egentlig også hallo for vel i fjor år ellers at"),
            conjunctions: ["og", "eller"],
            breaks: EnglishWords.set("men fordi som når mens hvor selv så siden for"),
            askers: EnglishWords.set(
                "hva hvor hvem hvorfor hvordan når kan skal bør vil er har hvilken"),
            conditions: EnglishWords.set("hvis dersom om tenk"),
            doubts: EnglishWords.set(
                "kanskje kan ville skulle burde tror antakelig muligens trolig"),
            sayings: EnglishWords.set("sier sa påstår mener ifølge skrev"),
            tails: EnglishWords.set("nå også da forresten igjen heldigvis veldig"),
            leads: EnglishWords.set("å veldig også nå bare"),
            skipped: EnglishWords.set(
                "også nå egentlig virkelig fortsatt bare alltid nettopp veldig selv"),
            companions: EnglishWords.set("med sammen siden hos i fjor og etter for nå"),
            vague: EnglishWords.set("det den dette deg dem denne ikke"),
            tasks: ["kode", "feil", "fil", "spørsmål", "problem", "funksjon", "tekst", "svar"],
            ties: [
                "søster": "sister", "søstera": "sister", "søsteren": "sister", "bror": "brother",
                "broren": "brother", "mor": "mother", "moren": "mother", "mamma": "mother",
                "far": "father", "faren": "father", "pappa": "father", "kone": "wife",
                "kona": "wife", "mann": "husband", "mannen": "husband", "datter": "daughter",
                "datteren": "daughter", "dattera": "daughter", "sønn": "son", "sønnen": "son",
                "hund": "dog", "hunden": "dog", "katt": "cat", "katten": "cat",
                "kjæreste": "partner", "kjæresten": "partner", "samboer": "partner",
                "samboeren": "partner", "venn": "friend", "venninne": "friend", "sjef": "boss",
                "sjefen": "boss", "bestemor": "grandmother", "bestefar": "grandfather",
                "nabo": "neighbour", "naboen": "neighbour",
            ]),
        """
        jeg heter = is called; capital
        navnet mitt er = is called; capital
        jeg|vi bor i|på|ved = lives in
        jeg|vi flyttet til = lives in
        jeg|vi har flyttet til = lives in
        jeg jobber|arbeider som = works as
        jeg jobber|arbeider i|hos|for|på|ved = works at
        jeg kommer|er fra = comes from
        jeg er født i = was born in
        jeg er oppvokst i|på = grew up in
        jeg vokste opp i|på = grew up in
        jeg|vi liker|elsker = likes; list
        jeg|vi liker ikke = dislikes; list
        jeg|vi er glad i = likes; list
        jeg|vi hater = dislikes; list
        jeg foretrekker = prefers
        jeg er allergisk mot = is allergic to; list
        jeg tåler ikke = is allergic to; list
        jeg|vi har en|et|ei|to|tre|fire = has
        jeg|vi har fått en|et|ei = has
        jeg|vi har ikke = does not have
        jeg er = is; number
        jeg studerer|leser = studies
        jeg studerer på|ved = studies at
        jeg går på = goes to
        jeg snakker = speaks; list
        jeg spiller = plays; list
        jeg spiser|drikker|røyker ikke = does not eat
        jeg er gift med = is married to
        jeg|vi skal|planlegger = plans to
        jeg|vi har tenkt å = plans to
        jeg|vi kjøpte = did; +bought
        jeg|vi reiste|dro til = did; +went to
        jeg begynte = did; +started
        jeg er vegetarianer|veganer|lærer|sykepleier|student|pensjonist|lege|ingeniør|gravid|skilt|gift|singel|enslig = is; self
        jeg er en|et = is
        jeg lærer|øver = does; +is learning
        <tie> min|mi|vår heter = is called; capital
        min|mi|vår <tie> heter = is called; capital
        <tie> min|mi|vår bor i|på = lives in
        min|mi|vår <tie> bor i|på = lives in
        <tie> min|mi jobber som = works as
        min|mi <tie> jobber som = works as
        <tie> min|mi er = is; number
        min|mi <tie> er = is; number
        <tie> min|mi|vår er en|et = is
        <tie> min|mi elsker|liker = likes; list
        min|mi <tie> elsker|liker = likes; list
        <tie> min|mi er allergisk mot = is allergic to
        yndlingsfargen|favorittfargen min er = favorite color
        favorittmaten|yndlingsmaten min er = favorite food
        bursdagen min er = birthday
        """)
}
