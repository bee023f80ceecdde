/// The words by which addresses are known.
enum AddressLexicon {
    /// What an English street ends in: `12 Baker Street`.
    static let english = set(
        """
        street st road rd avenue ave lane ln drive dr court ct place pl boulevard blvd way terrace
        close crescent square sq highway hwy parkway pkwy row mews gardens grove walk circle cir
        trail quay wharf loop alley rise parade esplanade
        """)

    /// What the name of a Norwegian, German, Swedish, Danish or Dutch street ends in, as a part of the
    /// word or as a word of its own: `Storgata 5`, `Lange Straße 7`.
    static let northern = [
        "gate", "gata", "gaten", "vei", "veien", "vegen", "veg", "allé", "alléen", "torg", "torget",
        "brygge", "svingen", "bakken", "stien", "terrasse", "haugen", "kroken", "løkka", "tunet",
        "straße", "strasse", "str", "weg", "allee", "platz", "gasse", "damm", "ufer", "chaussee",
        "stieg", "markt", "gatan", "vägen", "vej", "gade", "straat", "laan", "plein", "gracht",
        "linden", "ring", "plass", "promenade", "hof", "graben", "steig",
    ]

    /// Words of their own that end like a street and are none, mostly German.
    static let notStreets = set(
        """
        agate investigate delegate navigate aggregate gate gata gaten vei veien hof ring markt
        platz damm weg promenade linden str terrasse steig hering frühling schmetterling schilling
        spring bring string during king wing thing evening morning meeting training building
        springring bahnhof supermarkt arbeitsmarkt aktienmarkt weihnachtsmarkt flohmarkt bauernhof
        friedhof arbeitsplatz spielplatz parkplatz sitzplatz campingplatz lehrling liebling
        zwilling mitgate
        """)

    /// What comes before the name: `rue de la Paix`, `ул. Ленина`.
    static let leading = set(
        """
        rue calle via avenida avenue boulevard plaza piazza corso viale chemin carrer rua улица
        улице улицы улицу ул проспект проспекте проспекта просп пр переулок переулке переулка пер
        набережная набережной наб бульвар бульваре бул шоссе площадь площади пл проезд проезде
        аллея аллее ulica ul улицей тракт линия линии
        """)

    /// What comes between a street and its house in Russian.
    static let houseWords = set(
        "д дом доме дома корп корпус к стр строение кв квартира квартире квартиры кварт подъезд этаж оф офис литера владение"
    )

    /// A flat, a floor, a suite.
    static let unitWords = set(
        "apt apartment suite unit flat floor room leilighet wohnung etage stock bolig h0101 no")

    /// Boxes at the post office.
    static let boxWords = set("postboks postfach postbus postbox")

    /// States of the United States.
    static let states = set(
        """
        al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj
        nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc
        """)

    /// Towns whose postal code is an address by itself.
    static let towns = set(
        """
        oslo bergen trondheim stavanger tromsø drammen fredrikstad kristiansand sandnes bodø
        ålesund skien moss hamar lillehammer molde harstad larvik haugesund arendal tønsberg
        sarpsborg halden gjøvik kongsberg narvik alta sandefjord porsgrunn lillestrøm asker bærum
        horten steinkjer berlin hamburg münchen köln frankfurt stuttgart düsseldorf dortmund essen
        leipzig bremen dresden hannover nürnberg duisburg bochum wuppertal bielefeld bonn münster
        karlsruhe mannheim augsburg wiesbaden kiel aachen freiburg lübeck erfurt rostock mainz
        kassel potsdam wien graz linz salzburg innsbruck zürich basel bern genf luzern heidelberg
        darmstadt regensburg würzburg ulm göttingen москва москвы санкт-петербург петербург
        новосибирск екатеринбург казань самара омск челябинск ростов уфа красноярск пермь воронеж
        волгоград саратов тюмень краснодар ижевск барнаул томск иркутск хабаровск владивосток
        ярославль тула калининград сочи мурманск киев минск рязань тверь stockholm göteborg malmö
        københavn aarhus amsterdam rotterdam utrecht brussel paris lyon madrid
        """)

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
