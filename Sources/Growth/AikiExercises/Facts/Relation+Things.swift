extension Relation {
    /// What is known of things, events and projects.
    static let ofThings: [Relation] = [
        Relation(
            "place", of: .thing(.item), .hidingPlace, says: "{s} [is|are] {v}.",
            asks: [
                "where [is|are] {s}?", "where did I put {s}?", "where can I find {s}?",
                "in what spot [is|are] {s}?",
            ], clause: "where {s} [is|are]", confirms: "[is|are] {s} {v}?"),
        Relation(
            "owner", of: .thing(.item), .firstName, says: "{s} [belongs|belong] to {v}.",
            asks: [
                "who owns {s}?", "whom [does|do] {s} belong to?", "who [does|do] {s} belong to?",
                "who is the owner of {s}?",
            ], clause: "who owns {s}", confirms: "[does|do] {s} belong to {v}?"),
        Relation(
            "price", of: .thing(.ware), .price, says: "{s} cost {v} euros.",
            asks: [
                "how much did {s} cost?", "what did {s} cost?", "what was the price of {s}?",
                "how many euros went into {s}?",
            ], clause: "how much {s} cost", confirms: "did {s} cost {v} euros?",
            search: "what cost {v} euros"),
        Relation(
            "bought", of: .thing(.ware), .year, says: "{s} came into the house in {v}.",
            asks: [
                "when did {s} come into the house?", "in which year did {s} come into the house?",
                "what year did {s} come here?", "since which year [is|are] {s} here?",
            ], clause: "when {s} came into the house",
            confirms: "did {s} come into the house in {v}?"),
        Relation(
            "event time", of: .thing(.event), .appointment, says: "{s} [is|are] on {v}.",
            asks: [
                "when is {s}?", "what time is {s}?", "on which day is {s}?",
                "when does {s} take place?",
                "which day and hour is {s}?",
            ], clause: "when {s} is", confirms: "[is|are] {s} on {v}?", search: "what is on {v}"),
        Relation(
            "event place", of: .thing(.event), .room, says: "{s} [is|are] held at {v}.",
            asks: [
                "where [is|are] {s}?", "where [is|are] {s} held?", "where do I have to go for {s}?",
                "what is the place of {s}?",
            ], clause: "where {s} [is|are] held", confirms: "[is|are] {s} held at {v}?",
            search: "what is held at {v}"),
        Relation(
            "deadline", of: .thing(.project), .date, says: "{s} [is|are] due on {v}.",
            asks: [
                "when is {s} due?", "what is the deadline of {s}?", "by when must {s} be done?",
                "until which day is there time for {s}?",
            ], clause: "when {s} is due", confirms: "[is|are] {s} due on {v}?",
            search: "what is due on {v}"),
        Relation(
            "leader", of: .thing(.project), .person, says: "{s} [is|are] led by {v}.",
            asks: [
                "who leads {s}?", "who is the leader of {s}?", "who is in charge of {s}?",
                "who is at the head of {s}?",
            ], clause: "who leads {s}", confirms: "[is|are] {s} led by {v}?",
            search: "what is led by {v}"),
        Relation(
            "town", of: .thing(.project), .city, says: "{s} [is|are] run from {v}.",
            asks: [
                "where [is|are] {s} run from?", "which town is {s} run from?",
                "in which city is {s} based?",
                "what is the home of {s}?",
            ], clause: "where {s} [is|are] run from", confirms: "[is|are] {s} run from {v}?"),
        Relation(
            "opening", of: .thing(.shop), .time, says: "{s} opens at {v}.",
            asks: [
                "when does {s} open?", "what time does {s} open?", "at what time does {s} open?",
                "from what hour is {s} open?",
            ], clause: "when {s} opens", confirms: "does {s} open at {v}?"),
        Relation(
            "closing", of: .thing(.shop), .time, says: "{s} closes at {v}.",
            asks: [
                "when does {s} close?", "what time does {s} close?", "at what time does {s} close?",
                "until what hour is {s} open?",
            ], clause: "when {s} closes", confirms: "does {s} close at {v}?"),
        Relation(
            "shop floor", of: .thing(.shop), .floor, says: "{s} [is|are] on the {v} floor.",
            asks: [
                "which floor is {s} on?", "what floor is {s} on?", "on which floor is {s}?",
                "how high up is {s}?",
            ], clause: "which floor {s} is on", confirms: "[is|are] {s} on the {v} floor?"),
        Relation(
            "train", of: .thing(.train), .time, says: "{s} leaves at {v}.",
            asks: [
                "when does {s} leave?", "what time does {s} leave?", "at what time does {s} go?",
                "when must I be on the platform for {s}?",
            ], clause: "when {s} leaves", confirms: "does {s} leave at {v}?"),
    ]

    /// Every relation.
    static let all = ofPeople + ofTastes + ofNumbers + ofNames + ofThings
}
