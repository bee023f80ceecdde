extension Relation {
    /// What is known of things, events and projects.
    static let ofThings: [Relation] = [
        Relation(
            "place", of: .thing(.item), .hidingPlace, says: "{s} [is|are] {v}.",
            tells: ["I put {s} {v}.", "I left {s} {v}."],
            asks: [
                "where [is|are] {s}?", "where did I put {s}?", "where can I find {s}?",
                "where did I leave {s}?", "where do I find {s}?", "where did {s} go?",
                "in what spot [is|are] {s}?",
            ], clause: "where {s} [is|are]", confirms: "[is|are] {s} {v}?",
            or: ["did I put {s} {v}?", "did I leave {s} {v}?"]),
        Relation(
            "owner", of: .thing(.item), .firstName, says: "{s} [belongs|belong] to {v}.",
            tells: ["{v} owns {s}.", "the owner of {s} is {v}."],
            asks: [
                "who owns {s}?", "whom [does|do] {s} belong to?", "who [does|do] {s} belong to?",
                "whose [is|are] {s}?", "who is the owner of {s}?",
            ], clause: "who owns {s}", confirms: "[does|do] {s} belong to {v}?",
            or: ["does {v} own {s}?", "is {v} the owner of {s}?"]),
        Relation(
            "price", of: .thing(.ware), .price, says: "{s} cost {v} euros.",
            tells: ["I paid {v} euros for {s}.", "the price of {s} was {v} euros."],
            asks: [
                "how much did {s} cost?", "what did {s} cost?", "what was the price of {s}?",
                "how much did I pay for {s}?", "what did I pay for {s}?", "how expensive was {s}?",
                "how many euros went into {s}?",
            ], clause: "how much {s} cost", confirms: "did {s} cost {v} euros?",
            or: ["did I pay {v} euros for {s}?", "was the price of {s} {v} euros?"],
            search: "what cost {v} euros"),
        Relation(
            "bought", of: .thing(.ware), .year, says: "{s} came into the house in {v}.",
            tells: ["I bought {s} in {v}.", "I got {s} in {v}."],
            asks: [
                "when did {s} come into the house?", "in which year did {s} come into the house?",
                "what year did {s} come here?", "when did I buy {s}?",
                "what year did {s} come into the house?", "since which year [is|are] {s} here?",
            ], clause: "when {s} came into the house",
            confirms: "did {s} come into the house in {v}?",
            or: ["did I buy {s} in {v}?", "did I get {s} in {v}?"]),
        Relation(
            "event time", of: .thing(.event), .appointment, says: "{s} [is|are] on {v}.",
            tells: ["{s} [takes|take] place on {v}.", "we have {s} on {v}."],
            asks: [
                "when is {s}?", "what time is {s}?", "on which day is {s}?",
                "when does {s} take place?", "at what time is {s}?", "which day is {s}?",
                "when does {s} start?", "which day and hour is {s}?",
            ], clause: "when {s} is", confirms: "[is|are] {s} on {v}?",
            or: ["does {s} take place on {v}?"], search: "what is on {v}"),
        Relation(
            "event place", of: .thing(.event), .room, says: "{s} [is|are] held at {v}.",
            tells: ["{s} [takes|take] place at {v}.", "the place of {s} is {v}."],
            asks: [
                "where [is|are] {s}?", "where [is|are] {s} held?", "where do I have to go for {s}?",
                "where does {s} take place?", "where do I go for {s}?", "what is the place of {s}?",
            ], clause: "where {s} [is|are] held", confirms: "[is|are] {s} held at {v}?",
            or: ["does {s} take place at {v}?", "is {s} at {v}?"],
            search: "what is held at {v}"),
        Relation(
            "deadline", of: .thing(.project), .date, says: "{s} [is|are] due on {v}.",
            tells: ["{s} [has|have] to be done by {v}.", "the deadline of {s} is {v}."],
            asks: [
                "when is {s} due?", "what is the deadline of {s}?", "by when must {s} be done?",
                "what is the due date of {s}?", "when must {s} be done?",
                "when does {s} have to be ready?", "until which day is there time for {s}?",
            ], clause: "when {s} is due", confirms: "[is|are] {s} due on {v}?",
            or: ["is {v} the deadline of {s}?", "must {s} be done by {v}?"],
            search: "what is due on {v}"),
        Relation(
            "leader", of: .thing(.project), .person, says: "{s} [is|are] led by {v}.",
            tells: ["{v} leads {s}.", "{v} is in charge of {s}."],
            asks: [
                "who leads {s}?", "who is the leader of {s}?", "who is in charge of {s}?",
                "who runs {s}?", "who is responsible for {s}?", "who is at the head of {s}?",
            ], clause: "who leads {s}", confirms: "[is|are] {s} led by {v}?",
            or: ["does {v} lead {s}?", "is {v} in charge of {s}?"],
            search: "what is led by {v}"),
        Relation(
            "town", of: .thing(.project), .city, says: "{s} [is|are] run from {v}.",
            tells: ["{s} [is|are] based in {v}."],
            asks: [
                "where [is|are] {s} run from?", "which town is {s} run from?",
                "in which city is {s} based?", "where is {s} based?", "what town is {s} run from?",
                "what is the home of {s}?",
            ], clause: "where {s} [is|are] run from", confirms: "[is|are] {s} run from {v}?",
            or: ["is {s} based in {v}?"]),
        Relation(
            "opening", of: .thing(.shop), .time, says: "{s} opens at {v}.",
            tells: ["the doors of {s} open at {v}.", "{s} [is|are] open from {v}."],
            asks: [
                "when does {s} open?", "what time does {s} open?", "at what time does {s} open?",
                "when can I go to {s}?", "when are the doors of {s} open?",
                "what are the opening hours of {s}?", "from what hour is {s} open?",
            ], clause: "when {s} opens", confirms: "does {s} open at {v}?",
            or: ["[is|are] {s} open from {v}?", "do the doors of {s} open at {v}?"]),
        Relation(
            "closing", of: .thing(.shop), .time, says: "{s} closes at {v}.",
            tells: ["the doors of {s} close at {v}.", "{s} [is|are] open until {v}."],
            asks: [
                "when does {s} close?", "what time does {s} close?", "at what time does {s} close?",
                "how late is {s} open?", "when do the doors of {s} close?",
                "until what hour is {s} open?",
            ], clause: "when {s} closes", confirms: "does {s} close at {v}?",
            or: ["[is|are] {s} open until {v}?", "do the doors of {s} close at {v}?"]),
        Relation(
            "shop floor", of: .thing(.shop), .floor, says: "{s} [is|are] on the {v} floor.",
            tells: ["one finds {s} on the {v} floor."],
            asks: [
                "which floor is {s} on?", "what floor is {s} on?", "on which floor is {s}?",
                "on what floor is {s}?", "which floor do I go to for {s}?", "how high up is {s}?",
            ], clause: "which floor {s} is on", confirms: "[is|are] {s} on the {v} floor?"),
        Relation(
            "train", of: .thing(.train), .time, says: "{s} leaves at {v}.",
            tells: ["{s} departs at {v}.", "{s} goes at {v}."],
            asks: [
                "when does {s} leave?", "what time does {s} leave?", "at what time does {s} go?",
                "at what time does {s} leave?", "when does {s} go?",
                "when is the departure of {s}?", "when must I be on the platform for {s}?",
            ], clause: "when {s} leaves", confirms: "does {s} leave at {v}?",
            or: ["does {s} depart at {v}?", "does {s} go at {v}?"]),
    ]

    /// Every relation.
    static let all = ofPeople + ofTastes + ofNumbers + ofNames + ofThings
}
