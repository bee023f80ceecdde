extension Relation {
    /// What is known of people: places, work and what they do.
    static let ofPeople: [Relation] = [
        Relation(
            "home", .city, says: "{s} [lives|live] in {v}.",
            asks: [
                "where [does|do] {s} live?", "which town [does|do] {s} live in?",
                "in which city [does|do] {s} live?", "where is {s's} home?",
                "what is the name of the town {s} [lives|live] in?",
            ], clause: "where {s} [lives|live]", confirms: "[does|do] {s} live in {v}?",
            search: "who lives in {v}"),
        Relation(
            "birthplace", .place, says: "{s} [was|were|was] born in {v}.",
            asks: [
                "where [was|were|was] {s} born?", "in which place [was|were|was] {s} born?",
                "what is {s's} birthplace?", "where did {s} come into the world?",
            ], clause: "where {s} [was|were|was] born", confirms: "[was|were|was] {s} born in {v}?",
            search: "who was born in {v}"),
        Relation(
            "job", .job, says: "{s} [works|work] as {v}.",
            asks: [
                "what [does|do] {s} do for work?", "what is {s's} job?",
                "what [does|do] {s} work as?",
                "what is {s's} profession?", "how [does|do] {s} earn money?",
            ], clause: "what {s's} job is", confirms: "[does|do] {s} work as {v}?",
            search: "who works as {v}"),
        Relation(
            "employer", .company, says: "{s} [works|work] at {v}.",
            asks: [
                "where [does|do] {s} work?", "which company [does|do] {s} work at?",
                "who [does|do] {s} work for?", "what is the name of {s's} employer?",
            ], clause: "where {s} [works|work]", confirms: "[does|do] {s} work at {v}?",
            search: "who works at {v}"),
        Relation(
            "study", .subject, says: "{s} [studies|study] {v}.",
            asks: [
                "what [does|do] {s} study?", "which subject [does|do] {s} study?",
                "what subject [is|are|am] {s} studying?", "what is {s's} field of study?",
            ], clause: "what {s} [studies|study]", confirms: "[does|do] {s} study {v}?",
            search: "who studies {v}"),
        Relation(
            "language", .language, says: "{s} [speaks|speak] {v}.",
            asks: [
                "which language [does|do] {s} speak?", "what language [does|do] {s} speak?",
                "what [does|do] {s} speak?", "which tongue [does|do] {s} speak?",
            ], clause: "which language {s} [speaks|speak]", confirms: "[does|do] {s} speak {v}?",
            search: "who speaks {v}"),
        Relation(
            "learning", .language, says: "{s} [is|are|am] learning {v}.",
            asks: [
                "what [is|are|am] {s} learning?", "which language [is|are|am] {s} learning?",
                "what language [does|do] {s} want to learn?",
            ], clause: "what {s} [is|are|am] learning", confirms: "[is|are|am] {s} learning {v}?",
            search: "who is learning {v}"),
        Relation(
            "instrument", .instrument, says: "{s} [plays|play] the {v}.",
            asks: [
                "which instrument [does|do] {s} play?", "what instrument [does|do] {s} play?",
                "what [does|do] {s} play?", "what is {s's} instrument?",
            ], clause: "which instrument {s} [plays|play]", confirms: "[does|do] {s} play the {v}?",
            search: "who plays the {v}"),
        Relation(
            "vehicle", .vehicle, says: "{s} [drives|drive] {v}.",
            asks: [
                "what [does|do] {s} drive?", "which vehicle [does|do] {s} drive?",
                "what kind of car [does|do] {s} drive?",
                "what [is|are|am] {s} driving around in?",
            ], clause: "what {s} [drives|drive]", confirms: "[does|do] {s} drive {v}?",
            search: "who drives {v}"),
        Relation(
            "bus", .smallNumber, says: "{s} [takes|take] bus {v} to work.",
            asks: [
                "which bus [does|do] {s} take to work?", "what bus [does|do] {s} take?",
                "which bus goes to {s's} work?", "with which bus line [does|do] {s} ride?",
            ], clause: "which bus {s} [takes|take] to work",
            confirms: "[does|do] {s} take bus {v}?",
            search: "who takes bus {v}"),
        Relation(
            "travel wish", .place, says: "{s} [wants|want] to visit {v}.",
            asks: [
                "where [does|do] {s} want to go?", "which place [does|do] {s} want to visit?",
                "what [does|do] {s} want to visit?", "where would {s} like to travel?",
            ], clause: "which place {s} [wants|want] to visit",
            confirms: "[does|do] {s} want to visit {v}?", search: "who wants to visit {v}"),
        Relation(
            "holiday", .place, says: "{s} [was|were|was] on holiday in {v}.",
            asks: [
                "where [was|were|was] {s} on holiday?", "where did {s} go on holiday?",
                "where did {s} spend the holiday?", "which place did {s} go to on holiday?",
            ], clause: "where {s} [was|were|was] on holiday",
            confirms: "[was|were|was] {s} on holiday in {v}?", search: "who was on holiday in {v}"),
    ]

    /// What is known of people: likes, dates and numbers.
    static let ofTastes: [Relation] = [
        Relation(
            "food", .food, says: "{s} [likes|like] to eat {v}.",
            asks: [
                "what [does|do] {s} like to eat?", "which food [does|do] {s} like?",
                "what food [does|do] {s} like?", "what would {s} like on the plate?",
            ], clause: "what {s} [likes|like] to eat", confirms: "[does|do] {s} like to eat {v}?",
            search: "who likes to eat {v}"),
        Relation(
            "disliked food", .food, says: "{s} [does|do] not like {v}.",
            asks: [
                "what food [does|do] {s} not like?", "what [does|do] {s} not like?",
                "which food [does|do] {s} dislike?", "which food can {s} not stand?",
            ], clause: "which food {s} [does|do] not like", confirms: "[does|do] {s} dislike {v}?"),
        Relation(
            "allergy", .food, says: "{s} [is|are|am] allergic to {v}.",
            asks: [
                "what [is|are|am] {s} allergic to?", "which food [is|are|am] {s} allergic to?",
                "what allergy [does|do] {s} have?", "what is {s's} allergy?",
            ], clause: "what {s} [is|are|am] allergic to",
            confirms: "[is|are|am] {s} allergic to {v}?", search: "who is allergic to {v}"),
        Relation(
            "drink", .drink, says: "{s} [likes|like] to drink {v}.",
            asks: [
                "what [does|do] {s} like to drink?", "which drink [does|do] {s} like?",
                "what drink [does|do] {s} like?", "what is {s's} drink?",
            ], clause: "what {s} [likes|like] to drink",
            confirms: "[does|do] {s} like to drink {v}?",
            search: "who likes to drink {v}"),
        Relation(
            "hobby", .hobby, says: "{s's} hobby is {v}.",
            asks: [
                "what is {s's} hobby?", "what [does|do] {s} do for fun?",
                "what hobby [does|do] {s} have?", "how [does|do] {s} spend free time?",
            ], clause: "what {s's} hobby is", confirms: "is {v} {s's} hobby?",
            search: "whose hobby is {v}"),
        Relation(
            "colour", .colour, says: "{s's} favourite colour is {v}.",
            asks: [
                "what is {s's} favourite colour?", "which colour [does|do] {s} like best?",
                "what colour [does|do] {s} like?", "which colour is dearest to {s's} heart?",
            ], clause: "what {s's} favourite colour is", confirms: "is {v} {s's} favourite colour?",
            search: "whose favourite colour is {v}"),
        Relation(
            "animal", .animal, says: "{s's} favourite animals are {v}.",
            asks: [
                "what are {s's} favourite animals?", "which animals [does|do] {s} like best?",
                "what animals [does|do] {s} like?", "which animals [does|do] {s} love?",
            ], clause: "which animals {s} [likes|like] best", confirms: "[does|do] {s} like {v}?",
            search: "whose favourite animals are {v}"),
        Relation(
            "fear", .animal, says: "{s} [is|are|am] afraid of {v}.",
            asks: [
                "what [is|are|am] {s} afraid of?", "which animals [is|are|am] {s} afraid of?",
                "what [does|do] {s} fear?", "which animals [does|do] {s} run away from?",
            ], clause: "what {s} [is|are|am] afraid of", confirms: "[is|are|am] {s} afraid of {v}?",
            search: "who is afraid of {v}"),
        Relation(
            "collection", .collectable, says: "{s} [collects|collect] {v}.",
            asks: [
                "what [does|do] {s} collect?", "what is in {s's} collection?",
                "what kind of collection [does|do] {s} have?", "what things [does|do] {s} gather?",
            ], clause: "what {s} [collects|collect]", confirms: "[does|do] {s} collect {v}?",
            search: "who collects {v}"),
        Relation(
            "book", .title, says: "{s's} favourite book is {v}.",
            asks: [
                "what is {s's} favourite book?", "which book [does|do] {s} like best?",
                "what book [does|do] {s} like?", "which book [does|do] {s} love most?",
            ], clause: "what {s's} favourite book is", confirms: "is {v} {s's} favourite book?",
            search: "whose favourite book is {v}"),
        Relation(
            "reading", .title, says: "{s} [is|are|am] reading {v}.",
            asks: [
                "what [is|are|am] {s} reading?", "which book [is|are|am] {s} reading?",
                "what book [does|do] {s} read now?", "which book lies on {s's} night table?",
            ], clause: "what {s} [is|are|am] reading", confirms: "[is|are|am] {s} reading {v}?",
            search: "who is reading {v}"),
        Relation(
            "gift", .gift, says: "{s} [wants|want] {v} as a birthday present.",
            asks: [
                "what [does|do] {s} want as a birthday present?",
                "what present [does|do] {s} want?",
                "which gift [does|do] {s} want?", "what is on {s's} wish list?",
            ], clause: "what {s} [wants|want] as a birthday present",
            confirms: "[does|do] {s} want {v}?",
            search: "who wants {v} as a birthday present"),
    ]
}
