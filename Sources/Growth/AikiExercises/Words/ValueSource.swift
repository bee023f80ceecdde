/// Where the answer to a question comes from: cities, times, names …
struct ValueSource: Sendable {
    /// More draws than any side of a source takes.
    private static let drawsMax = 10_000

    private let make: @Sendable (ExerciseSplit, inout Dice) -> String
    /// Whether what is made is already on its side.
    private let isSorted: Bool

    /// A source that is drawn from until a value is on the right side.
    init(_ make: @escaping @Sendable (inout Dice) -> String) {
        self.init(sided: { _, dice in make(&dice) })
    }

    /// A source that is drawn from until a value is on the right side, and that knows which one it is.
    init(sided make: @escaping @Sendable (ExerciseSplit, inout Dice) -> String) {
        self.make = make
        isSorted = false
    }

    /// A source of words.
    init(words: [String]) {
        self.init(sided: { split, dice in WordBook.word(of: words, split, &dice) })
    }

    /// A source that puts values together from parts of the right side.
    init(sorted make: @escaping @Sendable (ExerciseSplit, inout Dice) -> String) {
        self.make = make
        isSorted = true
    }

    /// A value of a side.
    func draw(_ split: ExerciseSplit, _ dice: inout Dice) -> String {
        for _ in 0..<Self.drawsMax {
            let value = make(split, &dice)
            if isSorted || split.holds(value) { return value }
        }
        preconditionFailure("a source of values has none for the side \(split)")
    }
}

extension ValueSource {
    static let firstName = ValueSource(words: WordBook.firstNames)
    static let familyName = ValueSource(words: WordBook.familyNames)
    static let invented = ValueSource { WordBook.invented(&$0) }
    static let compound = ValueSource { WordBook.compound(of: WordBook.everyWord, &$0) }
    static let petName = ValueSource(sided: { split, dice in
        dice.chance(0.7)
            ? WordBook.word(of: WordBook.petNames, split, &dice) : WordBook.invented(&dice)
    })

    /// A person's name: a known first name, one nobody has heard, or first and family name.
    static let person = ValueSource(sorted: { split, dice in
        let first = dice.chance(0.6) ? firstName.draw(split, &dice) : invented.draw(split, &dice)
        guard dice.chance(0.2) else { return first }
        return "\(first) \(familyName.draw(split, &dice))"
    })

    /// Someone who is called by a family name: `Dr. Holm`, `Mrs. Berg`.
    static let practitioner = ValueSource(sorted: { split, dice in
        guard dice.chance(0.6) else { return person.draw(split, &dice) }
        let title = dice.pick(["Dr.", "Dr.", "Dr.", "Mr.", "Mrs.", "Ms."])
        return "\(title) \(familyName.draw(split, &dice))"
    })

    static let city = ValueSource(sided: { split, dice in
        dice.chance(0.6)
            ? WordBook.word(of: WordBook.cities, split, &dice) : WordBook.inventedTown(&dice)
    })
    static let country = ValueSource(words: WordBook.countries)
    static let place = ValueSource(sided: { split, dice in
        WordBook.word(
            of: dice.chance(0.7) ? WordBook.cities : WordBook.countries, split, &dice)
    })
    static let hidingPlace = ValueSource { WordBook.hidingPlace(&$0) }
    static let room = ValueSource(words: WordBook.rooms)
    static let job = ValueSource(sided: { split, dice in
        Letters.withArticle(WordBook.word(of: WordBook.jobs, split, &dice))
    })
    /// Work and where it is done: `a nurse in Bergen`, `a cook at Fjord Textiles`.
    static let post = ValueSource(sorted: { split, dice in
        let place =
            dice.chance(0.6)
            ? "in \(city.draw(split, &dice))"
            : "\(dice.pick(["at", "for"])) \(company.draw(split, &dice))"
        return "\(job.draw(split, &dice)) \(place)"
    })
    static let company = ValueSource(sorted: { WordBook.company($0, &$1) })
    static let food = ValueSource(words: WordBook.foods)
    static let drink = ValueSource(words: WordBook.drinks)
    static let hobby = ValueSource(words: WordBook.hobbies)
    static let instrument = ValueSource(words: WordBook.instruments)
    static let language = ValueSource(words: WordBook.languages)
    static let subject = ValueSource(words: WordBook.subjects)
    static let colour = ValueSource(words: WordBook.colours)
    static let animal = ValueSource(words: WordBook.animals)
    static let collectable = ValueSource(words: WordBook.collectables)
    static let gift = ValueSource(words: WordBook.gifts)
    static let title = ValueSource { WordBook.title(&$0) }
    static let vehicle = ValueSource { WordBook.vehicle(&$0) }
    static let thing = ValueSource(words: WordBook.things)
    static let ware = ValueSource(words: WordBook.wares)
    static let event = ValueSource(words: WordBook.events)
    static let shop = ValueSource(words: WordBook.shops)
    static let project = ValueSource { WordBook.project(&$0) }
    static let train = ValueSource(sorted: { "the train to \(city.draw($0, &$1))" })

    /// A day of the year: `14 March`.
    static let date = ValueSource { "\($0.number(1...28)) \($0.pick(WordBook.months))" }
    /// A time of day: `7:30`, `5 pm`.
    static let time = ValueSource { dice in
        guard dice.chance(0.6) else {
            return "\(dice.number(1...12)) \(dice.chance(0.5) ? "am" : "pm")"
        }
        let minutes = dice.number(0...11) * 5
        return "\(dice.number(6...22)):\(minutes < 10 ? "0" : "")\(minutes)"
    }
    /// A day of the week with a time: `Friday at 10:30`.
    static let appointment = ValueSource { dice in
        let minutes = dice.pick(["00", "15", "30", "45"])
        return "\(dice.pick(WordBook.weekdays)) at \(dice.number(7...21)):\(minutes)"
    }
    static let age = ValueSource { "\($0.number(3...95))" }
    static let smallNumber = ValueSource { "\($0.number(2...60))" }
    static let price = ValueSource { "\($0.number(2...900))" }
    static let year = ValueSource { "\($0.number(1950...2025))" }
    static let roomNumber = ValueSource { "\($0.number(1...990))" }
    static let shoeSize = ValueSource { "\($0.number(20...48))" }
    /// A telephone number in groups: `41 28 90 35`.
    static let phone = ValueSource { dice in
        (0..<4).map { _ in "\(dice.number(10...99))" }.joined(separator: " ")
    }
    static let floor = ValueSource(words: [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
        "eleventh", "twelfth", "ground", "top",
    ])
}
