extension Relation {
    /// Where people, cars and letters are found.
    static let ofWhereabouts: [Relation] = [
        Relation(
            "address", .address, says: "{s's} address is {v}.",
            tells: ["{s} [lives|live] at {v}.", "{s's} letters go to {v}."],
            asks: [
                "what is {s's} address?", "which address [does|do] {s} have?",
                "at which address [does|do] {s} live?", "what street [does|do] {s} live in?",
                "which street and number [does|do] {s} live at?", "where do {s's} letters go?",
            ], clause: "what {s's} address is", confirms: "is {s's} address {v}?",
            or: ["[does|do] {s} live at {v}?"], search: "whose address is {v}"),
        Relation(
            "email", .email, says: "{s's} email address is {v}.",
            tells: ["{s's} email is {v}.", "{s} can be written to at {v}."],
            asks: [
                "what is {s's} email address?", "what is {s's} email?",
                "which email address [does|do] {s} have?", "how can {s} be reached by email?",
                "where do {s's} emails arrive?",
            ], clause: "what {s's} email address is", confirms: "is {s's} email address {v}?",
            or: ["is {v} {s's} email?"], search: "whose email address is {v}"),
        Relation(
            "parking", .parking, says: "{s's} car is parked {v}.",
            tells: ["{s} parked the car {v}.", "{s's} car stands {v}."],
            asks: [
                "where is {s's} car?", "where is {s's} car parked?",
                "where did {s} park the car?", "where does {s's} car stand?",
                "where did {s} leave the car?", "in which spot did {s} put the car?",
            ], clause: "where {s's} car is parked", confirms: "is {s's} car parked {v}?",
            or: ["is {s's} car {v}?", "did {s} park the car {v}?"],
            search: "whose car is parked {v}"),
        Relation(
            "sport", .sport, says: "{s's} sport is {v}.",
            tells: ["{s} [does|do] {v} as a sport.", "{s} [trains|train] for {v}."],
            asks: [
                "what is {s's} sport?", "which sport [does|do] {s} do?",
                "what sport [does|do] {s} do?", "what [does|do] {s} train for?",
                "which kind of sport [is|are|am] {s} into?",
            ], clause: "what {s's} sport is", confirms: "is {s's} sport {v}?",
            or: ["[does|do] {s} train for {v}?"], search: "whose sport is {v}"),
    ]

    /// A favourite of a kind that few exercises name: what is learned from many such holds for kinds that
    /// none names.
    static func favourite(_ split: ExerciseSplit, _ dice: inout Dice) -> Relation {
        let kind = WordBook.kind(of: WordBook.favouriteKinds, split, &dice)
        return Relation(
            "favourite \(kind)", .anything, says: "{s's} favourite \(kind) is {v}.",
            tells: [
                "{s} [likes|like] the \(kind) {v} best.", "the \(kind) {s} [loves|love] is {v}.",
            ],
            asks: [
                "what is {s's} favourite \(kind)?", "which \(kind) [does|do] {s} like best?",
                "what \(kind) [does|do] {s} like most?", "which \(kind) is {s's} favourite?",
                "what \(kind) [does|do] {s} like?", "which \(kind) [does|do] {s} prefer?",
            ], clause: "what {s's} favourite \(kind) is",
            confirms: "is {v} {s's} favourite \(kind)?",
            or: ["is {s's} favourite \(kind) {v}?", "[does|do] {s} like the \(kind) {v} best?"],
            search: "whose favourite \(kind) is {v}")
    }

    /// The number of something that somebody has.
    static func number(_ split: ExerciseSplit, _ dice: inout Dice) -> Relation {
        let kind = WordBook.kind(of: WordBook.numberedThings, split, &dice)
        return Relation(
            "\(kind) number", .code, says: "{s's} \(kind) number is {v}.",
            tells: ["the number of {s's} \(kind) is {v}.", "{s} [has|have] \(kind) number {v}."],
            asks: [
                "what is {s's} \(kind) number?", "which \(kind) number [does|do] {s} have?",
                "what is the number of {s's} \(kind)?", "what \(kind) number [does|do] {s} have?",
                "how does {s's} \(kind) number go?",
            ], clause: "what {s's} \(kind) number is", confirms: "is {s's} \(kind) number {v}?",
            or: ["is {v} the number of {s's} \(kind)?"],
            search: "whose \(kind) number is {v}")
    }
}

extension ValueSource {
    /// A house in a street: `12 Elmbrook Street`.
    static let address = ValueSource { dice in
        "\(dice.number(1...220)) \(WordBook.street(&dice))"
    }
    static let street = ValueSource { WordBook.street(&$0) }
    /// An address for letters of today: `lomira@harfen.com`.
    static let email = ValueSource { dice in
        let (name, host) = (WordBook.invented(&dice), WordBook.invented(&dice))
        return "\(name)@\(host).\(dice.pick(["com", "org", "net", "se"]))".lowercased()
    }
    /// Where a car is left.
    static let parking = ValueSource(sorted: { split, dice in
        switch dice.index(below: 6) {
        case 0: "in \(street.draw(split, &dice))"
        case 4: "in the garage on \(street.draw(split, &dice))"
        case 5: "\(hidingPlace.draw(split, &dice)) in \(street.draw(split, &dice))"
        case 1: "at \(room.draw(split, &dice))"
        case 2: "\(dice.pick(["behind", "in front of", "next to"])) \(room.draw(split, &dice))"
        default: "on level \(smallNumber.draw(split, &dice))"
        }
    })
    static let sport = ValueSource(words: WordBook.sports)
    /// What can be anyone's favourite: a title, a name, a word.
    static let anything = ValueSource(sorted: { split, dice in
        switch dice.index(below: 5) {
        case 0: title.draw(split, &dice)
        case 1: person.draw(split, &dice)
        case 4: firstName.draw(split, &dice) + "'s"
        case 2: invented.draw(split, &dice)
        default: compound.draw(split, &dice)
        }
    })
    /// Letters and digits: `KX4829`, `70 418`.
    static let code = ValueSource { dice in
        let letters = (0..<dice.number(0...3)).map { _ in
            dice.pick(Array("ABCDEFGHJKLMNPRSTUVWXYZ"))
        }
        let digits = (0..<dice.number(3...6)).map { _ in "\(dice.number(0...9))" }
        return String(letters) + (dice.chance(0.2) ? " " : "") + digits.joined()
    }
}

extension WordBook {
    /// What one has a favourite of, beside the kinds that have relations of their own.
    static let favouriteKinds = WordBook.list(
        """
        actor, aria, author, band, beach, bird, bridge, café, cartoon, character, church, city, comedy, country, dance, day,
        dessert, dish, film, fish, flower, football club, forest, fruit, game, garden, hat, ice cream, island, joke, lake, letter,
        magazine, market, meal, month, mountain, movie, museum, musician, number, opera, painter, painting, park, perfume, piece of
        music, place, planet, play, player, poem, poet, pub, radio show, recipe, restaurant, river, saint, school, season, series,
        shop, show, singer, snack, song, soup, spice, sport, star, station, story, street, subject, sweater, tea, team, theatre,
        tool, town, toy, tree, vegetable, village, walk, watch, website, wine, word, writer
        """, separator: ",")
    /// What has a number.
    static let numberedThings = WordBook.list(
        """
        account, badge, bank account, bike, booking, card, case, cinema seat, contract, customer, desk, driving licence, employee,
        file, flight, garage, gym, house, insurance, invoice, jersey, library card, licence, locker, lottery, mailbox, member,
        membership, office, order, parcel, parking space, passport, patient, pension, plate, policy, race, reference, reservation,
        seat, serial, staff, student, table, tax, ticket, tracking, travel card, visa, voucher
        """, separator: ",")
    /// Sports.
    static let sports = WordBook.list(
        """
        aikido, archery, badminton, baseball, basketball, biathlon, billiards, bobsleigh, bowling, boxing, canoeing, chess boxing,
        climbing, cricket, croquet, curling, cycling, darts, diving, dressage, fencing, football, golf, gymnastics, handball,
        high jump, hiking, hockey, horse racing, hurdles, ice hockey, jogging, judo, karate, kayaking, lacrosse, long jump,
        marathons, orienteering, padel, polo, powerlifting, pole vault, rafting, rowing, rugby, sailing, skating, ski jumping,
        skiing, snooker, snowboarding, softball, squash, surfing, swimming, table tennis, tennis, triathlon, volleyball, walking,
        water polo, weightlifting, windsurfing, wrestling, yoga
        """, separator: ",")
}
