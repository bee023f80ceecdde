extension Relation {
    /// What somebody does, or did, in any of many words: what is learned from many such holds for words
    /// that no exercise has.
    static func doing(_ split: ExerciseSplit, _ dice: inout Dice) -> Relation {
        if dice.chance(0.5) {
            let (base, past) = deed(.past, split, &dice)
            return Relation(
                "\(doneLead)\(past)", .object, says: "{s} \(past) {v}.",
                tells: ["yesterday {s} \(past) {v}.", "{s} \(past) {v} last week."],
                asks: [
                    "what did {s} \(base)?", "what was it that {s} \(past)?",
                    "which thing did {s} \(base)?",
                    "do you still know what {s} \(past)?",
                ], clause: "what {s} \(past)", confirms: "did {s} \(base) {v}?",
                or: ["is it true that {s} \(past) {v}?"], search: "who \(past) {v}")
        }
        let (base, third) = deed(.third, split, &dice)
        return Relation(
            base, .object, says: "{s} [\(third)|\(base)] {v}.",
            tells: [
                "{s} usually [\(third)|\(base)] {v}.", "these days {s} [\(third)|\(base)] {v}.",
            ],
            asks: [
                "what [does|do] {s} \(base)?", "what is it that {s} [\(third)|\(base)]?",
                "which things [does|do] {s} \(base)?", "what [does|do] {s} usually \(base)?",
            ], clause: "what {s} [\(third)|\(base)]", confirms: "[does|do] {s} \(base) {v}?",
            or: ["is it true that {s} [\(third)|\(base)] {v}?"], search: "who \(third) {v}")
    }

    /// What the name of a relation begins with that tells of what was done.
    static let doneLead = "did "

    /// The share of verbs in training that few exercises have, or that are none: what is asked with them is
    /// told by their letters.
    private static let rareShare = 0.5

    /// A verb, and another form of it.
    private static func deed(
        _ form: Inflection, _ split: ExerciseSplit, _ dice: inout Dice
    ) -> (base: String, form: String) {
        if split == .train, dice.chance(rareShare) {
            let verb =
                dice.chance(0.6)
                ? dice.pick(WordBook.regularDeeds) : WordBook.invented(&dice).lowercased()
            return (verb, form.regular(verb))
        }
        let words = form == .past ? WordBook.deedsDone : WordBook.deeds
        let forms = dice.pick(words.filter(split.holds)).split(separator: ":").map(String.init)
        return (forms[0], forms[1])
    }

    /// Anything that somebody has one of and that has a name, a number or a word.
    static func attribute(_ split: ExerciseSplit, _ dice: inout Dice) -> Relation {
        let kind = WordBook.kind(of: WordBook.attributes, split, &dice)
        return Relation(
            kind, .anything, says: "{s's} \(kind) is {v}.",
            tells: ["the \(kind) {s} [has|have] is {v}.", "{s} [has|have] the \(kind) {v}."],
            asks: [
                "what is {s's} \(kind)?", "which \(kind) [does|do] {s} have?",
                "what \(kind) [does|do] {s} have?", "what did I say {s's} \(kind) is?",
            ], clause: "what {s's} \(kind) is", confirms: "is {s's} \(kind) {v}?",
            or: ["is {v} {s's} \(kind)?"], search: "whose \(kind) is {v}")
    }

    /// When something of somebody's ends or takes place.
    static func occurrence(_ split: ExerciseSplit, _ dice: inout Dice) -> Relation {
        if dice.chance(0.4) {
            let paper = WordBook.kind(of: WordBook.papers, split, &dice)
            return Relation(
                "\(paper)'s end", .monthOfYear, says: "{s's} \(paper) expires in {v}.",
                tells: ["{s's} \(paper) is valid until {v}.", "{s's} \(paper) runs out in {v}."],
                asks: [
                    "when does {s's} \(paper) expire?", "when does {s's} \(paper) run out?",
                    "how long is {s's} \(paper) valid?", "until when is {s's} \(paper) valid?",
                ], clause: "when {s's} \(paper) expires",
                confirms: "does {s's} \(paper) expire in {v}?",
                search: "whose \(paper) expires in {v}")
        }
        let event = WordBook.kind(of: WordBook.ownEvents, split, &dice)
        return Relation(
            "\(event) of one's own", .date, says: "{s's} \(event) is on {v}.",
            tells: ["{s's} \(event) is {v}.", "{s} [has|have] a \(event) on {v}."],
            asks: [
                "when is {s's} \(event)?", "what day is {s's} \(event)?",
                "on which day is {s's} \(event)?", "which date is {s's} \(event)?",
            ], clause: "when {s's} \(event) is", confirms: "is {s's} \(event) on {v}?",
            search: "whose \(event) is on {v}")
    }

    /// Two children of somebody's.
    static let children = Relation(
        "children", .twoNames, says: "{s's} children are called {v}.",
        tells: [
            "{s} [has|have] two kids, {v}.", "{s's} kids are {v}.",
            "{s} [has|have] two children, {v}.",
            "{s's} children are {v}.",
        ],
        asks: [
            "what are {s's} children called?", "who are {s's} children?",
            "what are {s's} kids called?",
            "what are the names of {s's} children?", "do you know {s's} kids?",
            "which names do {s's} kids have?",
        ], clause: "what {s's} children are called", confirms: "are {s's} children called {v}?",
        or: ["are {s's} kids {v}?"], search: "whose children are called {v}")
}

extension ValueSource {
    /// What is done something with: `figs`, `a kite from Bergen`.
    static let object = ValueSource(sorted: { split, dice in
        let source = dice.pick([
            food, drink, animal, collectable, gift, thing, compound, title, company, instrument,
        ])
        let object = source.draw(split, &dice)
        guard dice.chance(0.35) else { return object }
        switch dice.index(below: 6) {
        case 5: return "\(object) over \(source.draw(split, &dice))"
        case 0: return "\(object) from \(city.draw(split, &dice))"
        case 1: return "\(object) in \(city.draw(split, &dice))"
        case 2: return "\(object) with \(person.draw(split, &dice))"
        case 3: return "\(object) for \(firstName.draw(split, &dice))"
        default: return "\(object) on \(dice.pick(WordBook.weekdays))s"
        }
    })
    /// `March 2027`.
    static let monthOfYear = ValueSource { dice in
        "\(dice.pick(WordBook.months)) \(dice.number(2024...2040))"
    }
    /// `Tom and Lisa`.
    static let twoNames = ValueSource(sorted: { split, dice in
        "\(firstName.draw(split, &dice)) and \(firstName.draw(split, &dice))"
    })
}

extension WordBook {
    /// What people do, with the form for one who does it.
    static let deeds = WordBook.list(
        """
        prefer:prefers, hate:hates, dislike:dislikes, miss:misses, need:needs, use:uses, sell:sells, buy:buys, teach:teaches,
        build:builds, repair:repairs, paint:paints, grow:grows, own:owns, keep:keeps, carry:carries, wear:wears, bake:bakes, cook:cooks,
        brew:brews, breed:breeds, train:trains, record:records, write:writes, design:designs, manage:manages, watch:watches,
        follow:follows, support:supports, admire:admires, dread:dreads, avoid:avoids, borrow:borrows, rent:rents, lend:lends,
        produce:produces, import:imports, film:films, sing:sings, draw:draws, knit:knits, catch:catches, feed:feeds, polish:polishes,
        restore:restores, trade:trades, print:prints, plant:plants, pick:picks, enjoy:enjoys, order:orders, store:stores, share:shares,
        deliver:delivers, test:tests, hide:hides, choose:chooses, carve:carves, smell:smells, hunt:hunts, wash:washes, mend:mends
        """, separator: ",")
    /// What people do, with the form for what was done.
    static let deedsDone = WordBook.list(
        """
        lose:lost, find:found, buy:bought, sell:sold, break:broke, win:won, see:saw, meet:met, visit:visited, order:ordered,
        borrow:borrowed, lend:lent, paint:painted, build:built, bake:baked, miss:missed, hear:heard, forget:forgot, choose:chose,
        catch:caught, fix:fixed, repair:repaired, write:wrote, draw:drew, watch:watched, cancel:cancelled, send:sent, receive:received,
        return:returned, finish:finished, start:started, bring:brought, hide:hid, plant:planted, clean:cleaned, try:tried,
        taste:tasted, adopt:adopted, inherit:inherited, rent:rented, drop:dropped, spill:spilled, burn:burnt, cook:cooked, knit:knitted,
        record:recorded, print:printed, wash:washed, open:opened, mend:mended, carve:carved, name:named, steal:stole, hire:hired
        """, separator: ",")
    /// What people do, in verbs that are regular; for training alone.
    static let regularDeeds = WordBook.list(
        """
        accept adjust analyse announce answer appreciate arrange assemble attach balance bless blame bottle brush bury calculate capture
        celebrate chew colour combine compare compose conquer consider copy count cover crush damage decorate defend demand deny
        describe deserve destroy develop direct discover discuss display divide donate double earn empty examine exchange explain export
        fold frame fry glue grill guard handle heat help identify ignore improve inspect invent invite iron juggle kick label launch lick
        lift list load lock maintain mark measure melt mention mix mock model move note notice observe offer pack peel photograph
        pickle place praise prepare preserve press protect pull pump push raise recommend recycle reject remove replace report request
        rescue respect reveal roast sample save scare search select serve shape sharpen shorten sketch slice smoke sort spell sponsor
        squeeze steam stitch stretch supply surround tease tolerate touch trace translate transport treat trust twist unpack update
        value warm warn water weigh welcome wipe
        """)
    /// What somebody has one of.
    static let attributes = WordBook.list(
        """
        alias, bank, blood type, brand, camera, channel, code, code word, combination, computer, deadline, diagnosis, diet, door code, dream, eye
        colour, gate code, goal, hair colour, home page, insurer, laptop, licence plate, lucky number, maiden name, middle
        name, motto, network, nationality, operator, pass code, password, pen name, pin, plate, post code, project, publisher, rank, ring
        size, role, screen name, ship, signature, size, sponsor, stage name, star sign, supplier, surname, task, team, title, topic,
        tutor, username, weakness, website, wifi name, wifi password, wish, yoga pose, zip code
        """, separator: ",")
    /// What runs out.
    static let papers = WordBook.list(
        """
        passport, contract, visa, driving licence, insurance, membership, subscription, lease, ticket, bank card, library card, permit, pass,
        warranty, certificate, voucher, guarantee, account, coupon
        """, separator: ",")
    /// What somebody has on a day.
    static let ownEvents = WordBook.list(
        """
        test, wedding, holiday, job interview, concert, operation, flight, party, meeting, check-up, graduation, audition, driving test,
        lesson, race, dinner, trip, hearing, lecture, rehearsal, farewell, move, match, name day, speech
        """, separator: ",")
}
