extension PhraseTable {
    static let russian = PhraseTable(
        PhraseSettings(
            language: .russian,
            openers: EnglishWords.set(
                "и но а привет да нет кстати потому сейчас ещё еще также здравствуйте вообще"),
            conjunctions: ["и", "или"],
            breaks: EnglishWords.set("но а потому что где когда который которая хотя чтобы"),
            askers: EnglishWords.set(
                "что где кто почему как когда можешь можно какой какая какие ли зачем сколько"),
            conditions: EnglishWords.set("если бы представь допустим"),
            doubts: EnglishWords.set("может наверное возможно кажется вероятно думаю"),
            sayings: EnglishWords.set("говорит сказал сказала утверждает пишет якобы"),
            tails: EnglishWords.set("сейчас тоже теперь уже кстати очень"),
            leads: EnglishWords.set("очень тоже сейчас"),
            skipped: EnglishWords.set(
                "очень тоже сейчас уже всё все ещё еще недавно теперь просто"),
            companions: EnglishWords.set(
                "с со уже два три четыре пять год года лет вместе и в прошлом"),
            vague: EnglishWords.set("это его её их тебя то так"),
            tasks: [
                "код", "ошибк", "файл", "вопрос", "проблем", "функци", "текст", "ответ", "иде",
            ],
            ties: [
                "сестра": "sister", "сестру": "sister", "брат": "brother", "брата": "brother",
                "мама": "mother", "маму": "mother", "мать": "mother", "папа": "father",
                "папу": "father", "отец": "father", "отца": "father", "жена": "wife",
                "жену": "wife", "муж": "husband", "мужа": "husband", "дочь": "daughter",
                "сын": "son", "сына": "son", "собака": "dog", "собаку": "dog", "кот": "cat",
                "кота": "cat", "кошка": "cat", "кошку": "cat", "подруга": "friend",
                "подругу": "friend", "друг": "friend", "друга": "friend", "бабушка": "grandmother",
                "дедушка": "grandfather", "начальник": "boss",
            ]),
        """
        меня зовут = is called; capital
        моё|мое имя = is called; capital
        я|мы живу|живём|живем в|на|под = lives in
        я|мы переехал|переехала|переехали в|на = lives in
        я работаю в|на = works at
        я работаю = works as
        я из = comes from
        я родом из = comes from
        я родился|родилась в = was born in
        я вырос|выросла в = grew up in
        я|мы люблю|обожаю|любим = likes; list
        мне нравится|нравятся = likes; list
        я не люблю = dislikes; list
        мне не нравится|нравятся = dislikes; list
        я ненавижу = dislikes; list
        я предпочитаю = prefers
        у меня аллергия на = is allergic to; list
        у меня|нас есть = has
        у меня|нас нет = does not have
        у меня два|две|три|четыре|двое|трое = has
        мне = is; number
        я учусь в|на = studies at
        я изучаю|учу = studies
        я говорю на = speaks
        я говорю по = speaks
        я играю на|в = plays; list
        я не ем = does not eat; list
        я не пью = does not drink; list
        я не курю = does not; self
        я замужем за = is married to
        я женат на = is married to
        я вегетарианец|вегетарианка|учитель|учительница|врач|инженер|студент|студентка|пенсионер|программист|программистка|беременна|замужем|женат|разведён|разведена = is; self
        я планирую = plans to
        я собираюсь = plans to
        я|мы купил|купила|купили = did; +bought
        я начал|начала = did; +started
        мою|моего|нашу|нашего <tie> зовут = is called; capital
        моя|мой|наша|наш <tie> живёт|живет в|на = lives in
        моя|мой <tie> работает в|на = works at
        моя|мой <tie> работает = works as
        моя|мой <tie> любит|обожает = likes; list
        моей|моему сестре|брату|маме|сыну = is; number
        мой любимый цвет = favorite color
        моё|мое любимое блюдо = favorite food
        мой день рождения = birthday
        """)
}
