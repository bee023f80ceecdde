/// Reads GBNF, the notation of grammars that llama.cpp made common.
///
/// `name ::= a b | c`, literals `"…"`, classes `[a-z]` and `[^a-z]`, `.` for any character, groups
/// `( … )`, repetitions `*`, `+`, `?`, `{m}`, `{m,}`, `{m,n}`, and comments from `#` to the end of
/// the line. A rule ends at a line break outside of parentheses, unless the line ends in `|`.
struct GBNFParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var line = 1

    /// All rules, in order.
    static func rules(
        of source: String
    ) throws(GrammarError) -> [(name: String, expression: GrammarExpression)] {
        guard source.utf8.count <= Grammar.sourceBytesMax else {
            throw .sourceTooLong(
                bytes: source.utf8.count, limitBytes: Grammar.sourceBytesMax)
        }
        var parser = GBNFParser(scalars: Array(source.unicodeScalars))
        var rules: [(name: String, expression: GrammarExpression)] = []
        parser.skipSpace(acrossLines: true)
        while parser.current != nil {
            rules.append(try parser.rule())
            parser.skipSpace(acrossLines: true)
        }
        return rules
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    private var current: Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    private func failure(_ problem: String) -> GrammarError {
        .syntax(line: line, problem: problem)
    }

    private mutating func take() -> Unicode.Scalar? {
        guard let scalar = current else { return nil }
        position += 1
        if scalar == "\n" { line += 1 }
        return scalar
    }

    private mutating func skip(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func skipSpace(acrossLines: Bool) {
        while let scalar = current {
            if scalar == "#" {
                while let next = current, next != "\n", next != "\r" { position += 1 }
            } else if scalar == " " || scalar == "\t"
                || (acrossLines && (scalar == "\n" || scalar == "\r"))
            {
                _ = take()
            } else {
                return
            }
        }
    }

    // MARK: Rules

    private mutating func name() -> String? {
        let start = position
        while let scalar = current,
            scalar.isASCII,
            scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
                || ("0"..."9").contains(scalar)
        {
            position += 1
        }
        guard position > start else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<position])
        return text
    }

    private mutating func rule() throws(GrammarError) -> (
        name: String, expression: GrammarExpression
    ) {
        guard let name = name() else { throw failure("expected a rule's name") }
        skipSpace(acrossLines: false)
        guard skip("::=") else { throw failure("expected '::=' after '\(name)'") }
        skipSpace(acrossLines: true)
        let expression = try choice(depth: 0)
        guard current == nil || current == "\n" || current == "\r" else {
            throw failure("'\(current.map { String($0) } ?? "")' was not expected in '\(name)'")
        }
        return (name, expression)
    }

    private mutating func choice(depth: Int) throws(GrammarError) -> GrammarExpression {
        guard depth <= Grammar.nestingMax else { throw .tooDeep(limit: Grammar.nestingMax) }
        var choices = [try sequence(depth: depth)]
        while skip("|") {
            skipSpace(acrossLines: true)
            choices.append(try sequence(depth: depth))
        }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence(depth: Int) throws(GrammarError) -> GrammarExpression {
        var parts: [GrammarExpression] = []
        while let part = try part(depth: depth) {
            parts.append(try repeated(part))
            skipSpace(acrossLines: depth > 0)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func part(depth: Int) throws(GrammarError) -> GrammarExpression? {
        switch current {
        case "\"":
            position += 1
            return try literal()
        case "[":
            position += 1
            return try characterClass()
        case ".":
            position += 1
            return .character(.all)
        case "(":
            position += 1
            skipSpace(acrossLines: true)
            let inner = try choice(depth: depth + 1)
            guard skip(")") else { throw failure("a group is not closed") }
            return inner
        case "<", "!":
            throw failure("tokens by id are not supported")
        default:
            return name().map { .rule($0) }
        }
    }

    // MARK: Characters

    private mutating func literal() throws(GrammarError) -> GrammarExpression {
        var bytes: [UInt8] = []
        while let scalar = take() {
            if scalar == "\"" { return .bytes(bytes) }
            let character = scalar == "\\" ? try escape() : scalar
            bytes += String(character).utf8
        }
        throw failure("a literal is not closed")
    }

    private mutating func characterClass() throws(GrammarError) -> GrammarExpression {
        let isNegated = skip("^")
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = take() {
            if scalar == "]" {
                let set = ScalarSet(ranges)
                return .character(isNegated ? set.inverted : set)
            }
            let first = scalar == "\\" ? try escape() : scalar
            var last = first
            if current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                guard let end = take() else { break }
                last = end == "\\" ? try escape() : end
            }
            guard first.value <= last.value else {
                throw failure("the range '\(first)-\(last)' is empty")
            }
            ranges.append(first.value...last.value)
        }
        throw failure("a class of characters is not closed")
    }

    private mutating func escape() throws(GrammarError) -> Unicode.Scalar {
        guard let letter = take() else { throw failure("an escape is not finished") }
        switch letter {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "x": return try hexadecimal(digits: 2)
        case "u": return try hexadecimal(digits: 4)
        case "U": return try hexadecimal(digits: 8)
        case "\\", "\"", "[", "]", "-", "^", "/", "'", "{", "}", "(", ")", ".", "*", "+", "?", "|":
            return letter
        default: throw failure("the escape '\\\(letter)' is not known")
        }
    }

    private mutating func hexadecimal(digits: Int) throws(GrammarError) -> Unicode.Scalar {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = take(), scalar.isASCII,
                let digit = Character(scalar).hexDigitValue
            else { throw failure("an escape needs \(digits) hexadecimal digits") }
            value = value << 4 | UInt32(digit)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw failure("an escape names no character")
        }
        return scalar
    }

    // MARK: Repetition

    private mutating func repeated(
        _ part: GrammarExpression
    ) throws(GrammarError) -> GrammarExpression {
        var result = part
        var count = 0
        while true {
            skipBlanks()
            switch current {
            case "*": result = .any(result)
            case "+": result = .repetition(result, min: 1, max: nil)
            case "?": result = .optional(result)
            case "{":
                position += 1
                result = try counted(result)
                position -= 1
            default: return result
            }
            position += 1
            count += 1
            guard count <= Grammar.nestingMax else { throw .tooDeep(limit: Grammar.nestingMax) }
        }
    }

    private mutating func skipBlanks() {
        while current == " " || current == "\t" { position += 1 }
    }

    private mutating func counted(
        _ part: GrammarExpression
    ) throws(GrammarError) -> GrammarExpression {
        let min = try number()
        var max = min
        if skip(",") {
            skipBlanks()
            max = current == "}" ? nil : try number()
        }
        guard let min, max == nil || max ?? 0 >= min, skip("}") else {
            throw failure("a repetition is '{m}', '{m,}' or '{m,n}'")
        }
        return .repetition(part, min: min, max: max)
    }

    private mutating func number() throws(GrammarError) -> Int? {
        skipBlanks()
        var value: Int?
        while let digit = current, ("0"..."9").contains(digit) {
            value = (value ?? 0) * 10 + Int(digit.value - 0x30)
            guard (value ?? 0) <= Grammar.elementsMax else {
                throw .tooLarge(limit: Grammar.elementsMax)
            }
            position += 1
        }
        skipBlanks()
        return value
    }
}
