/// Family names, and the endings by which others are known. Compiled by hand; no list was copied.
extension NameLexicon {
    static let family = set(
        """
        smith jones williams taylor davies evans thomas johnson roberts robinson wright thompson
        hughes edwards lewis harris clarke patel jackson davis miller wilson moore anderson garcia
        martinez rodriguez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera
        gomez diaz reyes morales cruz ortiz gutierrez chavez ramos ruiz alvarez mendoza vasquez
        castillo jimenez moreno romero herrera medina aguilar vargas castro fernandez guzman munoz
        salazar soto delgado pena nguyen tran pham huynh hoang phan vu dang bui do ngo kim park
        choi jung kang cho yoon jang lim wang zhang liu chen yang huang zhao wu zhou xu sun zhu
        guo luo zheng liang xie tang feng deng sharma singh kumar gupta khan ahmed hussain ali
        shah malhotra kapoor mehta reddy nair iyer rao chowdhury banerjee mukherjee chatterjee
        agarwal joshi desai verma mishra pandey okafor okonkwo adeyemi mensah owusu diallo traore
        ndiaye abebe tesfaye mwangi otieno dlamini nkosi hassan ibrahim mohamed tanaka suzuki sato
        watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki rossi russo ferrari
        esposito bianchi romano colombo ricci marino greco bruno gallo conti costa silva santos
        oliveira souza pereira ferreira almeida carvalho gomes martins rocha ribeiro dubois durand
        dupont moreau lefebvre leroy bernard petit fournier girard lambert fontaine rousseau
        müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch
        bauer richter klein wolf schröder neumann schwarz zimmermann braun krüger hofmann hartmann
        lange schmitt werner schmitz krause meier lehmann schmid schulze maier köhler herrmann
        könig walter mayer huber kaiser fuchs peters lang scholz möller weiß jung hahn schubert
        vogel friedrich keller günther frank berger winkler roth beck lorenz baumann franke
        albrecht schuster simon ludwig böhm winter kraus martin schumacher krämer vogt stein jäger
        otto sommer groß seidel heinrich brandt haas schreiber graf schulte dietrich ziegler kuhn
        kühn pohl engel horn busch bergmann voigt sauer arnold pfeiffer wolff hansen johansen
        olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen pettersen eriksen
        berg haugen hagen johannessen andreassen jacobsen dahl jørgensen halvorsen henriksen lund
        sørensen jakobsen moen gundersen iversen strand svendsen solberg martinsen paulsen bakken
        kristoffersen eide mathisen amundsen lie bakke berge tangen sunde nygård nygaard aas lien
        hauge brekke myhre sæther holm ellingsen moe fredriksen thorsen nguyen aasen viken arnesen
        antonsen rasmussen simonsen ruud foss holmen bråten bratlie fossum tveit sandvik vik
        ødegård ødegaard sandnes hovland myklebust engen lunde skog aune kvam rønning sætre nordby
        brattås øverland hjelle helland fjeld fjell stokke sande grønvold steen hoel haaland ness
        tveiten næss bøe øien røed borge novak kowalski nowak wisniewski wojcik kaminski
        lewandowski zielinski szymanski dabrowski kozlowski horvat kovac petrovic jovanovic
        nikolic popescu ionescu popa dimitrov ivanova ivanov petrov georgiev papadopoulos yilmaz
        kaya demir sahin celik öztürk aydin arslan kilic dogan murphy kelly osullivan walsh obrien
        byrne ryan oconnor oneill reilly doyle mccarthy gallagher doherty kennedy lynch murray
        quinn mcdonald campbell stewart robertson macdonald graham cameron ferguson mackenzie
        macleod ross henderson paterson sinclair douglas gordon hamilton fraser duncan bailey
        bennett cox richardson ward watson brooks gray james reed cook morgan bell murphy bailey
        cooper howard peterson coleman jenkins perry powell patterson hughes washington butler
        simmons foster bryant griffin hayes myers ford graham sullivan wallace woods cole west
        jordan owens reynolds fisher ellis harrison gibson mcdonald marshall ortega murray freeman
        simpson burns gordon crawford olson romero hunter palmer webb mills nicholls whitfield
        whitaker pemberton ashworth blackwood carmichael lindqvist lindgren lundberg bergström
        nyström sandberg forsberg eklund karlsson andersson johansson nilsson eriksson larsson
        olsson persson svensson gustafsson virtanen korhonen mäkinen nieminen laine heikkinen
        koskinen de vries van dijk bakker visser smit meijer mulder bos vos peters hendriks dekker
        brouwer
        """)

    /// Family names that are common words: they count only after a given name or a title.
    static let familyAmbiguous = set(
        """
        park do sun kim long young king green white black brown hill wood stone rose bush field
        rivers lake bishop pope knight page price rich sharp small short strong wise good best
        love joy may west north south east winter summer day night cook baker butler cooper
        carpenter fisher hunter mason miller potter shepherd smith taylor turner walker weaver
        ward wolf fox bird lamb bell cross banks brooks woods wells ford mills burns hayes jordan
        chance church college street lane gray grey reed cole lang klein groß jung roth sommer
        horn busch engel könig kaiser graf stein fuchs vogel schwarz weiß braun koch bauer richter
        keller jäger schuster schreiber lange winkler frank dahl lund berg haugen hagen moen
        strand vik holm eide foss bakken skog ness lie steen sande stokke lunde engen viken fjeld
        fjell hoel grant bruno gallo greco costa rocha silva santos cruz flores rivera torres
        castillo romano petit sato bui cho lim tang feng rao shah ali bos vos popa kaya demir
        sahin james martin thomas simon lewis harris graham howard murray gordon douglas cameron
        hamilton washington kennedy jackson wilson johnson lincoln marino penny laine west russo
        colombo conti
        """)

    /// How family names end, in the languages that are looked through.
    static let familyEndings = [
        "sen", "ssen", "sson", "son", "dottir", "dóttir", "stad", "gaard", "gård", "quist", "qvist",
        "strøm", "ström", "strom", "lund", "rud", "seth", "heim", "vold", "land", "moen", "bakk",
        "nes", "vik",
        "berg", "burg", "mann", "meier", "meyer", "maier", "bauer", "stein", "hardt", "bach",
        "feld",
        "hoff", "huber", "dorf", "kamp", "witz", "itz", "ski", "ska", "sky", "skaya", "wicz",
        "vich",
        "vić", "ić", "ovic", "enko", "chuk", "yuk", "czyk", "ov", "ova", "ev", "eva", "yan",
        "shvili", "dze", "opoulos", "akis", "idis", "escu", "oglu", "oğlu", "ez", "ini", "etti",
        "elli", "ucci", "ardi", "worth", "ington", "field", "wood", "ley", "shaw", "croft",
        "thwaite",
        "well", "bridge", "brook", "ford", "man", "ström", "gren", "nen",
    ]

    /// How family names begin.
    static let familyBeginnings = ["mc", "mac", "fitz"]

    /// Russian family names, in the endings of every case.
    static let cyrillicEndings = [
        "ов", "ова", "ову", "овым", "ове", "овой", "овы", "овых", "ев", "ева", "еву", "евым", "еве",
        "евой", "ёв", "ёва", "ёву", "ёвым", "ёвой", "ин", "ина", "ину", "иным", "ине", "иной", "ын",
        "ына", "ыным",
        "ыной", "ский", "ского", "скому", "ским", "ском", "ская", "ской", "скую", "цкий", "цкого",
        "цкому", "цким", "цкая", "цкой", "цкую", "енко", "ко", "чук", "чука", "чуку", "чуком", "юк",
        "юка", "юку", "юком", "ян", "яна", "яну", "яном", "швили", "дзе", "ец", "ых", "их", "ман",
        "мана", "берг",
    ]

    /// Patronymics, in the endings of every case.
    static let patronymicEndings = [
        "ович", "овича", "овичу", "овичем", "овиче", "евич", "евича", "евичу", "евичем", "евиче",
        "овна", "овны", "овне", "овну", "овной", "евна", "евны", "евне", "евну", "евной", "ична",
        "ичны", "ичне", "ичну", "ичной", "ьич", "ьича", "ьичу", "ьичем",
    ]

    /// What stands between the parts of a name.
    static let particles = set(
        "van von der den de la le du da di del della dos ter zu af al el bin ibn ben bint y")
}
