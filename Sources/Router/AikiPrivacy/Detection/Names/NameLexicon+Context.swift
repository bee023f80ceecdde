/// The words that say that a name comes, or that what looks like one is none. Compiled by hand.
extension NameLexicon {
    static let titles = set(
        """
        mr mrs ms miss mx dr prof professor sir lady lord dame madam mister captain capt
        lieutenant sgt sergeant colonel major officer detective inspector judge justice nurse
        coach father sister reverend rev rabbi imam pastor uncle aunt auntie aunty grandma grandpa
        granny cousin herr herrn frau fräulein hr fr fru frk frøken lege onkel tante kusine fetter
        bestemor bestefar mormor farfar doktor dozent opa oma cousine bruder schwester tante
        sensei señor señora senor senora monsieur madame don doña signor signora господин госпожа
        господина господину госпоже господином г-н г-жа доктор доктора доктору доктором профессор
        профессора профессору товарищ дядя дяди дяде дядю дядей тётя тетя тёти тети тёте тете тётю
        тетю тётей тетей бабушка бабушки бабушке бабушку бабушкой дедушка дедушки дедушке
        гражданин гражданка гражданина гражданке гражданки врач врача врачу адвокат адвоката
        следователь директор директора директору директором начальник начальника начальнику брат
        брата брату братом сестра сестры сестре сестру сестрой подруга подруги подруге подругу
        подругой друг друга другу другом жена жены жене жену женой муж мужа мужу мужем сын сына
        сыну сыном дочь дочери дочерью коллега коллеги коллеге коллегу коллегой сосед соседа
        соседу соседом соседка соседки соседке соседку соседкой клиент клиента клиенту клиентом
        пациент пациента пациенту пациентка пациентки бухгалтер бухгалтера менеджер менеджера
        менеджеру инженер инженера учитель учителя учительница
        """)

    /// Relations and roles after which a name of any form follows: `my wife Tove`.
    static let relations = set(
        """
        wife husband son daughter brother sister friend boss neighbour neighbor colleague coworker
        partner girlfriend boyfriend fiancé fiancee fiancée mother mom mum father dad nephew niece
        roommate flatmate landlord landlady therapist dentist tenant patient client customer
        employee manager supervisor teacher tutor nanny babysitter attorney lawyer accountant
        assistant intern classmate buddy ex kone kona mann mannen mannens sønn sønnen datter
        datteren bror broren søster søsteren venn vennen venninne venninnen sjef sjefen nabo
        naboen kollega kollegaen samboer samboeren kjæreste kjæresten mor moren far faren tante
        onkel nevø niese ektemann pasient pasienten kunde kunden leietaker rådgiver rådgiveren
        saksbehandler saksbehandleren lærer læreren fastlege fastlegen tannlegen svigermor frau
        mann sohn tochter bruder schwester freund freundin chef chefin nachbar nachbarin kollege
        kollegin partnerin mutter vater neffe nichte mitbewohner mitbewohnerin vermieter
        vermieterin patientin kundin mitarbeiter mitarbeiterin anwalt anwältin lehrer lehrerin
        hausarzt hausärztin zahnarzt schwiegermutter schwager schwägerin verlobte verlobter mieter
        mieterin enkel enkelin
        """)

    /// Phrases after which whoever is spoken of is named, in lower case, words apart.
    static let introductions: [[String]] = [
        ["name", "is"], ["names", "are"], ["named"], ["called"], ["call", "me"], ["i", "am"],
        ["i", "m"], ["this", "is"], ["signed"], ["full", "name"], ["name"], ["contact"], ["attn"],
        ["heter"], ["navnet", "er"], ["navn"], ["kalles"], ["hete"], ["jeg", "er"],
        ["underskrevet"],
        ["heiße"], ["heisse"], ["heißt"], ["heißen"], ["name", "ist"], ["namens"], ["ich", "bin"],
        ["kontakt"], ["ansprechpartner"], ["ansprechpartnerin"], ["зовут"], ["имя"],
        ["по", "имени"],
        ["фамилия"], ["фио"], ["я"], ["звать"], ["patient"], ["pasient"], ["tenant"], ["applicant"],
        ["søker"], ["antragsteller"], ["заявитель"], ["пациент"], ["employee"], ["beneficiary"],
        ["mottaker"], ["maiden", "name", "was"], ["name", "was"], ["surname"], ["geborene"],
        ["født"],
        ["grüß"], ["grüße"], ["hils"], ["greet"], ["an"], ["von"], ["from"], ["to"], ["fra"],
        ["til"],
        ["от"], ["кому"], ["cc"], ["sender"], ["recipient"], ["student"], ["elev"], ["schüler"],
        ["получатель"], ["отправитель"], ["empfänger"], ["absender"], ["author"],
    ]

    /// Words by which people are addressed or sign; a name follows, perhaps after a comma or a line.
    static let greetings = set(
        """
        dear hi hello hey hei heisann hallo kjære liebe lieber hej moin servus привет здравствуйте
        здравствуй уважаемый уважаемая дорогой дорогая милая thanks thank cheers regards sincerely
        best love hilsen mvh vennlig grüße grüßen gruß lg mfg vg takk tusen уважением спасибо cc
        bcc to from fra til von an от кому morning evening afternoon god morgen tag abend добрый
        день утро вечер beste kveld
        """)

    /// What people do: a name stands before or after these.
    static let personVerbs = set(
        """
        said says told tells asked asks wrote writes called calls replied answered thinks thought
        lives lived works worked moved married met likes loves hates wants wanted needs needed
        agreed signed sent emailed texted phoned borrowed owes paid visited arrived came went left
        joined born died suffers has had was is will would can could bought took brought knows
        believes promised recommended suggested forgot cooked drove plays played studies studied
        teaches taught asked insisted complained explained mentioned sa sier fortalte spurte skrev
        ringte svarte tror bor bodde jobber jobbet flyttet giftet møtte liker elsker vil ville
        trenger sendte betalte besøkte kom gikk dro født døde har hadde var er skal skulle kan
        lovet glemte kjøpte synes mente spiller studerer underviser lånte sagte sagt erzählte
        fragte schrieb rief antwortete denkt wohnt wohnte arbeitet arbeitete zog heiratete traf
        mag liebt will wollte braucht schickte bezahlte besuchte kam ging geboren starb hat hatte
        war ist soll kann meinte glaubt vergaß kaufte spielt studiert unterrichtet lieh сказал
        сказала говорит рассказал рассказала спросил спросила написал написала позвонил позвонила
        ответил ответила думает живет живёт жил жила работает работал работала переехал переехала
        женился вышла встретил встретила любит хочет просил просила прислал прислала заплатил
        приехал приехала пришел пришёл пришла ушел ушёл ушла родился родилась умер умерла был была
        будет обещал обещала забыл забыла купил купила играет учится преподает преподаёт
        """)

    /// What people are done with: a name follows.
    static let personPrepositions = set(
        """
        with by ask tell call meet email met meeting invite invited invites thank thanked hired
        fired married dated dating remind reminded phone contact asked told called visit visited
        know knows knew med hos spør ring møte møtte møter ringte traff inviterte kjenner mit bei
        frag frage ruf treffe traf treffen kenne kennt fragen с со спроси спросить позвони
        позвонить передай попроси попросить встретил встретила знаю
        """)

    /// Verbs that things share with people: after these a word that may be either is not a person.
    static let sharedVerbs = set(
        """
        is was has had will would can could needs need er var har hadde vil ville kan kunne
        trenger skal ist war hat hatte kann soll will wollte braucht был была будет может came
        went comes goes left kam ging kom gikk works work died starb умер умерла plays spielt
        spiller
        """)

    /// After these a name is what a law, a method or a prize is called by.
    static let eponymWords = set(
        """
        закон закона законы теорема теорему теоремы число числа формула формулы формулу метод
        метода принцип принципа распределение уравнение уравнения премия премии satz gesetz formel
        zahl methode prinzip hurricane operation storm typhoon regjeringen kabinett cabinet
        """)

    /// Words that introduce somebody only with a colon after them.
    static let headers = set("an von from to fra til от кому cc født geborene sender recipient")

    static let possessives = set(
        "my our his her their your min mitt vår hans hennes mein meine unser мой моя наш наша его её"
    )

    /// How English and Norwegian adjectives and nouns of peoples, laws and ages end.
    static let adjectiveEndings = [
        "ian", "ish", "ese", "ist", "ism", "isk", "iske", "ing", "tion", "ment", "ness", "ity",
        "ский",
        "ская", "ское", "ские", "ного", "ость", "ение", "ание", "ция", "логия",
    ]

    static let articles = set(
        "the a an this that der die das dem den des ein eine einen einem en et ei den det to of in at"
    )

    /// After these a capital begins something else than a person: the name of a firm, a street, a school.
    static let organisationWords = set(
        """
        inc ltd llc plc corp corporation company co gmbh ag kg se as asa sa ab oy bank university
        college school institute foundation hospital church museum airport station theatre theater
        stadium award prize project team act law street road avenue park river lake mountain
        island bridge hotel restaurant café cafe bar clinic centre center group holdings partners
        associates records films studios press times post news journal magazine games theorem
        equation lemma syndrome disease effect algorithm method model constant transform
        distribution museum universität schule stiftung krankenhaus kirche universitet skole
        sykehus kirke stiftelse museum straße platz verlag werke preis institut haus airlines
        motors foods brewery memorial day festival cup league club fc united city county state
        series season conference principle paradox test scale process inequality index number
        numbers
        """)

    /// Capitalised words that are no names, most often at the beginnings of sentences; and places,
    /// peoples, languages, days, products and firms.
    static let notNames = set(
        """
        later then soon suddenly finally eventually meanwhile however therefore apparently luckily
        actually honestly recently currently earlier otherwise instead besides moreover
        nevertheless perhaps indeed senere deretter plutselig endelig imidlertid derfor dessuten
        nylig tidligere kanskje likevel heldigvis потом затем вдруг наконец однако поэтому недавно
        раньше позже возможно видимо иногда обычно i a an the this that these those he she it we
        they you my your his her its our their who what when where why how which if then than and
        or but so because while after before since until although though yes no not never always
        sometimes often maybe perhaps please thanks thank hello hi hey dear ok okay sorry well now
        today tomorrow yesterday here there also just only even still again all some any each
        every both few many most other another such one two three four five six seven eight nine
        ten first second third last next new old good bad great best can could will would shall
        should may might must do does did is are was were be been being have has had having am let
        get got give take make made see look find tell show write explain describe list compare
        translate summarize summarise help need want create generate use using used add remove
        change fix check run call meet ask send open close start stop read put set keep try turn
        go come for from to of in on at by with without about into over under between through
        during against per via as like near re fwd subject note todo ps monday tuesday wednesday
        thursday friday saturday sunday january february march april june july august september
        october november december spring summer autumn winter christmas easter english norwegian
        russian german french spanish italian chinese japanese korean arabic dutch swedish danish
        finnish polish turkish american british european african asian indian english norway
        sweden denmark finland iceland germany france spain italy england scotland wales ireland
        britain russia ukraine poland china japan india korea america europe africa asia australia
        canada mexico brazil turkey israel egypt oslo bergen trondheim stavanger london paris
        berlin moscow rome madrid vienna amsterdam brussels new york boston chicago washington
        california texas florida google apple microsoft amazon facebook meta twitter instagram
        whatsapp telegram signal youtube netflix spotify github gitlab linux windows macos android
        iphone ipad python java javascript swift rust docker kubernetes excel word powerpoint
        outlook slack zoom teams jira notion chatgpt claude gemini openai anthropic internet
        wikipedia bluetooth wifi usb pdf html css sql json api url http https ssn iban dna rna
        covid nato nasa gdpr nav usa uk eu un tv jeg du han hun det den vi dere de er var blir ble
        har hadde kan kunne vil ville skal skulle må måtte hva hvem hvor når hvorfor hvordan
        hvilken og eller men så fordi hvis som at til fra med uten om på i av for ved etter før
        mellom mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars mai juni
        juli august september oktober november desember ja nei ikke takk hei hallo kjære vennlig
        hilsen mvh dette denne disse der her nå idag vær kan norge norsk sverige danmark tyskland
        engelsk ich du er sie es wir ihr mein meine dein deine sein seine unser unsere der die das
        den dem des ein eine einen einem einer und oder aber denn weil wenn als dass ob wie wo wer
        was wann warum welche mit ohne für von zu zum zur bei nach aus auf an in im am über unter
        vor zwischen durch gegen ja nein nicht kein keine bitte danke hallo liebe lieber sehr
        guten tag morgen abend heute gestern montag dienstag mittwoch donnerstag freitag samstag
        sonntag januar februar märz april mai juni juli oktober dezember ist sind war waren hat
        haben hatte kann können muss müssen soll sollen will wollen wird werden deutsch
        deutschland österreich schweiz herr frau herrn termin rechnung konto nummer adresse straße
        stadt haus arbeit firma büro kunde vertrag brief frage antwort problem lösung beispiel
        name telefon handy arzt termine kollegen team chef mutter vater bruder schwester tochter
        sohn mann kind kinder freund freundin projekt woche monat jahr jahre uhr zeit geld auto
        zug bahn wohnung schule universität buch text я ты он она оно мы вы они мой моя моё мои
        твой твоя ваш ваша наш наша это этот эта эти тот та те что кто где когда почему как какой
        какая если то и или но а потому так да нет не пожалуйста спасибо привет здравствуйте
        сегодня завтра вчера понедельник вторник среда четверг пятница суббота воскресенье в на с
        со к от до из для по о об при без через после перед между под над за у мне меня тебя вас
        нас его её ее их все всё был была было были есть будет может можно нужно надо хочу россия
        москва москве москвы петербург санкт-петербург русский английский уважаемый уважаемая
        дорогой дорогая расскажи напиши объясни переведи помоги найди покажи сравни вот еще ещё
        уже только очень там тут здесь потом россии
        """)

}

extension NameLexicon {
    /// Greetings that are nothing but greetings: whoever follows is a person.
    static let callings = set(
        """
        dear hi hello hey hei heisann hallo kjære liebe lieber hej moin servus привет здравствуй
        здравствуйте уважаемый уважаемая дорогой дорогая милая thanks cheers regards sincerely
        hilsen mvh grüße gruß lg vg takk danke thank уважением спасибо
        """)

    /// Words that make a place or a house of the name after them.
    static let placeWords = set(
        """
        san santa santo st saint sankt são los las new lake mount mt fort port hotel café cafe
        river cape port hospital school church villa casa der lago monte isla teatro museo
        university restaurant plaza palazzo via rue calle улица ул проспект площадь метро станция
        озеро гора театр музей
        """)
}
