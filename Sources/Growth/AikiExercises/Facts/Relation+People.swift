extension Relation {
    /// What is known of people: places, work and what they do.
    static let ofPeople: [Relation] = [
        Relation(
            "home", .city, says: "{s} [lives|live] in {v}.",
            tells: [
                "{s's} home is in {v}.", "{s} [has|have] a flat in {v}.", "{s} moved to {v}.",
                "{s} just moved to {v}.", "{s} moved to {v} last week.",
            ],
            asks: [
                "where [does|do] {s} live?", "which town [does|do] {s} live in?",
                "in which city [does|do] {s} live?", "where is {s's} home?",
                "what town [does|do] {s} live in?", "what is {s's} home town?",
                "where [is|are|am] {s} living?", "which city [is|are|am] {s} living in?",
                "where [has|have] {s} settled?", "where [does|do] {s} live now?",
                "what is the name of the town {s} [lives|live] in?",
            ], clause: "where {s} [lives|live]", confirms: "[does|do] {s} live in {v}?",
            or: ["is {s's} home in {v}?", "[is|are|am] {s} living in {v}?"],
            search: "who lives in {v}"),
        Relation(
            "birthplace", .place, says: "{s} [was|were|was] born in {v}.",
            tells: ["{s's} birthplace is {v}."],
            asks: [
                "where [was|were|was] {s} born?", "in which place [was|were|was] {s} born?",
                "what is {s's} birthplace?", "what town [was|were|was] {s} born in?",
                "where did {s} come into the world?",
            ], clause: "where {s} [was|were|was] born", confirms: "[was|were|was] {s} born in {v}?",
            or: ["is {v} {s's} birthplace?", "is {s's} birthplace {v}?"],
            search: "who was born in {v}"),
        Relation(
            "job", .job, says: "{s} [works|work] as {v}.",
            tells: ["{s} [is|are|am] {v}.", "{s's} job is being {v}."],
            asks: [
                "what [does|do] {s} do for work?", "what is {s's} job?",
                "what [does|do] {s} work as?", "what is {s's} profession?",
                "what [does|do] {s} do?", "what kind of work [does|do] {s} do?",
                "what [is|are|am] {s} by trade?", "which job [does|do] {s} have?",
                "what line of work [is|are|am] {s} in?", "what [does|do] {s} do for a living?",
                "how [does|do] {s} earn money?",
            ], clause: "what {s's} job is", confirms: "[does|do] {s} work as {v}?",
            or: ["[is|are|am] {s} {v}?", "[is|are|am] {s} working as {v}?"],
            search: "who works as {v}"),
        Relation(
            "employer", .company, says: "{s} [works|work] at {v}.",
            tells: ["{s} [works|work] for {v}.", "{s} [has|have] a job at {v}."],
            asks: [
                "where [does|do] {s} work?", "which company [does|do] {s} work at?",
                "who [does|do] {s} work for?", "what company [does|do] {s} work for?",
                "who is {s's} employer?", "at which firm [does|do] {s} work?",
                "where [is|are|am] {s} employed?", "where [is|are|am] {s} working?",
                "what is the name of {s's} employer?",
            ], clause: "where {s} [works|work]", confirms: "[does|do] {s} work at {v}?",
            or: ["[does|do] {s} work for {v}?", "is {v} where {s} [works|work]?"],
            search: "who works at {v}"),
        Relation(
            "post", covers: ["job", "employer"], .post, says: "{s} [works|work] as {v}.",
            tells: ["{s} [is|are|am] {v}.", "{s} [has|have] a job as {v}."],
            asks: [
                "where [does|do] {s} work?", "what [does|do] {s} do for a living?",
                "what [does|do] {s} do?", "what is {s's} job?", "where [is|are|am] {s} working?",
                "what [does|do] {s} work as?", "who [does|do] {s} work for?",
                "how [does|do] {s} earn money?",
            ], clause: "what {s's} job is", confirms: "[does|do] {s} work as {v}?",
            or: ["[is|are|am] {s} {v}?"], search: "who works as {v}"),
        Relation(
            "study", .subject, says: "{s} [studies|study] {v}.",
            tells: ["{s} [is|are|am] studying {v}.", "{s} [is|are|am] a student of {v}."],
            asks: [
                "what [does|do] {s} study?", "which subject [does|do] {s} study?",
                "what subject [is|are|am] {s} studying?", "what [is|are|am] {s} studying?",
                "what subject [does|do] {s} study?", "what is {s's} field of study?",
            ], clause: "what {s} [studies|study]", confirms: "[does|do] {s} study {v}?",
            or: ["[is|are|am] {s} studying {v}?", "[is|are|am] {s} a student of {v}?"],
            search: "who studies {v}"),
        Relation(
            "language", .language, says: "{s} [speaks|speak] {v}.",
            tells: ["{s} can speak {v}.", "{s} [knows|know] {v}."],
            asks: [
                "which language [does|do] {s} speak?", "what language [does|do] {s} speak?",
                "what [does|do] {s} speak?", "which language can {s} speak?",
                "what languages [does|do] {s} know?", "what language can {s} speak?",
                "which tongue [does|do] {s} speak?",
            ], clause: "which language {s} [speaks|speak]", confirms: "[does|do] {s} speak {v}?",
            or: ["can {s} speak {v}?", "[is|are|am] {s} a speaker of {v}?"],
            search: "who speaks {v}"),
        Relation(
            "learning", .language, says: "{s} [is|are|am] learning {v}.",
            tells: ["{s} [takes|take] lessons in {v}."],
            asks: [
                "which language [does|do] {s} learn?", "what [does|do] {s} take lessons in?",
                "what [is|are|am] {s} learning?", "which language [is|are|am] {s} learning?",
                "what language [does|do] {s} want to learn?",
            ], clause: "what {s} [is|are|am] learning", confirms: "[is|are|am] {s} learning {v}?",
            or: ["[does|do] {s} take lessons in {v}?", "[does|do] {s} learn {v}?"],
            search: "who is learning {v}"),
        Relation(
            "instrument", .instrument, says: "{s} [plays|play] the {v}.",
            tells: ["{s} can play the {v}.", "{s's} instrument is the {v}."],
            asks: [
                "which instrument [does|do] {s} play?", "what instrument [does|do] {s} play?",
                "what [does|do] {s} play?", "which instrument can {s} play?",
                "what instrument [is|are|am] {s} playing?", "what is {s's} instrument?",
            ], clause: "which instrument {s} [plays|play]", confirms: "[does|do] {s} play the {v}?",
            or: ["can {s} play the {v}?", "is {s's} instrument the {v}?"],
            search: "who plays the {v}"),
        Relation(
            "vehicle", .vehicle, says: "{s} [drives|drive] {v}.",
            tells: ["{s} [has|have] {v}."],
            asks: [
                "what [does|do] {s} drive?", "which vehicle [does|do] {s} drive?",
                "what kind of car [does|do] {s} drive?", "what car [does|do] {s} have?",
                "what kind of vehicle [does|do] {s} have?",
                "what [is|are|am] {s} driving around in?",
            ], clause: "what {s} [drives|drive]", confirms: "[does|do] {s} drive {v}?",
            or: ["[has|have] {s} got {v}?", "[is|are|am] {s} driving {v}?"],
            search: "who drives {v}"),
        Relation(
            "bus", .smallNumber, says: "{s} [takes|take] bus {v} to work.",
            tells: ["{s's} bus to work is number {v}.", "{s} [goes|go] to work by bus {v}."],
            asks: [
                "which bus [does|do] {s} take to work?", "what bus [does|do] {s} take?",
                "which bus goes to {s's} work?", "what number is {s's} bus to work?",
                "what bus goes to {s's} work?", "with which bus line [does|do] {s} ride?",
            ], clause: "which bus {s} [takes|take] to work",
            confirms: "[does|do] {s} take bus {v}?",
            or: ["is {v} the number of {s's} bus?", "[does|do] {s} go to work by bus {v}?"],
            search: "who takes bus {v}"),
        Relation(
            "travel wish", .place, says: "{s} [wants|want] to visit {v}.",
            tells: ["{s} would love to visit {v}.", "{s} [wants|want] to go to {v}."],
            asks: [
                "where [does|do] {s} want to go?", "which place [does|do] {s} want to visit?",
                "what [does|do] {s} want to visit?", "what place [does|do] {s} want to see?",
                "where [does|do] {s} dream of going?", "where would {s} like to travel?",
            ], clause: "which place {s} [wants|want] to visit",
            confirms: "[does|do] {s} want to visit {v}?",
            or: ["[does|do] {s} want to go to {v}?", "is {v} where {s} [wants|want] to go?"],
            search: "who wants to visit {v}"),
        Relation(
            "holiday", .place, says: "{s} [was|were|was] on holiday in {v}.",
            tells: ["{s} spent the holiday in {v}.", "{s} went to {v} on holiday."],
            asks: [
                "where [was|were|was] {s} on holiday?", "where did {s} go on holiday?",
                "where did {s} spend the holiday?", "where [has|have] {s} been on holiday?",
                "where did {s} go for the holiday?", "what place did {s} see on holiday?",
                "which place did {s} go to on holiday?",
            ], clause: "where {s} [was|were|was] on holiday",
            confirms: "[was|were|was] {s} on holiday in {v}?",
            or: ["did {s} go to {v} on holiday?", "did {s} spend the holiday in {v}?"],
            search: "who was on holiday in {v}"),
    ]

    /// What is known of people: likes, dates and numbers.
    static let ofTastes: [Relation] = [
        Relation(
            "food", .food, says: "{s} [likes|like] to eat {v}.",
            tells: ["{s} [loves|love] to eat {v}.", "{s's} favourite food is {v}."],
            asks: [
                "what [does|do] {s} like to eat?", "which food [does|do] {s} like?",
                "what food [does|do] {s} like?", "what [does|do] {s} love to eat?",
                "what is {s's} favourite food?", "what [does|do] {s} enjoy eating?",
                "what [is|are|am] {s} fond of eating?", "which dish [does|do] {s} like best?",
                "what would {s} like on the plate?",
            ], clause: "what {s} [likes|like] to eat", confirms: "[does|do] {s} like to eat {v}?",
            or: ["[does|do] {s} love to eat {v}?", "[does|do] {s} enjoy {v}?"],
            search: "who likes to eat {v}"),
        Relation(
            "disliked food", .food, says: "{s} [does|do] not like {v}.",
            tells: ["{s} [hates|hate] {v}.", "{s} [does|do] not like to eat {v}."],
            asks: [
                "what food [does|do] {s} not like?", "what [does|do] {s} not like?",
                "which food [does|do] {s} dislike?", "what [does|do] {s} not like to eat?",
                "which food [does|do] {s} hate?", "which food can {s} not stand?",
            ], clause: "which food {s} [does|do] not like", confirms: "[does|do] {s} dislike {v}?",
            or: ["[does|do] {s} hate {v}?"]),
        Relation(
            "allergy", .food, says: "{s} [is|are|am] allergic to {v}.",
            tells: ["{s} [has|have] an allergy to {v}."],
            asks: [
                "what [is|are|am] {s} allergic to?", "which food [is|are|am] {s} allergic to?",
                "what allergy [does|do] {s} have?", "what must {s} not eat because of an allergy?",
                "what allergies [does|do] {s} have?", "what is {s's} allergy?",
            ], clause: "what {s} [is|are|am] allergic to",
            confirms: "[is|are|am] {s} allergic to {v}?",
            or: ["[does|do] {s} have an allergy to {v}?", "[has|have] {s} got an allergy to {v}?"],
            search: "who is allergic to {v}"),
        Relation(
            "drink", .drink, says: "{s} [likes|like] to drink {v}.",
            tells: ["{s} [loves|love] to drink {v}.", "{s's} favourite drink is {v}."],
            asks: [
                "what [does|do] {s} like to drink?", "which drink [does|do] {s} like?",
                "what drink [does|do] {s} like?", "what is {s's} favourite drink?",
                "what [does|do] {s} love to drink?", "what is {s's} drink?",
            ], clause: "what {s} [likes|like] to drink",
            confirms: "[does|do] {s} like to drink {v}?",
            or: ["is {v} {s's} favourite drink?", "[does|do] {s} love to drink {v}?"],
            search: "who likes to drink {v}"),
        Relation(
            "hobby", .hobby, says: "{s's} hobby is {v}.",
            tells: ["{s} [has|have] a hobby, {v}."],
            asks: [
                "what is {s's} hobby?", "what [does|do] {s} do for fun?",
                "what hobby [does|do] {s} have?", "what [does|do] {s} do after work?",
                "what hobbies [does|do] {s} have?", "what [does|do] {s} like to do?",
                "how [does|do] {s} spend free time?",
            ], clause: "what {s's} hobby is", confirms: "is {v} {s's} hobby?",
            or: ["is {s's} hobby {v}?", "[has|have] {s} taken up {v}?"],
            search: "whose hobby is {v}"),
        Relation(
            "colour", .colour, says: "{s's} favourite colour is {v}.",
            tells: [
                "{s} [likes|like] {v} best of all colours.", "{s's} best-loved colour is {v}.",
            ],
            asks: [
                "what is {s's} favourite colour?", "which colour [does|do] {s} like best?",
                "what colour [does|do] {s} like?", "what colour [does|do] {s} like best?",
                "what colour [does|do] {s} like most?", "which colour is {s's} favourite?",
                "what colour [is|are|am] {s} fond of?",
                "which colour is dearest to {s's} heart?",
            ], clause: "what {s's} favourite colour is", confirms: "is {v} {s's} favourite colour?",
            or: ["is {s's} favourite colour {v}?", "[does|do] {s} like {v} best?"],
            search: "whose favourite colour is {v}"),
        Relation(
            "animal", .animal, says: "{s's} favourite animals are {v}.",
            tells: ["{s} [likes|like] {v} best of all animals."],
            asks: [
                "what are {s's} favourite animals?", "which animals [does|do] {s} like best?",
                "what animals [does|do] {s} like?", "what animals [does|do] {s} like best?",
                "what animals are {s's} favourites?", "which animals [does|do] {s} love?",
            ], clause: "which animals {s} [likes|like] best", confirms: "[does|do] {s} like {v}?",
            or: ["are {v} {s's} favourite animals?", "[does|do] {s} love {v}?"],
            search: "whose favourite animals are {v}"),
        Relation(
            "fear", .animal, says: "{s} [is|are|am] afraid of {v}.",
            tells: ["{s} [fears|fear] {v}.", "{s} [is|are|am] scared of {v}."],
            asks: [
                "what [is|are|am] {s} afraid of?", "which animals [is|are|am] {s} afraid of?",
                "what [does|do] {s} fear?", "what animals [does|do] {s} fear?",
                "what animals [is|are|am] {s} afraid of?", "what [is|are|am] {s} scared of?",
                "which animals [does|do] {s} run away from?",
            ], clause: "what {s} [is|are|am] afraid of", confirms: "[is|are|am] {s} afraid of {v}?",
            or: ["[is|are|am] {s} scared of {v}?", "[does|do] {s} fear {v}?"],
            search: "who is afraid of {v}"),
        Relation(
            "collection", .collectable, says: "{s} [collects|collect] {v}.",
            tells: ["{s} [has|have] a collection of {v}.", "{s} [is|are|am] collecting {v}."],
            asks: [
                "what [does|do] {s} collect?", "what is in {s's} collection?",
                "what kind of collection [does|do] {s} have?", "what things [does|do] {s} collect?",
                "what [is|are|am] {s} collecting?", "what things [does|do] {s} gather?",
            ], clause: "what {s} [collects|collect]", confirms: "[does|do] {s} collect {v}?",
            or: ["[has|have] {s} got a collection of {v}?", "[is|are|am] {s} collecting {v}?"],
            search: "who collects {v}"),
        Relation(
            "book", .title, says: "{s's} favourite book is {v}.",
            tells: [
                "{s} [likes|like] {v} best of all books.", "the book {s} [likes|like] best is {v}.",
            ],
            asks: [
                "what is {s's} favourite book?", "which book [does|do] {s} like best?",
                "what book [does|do] {s} like?", "which book is {s's} favourite?",
                "what book [does|do] {s} like most?", "which book [does|do] {s} love most?",
            ], clause: "what {s's} favourite book is", confirms: "is {v} {s's} favourite book?",
            or: ["is {s's} favourite book {v}?", "[does|do] {s} like {v} best?"],
            search: "whose favourite book is {v}"),
        Relation(
            "reading", .title, says: "{s} [is|are|am] reading {v}.",
            tells: [
                "{s} [reads|read] {v} these days.", "the book {s} [is|are|am] reading is {v}.",
            ],
            asks: [
                "what [is|are|am] {s} reading?", "which book [is|are|am] {s} reading?",
                "what book [does|do] {s} read now?", "what book [is|are|am] {s} reading?",
                "what [is|are|am] {s} reading now?", "which book lies on {s's} night table?",
            ], clause: "what {s} [is|are|am] reading", confirms: "[is|are|am] {s} reading {v}?",
            or: ["is {v} the book {s} [is|are|am] reading?", "[does|do] {s} read {v} now?"],
            search: "who is reading {v}"),
        Relation(
            "gift", .gift, says: "{s} [wants|want] {v} as a birthday present.",
            tells: ["{s} [wishes|wish] for {v}.", "{s} would like {v} as a birthday present."],
            asks: [
                "what [does|do] {s} want as a birthday present?",
                "what present [does|do] {s} want?", "which gift [does|do] {s} want?",
                "what [does|do] {s} wish for?", "what should {s} get as a birthday present?",
                "what gift would {s} like?", "what is on {s's} wish list?",
            ], clause: "what {s} [wants|want] as a birthday present",
            confirms: "[does|do] {s} want {v}?",
            or: ["[does|do] {s} wish for {v}?", "would {s} like {v} as a birthday present?"],
            search: "who wants {v} as a birthday present"),
    ]
}
