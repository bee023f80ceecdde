/// What tells languages apart: their commonest small words, and letters that few of them have.
///
/// The lists were written for this program from the grammars' closed classes (articles, pronouns,
/// prepositions, conjunctions, auxiliaries), not counted in any corpus.
enum LanguageTable {
    /// A script that settles the language.
    enum Script: String {
        case han = "zh"
        case kana = "ja"
        case hangul = "ko"
        case greek = "el"
        case hebrew = "he"
        case arabic = "ar"
        case devanagari = "hi"
        case thai = "th"
        case georgian = "ka"
        case armenian = "hy"
    }

    /// The script of a character, where it settles the language.
    static func script(of scalar: UInt32) -> Script? {
        switch scalar {
        case 0..<0x370: nil
        case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
        case 0x530...0x58F: .armenian
        case 0x590...0x5FF: .hebrew
        case 0x600...0x6FF, 0x750...0x77F: .arabic
        case 0x900...0x97F: .devanagari
        case 0xE00...0xE7F: .thai
        case 0x10A0...0x10FF: .georgian
        case 0x3040...0x30FF: .kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF: .han
        case 0xAC00...0xD7AF, 0x1100...0x11FF: .hangul
        default: nil
        }
    }

    /// One language.
    struct Entry {
        let code: String
        let letters: String
        let words: String
    }

    static let words: [Entry] = [
        Entry(
            code: "en", letters: "",
            words: """
                the of and to a in is it you that he was for on are with as his they be at one have \
                this from or had by not but what all were we when your can said there an which she \
                do how their if will up other about out many then them these so some her would make \
                like him into has more no my than been who its now did get may me our any could \
                should shall must does very just because where why those such only over through \
                after before while each under upon am us here too off
                """),
        Entry(
            code: "no", letters: "åøæ",
            words: """
                og i det er på som en til av at de for med han å ikke den har jeg om et men var seg \
                fra ble hun så skal kan vi eller vil bare etter når hva være over nå da sin må \
                deg meg dette noe noen oss selv blir mot gjennom hvor hvis fordi ut inn ned opp mye \
                mer mest andre alle ikkje eg ein dei frå hvem hvorfor hvordan bli blitt hadde ha \
                sier sa hvert hver også denne disse deres dere mellom uten under siden enn kunne \
                skulle ville måtte få fikk gikk går gjør gjorde gjøre veldig litt nei brukes finnes slik samt \
                dersom enten likevel dets hvilken deretter dermed bruk tid ganger ett bruker hans hennes vår
                """),
        Entry(
            code: "da", letters: "åøæ",
            words: """
                og i det er på som en til af at de for med han ikke den har jeg om et men var sig \
                fra blev hun så skal kan vi eller vil kun efter når hvad være over nu da sin må \
                dig mig dette noget nogle os selv bliver mod gennem hvor hvis fordi ud ind ned op \
                meget mere mest andre alle hvem hvorfor hvordan blive blevet havde have siger \
                sagde hver også denne disse deres mellem uden under siden end kunne skulle ville \
                måtte få fik gik går gør gjorde gøre lidt nej jer ved vores hende hans der bruges findes således \
                samt sådan dog fx alt egen egne ting nok deraf dets hvilken herefter dermed brug tid gange
                """),
        Entry(
            code: "sv", letters: "åäö",
            words: """
                och i det är på som en till av att de för med han inte den har jag om ett men var \
                sig från blev hon så ska skall kan vi eller vill bara efter när vad vara över nu då \
                sin måste dig mig detta något några oss själv blir mot genom där här om därför ut \
                in ner upp mycket mer mest andra alla vem varför hur bli blivit hade ha säger sade \
                varje också denna dessa deras mellan utan under sedan än kunde skulle ville få fick \
                gick går gör gjorde göra lite nej er ni vid vår hennes hans sina inga ingen
                """),
        Entry(
            code: "de", letters: "äöüß",
            words: """
                der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als \
                auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem \
                über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei \
                ich du wir ihr mich dich uns euch mir dir ihm ihn ihnen mein dein kein keine wenn \
                dann doch schon hier da wo was wer warum weil damit ob kann muss soll will hatte \
                waren würde können diese dieser dieses jeder alle sehr nichts etwas
                """),
        Entry(
            code: "nl", letters: "ĳ",
            words: """
                de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij \
                of uit nog naar door over ze zich hij was ik je jij wij we zij u hun haar hem mij \
                me ons jullie deze dit die daar hier waar wat wie hoe waarom omdat wanneer heeft \
                had hebben worden werd wordt geen wel meer tot kan kunnen moet moeten zal zou \
                zouden onder tegen tussen zonder na al alle alles iets niets veel zeer heel mijn \
                jouw onze zo toch eens weer
                """),
        Entry(
            code: "fr", letters: "éèêàçùûîôœëï",
            words: """
                de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se \
                ce il sont la avec son aux d l s qu n c j m ou mais elle on nous vous ils elles je \
                tu me te lui leur leurs cette ces cet sa ses mon ma mes ton votre notre nos vos \
                être avoir fait été était étaient ont avait comme si sans sous entre après avant \
                tout tous toute toutes même aussi bien très peut peu encore où quand donc car dont \
                rien chez vers alors moi toi eux deux
                """),
        Entry(
            code: "es", letters: "ñáéíóú¿¡",
            words: """
                de la que el en y a los se del las un por con no una su para es al lo como más o \
                pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también \
                fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede \
                todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada e vida \
                otro después te otros aunque esa eso hace otra gobierno tan durante siempre día \
                tanto ella tres sí ellos nada les usted esto nosotros cómo
                """),
        Entry(
            code: "pt", letters: "ãõçáéíóúâêô",
            words: """
                de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi \
                ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela \
                até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão \
                você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual \
                será nós tenho lhe deles essas esses pelas este fosse dele tu te vocês lhes meus \
                minhas isto aquilo estou
                """),
        Entry(
            code: "it", letters: "àèìòùé",
            words: """
                di e il la che in a per un è del non una i le si con da dei sono al lo nel come ma \
                alla più o della gli anche su delle se ha suo sua questo questa nella ci io tu lui \
                lei noi voi loro mi ti vi ne dal dalla degli ai alle agli dello sul sulla essere \
                avere era erano stato stata hanno aveva quando dove perché così molto poco tutto \
                tutti tutte ancora già dopo prima senza fra tra cosa chi quale quello quella mio \
                mia nostro vostro fare fatto può ed ad ogni qui là sempre mai
                """),
        Entry(
            code: "ro", letters: "ăâîșțşţ",
            words: """
                de și în a la cu pe că nu din se un o este care mai pentru sau ca el ea sunt fi am \
                ai are au fost era prin după când cum dar dacă acest această acesta aceasta sa său \
                lor lui ei noi voi eu tu mă te ne vă îi își îl le al ale cel cea cei cele fără \
                între până foarte tot toate toți unde ce cine atunci aici acolo nici doar asupra \
                către avea poate trebuie unei unui această despre
                """),
        Entry(
            code: "pl", letters: "łąęśćńźż",
            words: """
                i w na z do się nie że to jest o jak po a za od przez dla co ale jego czy już tak \
                być był była było były tym tego ten ta te która który które oraz lub przy ma są \
                go jej ich mu mi ja ty on ona ono my wy oni pan kiedy gdy gdzie tylko może jeszcze \
                bardzo bez pod nad przed między także również więc bo aby żeby ze we jako sobie \
                siebie nic coś ktoś będzie można jeśli jeżeli
                """),
        Entry(
            code: "cs", letters: "ěřůščžýáíéťďň",
            words: """
                a se v na je že s z do o to i k za by pro ve po jako ale jeho tak jsem jsou byl \
                byla bylo být nebo který která které ze už si když jen co může od při než tento \
                tato toto mu ho ji jej jich já ty on ona ono my vy oni kde kdy jak proč protože \
                však také ještě pouze pokud není nejsou mezi pod nad před bez podle velmi více má \
                mají bude budou této tohoto aby ani či
                """),
        Entry(
            code: "hu", letters: "őűáéíóöúü",
            words: """
                a az és hogy nem is egy ez meg csak de ha van mint már volt azt el le ki be fel még \
                vagy ezt lesz minden én te ő mi ti ők neki nekem olyan ilyen akkor majd itt ott \
                hol mikor miért mert aki ami amely amit sem nincs kell lehet volna voltak után \
                előtt alatt között szerint által úgy így most nagyon több egyik másik sok kis nagy \
                pedig azonban ezek azok
                """),
        Entry(
            code: "fi", letters: "äö",
            words: """
                ja on ei se että hän oli mutta kun niin joka mitä en myös jos kuin ovat sen tai ole \
                olla hänen minä sinä me te he minun sinun tämä tämän nyt vain mukaan kanssa jo sitä \
                siitä siinä sekä koska mikä missä miksi milloin kuka eivät olisi voi voidaan täytyy \
                pitää kaikki paljon hyvin vielä sitten tässä näin ne nämä jotka jonka joita eli \
                kuitenkin ennen jälkeen ilman sisältää
                """),
        Entry(
            code: "tr", letters: "ğşıçöü",
            words: """
                ve bir bu da de için ile o ne gibi daha çok en var ama olarak olan sonra kadar her \
                değil ben sen biz siz onlar ki mi mı mu mü ya şey diye önce kendi göre bütün şu \
                onun bunu onu bana sana ise veya hem hiç nasıl neden niçin nerede kim oldu olduğu \
                olur vardı yok içinde üzerinde arasında tarafından ancak fakat çünkü böyle şimdi
                """),
        Entry(
            code: "id", letters: "",
            words: """
                yang dan di dari untuk dengan pada ini itu tidak dalam akan ke ada adalah oleh \
                sebagai juga saya kamu dia kami kita mereka anda atau bisa dapat telah sudah belum \
                seperti karena jika kalau lebih sangat hanya orang tahun bahwa tersebut antara \
                hingga sampai setelah sebelum ketika saat secara bukan apa siapa mana lagi masih \
                harus para setiap semua
                """),
        Entry(
            code: "vi", letters: "đươạảấầậắằặẻẽẹếềểễệịọốồổỗộớờởợụủứừửữựỳỵỷỹ",
            words: """
                và của là có không được cho trong một những các với người này đã để khi ở từ đến \
                như về cũng ra lại tôi anh ông bà ấy nó họ chúng ta thì mà nhưng nếu vì sẽ đang rất \
                nhiều sau trước trên dưới vào lên đi nào gì ai đó
                """),
        Entry(
            code: "ru", letters: "ыэёъ",
            words: """
                и в не на я что он с как это по но а из за к она они мы вы ты его ее её их то все \
                так у же бы от о для или если только уже еще ещё был была было были быть есть нет \
                до когда где кто чем при мне меня себя себе этот эта эти этого тем том может будет \
                очень через после перед между без под над чтобы потому даже ли ни во со об который \
                которая которые которого один также свой
                """),
        Entry(
            code: "uk", letters: "іїєґ",
            words: """
                і в не на я що він з як це по але а із за до вона вони ми ви ти його її їх те все \
                так у же б від о для або якщо тільки вже ще був була було були бути є немає коли \
                де хто при мені мене себе собі цей ця ці цього може буде дуже через після перед \
                між без під над щоб тому навіть чи ні та який яка які якого один також свій й зі
                """),
        Entry(
            code: "bg", letters: "ъщ",
            words: """
                и в не на аз че той с как това по но а от за към тя те ние вие ти го я ги му й ѝ \
                тях всичко така у бе ако само вече още беше бяха бъде са е съм няма до когато къде \
                кой кое която които чрез след пред между без под над за да защото дори ли ни със \
                във един също свой се си му им при ще може много
                """),
        Entry(
            code: "sr", letters: "ђћџљњј",
            words: """
                и у не на ја да он са као то по али а из за ка она они ми ви ти га је њега њена \
                њих све тако код од о или ако само већ још био била било били бити има нема до кад \
                када где ко што при мене себе овај ова ове овог може буде врло кроз после пред \
                између без под над јер ли ни који која које један такође свој сам су
                """),
        Entry(
            code: "hr", letters: "đćčšž",
            words: """
                i u ne na ja da on s kao to po ali a iz za k ona oni mi vi ti ga je njega njena \
                njih sve tako kod od o ili ako samo već još bio bila bilo bili biti ima nema do kad \
                kada gdje tko što pri mene sebe ovaj ova ove ovog može bude vrlo kroz poslije pred \
                između bez pod nad jer li ni koji koja koje jedan također svoj sam su
                """),
        Entry(
            code: "ca", letters: "çàèòïŀ",
            words: """
                de la que el i a en els les un per amb no una és al del com més o però seu seva \
                dels també aquest aquesta són ha han va van ser era molt quan on si ja fins des \
                entre sobre sense tot tots totes perquè què qui jo tu ell ella nosaltres vosaltres \
                ells em et es ens us hi ho li això aquests pel pels cada altres després
                """),
    ]
}
