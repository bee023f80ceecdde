import AikiBase

/// The parts of JSON as grammar expressions, and the rules they share.
enum JSONGrammar {
    /// Characters of an indented line that may stand between tokens; a model cannot fill its answer
    /// with white space.
    static let indentMax = 16

    /// White space between tokens: none, a space, or a line break and an indent.
    static let space = GrammarExpression.rule("space")

    /// Rules that other expressions refer to by name.
    static let rules: [(name: String, expression: GrammarExpression)] = [
        (
            "space",
            .optional(
                .choice([
                    .text(" "),
                    .sequence([
                        .text("\n"), .repetition(.text(" "), min: 0, max: indentMax),
                    ]),
                ]))
        ),
        ("character", .choice([.character(plainCharacters), escape])),
        ("string", quoted(.any(.rule("character")))),
        ("integer", .sequence([.optional(.text("-")), digits(max: 16)])),
        ("number", number),
        ("boolean", .choice([.text("true"), .text("false")])),
        ("null", .text("null")),
        ("value", .choice(valueKinds.map { .rule($0) })),
        ("array", list("[", .rule("value"), "]", min: 0, max: nil)),
        ("object", list("{", member(.rule("string"), .rule("value")), "}", min: 0, max: nil)),
    ]

    /// Rules of the types that a value may have.
    static let valueKinds = ["object", "array", "string", "number", "boolean", "null"]

    // MARK: Text

    /// Characters that stand for themselves in a string.
    static let plainCharacters = ScalarSet([
        0x20...0x21, 0x23...0x5B, 0x5D...0x7E, 0x80...0x10FFFF,
    ])

    /// Escapes of one letter, with the character each stands for.
    static let shortEscapes: [(letter: String, scalar: Unicode.Scalar)] = [
        ("\"", "\""), ("\\", "\\"), ("b", "\u{08}"), ("f", "\u{0C}"), ("n", "\n"), ("r", "\r"),
        ("t", "\t"),
    ]

    /// An escape; halves of surrogate pairs are left out, since one alone is no character.
    private static let escape: GrammarExpression = {
        let hexadecimal = GrammarExpression.characters("0"..."9", "a"..."f", "A"..."F")
        let high = GrammarExpression.characters(
            "0"..."9", "a"..."c", "A"..."C", "e"..."f", "E"..."F")
        let any = GrammarExpression.choice([
            .sequence([high, hexadecimal]),
            .sequence([.characters("d"..."d", "D"..."D"), .characters("0"..."7")]),
        ])
        let letters = (["/"] + shortEscapes.map(\.letter)).map(GrammarExpression.text)
        return .sequence([
            .text("\\"),
            .choice(letters + [.sequence([.text("u"), any, hexadecimal, hexadecimal])]),
        ])
    }()

    /// An expression between quotation marks.
    static func quoted(_ inner: GrammarExpression) -> GrammarExpression {
        .sequence([.text("\""), inner, .text("\"")])
    }

    /// One of a set of characters as it stands in a string, escaped where it must be.
    static func character(of set: ScalarSet) -> GrammarExpression {
        var choices: [GrammarExpression] = []
        let plain = set.inverted.union(plainCharacters.inverted).inverted
        if !plain.isEmpty { choices.append(.character(plain)) }
        for (letter, scalar) in shortEscapes where set.contains(scalar) {
            choices.append(.text("\\" + letter))
        }
        return .choice(choices)
    }

    /// A value written without white space.
    static func literal(_ value: JSONValue) -> GrammarExpression { .text(value.encoded()) }

    // MARK: Numbers

    /// A whole number without sign, of so many digits at most.
    static func digits(max: Int) -> GrammarExpression {
        .choice([
            .text("0"),
            .sequence([
                .characters("1"..."9"), .repetition(.characters("0"..."9"), min: 0, max: max - 1),
            ]),
        ])
    }

    private static let number = GrammarExpression.sequence([
        .rule("integer"),
        .optional(
            .sequence([.text("."), .repetition(.characters("0"..."9"), min: 1, max: 16)])),
        .optional(
            .sequence([
                .characters("e"..."e", "E"..."E"), .optional(.characters("+"..."+", "-"..."-")),
                .repetition(.characters("0"..."9"), min: 1, max: 2),
            ])),
    ])

    // MARK: Structure

    /// A key and its value.
    static func member(
        _ key: GrammarExpression, _ value: GrammarExpression
    ) -> GrammarExpression {
        .sequence([key, .text(":"), space, value])
    }

    /// What stands between two items.
    static let comma = GrammarExpression.sequence([space, .text(","), space])

    /// Items between brackets.
    static func list(
        _ open: String, _ item: GrammarExpression, _ close: String, min: Int, max: Int?
    ) -> GrammarExpression {
        guard max != 0 else { return brackets(open, .bytes([]), close) }
        let more = GrammarExpression.sequence([comma, item])
        let some = GrammarExpression.sequence([
            item, .repetition(more, min: Swift.max(0, min - 1), max: max.map { $0 - 1 }), space,
        ])
        return brackets(open, min == 0 ? .optional(some) : some, close)
    }

    /// Something between brackets.
    static func brackets(
        _ open: String, _ inner: GrammarExpression, _ close: String
    ) -> GrammarExpression {
        .sequence([.text(open), space, inner, .text(close)])
    }
}
