extension WordBook {
    /// Towns and cities.
    static let cities = WordBook.list(
        """
        Aarhus, Accra, Adelaide, Alta, Amsterdam, Ankara, Antwerp, Athens, Austin, Baku, Bamberg, Bangkok, Basel, Bath,
        Belfast, Belgrade, Bergen, Berlin, Bern, Bilbao, Bogota, Bologna, Bordeaux, Boston, Bremen, Brisbane, Bristol, Brno,
        Brussels, Budapest, Cairo, Calgary, Cardiff, Chicago, Cologne, Copenhagen, Cork, Dakar, Dallas, Delft, Denver,
        Dresden, Dublin, Dundee, Edinburgh, Florence, Frankfurt, Galway, Gdansk, Geneva, Genoa, Ghent, Glasgow, Gothenburg,
        Graz, Hamar, Hamburg, Hanoi, Havana, Helsinki, Houston, Innsbruck, Istanbul, Jakarta, Kathmandu, Kiev, Kiruna,
        Krakow, Kyoto, Lagos, Leeds, Leipzig, Lille, Lima, Lisbon, Liverpool, Ljubljana, London, Lund, Lyon, Madrid, Malmo,
        Manchester, Manila, Marseille, Melbourne, Milan, Montreal, Munich, Nairobi, Namsos, Nantes, Naples, Narvik, New York,
        Nice, Odense, Osaka, Oslo, Ottawa, Oulu, Oxford, Palermo, Paris, Perth, Pisa, Porto, Prague, Quito, Rabat, Reykjavik,
        Riga, Rome, Rotterdam, Salzburg, San Diego, Santiago, Sarajevo, Seattle, Seoul, Seville, Sheffield, Siena, Skopje,
        Sofia, Split, Stavanger, Stockholm, Stuttgart, Sydney, Tallinn, Tampere, Tartu, Tbilisi, Tirana, Tokyo, Toronto,
        Toulouse, Trieste, Turin, Turku, Uppsala, Utrecht, Valencia, Vancouver, Venice, Verona, Vienna, Vilnius, Warsaw,
        Wellington, York, Zagreb, Zurich, Ålesund, Ærøskøbing, Besançon, Bodø, Brønnøysund, Cádiz, Córdoba, Drøbak, Düsseldorf,
        Florø, Győr, Hønefoss, Jönköping, Køge, Köln, León, Łódź, Lübeck, Málaga, Malmö, Nîmes, Orléans, Östersund, Pärnu,
        Plzeň, Poznań, Røros, São Paulo, Sønderborg, Tønsberg, Tromsø, Umeå, Vadsø, Västerås, Växjö, Würzburg, Zürich
        """, separator: ",")

    /// Countries.
    static let countries = WordBook.list(
        """
        Albania, Argentina, Armenia, Australia, Austria, Bangladesh, Belgium, Bolivia, Brazil, Bulgaria, Cambodia, Canada,
        Chile, China, Colombia, Croatia, Cuba, Cyprus, Denmark, Ecuador, Egypt, Estonia, Ethiopia, Finland, France, Georgia,
        Germany, Ghana, Greece, Greenland, Hungary, Iceland, India, Indonesia, Iran, Ireland, Israel, Italy, Jamaica, Japan,
        Jordan, Kenya, Latvia, Lebanon, Lithuania, Malaysia, Malta, Mexico, Moldova, Mongolia, Morocco, Nepal, New Zealand,
        Nigeria, Norway, Pakistan, Panama, Peru, Poland, Portugal, Romania, Scotland, Senegal, Serbia, Slovakia, Slovenia,
        South Africa, Spain, Sweden, Switzerland, Tanzania, Thailand, Tunisia, Turkey, Uganda, Ukraine, Uruguay, Vietnam,
        Wales, Zambia
        """, separator: ",")

    private static let townBeginnings = """
        Ash Birch Black Brook Bright Clay Cold Crow Deer East Elm Fair Fern Fox Glen Gold Grand Green Grey Hazel High Holly
        Iron Kings Lake Long Maple Marsh Mill Moon New North Oak Old Pine Queens Rain Raven Red River Rock Rose Salt Sand
        Silver South Spring Stone Sun Swan Thorn West White Wild Willow Wind Winter Wolf
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    private static let townEndings = """
        bay bridge brook burn burgh bury by cliff cross dale field ford gate ham haven hill holm hurst land ley mill mont
        moor mouth point pool port ridge shore side stad ton view ville vik water well wich wick wood worth
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    /// A town that is on no map.
    static func inventedTown(_ dice: inout Dice) -> String {
        dice.pick(townBeginnings) + dice.pick(townEndings)
    }

    /// A street, on maps or on none.
    static func street(_ dice: inout Dice) -> String {
        let name = dice.chance(0.5) ? inventedTown(&dice) : dice.pick(streetNames)
        return "\(name) \(dice.pick(streetKinds))"
    }

    private static let streetKinds = list(
        "Street Street Street Street Road Road Lane Avenue Square Hill Way Drive Court Alley")
    private static let streetNames = list(
        """
        Main, High, Church, Park, Station, Market, Mill, School, Bridge, Castle, Chapel, Garden, Harbour, Queen, King, Prince, Victoria,
        Albert, George, Baker, Oxford, Cambridge, London, York, Canal, Forest, Meadow, Spring, Summer, Winter, Orchard, Cherry, Apple,
        Elm, Maple, Cedar, Chestnut, Juniper, Rosemary, Lavender, College, Union, Liberty, Washington, Lincoln, Jefferson,
        Franklin, First, Second, Third, Fourth, Fifth, Tenth, Old Town, Lower, Upper, Long, Broad, Narrow, Cross, Pearl, Water, Wall,
        Front, Temple, Abbey, Ferry, Tower, Palace, Museum, Theatre, Fountain, Sunset, Seventh, Monument
        """, separator: ",")

    /// Where something is put away, with its preposition.
    static func hidingPlace(_ dice: inout Dice) -> String {
        let furniture = dice.pick(furniture)
        guard dice.chance(0.5) else { return "\(dice.pick(prepositions)) the \(furniture)" }
        let adjective = dice.pick(qualities)
        return "\(dice.pick(prepositions)) the \(adjective) \(furniture)"
    }

    private static let prepositions = ["in", "in", "in", "under", "behind", "on", "next to"]
    private static let furniture = WordBook.list(
        """
        drawer, cupboard, box, basket, suitcase, bag, shelf, wardrobe, desk, cabinet, chest, bucket, jar, tin, vase,
        bookcase, garage, cellar, attic, shed, kitchen, hallway, bathroom, bedroom, office, car, toolbox, closet, safe,
        backpack, sofa, piano, fridge, freezer, mirror, stove, table, bench, barrel, trunk, crate, folder, locker, pantry
        """, separator: ",")
    private static let qualities = WordBook.list(
        """
        red blue green yellow white black brown grey old new big small wooden metal round tall low heavy left right upper
        lower first second long square open broken plastic leather glass
        """)

    /// Where a meeting is held.
    static let rooms = WordBook.list(
        """
        the town hall, the library, the old school, the city museum, the north office, the main hall, the garden house,
        the blue room, the green room, the red room, the small chapel, the theatre, the harbour cafe, the station cafe,
        the sports hall, the music room, the boat house, the community centre, the fire station, the post office,
        the corner bakery, the tea house, the meeting room, the lecture hall, the back yard, the roof terrace, the lobby,
        the courthouse, the clinic, the workshop, the art school, the swimming hall, the botanical garden, the city park,
        the market square, the train station, the bus terminal, the old mill, the lighthouse, the castle
        """, separator: ",")
}
