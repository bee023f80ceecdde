/// Reads the regular expressions of JSON schemas' `pattern` as far as a grammar can follow them:
/// literals, classes, `.`, `\d \w \s`, groups, `|`, `* + ? {m,n}`, and `^` and `$` at the ends.
///
/// A pattern without `^` or `$` may stand anywhere in the string, as ECMA-262 says.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private let path: String

    /// What a pattern allows between the quotation marks.
    static func expression(
        _ pattern: String, path: String
    ) throws(GrammarError) -> GrammarExpression {
        guard pattern.utf8.count <= Grammar.sourceBytesMax else {
            throw .sourceTooLong(bytes: pattern.utf8.count, limitBytes: Grammar.sourceBytesMax)
        }
        var parser = PatternParser(pattern, path)
        let expression = try parser.choice(depth: 0)
        guard parser.position == parser.scalars.count else {
            throw parser.failure("the pattern closes a group that is not open")
        }
        return expression
    }

    private init(_ pattern: String, _ path: String) {
        scalars = Array(pattern.unicodeScalars)
        self.path = path
    }

    private var current: Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    private func failure(_ problem: String) -> GrammarError {
        .invalidSchema(path: path, problem: problem)
    }

    private func unsupported(_ what: String) -> GrammarError {
        .unsupportedKeyword(path: path, keyword: "pattern: " + what)
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    private mutating func choice(depth: Int) throws(GrammarError) -> GrammarExpression {
        guard depth <= Grammar.nestingMax else { throw .tooDeep(limit: Grammar.nestingMax) }
        var choices: [GrammarExpression] = []
        repeat {
            choices.append(try sequence(depth: depth))
        } while skip("|")
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence(depth: Int) throws(GrammarError) -> GrammarExpression {
        let anything = GrammarExpression.any(.rule("character"))
        var parts: [GrammarExpression] = []
        var isOpenAtEnd = depth == 0
        if skip("^") {
            guard depth == 0 else { throw unsupported("'^' in a group") }
        } else if depth == 0 {
            parts.append(anything)
        }
        while let scalar = current, scalar != "|", scalar != ")" {
            if skip("$") {
                guard depth == 0, current == nil || current == "|" else {
                    throw unsupported("'$' before the end")
                }
                isOpenAtEnd = false
                break
            }
            parts.append(try repeated(try atom(depth: depth)))
        }
        if isOpenAtEnd { parts.append(anything) }
        return .sequence(parts)
    }

    private mutating func atom(depth: Int) throws(GrammarError) -> GrammarExpression {
        guard let scalar = current else { throw failure("the pattern is not finished") }
        position += 1
        switch scalar {
        case "(":
            if skip("?") {
                guard skip(":") else { throw unsupported("a group that starts with '(?'") }
            }
            let inner = try choice(depth: depth + 1)
            guard skip(")") else { throw failure("a group of the pattern is not closed") }
            return inner
        case "[": return JSONGrammar.character(of: try characterClass())
        case ".": return JSONGrammar.character(of: Self.lineBreaks.inverted)
        case "\\": return JSONGrammar.character(of: try escape())
        case "*", "+", "?", "{": throw failure("'\(scalar)' of the pattern repeats nothing")
        case "^": throw unsupported("'^' after the start")
        default: return JSONGrammar.character(of: ScalarSet(scalar))
        }
    }

    // MARK: Characters

    private static let lineBreaks = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
    private static let decimals = ScalarSet([0x30...0x39])
    private static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    private static let spaces = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
        0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ])

    private mutating func escape() throws(GrammarError) -> ScalarSet {
        guard let letter = current else { throw failure("an escape is not finished") }
        position += 1
        switch letter {
        case "d": return Self.decimals
        case "D": return Self.decimals.inverted
        case "w": return Self.words
        case "W": return Self.words.inverted
        case "s": return Self.spaces
        case "S": return Self.spaces.inverted
        case "n": return ScalarSet("\n")
        case "r": return ScalarSet("\r")
        case "t": return ScalarSet("\t")
        case "f": return ScalarSet("\u{0C}")
        case "x": return try hexadecimal(2)
        case "u": return try hexadecimal(4)
        default:
            let isPlain = !letter.properties.isAlphabetic && !("0"..."9").contains(letter)
            guard isPlain else { throw unsupported("the escape '\\\(letter)'") }
            return ScalarSet(letter)
        }
    }

    private mutating func hexadecimal(_ digits: Int) throws(GrammarError) -> ScalarSet {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = current, scalar.isASCII,
                let digit = Character(scalar).hexDigitValue
            else { throw failure("an escape of the pattern needs \(digits) digits") }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw failure("an escape of the pattern names no character")
        }
        return ScalarSet(scalar)
    }

    private mutating func characterClass() throws(GrammarError) -> ScalarSet {
        let isNegated = skip("^")
        var set = ScalarSet([])
        while let scalar = current {
            position += 1
            if scalar == "]" { return isNegated ? set.inverted : set }
            let first = scalar == "\\" ? try escape() : ScalarSet(scalar)
            let isRange =
                current == "-" && position + 1 < scalars.count && scalars[position + 1] != "]"
            guard isRange, let low = first.single else {
                set = set.union(first)
                continue
            }
            position += 1
            guard let end = current else { break }
            position += 1
            let last = end == "\\" ? try escape() : ScalarSet(end)
            guard let high = last.single, low <= high else {
                throw failure("a range of the pattern is empty")
            }
            set = set.union(ScalarSet([low...high]))
        }
        throw failure("a class of the pattern is not closed")
    }

    // MARK: Repetition

    private mutating func repeated(
        _ atom: GrammarExpression
    ) throws(GrammarError) -> GrammarExpression {
        let result: GrammarExpression
        if skip("*") {
            result = .any(atom)
        } else if skip("+") {
            result = .repetition(atom, min: 1, max: nil)
        } else if skip("?") {
            result = .optional(atom)
        } else if skip("{") {
            let min = try number()
            let max = skip(",") ? current == "}" ? nil : try number() : min
            guard skip("}"), max ?? min >= min else {
                throw failure("a repetition of the pattern is wrong")
            }
            result = .repetition(atom, min: min, max: max)
        } else {
            return atom
        }
        // What is lazy matches the same texts.
        _ = skip("?")
        if let next = current, next == "*" || next == "+" || next == "{" {
            throw unsupported("a repetition of a repetition")
        }
        return result
    }

    private mutating func number() throws(GrammarError) -> Int {
        let start = position
        var value = 0
        while let digit = current, ("0"..."9").contains(digit) {
            value = value * 10 + Int(digit.value - 0x30)
            guard value <= Grammar.elementsMax else { throw .tooLarge(limit: Grammar.elementsMax) }
            position += 1
        }
        guard position > start else { throw failure("a repetition of the pattern needs a number") }
        return value
    }
}

extension ScalarSet {
    /// The only scalar of the set.
    fileprivate var single: UInt32? {
        guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
        return range.lowerBound
    }
}
