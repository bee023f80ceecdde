/// Follows a grammar byte by byte with sets of stacks, and remembers every step it has taken.
///
/// A stack says what must still be matched: its top is a place in an alternative, below it lie the
/// places to go on at once that alternative is done. Stacks share their lower parts: a stack is a
/// number that stands for (place, rest). A state is a set of stacks whose tops are byte sets; it
/// has a row of next states, one a class of bytes, filled on first use. A rule in last place
/// replaces its parent, so that repetition does not grow stacks and text inside a JSON string stays
/// in one state.
struct GrammarAutomaton: Sendable {
    /// Stacks of one state; more is a grammar too ambiguous to follow.
    static let stacksMax = 1024
    /// Stacks that are looked at while one step is taken.
    static let closureMax = 16_384
    /// States, and parts of stacks, that are remembered before memory is cleared.
    static let statesMax = 8192
    static let partsMax = 1 << 20
    /// Times as many as the above may be made while one mask is worked out.
    static let burstFactor = 4
    /// Stacks looked at while one mask is worked out, about a second's work.
    static let workMax = 20_000_000

    /// No text goes on from here.
    static let dead: Int32 = -1
    /// Stands in rows that have not been filled.
    private static let unknown: Int32 = -2

    let grammar: Grammar
    private var places: [Int32] = []
    private var rests: [Int32] = []
    private var parts: [UInt64: Int32] = [:]
    private var states: [[Int32]] = []
    private var indices: [[Int32]: Int32] = [:]
    private var rows: [Int32] = []
    /// Whether a step was refused because the grammar is too ambiguous.
    private(set) var isOverloaded = false
    private var workLeft = workMax

    /// The stack on which nothing is left to match.
    private static let done: Int32 = -1

    init(_ grammar: Grammar) {
        self.grammar = grammar
    }

    /// Whether memory should be cleared by ``restart(keeping:)``.
    var isFull: Bool { states.count >= Self.statesMax || places.count >= Self.partsMax }

    /// Starts to count the work of a mask or of some text anew.
    mutating func refillWork() { workLeft = Self.workMax }

    /// The state before any text.
    mutating func start() -> Int32 {
        var found: [Int32] = []
        var work: [Int32] = []
        var seen: Set<Int32> = []
        enter(grammar.root, rest: Self.done, &work, &found)
        return finish(&work, &found, &seen)
    }

    /// Whether the text may end in a state.
    func canEnd(_ state: Int32) -> Bool {
        state >= 0 && states[Int(state)].first == Self.done
    }

    /// The state after a byte, or ``dead``.
    mutating func step(_ state: Int32, _ byte: UInt8) -> Int32 {
        guard state >= 0 else { return Self.dead }
        let index = Int(state) * grammar.classBytes.count + Int(grammar.classes[Int(byte)])
        if rows[index] == Self.unknown { fillRow(state) }
        return rows[index]
    }

    /// Lends the rows of next states, ``Grammar/classBytes`` wide.
    func withRows<Result>(_ body: (UnsafeBufferPointer<Int32>) -> Result) -> Result {
        rows.withUnsafeBufferPointer(body)
    }

    // MARK: Steps

    private mutating func fillRow(_ state: Int32) {
        let stacks = states[Int(state)].filter { $0 != Self.done }
        workLeft -= 64 + 32 * stacks.count
        var targets: [[Int32]: Int32] = [[]: Self.dead]
        for (index, byte) in grammar.classBytes.enumerated() {
            let matching = stacks.filter { stack in
                let symbol = grammar.symbols[Int(places[Int(stack)])]
                return grammar.sets[Int(~symbol)].contains(byte)
            }
            if targets[matching] == nil { targets[matching] = target(of: matching) }
            rows[Int(state) * grammar.classBytes.count + index] = targets[matching] ?? Self.dead
        }
    }

    /// The state after the tops of some stacks have been matched.
    private mutating func target(of stacks: [Int32]) -> Int32 {
        var found: [Int32] = []
        var work: [Int32] = []
        var seen: Set<Int32> = []
        for stack in stacks {
            goOn(at: places[Int(stack)] + 1, rest: rests[Int(stack)], &work, &found)
        }
        return finish(&work, &found, &seen)
    }

    /// Adds the stack that goes on at a place, or what lies below it at an alternative's end.
    private mutating func goOn(
        at place: Int32, rest: Int32, _ work: inout [Int32], _ found: inout [Int32]
    ) {
        if grammar.symbols[Int(place)] != Grammar.endOfAlternative {
            work.append(part(place, rest))
        } else if rest == Self.done {
            found.append(Self.done)
        } else {
            work.append(rest)
        }
    }

    private mutating func enter(
        _ rule: Int32, rest: Int32, _ work: inout [Int32], _ found: inout [Int32]
    ) {
        for place in grammar.alternatives[Int(rule)] {
            goOn(at: place, rest: rest, &work, &found)
        }
    }

    /// Enters rules until every top is a byte set.
    private mutating func finish(
        _ work: inout [Int32], _ found: inout [Int32], _ seen: inout Set<Int32>
    ) -> Int32 {
        while let stack = work.popLast() {
            guard seen.insert(stack).inserted else { continue }
            workLeft -= 1
            guard seen.count <= Self.closureMax, found.count <= Self.stacksMax, hasRoom else {
                isOverloaded = true
                return Self.dead
            }
            let place = places[Int(stack)]
            let symbol = grammar.symbols[Int(place)]
            guard symbol >= 0 else {
                found.append(stack)
                continue
            }
            let rest = rests[Int(stack)]
            let isLast = grammar.symbols[Int(place) + 1] == Grammar.endOfAlternative
            enter(symbol, rest: isLast ? rest : part(place + 1, rest), &work, &found)
        }
        return found.isEmpty ? Self.dead : state(of: Array(Set(found)).sorted())
    }

    private var hasRoom: Bool {
        workLeft > 0 && states.count < Self.statesMax * Self.burstFactor
            && places.count < Self.partsMax * Self.burstFactor
    }

    private mutating func part(_ place: Int32, _ rest: Int32) -> Int32 {
        let key = UInt64(UInt32(bitPattern: place)) << 32 | UInt64(UInt32(bitPattern: rest))
        if let known = parts[key] { return known }
        let index = Int32(places.count)
        places.append(place)
        rests.append(rest)
        parts[key] = index
        return index
    }

    private mutating func state(of stacks: [Int32]) -> Int32 {
        if let known = indices[stacks] { return known }
        let index = Int32(states.count)
        states.append(stacks)
        indices[stacks] = index
        rows += repeatElement(Self.unknown, count: grammar.classBytes.count)
        return index
    }

    // MARK: Memory

    /// Forgets everything but some states.
    ///
    /// - Returns: those states' new numbers.
    mutating func restart(keeping kept: [Int32]) -> [Int32] {
        var needed: Set<Int32> = []
        for state in kept where state >= 0 {
            for stack in states[Int(state)] {
                var next = stack
                while next != Self.done, needed.insert(next).inserted { next = rests[Int(next)] }
            }
        }
        var fresh = GrammarAutomaton(grammar)
        fresh.isOverloaded = isOverloaded
        fresh.workLeft = workLeft
        var moved: [Int32: Int32] = [Self.done: Self.done]
        // What lies below is always older, and so has the lower number.
        for stack in needed.sorted() {
            let rest = moved[rests[Int(stack)]] ?? Self.done
            moved[stack] = fresh.part(places[Int(stack)], rest)
        }
        let renamed = kept.map { state in
            guard state >= 0 else { return state }
            return fresh.state(of: states[Int(state)].map { moved[$0] ?? Self.done }.sorted())
        }
        self = fresh
        return renamed
    }
}
