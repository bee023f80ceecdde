/// Unfolds rules into alternatives of symbols and refuses left recursion.
struct GrammarCompiler {
    private var names: [String: Int32] = [:]
    private var labels: [String] = []
    /// Alternatives of each rule as symbols.
    private var rules: [[[Int32]]] = []
    /// Rules made for a repetition; that they may start with themselves, where what they repeat is
    /// empty, does no harm.
    private var repetitions: Set<Int32> = []
    private var sets: [ByteSet] = []
    private var setIndices: [ByteSet: Int32] = [:]
    private var characterRules: [ScalarSet: Int32] = [:]
    private var elements = 0

    /// Makes a grammar of rules.
    static func compile(
        _ source: [(name: String, expression: GrammarExpression)], root: String
    ) throws(GrammarError) -> Grammar {
        var compiler = GrammarCompiler()
        for rule in source where compiler.names[rule.name] == nil {
            compiler.names[rule.name] = compiler.newRule(rule.name)
        }
        for rule in source {
            guard let index = compiler.names[rule.name] else { continue }
            compiler.rules[Int(index)] += try compiler.alternatives(of: rule.expression)
        }
        guard let rootIndex = compiler.names[root] else { throw .undefinedRule(name: root) }
        try compiler.refuseLeftRecursion()
        return compiler.grammar(root: rootIndex)
    }

    private func grammar(root: Int32) -> Grammar {
        var symbols: [Int32] = []
        var starts: [[Int32]] = []
        for rule in rules {
            starts.append(
                rule.map { alternative in
                    defer { symbols += alternative + [Grammar.endOfAlternative] }
                    return Int32(symbols.count)
                })
        }
        return Grammar(symbols: symbols, alternatives: starts, sets: sets, root: root)
    }

    private mutating func newRule(_ label: String) -> Int32 {
        labels.append(label)
        rules.append([])
        return Int32(rules.count - 1)
    }

    private mutating func count(_ more: Int) throws(GrammarError) {
        let (sum, isTooLarge) = elements.addingReportingOverflow(more)
        elements = sum
        guard !isTooLarge, elements <= Grammar.elementsMax else {
            throw .tooLarge(limit: Grammar.elementsMax)
        }
    }

    // MARK: Unfolding

    private mutating func alternatives(
        of expression: GrammarExpression
    ) throws(GrammarError) -> [[Int32]] {
        guard case .choice(let choices) = expression else {
            var symbols: [Int32] = []
            try append(expression, to: &symbols)
            try count(1)
            return [symbols]
        }
        var all: [[Int32]] = []
        for choice in choices { all += try alternatives(of: choice) }
        return all
    }

    private mutating func append(
        _ expression: GrammarExpression, to symbols: inout [Int32]
    ) throws(GrammarError) {
        switch expression {
        case .bytes(let bytes):
            try count(bytes.count)
            for byte in bytes { symbols.append(~setIndex(ByteSet(byte...byte))) }
        case .character(let set):
            try count(1)
            symbols.append(try characterSymbol(set))
        case .rule(let name):
            guard let index = names[name] else { throw .undefinedRule(name: name) }
            try count(1)
            symbols.append(index)
        case .sequence(let parts):
            for part in parts { try append(part, to: &symbols) }
        case .choice(let choices):
            if choices.count == 1 { return try append(choices[0], to: &symbols) }
            try count(1)
            symbols.append(try rule(for: expression))
        case .repetition(let inner, let min, let max):
            try append(repeating: inner, min: min, max: max, to: &symbols)
        }
    }

    private mutating func setIndex(_ set: ByteSet) -> Int32 {
        if let index = setIndices[set] { return index }
        sets.append(set)
        setIndices[set] = Int32(sets.count - 1)
        return Int32(sets.count - 1)
    }

    private mutating func rule(for expression: GrammarExpression) throws(GrammarError) -> Int32 {
        let index = newRule("a group")
        rules[Int(index)] = try alternatives(of: expression)
        return index
    }

    private mutating func characterSymbol(_ set: ScalarSet) throws(GrammarError) -> Int32 {
        if let index = characterRules[set] { return index }
        var short = ByteSet()
        var hasShort = false
        var long: [[Int32]] = []
        for sequence in set.byteSequences {
            if sequence.count == 1 {
                for byte in sequence[0] { short.insert(byte) }
                hasShort = true
            } else {
                long.append(sequence.map { ~setIndex(ByteSet($0)) })
            }
        }
        try count(long.count * 4)
        let symbol: Int32
        if long.isEmpty, hasShort {
            symbol = ~setIndex(short)
        } else {
            symbol = newRule("a character")
            rules[Int(symbol)] = long + (hasShort ? [[~setIndex(short)]] : [])
        }
        characterRules[set] = symbol
        return symbol
    }

    /// `X{2,4}` becomes `X X A` with `A → X B | ε`, `B → X | ε`; `X*` becomes `R → X R | ε`.
    private mutating func append(
        repeating inner: GrammarExpression, min: Int, max: Int?, to symbols: inout [Int32]
    ) throws(GrammarError) {
        try count(min)
        guard max != 0 else { return }
        var item: [Int32] = []
        try append(inner, to: &item)
        if item.count != 1 {
            try count(item.count)
            let index = newRule("a repetition")
            rules[Int(index)] = [item]
            item = [index]
        }
        symbols += Array(repeating: item[0], count: min)
        guard let max else {
            try count(3)
            let again = newRule("a repetition")
            rules[Int(again)] = [item + [again], []]
            repetitions.insert(again)
            symbols.append(again)
            return
        }
        guard max > min else { return }
        for _ in 0..<4 { try count(max - min) }
        var rest: [Int32] = []
        for _ in 0..<(max - min) {
            let index = newRule("a repetition")
            rules[Int(index)] = [item + rest, []]
            rest = [index]
        }
        symbols += rest
    }

    // MARK: Left recursion

    private func refuseLeftRecursion() throws(GrammarError) {
        let empty = emptyRules()
        var state = [UInt8](repeating: 0, count: rules.count)
        for start in rules.indices where state[start] == 0 {
            var path: [(rule: Int, next: [Int32])] = [(start, leftmost(start, empty))]
            state[start] = 1
            while let (rule, others) = path.popLast() {
                var next = others
                guard let symbol = next.popLast() else {
                    state[rule] = 2
                    continue
                }
                path.append((rule, next))
                let target = Int(symbol)
                guard state[target] != 1 else {
                    let named = path.map(\.rule).last { names[labels[$0]] == Int32($0) }
                    throw .leftRecursion(rule: labels[named ?? target])
                }
                if state[target] == 0 {
                    state[target] = 1
                    path.append((target, leftmost(target, empty)))
                }
            }
        }
    }

    /// Rules that an alternative of a rule may start with.
    private func leftmost(_ rule: Int, _ empty: [Bool]) -> [Int32] {
        var found: Set<Int32> = []
        for alternative in rules[rule] {
            for symbol in alternative {
                guard symbol >= 0 else { break }
                if Int(symbol) != rule || !repetitions.contains(symbol) { found.insert(symbol) }
                guard empty[Int(symbol)] else { break }
            }
        }
        return Array(found)
    }

    /// Which rules match the empty text; computed by counting, from what uses what.
    private func emptyRules() -> [Bool] {
        var empty = [Bool](repeating: false, count: rules.count)
        var users: [Int32: [Int]] = [:]
        var missing: [(rule: Int, count: Int)] = []
        var queue: [Int] = []
        for (index, rule) in rules.enumerated() {
            for alternative in rule where alternative.allSatisfy({ $0 >= 0 }) {
                if alternative.isEmpty {
                    if !empty[index] { queue.append(index) }
                    empty[index] = true
                } else {
                    for symbol in alternative { users[symbol, default: []].append(missing.count) }
                    missing.append((index, alternative.count))
                }
            }
        }
        while let index = queue.popLast() {
            for user in users[Int32(index)] ?? [] {
                missing[user].count -= 1
                let rule = missing[user].rule
                if missing[user].count == 0, !empty[rule] {
                    empty[rule] = true
                    queue.append(rule)
                }
            }
        }
        return empty
    }
}
