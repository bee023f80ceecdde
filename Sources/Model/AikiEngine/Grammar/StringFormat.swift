/// Formats of strings that JSON schemas name.
enum StringFormat {
    /// What a format allows between the quotation marks; nil where it is not known.
    static func expression(_ name: String) -> GrammarExpression? {
        switch name {
        case "date": date
        case "time": time
        case "date-time": .sequence([date, .text("T"), time])
        case "uuid": uuid
        case "ipv4": ipv4
        default: nil
        }
    }

    private static let digit = GrammarExpression.characters("0"..."9")

    private static func digits(_ count: Int) -> GrammarExpression {
        .repetition(digit, min: count, max: count)
    }

    private static func two(_ first: ClosedRange<Unicode.Scalar>) -> GrammarExpression {
        .sequence([.characters(first), digit])
    }

    private static func texts(_ texts: String...) -> GrammarExpression {
        .choice(texts.map { .text($0) })
    }

    /// A day of every year: 29 February is left out.
    private static let date: GrammarExpression = {
        let day = GrammarExpression.choice([
            .sequence([.text("0"), .characters("1"..."9")]), .sequence([.text("1"), digit]),
        ])
        let toDay28 = GrammarExpression.choice([
            day, .sequence([.text("2"), .characters("0"..."8")]),
        ])
        let toDay30 = GrammarExpression.choice([toDay28, texts("29", "30")])
        let monthAndDay = GrammarExpression.choice([
            .sequence([texts("02"), .text("-"), toDay28]),
            .sequence([texts("04", "06", "09", "11"), .text("-"), toDay30]),
            .sequence([
                texts("01", "03", "05", "07", "08", "10", "12"), .text("-"),
                .choice([toDay30, .text("31")]),
            ]),
        ])
        let year = GrammarExpression.sequence([.characters("1"..."9"), digits(3)])
        return .sequence([year, .text("-"), monthAndDay])
    }()

    private static let time: GrammarExpression = {
        let hour = GrammarExpression.choice([
            two("0"..."1"), .sequence([.text("2"), .characters("0"..."3")]),
        ])
        let minute = two("0"..."5")
        let fraction = GrammarExpression.sequence([
            .text("."), .repetition(digit, min: 1, max: 6),
        ])
        let zone = GrammarExpression.choice([
            .text("Z"),
            .sequence([.characters("+"..."+", "-"..."-"), hour, .text(":"), minute]),
        ])
        return .sequence([
            hour, .text(":"), minute, .text(":"), minute, .optional(fraction), zone,
        ])
    }()

    private static let uuid: GrammarExpression = {
        func hexadecimal(_ count: Int) -> GrammarExpression {
            .repetition(.characters("0"..."9", "a"..."f"), min: count, max: count)
        }
        return .sequence([
            hexadecimal(8), .text("-"), hexadecimal(4), .text("-"), hexadecimal(4), .text("-"),
            hexadecimal(4), .text("-"), hexadecimal(12),
        ])
    }()

    private static let ipv4: GrammarExpression = {
        let byte = IntegerRange.expression(min: 0, max: 255)
        let more = GrammarExpression.sequence([.text("."), byte])
        return .sequence([byte, .repetition(more, min: 3, max: 3)])
    }()
}
