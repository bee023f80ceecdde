/// Turns a published pattern into instructions: a recursive descent over its scalars.
struct RegularExpressionCompiler {
    private(set) var program: [RegularExpression.Instruction] = []
    private(set) var sets: [ScalarSet] = []
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var ignoresCase = false

    init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars)
    }

    mutating func compile() {
        alternatives()
        precondition(position == scalars.count, "unbalanced group at \(position)")
        program.append(.match)
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func isAhead(_ text: String) -> Bool {
        scalars[position...].starts(with: text.unicodeScalars)
    }

    private mutating func alternatives() {
        let start = program.count
        var exits: [Int] = []
        var branch = start
        while true {
            sequence()
            guard current == "|" else { break }
            position += 1
            // Make room for the fork before the branch; its own places move by one.
            insertFork(at: branch, exits: &exits)
            exits.append(program.count)
            program.append(.jump(-1))
            program[branch] = .fork(branch + 1, program.count)
            branch = program.count
        }
        for exit in exits { program[exit] = .jump(program.count) }
    }

    private mutating func insertFork(at place: Int, exits: inout [Int]) {
        program.insert(.fork(0, 0), at: place)
        for index in place + 1..<program.count { program[index] = shifted(program[index], 1) }
    }

    /// The same instruction where all places at hand have moved.
    private func shifted(
        _ instruction: RegularExpression.Instruction, _ distance: Int
    ) -> RegularExpression.Instruction {
        switch instruction {
        case .fork(let first, let second): .fork(first + distance, second + distance)
        case .jump(let place): .jump(place + distance)
        case .look(let expects, let end): .look(expects: expects, end: end + distance)
        default: instruction
        }
    }

    private mutating func sequence() {
        while let scalar = current, scalar != "|", scalar != ")" { piece() }
    }

    /// An atom and its quantifier.
    private mutating func piece() {
        let start = program.count
        atom()
        guard let (least, most) = quantifier() else { return }
        let isPossessive = current == "+"
        if isPossessive { position += 1 }
        if program.count == start + 1, case .one(let set) = program[start] {
            program[start] = .run(set, least: least, most: most, gives: !isPossessive)
        } else {
            repeatGroup(from: start, least, most)
        }
    }

    private mutating func quantifier() -> (Int, Int)? {
        switch current {
        case "?": position += 1; return (0, 1)
        case "*": position += 1; return (0, .max)
        case "+": position += 1; return (1, .max)
        case "{":
            position += 1
            let least = number()
            var most = least
            if current == "," {
                position += 1
                most = current == "}" ? .max : number()
            }
            precondition(current == "}", "open quantifier")
            position += 1
            return (least, most)
        default: return nil
        }
    }

    private mutating func number() -> Int {
        var value = 0
        while let scalar = current, let digit = Int(String(scalar)) {
            value = value * 10 + digit
            position += 1
        }
        return value
    }

    private mutating func repeatGroup(from start: Int, _ least: Int, _ most: Int) {
        let body = Array(program[start...])
        program.removeSubrange(start...)
        func copy() {
            let distance = program.count - start
            program.append(contentsOf: body.map { shifted($0, distance) })
        }
        for _ in 0..<least { copy() }
        if most == .max {
            let loop = program.count
            program.append(.fork(loop + 1, 0))
            copy()
            program.append(.jump(loop))
            program[loop] = .fork(loop + 1, program.count)
        } else {
            var forks: [Int] = []
            for _ in least..<most {
                forks.append(program.count)
                program.append(.fork(program.count + 1, 0))
                copy()
            }
            for fork in forks { program[fork] = .fork(fork + 1, program.count) }
        }
    }

    private mutating func atom() {
        guard let scalar = current else { return }
        position += 1
        switch scalar {
        case "(": group()
        case "[": add(bracket())
        case "$": program.append(.atEnd)
        case "\\": add(escape())
        default: add(literal(scalar))
        }
    }

    private mutating func group() {
        if isAhead("?i:") {
            position += 3
            let before = ignoresCase
            ignoresCase = true
            closeGroup()
            ignoresCase = before
        } else if isAhead("?=") || isAhead("?!") {
            let expects = scalars[position + 1] == "="
            position += 2
            let place = program.count
            program.append(.look(expects: expects, end: 0))
            closeGroup()
            program.append(.match)
            program[place] = .look(expects: expects, end: program.count)
        } else {
            if isAhead("?:") { position += 2 }
            closeGroup()
        }
    }

    private mutating func closeGroup() {
        alternatives()
        precondition(current == ")", "open group")
        position += 1
    }

    private mutating func add(_ set: ScalarSet) {
        var set = set
        set.freeze()
        if let index = sets.firstIndex(of: set) {
            program.append(.one(index))
        } else {
            program.append(.one(sets.count))
            sets.append(set)
        }
    }

    /// One scalar; without case also its other case, and the long s beside s (simple case folding).
    private func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
        var set = ScalarSet(ranges: [scalar.value...scalar.value])
        if ignoresCase, scalar.isASCII, scalar.properties.isAlphabetic {
            let other = scalar.value ^ 0x20
            set.ranges.append(other...other)
            if scalar == "s" || scalar == "S" { set.ranges.append(0x17F...0x17F) }
        }
        return set
    }

    private mutating func escape() -> ScalarSet {
        guard let scalar = current else { return ScalarSet() }
        position += 1
        switch scalar {
        case "s": return ScalarSet(classes: .space)
        case "S": return ScalarSet(classes: .space, isNegated: true)
        case "d": return ScalarSet(classes: .digit)
        case "r": return ScalarSet(ranges: [0x0D...0x0D])
        case "n": return ScalarSet(ranges: [0x0A...0x0A])
        case "t": return ScalarSet(ranges: [0x09...0x09])
        case "p":
            precondition(current == "{", "a property without a name")
            let end = scalars[position...].firstIndex(of: "}") ?? position
            var name = ""
            name.unicodeScalars.append(contentsOf: scalars[position + 1..<end])
            position = end + 1
            return ScalarSet(classes: Self.property(name))
        default: return literal(scalar)
        }
    }

    private static func property(_ name: String) -> ScalarClass {
        switch name {
        case "L": return .letter
        case "Lu", "Lt": return .upper
        case "Ll": return .lower
        case "Lm", "Lo": return .caseless
        case "M": return .mark
        case "N": return .number
        case "P": return .punctuation
        case "S": return .symbol
        default: preconditionFailure("no published pattern uses \\p{\(name)}")
        }
    }

    private mutating func bracket() -> ScalarSet {
        var set = ScalarSet()
        if current == "^" {
            set.isNegated = true
            position += 1
        }
        while let scalar = current, scalar != "]" {
            position += 1
            let member = scalar == "\\" ? escape() : literal(scalar)
            set.classes.formUnion(member.classes)
            if let first = member.ranges.first, current == "-", position + 1 < scalars.count,
                scalars[position + 1] != "]"
            {
                position += 1
                var last = scalars[position].value
                position += 1
                if last == 0x5C {
                    last = scalars[position].value
                    position += 1
                }
                set.ranges.append(first.lowerBound...last)
            } else {
                set.ranges.append(contentsOf: member.ranges)
            }
        }
        position += 1
        return set
    }
}
