/// In German every noun has a capital, so a capital alone says nothing; what is a common noun is known by
/// a list, by how nouns end, and by the last part of what is put together. Compiled by hand.
extension NameLexicon {
    /// Whether a German word, in lower case, is a common noun or ends like one.
    static func isGermanNoun(_ word: String) -> Bool {
        if germanNouns.contains(word) || nounEndings.contains(where: word.hasSuffix) { return true }
        // "Haustürschlüssel": the last part says what it is; up to two letters of a plural follow.
        let letters = Array(word)
        for dropped in 0...2 where letters.count - dropped >= 4 {
            let end = letters.count - dropped
            for start in stride(from: end - 4, through: max(0, end - 12), by: -1)
            where germanNouns.contains(String(letters[start..<end])) {
                return true
            }
        }
        return false
    }

    /// Whether a word, in lower case, is a common German noun and no English word.
    static func isGermanWord(_ word: String) -> Bool {
        let isNoun =
            germanNouns.contains(word)
            || word.last == "e" && germanNouns.contains(String(word.dropLast()))
        return isNoun && !isEnglishWord(word)
    }

    private static let nounEndings = [
        "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tum", "nis",
        "nisse", "ion", "ionen", "tät", "täten", "ment", "mente", "ismus", "ling", "linge", "eien",
        "erei", "enz", "anz", "age", "agen", "graph", "loge", "logie", "eur", "itis", "thek",
        "isten",
    ]

    private static let germanNouns = set(
        """
        abend abfall abgabe abkommen ablauf absatz abschied abschluss abschnitt absicht abstand
        abteil abteilung abwasser achse acker akte aktie aktion alarm album alkohol allergie alltag
        alter amt analyse anbieter anbieterin andenken anfang anfrage angabe angebot angelegenheit
        angst anhang anlage anlass anliegen annahme anordnung anruf ansatz anschrift ansicht
        anspruch anstalt anteil antrag antwort anwendung anzahl anzeige anzug apfel apotheke apparat
        appetit arbeit arbeiter arbeitgeber arm armee art artikel arznei arzt atem atmosphäre aufbau
        aufenthalt aufgabe auflage aufmerksamkeit aufnahme aufruf aufsatz auftrag auftritt aufwand
        auge ausbau ausbildung ausdruck ausflug ausgabe ausgang auskunft ausland ausnahme ausrede
        aussage ausschuss aussicht ausstellung auswahl ausweg ausweis auszug auto autor bach
        backofen bad bahn bahnhof balkon ball band bank bar basis batterie bau bauch bauer baum
        beamte beamter bedarf bedingung befehl beginn begriff behörde bein beispiel beitrag bekannte
        belastung beleg benutzer bereich bericht beruf bescheid beschluss beschwerde besitz besuch
        beteiligte betrag betrieb bett beute beweis bewerbung beziehung bezirk bezug bibel
        bibliothek bier bild bildschirm biologie bitte blatt blick blitz block blume blut boden
        bohne boot boss botschaft brand brauch braut brief briefkasten brille brot bruder brust
        brücke buch buchstabe bund bus butter bäume börse bücher bühne bürger büro café chance
        charakter chef chemie chor computer dach dame dampf dank datei daten datum dauer decke
        demokratie denkmal deutsch diabetes dienst ding direktor diskussion dokument dom dorf dose
        drama dreck druck drucker duft durst dusche ebene ecke ehe ehre ei eier eigentum eimer
        eindruck einfall einfluss eingang einheit einkauf einladung einsatz einstellung eintritt
        einwohner eis eisen element eltern empfang empfänger ende energie englisch enkel ente
        entscheidung entwickler entwurf erbe erbse erde erdkunde ereignis erfolg ergebnis erinnerung
        ernte ersatz erwachsene essen etage etappe euro exemplar fabrik fach fahrer fahrrad fahrt
        fahrzeug faktor fall falle familie fan farbe fass feder fehler feier feiertag feind feld
        fell fels fenster ferien fernseher fest feuchtigkeit feuer fieber figur film finger firma
        fisch flagge flasche fleck fleisch fliege flucht flug flughafen flur fluss flöte flügel
        folge form formel forscher foto frage frau freiheit freizeit fremde freude freund friede
        frieden friseur frist frucht frühjahr frühling frühstück fuchs funk funktion furcht futter
        fuß fußball fähigkeit führer füße gabel gang garage garten gas gast gatte gebet gebiet
        gebirge geburt geburtstag gebäude gedanke gedicht geduld gefahr gefallen gefühl gegend
        gegenstand gegner gehalt geheimnis gehirn geist geld gelegenheit gelenk gemeinde gemälde
        gemüse genuss gepäck gericht geruch gerät gesang geschenk geschichte geschirr geschlecht
        geschmack geschäft gesellschaft gesetz gesicht gespräch gestalt gesundheit getreide getränk
        gewalt gewehr gewicht gewinn gewissen gewitter gewürz gift gipfel glas glaube gleis glück
        gold gott grab grad graf gras grenze griff grippe großmutter großvater grund gruppe gruß
        grüße gurke gut gäste gürtel haar hafen hahn halle hals halt hammer hand handel handlung
        handtuch handy hang haus hausaufgabe hausmeister haut heft heil heim heimat heirat heizung
        held hemd herbst herd herr herz heu hilfe himmel hinweis hirsch hitze hobby hochzeit hof
        hoffnung holz honig hose hotel huhn hund hunger husten hut hände händler häuser höhe höhle
        idee igel immobilie impfung industrie information ingenieur inhalt innenstadt insel institut
        interesse internet interview irrtum jacke jagd jahr jahrhundert jahrzehnt job journalist
        jubiläum jugend junge jura jäger kaffee kaiser kalender kamera kamm kampf kanal kandidat
        kanzler kapitel karriere karte kartoffel kasse kasten kater katze kauf kaution keks keller
        kenntnis kern kerze kette kind kinder kindheit kino kirche kissen kiste klage klang klasse
        klavier kleid kleidung klima klinik knie knopf koch koffer kohl kohle kollege komma
        kommentar kommission komponist konferenz konflikt konkurrenz kontakt konto kontrolle konzept
        konzert kopf kopfschmerzen kopie korb kost kosten kraft kranke krankenhaus krankheit krebs
        kreis kreuz krieg krise kritik krone kuchen kugel kuh kultur kunde kunst kurs kurve kuss
        käfer kälte käse käufer könig körper küche kündigung künstler küste lack laden lage lager
        lampe land landschaft last laster latein lauf laune leben lebensmittel leder lehre lehrer
        leid leiter lektion leser leute licht liebe lied lieferung linie linse lippe liste literatur
        lob loch lohn lokal luft lust länge lärm löffel löwe lücke lüge macht magen mahlzeit mai
        maler mangel mann mannschaft mantel marke markt maschine masse material mathe matrose mauer
        maus maß medizin meer mehl mehrheit meinung meister menge mensch messe messer metall meter
        methode miete mieter mikrofon milch minute mitglied mittag mitte mittel mode modell moment
        monat mond moral mord morgen motor motorrad mund museum musik muskel mut mutter mädchen
        möbel mücke müdigkeit mühe müll mütze nachbar nachmittag nachname nachricht nacht nachteil
        nachtisch nadel nagel nahrung name nase natur nebel neffe netz nichte niederlage niveau
        norden not note notiz nudel nudeln nummer nuss nutzen nähe nüsse oberfläche objekt obst ofen
        ohr oma onkel opa oper opfer ordner ordnung organ ort osten ostern paar paket palast papier
        park parkplatz partei partner party pass passwort patient pause pech person pfanne pfarrer
        pfeffer pfeife pferd pflanze pflaster pflicht pfund physik pilz plan planet platte platz
        pläne politik politiker polizei portion post postkarte praxis preis presse prinz prinzip
        problem produkt professor programm projekt prospekt protest protokoll prozent prozess
        präsident prüfung publikum puls punkt puppe quelle quittung rabatt rad radio rahmen rand
        rasen rat rathaus raub rauch raum reaktion rechnung recht rede regal regel regen regierung
        region reich reihe reis reise religion rente reparatur republik rest restaurant rezept
        rhythmus richter richtung riese rind ring risiko ritter rock rohr rolle roman rose rost
        rucksack ruf ruhe ruhm runde räume rücken rückkehr saal sache sack saft sage sahne saison
        salat salz sammlung sand satz sau schach schaden schaf schal schale schalter schatten schatz
        scheibe schein schere schicht schicksal schiff schild schimmel schinken schirm schlaf schlag
        schlange schloss schluss schlüssel schmerz schmerzen schmuck schnee schnitt schnupfen
        schokolade schrank schreck schrei schreiben schrift schritt schuh schuld schule schulter
        schuss schutz schwanz schwein schwester schwierigkeit schwindel schüler schüssel see seele
        segel seide seife seil seite sekunde semester sendung senf sessel sicherheit sicht sieg
        signal silber sinn sitte sitz sitzung smartphone sofa software sohn soldat sommer sonne
        sonntag sorge sorte soße spaziergang spaß speck speise spiegel spiel spieler spinne spitze
        sport sprache spruch sprung spur staat stadt stahl stall stamm stand standard star start
        station statue staub steak steckdose stein stelle stellung stempel stern steuer stich
        stiefel stift stil stille stimme stimmung stock stoff stolz strafe strahl strand straße
        straßenbahn strecke streifen streik streit stress strich strom struktur strumpf student
        studie studium stufe stuhl stunde sturm städte stärke stück suche summe suppe system szene
        süden tabelle tablette tafel tag tagung taktik tal talent tank tante tanz tapete tasche
        tasse tastatur tat tatsache taube taxi team technik tee teig teil teilnehmer telefon teller
        tempel temperatur tennis teppich termin test teufel text theater thema theorie ticket tier
        tiger tinte tipp tisch titel tochter tod toilette tomate ton topf tor torte tourist
        tradition traktor transport traube trauer traum treffen treppe trick tritt trost träne tuch
        tugend turm turnier typ tür ufer uhr umfang umfrage umgebung umsatz umschlag umstand umwelt
        umzug unfall universität unterlage unternehmen unterricht unterschied unterschrift urlaub
        ursache urteil vase vater verband verbindung verbot verbrauch verbrechen verein vererbung
        verfahren verfasser vergangenheit vergleich verhalten verhältnis verkauf verkehr verlag
        verlust vermögen vernunft versicherung verspätung verstand versuch vertrag vertrauen
        vertreter verwandte verwendung video vieh vogel volk vollmacht vorbild vordergrund vorgang
        vorhang vorname vorrat vorschlag vorschrift vorsicht vorstand vorstellung vorteil vortrag
        vorwurf wagen wahl wahnsinn wahrheit wald wand wanderung ware warnung wasser wechsel wecker
        weg weihnachten wein weise welle welt werbung werk werkstatt werkzeug wert wesen westen
        wettbewerb wette wetter widerstand wiese wille wind winter wirkung wirt wirtschaft wissen
        wissenschaft witz woche wochenende wohl wohnung wolf wolke wolle wort wunder wunsch wurst
        wurzel wut wälder wärme wäsche würfel yoga zahl zahn zauber zaun zebra zeichen zeichnung
        zeile zeit zeitpunkt zeitschrift zeitung zelle zelt zentrum zettel zeuge zeugnis ziege ziel
        zimmer zins zitat zitrone zoll zoo zucker zufall zug zugang zukunft zunge zustand zustimmung
        zutat zweck zweifel zwiebel zwilling zähne äpfel öl überschrift übersicht
        """)
}
