extension Relation {
    /// What the name of a plan begins with.
    static let planLead = "plan "

    /// Whether something is told again because it is no longer as it was: what was done stays done, and who
    /// has a plan may have another.
    var isReplaced: Bool { !name.hasPrefix(Self.planLead) && !name.hasPrefix(Self.doneLead) }

    /// What somebody wants to do at some time; a relation of its own for each time.
    static func plan(_ when: String) -> Relation {
        Relation(
            "\(planLead)\(when)", .task, says: "{s} [wants|want] to {v} \(when).",
            tells: [
                "{s} [has|have] to {v} \(when).", "{s} [plans|plan] to {v} \(when).",
                "{s} [is|are|am] going to {v} \(when).",
            ],
            ofOneself: [
                "remind me to {v} \(when).", "please remind me to {v} \(when).",
                "I must not forget to {v} \(when).",
            ],
            asks: [
                "what [does|do] {s} want to do \(when)?", "what [does|do] {s} have to do \(when)?",
                "what is {s's} plan \(when)?", "what [does|do] {s} plan to do \(when)?",
                "what [is|are|am] {s} doing \(when)?", "what must {s} do \(when)?",
                "what [has|have] {s} planned \(when)?", "what is on {s's} list \(when)?",
                "what stands in {s's} diary \(when)?",
            ], clause: "what {s} [wants|want] to do \(when)",
            confirms: "[does|do] {s} want to {v} \(when)?")
    }
}

extension ValueSource {
    /// Something to do: `call Ines`, `buy apples`.
    static let task = ValueSource(sorted: { split, dice in
        switch dice.index(below: 6) {
        case 0: "call \(firstName.draw(split, &dice))"
        case 1: "buy \(food.draw(split, &dice))"
        case 2: "write to \(firstName.draw(split, &dice))"
        case 3: "visit \(firstName.draw(split, &dice)) in \(city.draw(split, &dice))"
        case 4: "bring \(thing.draw(split, &dice)) to \(firstName.draw(split, &dice))"
        default: chore.draw(split, &dice)
        }
    })
    /// Something to do about the house: one that people do, or any with any thing.
    static let chore = ValueSource(sided: { split, dice in
        guard dice.chance(0.5) else { return dice.pick(WordBook.chores) }
        let thing = dice.chance(0.5) ? thing : ware
        return "\(dice.pick(WordBook.verbs)) \(thing.draw(split, &dice))"
    })

    /// When something is to be done: `on Friday at 7:30`.
    static let occasion = ValueSource { dice in
        switch dice.index(below: 6) {
        case 0:
            dice.pick(["tomorrow", "tonight", "today", "next week", "next month", "this evening"])
        case 1: "on \(dice.pick(WordBook.weekdays))"
        case 2: "on \(dice.number(1...28)) \(dice.pick(WordBook.months))"
        case 3: "at \(dice.number(6...22)):\(dice.pick(["00", "15", "30", "45"]))"
        case 4: "at \(dice.number(1...12)) \(dice.chance(0.5) ? "am" : "pm")"
        default:
            "on \(dice.pick(WordBook.weekdays)) at \(dice.number(6...22)):\(dice.pick(["00", "30"]))"
        }
    }
}

extension WordBook {
    /// What can be done with things.
    static let verbs = WordBook.list(
        """
        air book borrow bring buy carry charge check choose clean collect count cover dust empty fetch fill find finish fix
        fold hang hide iron label lend light lock look_for measure mend move oil open order pack paint pick_up polish post
        print put_away read repair replace return sell shake sharpen show sign sort stack store sweep take_out test tie turn
        unpack wash wax weigh wipe wrap
        """
    ).map { $0.replacing("_", with: " ") }

    static let chores = WordBook.list(
        """
        water the plants, pay the rent, feed the cat, walk the dog, clean the kitchen, wash the car, mow the lawn, take out the
        rubbish, fix the bicycle, paint the fence, book a table, cancel the newspaper, renew the passport, return the library
        books, pick up the parcel, post the letter, charge the phone, change the light bulb, empty the dishwasher, make the
        beds, iron the shirts, sort the photos, back up the laptop, read the report, sign the contract, print the tickets,
        pack the suitcase, order the cake, bake bread, sharpen the knives, sweep the stairs, rake the leaves, shovel the snow,
        plant the tulips, pick the apples, tune the piano, practise the violin, learn the poem, write the speech, finish the
        essay, check the tyres, fill the tank, air the mattress, defrost the freezer, clean the windows, oil the door, mend the
        coat, polish the shoes, choose a present, wrap the present, hang the picture, measure the room, lock the shed, light
        the stove, take the medicine, go to the dentist, go for a run, go to bed early, see the doctor, meet the landlord
        """, separator: ",")
}
