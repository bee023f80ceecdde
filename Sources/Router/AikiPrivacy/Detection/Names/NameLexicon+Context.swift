/// The words that say that a name comes, or that what looks like one is none. Compiled by hand.
extension NameLexicon {
    static let titles = set(
        """
        mr mrs ms miss mx dr prof professor sir lady lord dame madam mister captain capt lieutenant
        sgt sergeant colonel major officer detective inspector judge justice nurse coach father
        sister reverend rev rabbi imam pastor uncle aunt auntie aunty grandma grandpa granny cousin
        herr herrn frau fräulein hr fr fru frk frøken lege onkel tante kusine fetter bestemor
        bestefar mormor farfar doktor dozent opa oma cousine bruder schwester sensei señor señora
        senor senora monsieur madame don doña signor signora господин госпожа господина господину
        госпоже господином г-н г-жа доктор доктора доктору доктором профессор профессора профессору
        товарищ дядя дяди дяде дядю дядей тётя тетя тёти тети тёте тете тётю тетю тётей тетей
        бабушка бабушки бабушке бабушку бабушкой дедушка дедушки дедушке гражданин гражданка
        гражданина гражданке гражданки врач врача врачу адвокат адвоката следователь директор
        директора директору директором начальник начальника начальнику брат брата брату братом
        сестра сестры сестре сестру сестрой подруга подруги подруге подругу подругой друг друга
        другу другом жена жены жене жену женой муж мужа мужу мужем сын сына сыну сыном дочь дочери
        дочерью коллега коллеги коллеге коллегу коллегой сосед соседа соседу соседом соседка соседки
        соседке соседку соседкой клиент клиента клиенту клиентом пациент пациента пациенту пациентка
        пациентки бухгалтер бухгалтера менеджер менеджера менеджеру инженер инженера учитель учителя
        учительница familie family zeuge zeugin familien constable nun monsignor abbot deacon
        headmaster headmistress private corporal admiral commander councillor alderman senator
        congressman congresswoman ambassador principal арендатор арендатора арендатору арендатором
        свидетель свидетеля свидетелю свидетелем свидетели тренер тренера тренеру тренером водитель
        водителя водителю водителем водители сотрудник сотрудника сотруднику сотрудником студент
        студента студенту студентом ученик ученика ученику учеником руководитель руководителя
        руководителю руководителем руководители заведующий заведующиго заведующиму заведующим
        заведующия заведующию председатель председателя председателю председателем председатели
        капитан капитана капитану капитаном майор майора майору майором сержант сержанта сержанту
        сержантом лейтенант лейтенанта лейтенанту лейтенантом полковник полковника полковнику
        полковником судья судьи судье судью судьей нотариус нотариуса нотариусу нотариусом риелтор
        риелтора риелтору риелтором хозяин хозяина хозяину хозяином хозяйка хозяйки хозяйке хозяйку
        хозяйкой хозяйкей квартирант квартиранта квартиранту квартирантом квартирантка квартирантки
        квартирантке квартирантку квартиранткой квартиранткей внук внука внуку внуком внучка внучки
        внучке внучку внучкой внучкей племянник племянника племяннику племянником племянница
        племянници племяннице племянницу племянницой племянницей тесть тестя тестю тестем тести тёща
        тёщи тёще тёщу тёщой тёщей свёкор свёкора свёкору свёкором зять зятя зятю зятем зяти
        невестка невестки невестке невестку невесткой невесткей папа папы папе папу папой папей мама
        мамы маме маму мамой мамей няня няни няне няню няней репетитор репетитора репетитору
        репетитором начальница начальници начальнице начальницу начальницой начальницей секретарь
        секретаря секретарю секретарем секретари помощник помощника помощнику помощником помощница
        помощници помощнице помощницу помощницой помощницей психолог психолога психологу психологом
        стоматолог стоматолога стоматологу стоматологом терапевт терапевта терапевту терапевтом
        хирург хирурга хирургу хирургом жених жениха жениху женихом невеста невесты невесте невесту
        невестой невестей доцент доцента доценту доцентом академик академика академику академиком
        мастер мастера мастеру мастером электрик электрика электрику электриком сантехник сантехника
        сантехнику сантехником заявитель заявителя заявителю заявителем заявители истец истца истцу
        истцем ответчик ответчика ответчику ответчиком потерпевший потерпевшиго потерпевшиму
        потерпевшим потерпевшия потерпевшию подозреваемый подозреваемыго подозреваемыму
        подозреваемым подозреваемыя подозреваемыю арендодатель арендодателя арендодателю
        арендодателем арендодатели собственник собственника собственнику собственником покупатель
        покупателя покупателю покупателем покупатели заказчик заказчика заказчику заказчиком
        исполнитель исполнителя исполнителю исполнителем исполнители приятель приятеля приятелю
        приятелем приятели приятельница приятельници приятельнице приятельницу приятельницой
        приятельницей знакомый знакомыго знакомыму знакомым знакомыя знакомыю товарища товарищу
        товарищом крестник крестника крестнику крестником сваха свахи свахе сваху свахой свахей
        медсестра медсестры медсестре медсестру медсестрой медсестрей воспитатель воспитателя
        воспитателю воспитателем воспитатели воспитательница воспитательници воспитательнице
        воспитательницу воспитательницой воспитательницей староста старосты старосте старосту
        старостой старостей куратор куратора куратору куратором фельдшер фельдшера фельдшеру
        фельдшером отец отца отцу отцом мать матери матерью
        """)

    /// Relations and roles after which a name of any form follows: `my wife Tove`.
    static let relations = set(
        """
        wife husband son daughter brother sister friend boss neighbour neighbor colleague coworker
        partner girlfriend boyfriend fiancé fiancee fiancée mother mom mum father dad nephew niece
        roommate flatmate landlord landlady therapist dentist tenant patient client customer
        employee manager supervisor teacher tutor nanny babysitter attorney lawyer accountant
        assistant intern classmate buddy ex kone kona mann mannen mannens sønn sønnen datter
        datteren bror broren søster søsteren venn vennen venninne venninnen sjef sjefen nabo naboen
        kollega kollegaen samboer samboeren kjæreste kjæresten mor moren far faren tante onkel nevø
        niese ektemann pasient pasienten kunde kunden leietaker rådgiver rådgiveren saksbehandler
        saksbehandleren lærer læreren fastlege fastlegen tannlegen svigermor frau sohn tochter
        bruder schwester freund freundin chef chefin nachbar nachbarin kollege kollegin partnerin
        mutter vater neffe nichte mitbewohner mitbewohnerin vermieter vermieterin patientin kundin
        mitarbeiter mitarbeiterin anwalt anwältin lehrer lehrerin hausarzt hausärztin zahnarzt
        schwiegermutter schwager schwägerin verlobte verlobter mieter mieterin enkel enkelin witness
        plumber electrician neighbours applicant resident passenger candidate guest driver mechanic
        gardener cleaner carer caregiver housemate stepfather stepmother stepson stepdaughter
        stepbrother stepsister grandson granddaughter grandfather grandmother grandma grandpa
        godmother godfather godson goddaughter bride groom spouse widow widower guy pal mate mentor
        coach trainer principal contractor vendor lecturer surgeon physician gp nurse midwife
        psychiatrist psychologist counsellor counselor solicitor barrister notary realtor agent
        broker banker barber hairdresser plaintiff defendant suspect victim claimant policyholder
        subscriber recipient sender donor volunteer trainee apprentice successor predecessor
        colleagues kid kids baby toddler twin twins vitne vitnet naboer kusine kusinen fetter
        fetteren barnebarn barnebarnet sønnesønn svoger svogeren svigersønn svigerdatter svigerfar
        stefar stemor tvilling rørlegger rørleggeren elektriker søker søkeren ansatt vikar vikaren
        medarbeider kollegaer klassekamerat trener treneren psykolog psykologen terapeut advokat
        advokaten megler megleren utleier utleieren forlovede ekskone eksmann kompis kompisen
        venninner barnet jenta gutten babyen leder lederen avdelingsleder rektor sykepleier
        sykepleieren elev eleven saksøkte tiltalte fornærmede zeuge zeugin klempner bewerber
        bewerberin gast fahrer fahrerin mechaniker putzfrau pflegerin stiefvater stiefmutter oma opa
        patin pate braut bräutigam witwe witwer kumpel trainerin professorin dozent dozentin ärztin
        krankenschwester hebamme psychologin psychologe therapeut therapeutin steuerberater
        steuerberaterin makler maklerin friseur friseurin kläger klägerin beklagte beklagter
        verdächtige opfer versicherte empfängerin praktikant praktikantin azubi lehrling nachfolger
        nachfolgerin vorgänger kollegen zwilling zwillinge mitschüler mitschülerin tagesmutter
        erzieherin hausmeister hausverwalter betreuer betreuerin sachbearbeiter sachbearbeiterin
        ansprechpartner ansprechpartnerin geschäftsführer geschäftsführerin antragsteller ehemann
        ehefrau exfrau exmann lebensgefährte lebensgefährtin cousine cousin leietakeren
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

    /// The same, by their last words.
    static let introductionsByEnd = Dictionary(grouping: introductions) { $0.last ?? "" }

    /// After these and a colon a list of people follows.
    static let listHeads = set(
        """
        attendees participants present absent guests guest invited members speakers panelists authors
        editors winners applicants candidates witnesses names name people team staff crew signatories
        recipients cc bcc to from deltakere deltagere møtedeltakere deltaker til stede fraværende gjester
        inviterte medlemmer forfattere vinnere søkere vitner navn ansatte mottakere teilnehmer
        teilnehmerinnen teilnehmende anwesend anwesende abwesend gäste eingeladen mitglieder autoren
        bewerber zeugen namen mitarbeiter empfänger участники присутствовали присутствующие отсутствовали
        гости приглашены члены авторы свидетели имена сотрудники получатели список кандидаты докладчики
        """)

    /// Verbs after which `to` leads to a person.
    static let verbsToPerson = set(
        """
        talk talks talked talking speak speaks spoke speaking listen listened write wrote writing said say
        explain explained lie lied belongs belong apologize apologized apologise apologised married engaged
        related according reply replied respond responded introduce introduced sent send give gave lent
        sold read sing sang propose proposed report reports reported complain complained
        it this that them back everything something email mail message invoice letter copy documents
        document keys money package parcel book note flowers photo photos
        """)

    /// English and Norwegian verbs that open a question; German ones too.
    static let questionOpeners = set(
        """
        is was did does has will can could should would when why where how are er var har vil kan skal kommer
        må bør kommt ist hat will kann soll war wird hatte muss darf wollte
        """)

    /// What stands after a German verb where somebody does something to someone, or at some time.
    static let germanObjects = set(
        """
        mich mir uns dich dir ihn ihm sich euch gestern heute morgen den das die einen eine ein mein meine
        meinen unser unsere nicht noch schon immer auch keine keinen jetzt wieder sehr lange viel zu am im
        """)

    /// German words after which a bare word that is no noun is a person.
    static let germanPersonPrepositions = set(
        """
        mit von bei für ohne gegen laut an frag frage fragt fragen ruf rufe triff treffe traf getroffen
        kenne kennst kennt besuche besuch besuchte grüß grüße bitte erinnere mir dir ihm ihr uns
        """)

    /// German words that begin a clause whose first bare word is a person, or stand before whom it is
    /// done to.
    static let germanClauseWords = set(
        """
        dass weil wenn ob seit als da obwohl bevor nachdem sobald falls damit habe hat hatte haben will
        soll kann muss wird würde könnte sollte ist war denn und oder aber wo wie wann warum du ihr wir ich
        sie er man kommt kommst geht doch mal auch
        """)

    /// After these a name may stand in lower case.
    static let lowercaseCues = set(
        """
        tell ask text call email message phone ping cc with from spør ring fortell hils frag ruf
        спроси позвони передай скажи напиши напомни попроси
        """)

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
        teaches taught insisted complained explained mentioned sa sier fortalte spurte skrev ringte
        svarte tror bor bodde jobber jobbet flyttet giftet møtte liker elsker vil ville trenger
        sendte betalte besøkte kom gikk dro født døde har hadde var er skal skulle kan lovet glemte
        kjøpte synes mente spiller studerer underviser lånte sagte sagt erzählte fragte schrieb rief
        antwortete denkt wohnt wohnte arbeitet arbeitete zog heiratete traf mag liebt wollte braucht
        schickte bezahlte besuchte kam ging geboren starb hat hatte war ist soll kann meinte glaubt
        vergaß kaufte spielt studiert unterrichtet lieh сказал сказала говорит рассказал рассказала
        спросил спросила написал написала позвонил позвонила ответил ответила думает живет живёт жил
        жила работает работал работала переехал переехала женился вышла встретил встретила любит
        хочет просил просила прислал прислала заплатил приехал приехала пришел пришёл пришла ушел
        ушёл ушла родился родилась умер умерла был была будет обещал обещала забыл забыла купил
        купила играет учится преподает преподаёт ran runs walked walks sat sits stood stands slept
        sleeps woke ate eats drank drinks sang sings danced dances swam laughed laughs smiled smiles
        cried cries shouted whispered nodded shrugged sighed spoke speaks talked talks heard hears
        saw sees felt feels looked looks watched watches waited waits helped helps tried tries
        started starts stopped finished won lost sold sells gave gives got gets made makes did does
        put kept keeps held found finds lent lends broke fell hurt fixed painted built reads read
        ordered booked cancelled canceled missed misses hated enjoyed enjoys prefers hopes hoped
        wishes decided plans planned offered offers refused accepted admitted denied argued claims
        claimed noticed remembered remembers reminded invited invites introduced hugged kissed
        divorced graduated retired quit resigned applied interviewed hired fired complains shares
        shared messages messaged replies emails picked dropped moves returns returned turned turns
        grew grows weighs snores cooks bakes baked gardens drives rides rode flew flies travels
        travelled traveled stayed stays owns rents rented pays also never always just still really
        already usually often recently finally løper løp går sitter satt står sto sover sov spiser
        spiste drikker drakk synger danser danset ler lo smiler smilte gråter gråt snakker snakket
        hører hørte ser så føler følte venter ventet hjelper hjalp prøver prøvde begynner begynte
        slutter sluttet vant tapte selger solgte gir ga får fikk lager laget gjør gjorde holder
        holdt fant leser leste bestilte avlyste savner hater håper bestemte planlegger tilbød nektet
        innrømmet hevder husker inviterte skilte pensjonerte søkte deler delte svarer reiser reiste
        eier leier leide overtar bruker brukte fyller feirer må bør tok tar setter satte la legger
        ønsker heter forteller spør skriver ringer kommer møter kjenner betaler kjører kjørte
        snorker også alltid aldri läuft lief geht sitzt saß steht stand schläft schlief isst aß
        trinkt trank singt tanzt tanzte lacht lachte lächelt weint weinte spricht sprach redet
        redete hört hörte sieht sah fühlt wartet wartete hilft half versucht versuchte beginnt
        begann gewann verlor verkauft verkaufte gibt gab bekommt bekam macht machte tut tat hält
        hielt fand findet liest las bestellte buchte vermisst hasst hofft entschied plant bot
        weigerte behauptet behauptete erinnert lud heiratet trennte bewarb bewirbt teilt antwortet
        reist besitzt mietet mietete übernimmt benutzt feiert muss musste darf durfte kannst nahm
        nimmt legt legte stellte möchte wünscht heißt erzählt fragt schreibt ruft trifft kennt zahlt
        fährt fuhr schnarcht malt malte kocht kochte backt putzt schickt bringt brachte holt holte
        schuldet gießt kommt bleibt blieb verdient verdiente studierte unterschrieb wurde wird
        verließ kündigt kündigte erkrankte freut freute ärgert бежит бегает идёт идет пошёл пошел
        пошла сидит сидел сидела стоит спит спал спала ест ел ела пьёт пьет пил пила поёт поет пел
        пела танцует смеётся смеется смеялся смеялась улыбается улыбнулся улыбнулась плачет плакал
        плакала слышит видит видел видела чувствует ждёт ждет ждал ждала помогает помог помогла
        пытается начал начала закончил закончила выиграл выиграла проиграл проиграла продал продала
        дал дала даёт дает получил получила сделал сделала делает держит нашёл нашел нашла читает
        читал читала заказал заказала отменил отменила скучает ненавидит надеется решил решила
        планирует предложил предложила отказался отказалась признался признала утверждает помнит
        пригласил пригласила развёлся развелась пишет звонит приезжает знает платит едет ездит
        поехал поехала болеет заболел заболела устал устала взял взяла принёс принес принесла
        поставил подписал подписала передал передала сдал сдала уволился уволилась опоздал опоздала
        вернулся вернулась готовит приготовил убирает рисует должен должна может стал стала оказался
        оказалась
        """)

    /// What people are done with: a name follows.
    static let personPrepositions = set(
        """
        with by ask tell call meet email met meeting invite invited invites thank thanked hired
        fired married dated dating remind reminded phone contact asked told called visit visited
        know knows knew med hos spør ring møte møtte møter ringte traff inviterte kjenner mit bei
        frag frage ruf treffe traf treffen kenne kennt fragen с со спроси спросить позвони позвонить
        передай попроси попросить встретил встретила знаю text texts texting emailed emailing
        messaged messaging calling asking telling phoned ping pinged dm helped help helps trust
        trusts believe miss misses missed love loves saw see seen hugged kissed forgave forgive owe
        owes owed lend lent gave give show showed taught teach inform informed notify cc greet
        interview interviewed promote promoted replace replaced fortell fortalte besøk besøkte hjelp
        hjalp savner elsker så tekst kontakt kontakte skyldte lånte minn minne mail varsle erzähl
        erzähle informiere informier schreib schreibe schreiben besuche besucht hilf helfe vermisse
        liebe sah sehe gesehen erinnere kontaktiere ohne für gegen anrufe grüß bitte bitten напиши
        написать скажи сказать помоги помочь видел видела люблю жду спрашивай напомни напомнить
        поздравь поздравить пригласи пригласить познакомь у для от без про благодаря
        """)

    /// Verbs that things share with people: after these a word that may be either is not a person.
    static let sharedVerbs = set(
        """
        is was has had will would can could needs need er var har hadde vil ville kan kunne trenger
        skal ist war hat hatte kann soll wollte braucht был была будет может came went comes goes
        left kam ging kom gikk works work died starb умер умерла plays spielt spiller runs ran
        stands stood sits starts started stopped stops turned turns grew grows stays moved returns
        fell broke also never always just still really already usually often recently finally makes
        made does did gets got gives gave keeps held står sto går begynner slutter holder også
        alltid aldri må bør blir ble ligger heter gir får gjør steht stand geht beginnt begann hält
        gibt macht bleibt wird wurde muss darf heißt liegt bringt стоит идёт идет начал стал стала
        должен должна оказался
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
        actually honestly recently currently earlier otherwise instead besides moreover nevertheless
        perhaps indeed senere deretter plutselig endelig imidlertid derfor dessuten nylig tidligere
        kanskje likevel heldigvis потом затем вдруг наконец однако поэтому недавно раньше позже
        возможно видимо иногда обычно i a an the this that these those he she it we they you my your
        his her its our their who what when where why how which if than and or but so because while
        after before since until although though yes no not never always sometimes often maybe
        please thanks thank hello hi hey dear ok okay sorry well now today tomorrow yesterday here
        there also just only even still again all some any each every both few many most other
        another such one two three four five six seven eight nine ten first second third last next
        new old good bad great best can could will would shall should may might must do does did is
        are was were be been being have has had having am let get got give take make made see look
        find tell show write explain describe list compare translate summarize summarise help need
        want create generate use using used add remove change fix check run call meet ask send open
        close start stop read put set keep try turn go come for from to of in on at by with without
        about into over under between through during against via as like near re fwd subject note
        todo ps monday tuesday wednesday thursday friday saturday sunday january february march
        april june july august september october november december spring summer autumn winter
        christmas easter english norwegian russian german french spanish italian chinese japanese
        korean arabic dutch swedish danish finnish polish turkish american british european african
        asian indian norway sweden denmark finland iceland germany france spain italy england
        scotland wales ireland britain russia ukraine poland china japan india korea america europe
        africa asia australia canada mexico brazil turkey israel egypt oslo bergen trondheim
        stavanger london paris berlin moscow rome madrid vienna amsterdam brussels york boston
        chicago washington california texas florida google apple microsoft amazon facebook meta
        twitter instagram whatsapp telegram signal youtube netflix spotify github gitlab linux
        windows macos android iphone ipad python java javascript swift rust docker kubernetes excel
        word powerpoint outlook slack zoom teams jira notion chatgpt gemini openai anthropic
        internet wikipedia bluetooth wifi usb pdf html css sql json api url http https ssn iban dna
        rna covid nato nasa gdpr nav usa uk eu un tv jeg du han hun det den vi dere de er var blir
        ble har hadde kan kunne vil ville skal skulle må måtte hva hvem hvor når hvorfor hvordan
        hvilken og eller men så fordi hvis som til fra med uten om på av ved etter før mellom mandag
        tirsdag onsdag torsdag fredag lørdag søndag januar februar mars mai juni juli oktober
        desember ja nei ikke takk hei hallo kjære vennlig hilsen mvh dette denne disse der nå idag
        vær norge norsk sverige danmark tyskland engelsk ich sie es wir ihr mein meine dein deine
        sein seine unser unsere die das dem des ein eine einen einem einer und oder aber denn weil
        wenn als dass ob wie wo wer wann warum welche mit ohne für von zu zum zur bei nach aus auf
        im über unter vor zwischen durch gegen nein nicht kein keine bitte danke liebe lieber sehr
        guten tag morgen abend heute gestern montag dienstag mittwoch donnerstag freitag samstag
        sonntag märz dezember ist sind war waren hat haben hatte kann können muss müssen soll sollen
        wollen wird werden deutsch deutschland österreich schweiz herr frau herrn termin rechnung
        konto nummer adresse straße stadt haus arbeit firma büro kunde vertrag brief frage antwort
        problem lösung beispiel name telefon handy arzt termine kollegen team chef mutter vater
        bruder schwester tochter sohn mann kind kinder freund freundin projekt woche monat jahr
        jahre uhr zeit geld auto zug bahn wohnung schule universität buch text я ты он она оно мы вы
        они мой моя моё мои твой твоя ваш ваша наш наша это этот эта эти тот та те что кто где когда
        почему как какой какая если то и или но а потому так да нет не пожалуйста спасибо привет
        здравствуйте сегодня завтра вчера понедельник вторник среда четверг пятница суббота
        воскресенье в на с со к от до из для по о об при без через после перед между под над за у
        мне меня тебя вас нас его её ее их все всё был была было были есть будет может можно нужно
        надо хочу россия москва москве москвы петербург санкт-петербург русский английский уважаемый
        уважаемая дорогой дорогая расскажи напиши объясни переведи помоги найди покажи сравни вот
        еще ещё уже только очень там тут здесь россии everyone everybody someone somebody nobody
        anyone anybody people children women world company customer customers grandma grandpa mom
        mum dad mommy daddy father mother parents baby dog cat car house home work school city
        country government president king queen prince life love time money water food music art
        science nature history season year week month night weekend user users client clients server
        data file code app model system employee employees student students teacher teachers patient
        patients doctor doctors writer author reader speaker player winner loser none either neither
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
        san santa santo st saint sankt são los las new lake mount mt fort port hotel café cafe river
        cape hospital school church villa casa der lago monte teatro museo university restaurant
        plaza palazzo via rue calle улица ул проспект площадь метро станция озеро гора театр музей
        """)
}
