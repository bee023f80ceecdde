extension Relation {
    /// What the user is called.
    static let userName = Relation(
        "user name", of: .user, .firstName, says: "{s} [is|are|am] called {v}.",
        tells: [
            "{s's} name is {v}.", "{s} [is|are|am] {v}.", "people call me {v}.",
            "you can call me {v}.",
        ],
        asks: [
            "what is {s's} name?", "what [is|are|am] {s} called?", "who [is|are|am] {s}?",
            "what do people call me?", "what name do I go by?", "how [is|are|am] {s} called?",
        ], clause: "what {s} [is|are|am] called", confirms: "[is|are|am] {s} called {v}?",
        or: ["is {s's} name {v}?", "[is|are|am] {s} {v}?"],
        search: "who is called {v}")

    /// Numbers and dates of people.
    static let ofNumbers: [Relation] = [
        Relation(
            "birthday", .date, says: "{s's} birthday is on {v}.",
            tells: ["{s} [was|were|was] born on {v}.", "{s} [has|have] a birthday on {v}."],
            asks: [
                "when is {s's} birthday?", "what day is {s's} birthday?",
                "on which day is {s's} birthday?", "what date is {s's} birthday?",
                "when [was|were|was] {s} born?", "what is the date of {s's} birthday?",
                "when [does|do] {s} have a birthday?",
                "which day [does|do] {s} celebrate a birthday?",
            ], clause: "when {s's} birthday is", confirms: "is {s's} birthday on {v}?",
            or: ["[was|were|was] {s} born on {v}?", "[does|do] {s} have a birthday on {v}?"],
            search: "whose birthday is on {v}"),
        Relation(
            "age", .age, says: "{s} [is|are|am] {v} years old.",
            tells: ["{s} turned {v} this year.", "{s's} age is {v}.", "{s} [is|are|am] {v}."],
            asks: [
                "how old [is|are|am] {s}?", "what is {s's} age?",
                "how many years old [is|are|am] {s}?", "what age [is|are|am] {s}?",
                "how many years [is|are|am] {s} old?", "what age [does|do] {s} have?",
            ], clause: "how old {s} [is|are|am]", confirms: "[is|are|am] {s} {v} years old?",
            or: ["[is|are|am] {s} {v}?", "is {s's} age {v}?"],
            search: "who is {v} years old"),
        Relation(
            "phone", .phone, says: "{s's} phone number is {v}.",
            tells: ["{s's} number is {v}.", "{s} can be called at {v}."],
            asks: [
                "what is {s's} phone number?", "which phone number [does|do] {s} have?",
                "what is {s's} telephone number?", "how can {s} be reached by phone?",
                "what number [does|do] {s} have?", "what is {s's} number?",
            ], clause: "what {s's} phone number is",
            confirms: "is {s's} phone number {v}?",
            or: ["is {v} {s's} phone number?", "is {s's} number {v}?"],
            search: "whose phone number is {v}"),
        Relation(
            "room", .roomNumber, says: "{s's} room number is {v}.",
            tells: ["{s} [is|are|am] in room {v}.", "{s} [has|have] room {v}."],
            asks: [
                "what is {s's} room number?", "which room [does|do] {s} have?",
                "what room [is|are|am] {s} in?", "what is the number of {s's} room?",
                "what room number [does|do] {s} have?", "which room is {s's}?",
                "behind which door number [is|are|am] {s}?",
            ], clause: "what {s's} room number is", confirms: "is {s's} room number {v}?",
            or: ["[is|are|am] {s} in room {v}?", "is {v} {s's} room number?"],
            search: "whose room number is {v}"),
        Relation(
            "shoes", .shoeSize, says: "{s's} shoe size is {v}.",
            tells: ["{s} [wears|wear] shoes in size {v}.", "{s} [has|have] shoe size {v}."],
            asks: [
                "what is {s's} shoe size?", "which shoe size [does|do] {s} have?",
                "what size are {s's} shoes?", "what shoe size [does|do] {s} have?",
                "what shoe size [does|do] {s} wear?", "how big are {s's} shoes?",
            ], clause: "what {s's} shoe size is", confirms: "is {s's} shoe size {v}?",
            or: ["[does|do] {s} wear size {v} shoes?", "[does|do] {s} have shoe size {v}?"],
            search: "whose shoe size is {v}"),
        Relation(
            "morning", .time, says: "{s} [gets|get] up at {v}.",
            tells: ["{s} [rises|rise] at {v}.", "{s} always [gets|get] up at {v}."],
            asks: [
                "when [does|do] {s} get up?", "what time [does|do] {s} get up?",
                "at what time [does|do] {s} get up?", "when [does|do] {s} rise in the morning?",
                "when [does|do] {s} wake up?", "when [does|do] {s} leave the bed?",
            ], clause: "when {s} [gets|get] up", confirms: "[does|do] {s} get up at {v}?",
            or: ["[does|do] {s} rise at {v}?", "[is|are|am] {s} up at {v}?"],
            search: "who gets up at {v}"),
        Relation(
            "evening", .time, says: "{s} [goes|go] to bed at {v}.",
            tells: ["{s} [is|are|am] in bed at {v}.", "{s} always [goes|go] to bed at {v}."],
            asks: [
                "when [does|do] {s} go to bed?", "what time [does|do] {s} go to bed?",
                "at what time [does|do] {s} go to sleep?", "when [does|do] {s} go to sleep?",
                "how late [does|do] {s} go to bed?", "when is {s's} bedtime?",
            ], clause: "when {s} [goes|go] to bed", confirms: "[does|do] {s} go to bed at {v}?",
            or: ["[does|do] {s} go to sleep at {v}?", "[is|are|am] {s} in bed at {v}?"],
            search: "who goes to bed at {v}"),
        Relation(
            "moved", .year, says: "{s} moved house in {v}.",
            tells: ["{s} moved in {v}.", "in {v} {s} moved house."],
            asks: [
                "when did {s} move house?", "in which year did {s} move house?",
                "what year did {s} move?", "when did {s} move?", "in what year did {s} move house?",
                "what year did {s} move house?", "which year did {s} change homes?",
            ], clause: "when {s} moved house", confirms: "did {s} move house in {v}?",
            or: ["did {s} move in {v}?"],
            search: "who moved house in {v}"),
    ]

    /// Whom people know, and what they are called.
    static let ofNames: [Relation] =
        [
            named("dog", .petName, .person, isPerson: false),
            named("cat", .petName, .person, isPerson: false),
            named("horse", .petName, .head, isPerson: false),
            named("parrot", .petName, .head, isPerson: false),
            named("boat", .petName, .head, isPerson: false), named("sister", .firstName, .head),
            named("brother", .firstName, .head), named("mother", .firstName, .head),
            named("father", .firstName, .head), named("daughter", .firstName, .head),
            named("son", .firstName, .head), named("boss", .person, .head),
            named("doctor", .practitioner, .head), named("dentist", .practitioner, .head),
            named("teacher", .practitioner, .head), named("neighbour", .practitioner, .head),
            named("wife", .firstName, .head), named("husband", .firstName, .head),
            named("partner", .person, .head), named("girlfriend", .firstName, .head),
            named("boyfriend", .firstName, .head), named("aunt", .firstName, .head),
            named("uncle", .firstName, .head), named("cousin", .person, .head),
            named("grandmother", .firstName, .head), named("colleague", .person, .head),
            named("landlord", .practitioner, .head),
            named("rabbit", .petName, .head, isPerson: false),
            named("flatmate", .person, .head), named("best friend", .person, .head),
            Relation(
                "spouse", .person, says: "{s} [is|are|am] married to {v}.",
                tells: ["{s's} spouse is {v}.", "{s} married {v}."],
                asks: [
                    "who [is|are|am] {s} married to?", "what is the name of {s's} spouse?",
                    "whom did {s} marry?", "who did {s} marry?", "what is {s's} spouse called?",
                    "who is {s's} spouse?", "who is {s's} better half?",
                ], clause: "who {s} [is|are|am] married to",
                confirms: "[is|are|am] {s} married to {v}?",
                or: ["did {s} marry {v}?", "is {v} {s's} spouse?"], search: "who is married to {v}",
                introduces: "{v} is married to {s}."),
            Relation(
                "nickname", .petName, says: "{s's} nickname is {v}.",
                tells: ["{s} [has|have] the nickname {v}."],
                asks: [
                    "what is {s's} nickname?", "which nickname [does|do] {s} have?",
                    "what nickname [does|do] {s} go by?",
                    "what [is|are|am] {s} called among friends?",
                    "what nickname [does|do] {s} have?", "what is {s's} pet name?",
                ], clause: "what {s's} nickname is", confirms: "is {s's} nickname {v}?",
                or: ["[does|do] {s} have the nickname {v}?", "is {v} {s's} nickname?"],
                search: "whose nickname is {v}"),
        ]

    /// Someone or something of somebody that has a name.
    private static func named(
        _ word: String, _ values: ValueSource, _ holder: Relation.Holder, isPerson: Bool = true
    ) -> Relation {
        Relation(
            word, of: holder, values, says: "{s's} \(word) is called {v}.",
            tells: [
                "{s} [has|have] a \(word) called {v}.", "{s's} \(word)'s name is {v}.",
                isPerson ? "{s's} \(word) is {v}." : "{s} [has|have] a \(word) named {v}.",
            ],
            asks: [
                "what is {s's} \(word) called?", "what is the name of {s's} \(word)?",
                "what is {s's} \(word)'s name?", "how is {s's} \(word) called?",
                isPerson ? "who is {s's} \(word)?" : "what [does|do] {s} call the \(word)?",
                "do you remember {s's} \(word)?", "do you know {s's} \(word)?",
                "do you know the name of {s's} \(word)?",
                "what name does {s's} \(word) go by?", "which name does {s's} \(word) have?",
            ], clause: "what {s's} \(word) is called", confirms: "is {s's} \(word) called {v}?",
            or: [
                "is {s's} \(word)'s name {v}?", "is {v} {s's} \(word)?",
                "[does|do] {s} have a \(word) called {v}?",
            ],
            search: "whose \(word) is called {v}", introduces: "{v} is {s's} \(word).")
    }
}
