extension Relation {
    /// What the user is called.
    static let userName = Relation(
        "user name", of: .user, .firstName, says: "{s} [is|are|am] called {v}.",
        tells: ["{s's} name is {v}.", "{s} [is|are|am] {v}."],
        asks: [
            "what is {s's} name?", "what [is|are|am] {s} called?", "who [is|are|am] {s}?",
            "how [is|are|am] {s} called?",
        ], clause: "what {s} [is|are|am] called", confirms: "[is|are|am] {s} called {v}?",
        search: "who is called {v}")

    /// Numbers and dates of people.
    static let ofNumbers: [Relation] = [
        Relation(
            "birthday", .date, says: "{s's} birthday is on {v}.",
            asks: [
                "when is {s's} birthday?", "what day is {s's} birthday?",
                "on which day is {s's} birthday?", "which day [does|do] {s} celebrate a birthday?",
            ], clause: "when {s's} birthday is", confirms: "is {s's} birthday on {v}?",
            search: "whose birthday is on {v}"),
        Relation(
            "age", .age, says: "{s} [is|are|am] {v} years old.",
            asks: [
                "how old [is|are|am] {s}?", "what is {s's} age?",
                "how many years old [is|are|am] {s}?",
                "what age [does|do] {s} have?",
            ], clause: "how old {s} [is|are|am]", confirms: "[is|are|am] {s} {v} years old?",
            search: "who is {v} years old"),
        Relation(
            "phone", .phone, says: "{s's} phone number is {v}.",
            asks: [
                "what is {s's} phone number?", "which phone number [does|do] {s} have?",
                "what is {s's} telephone number?", "what is {s's} number?",
            ], clause: "what {s's} phone number is",
            confirms: "is {s's} phone number {v}?", search: "whose phone number is {v}"),
        Relation(
            "room", .roomNumber, says: "{s's} room number is {v}.",
            asks: [
                "what is {s's} room number?", "which room [does|do] {s} have?",
                "what room [is|are|am] {s} in?", "behind which door number [is|are|am] {s}?",
            ], clause: "what {s's} room number is", confirms: "is {s's} room number {v}?",
            search: "whose room number is {v}"),
        Relation(
            "shoes", .shoeSize, says: "{s's} shoe size is {v}.",
            asks: [
                "what is {s's} shoe size?", "which shoe size [does|do] {s} have?",
                "what size are {s's} shoes?", "how big are {s's} shoes?",
            ], clause: "what {s's} shoe size is", confirms: "is {s's} shoe size {v}?",
            search: "whose shoe size is {v}"),
        Relation(
            "morning", .time, says: "{s} [gets|get] up at {v}.",
            asks: [
                "when [does|do] {s} get up?", "what time [does|do] {s} get up?",
                "at what time [does|do] {s} get up?", "when [does|do] {s} leave the bed?",
            ], clause: "when {s} [gets|get] up", confirms: "[does|do] {s} get up at {v}?",
            search: "who gets up at {v}"),
        Relation(
            "evening", .time, says: "{s} [goes|go] to bed at {v}.",
            asks: [
                "when [does|do] {s} go to bed?", "what time [does|do] {s} go to bed?",
                "at what time [does|do] {s} go to sleep?", "when is {s's} bedtime?",
            ], clause: "when {s} [goes|go] to bed", confirms: "[does|do] {s} go to bed at {v}?",
            search: "who goes to bed at {v}"),
        Relation(
            "moved", .year, says: "{s} moved house in {v}.",
            asks: [
                "when did {s} move house?", "in which year did {s} move house?",
                "what year did {s} move?", "which year did {s} change homes?",
            ], clause: "when {s} moved house", confirms: "did {s} move house in {v}?",
            search: "who moved house in {v}"),
    ]

    /// Whom people know, and what they are called.
    static let ofNames: [Relation] =
        [
            named("dog", .petName, .person), named("cat", .petName, .person),
            named("horse", .petName, .head), named("parrot", .petName, .head),
            named("boat", .petName, .head), named("sister", .firstName, .head),
            named("brother", .firstName, .head), named("mother", .firstName, .head),
            named("father", .firstName, .head), named("daughter", .firstName, .head),
            named("son", .firstName, .head), named("boss", .person, .head),
            named("doctor", .practitioner, .head), named("dentist", .practitioner, .head),
            named("teacher", .practitioner, .head), named("neighbour", .practitioner, .head),
            named("flatmate", .person, .head), named("best friend", .person, .head),
            Relation(
                "spouse", .person, says: "{s} [is|are|am] married to {v}.",
                asks: [
                    "who [is|are|am] {s} married to?", "what is the name of {s's} spouse?",
                    "whom did {s} marry?", "who is {s's} better half?",
                ], clause: "who {s} [is|are|am] married to",
                confirms: "[is|are|am] {s} married to {v}?", search: "who is married to {v}",
                introduces: "{v} is married to {s}."),
            Relation(
                "nickname", .petName, says: "{s's} nickname is {v}.",
                asks: [
                    "what is {s's} nickname?", "which nickname [does|do] {s} have?",
                    "what nickname [does|do] {s} go by?", "what is {s's} pet name?",
                ], clause: "what {s's} nickname is", confirms: "is {s's} nickname {v}?",
                search: "whose nickname is {v}"),
        ]

    /// Someone or something of somebody that has a name.
    private static func named(
        _ word: String, _ values: ValueSource, _ holder: Relation.Holder
    ) -> Relation {
        Relation(
            word, of: holder, values, says: "{s's} \(word) is called {v}.",
            asks: [
                "what is {s's} \(word) called?", "what is the name of {s's} \(word)?",
                "what is {s's} \(word)'s name?", "how is {s's} \(word) called?",
                "which name does {s's} \(word) have?",
            ], clause: "what {s's} \(word) is called", confirms: "is {s's} \(word) called {v}?",
            search: "whose \(word) is called {v}", introduces: "{v} is {s's} \(word).")
    }
}
