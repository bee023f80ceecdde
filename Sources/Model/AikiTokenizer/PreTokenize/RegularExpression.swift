/// The regular expressions that tokenizers publish, matched exactly, over UTF-8.
///
/// A backtracking matcher for the few constructs those patterns use: literals, classes with `\p{…}`,
/// `\s`, `\d`, groups, `(?i:…)`, lookahead, `$`, and the quantifiers `? * + {m,n}`, greedy or
/// possessive. A run of one class is one instruction and one backtracking entry however long it is,
/// so memory does not grow with the text.
///
/// It is given the patterns of ``PreTokenizer`` alone, never one from a file, so time is bounded by
/// what was published: each of them is linear on a run of any class.
struct RegularExpression: Sendable {
    /// One step of the matcher.
    enum Instruction: Sendable {
        /// One scalar of a set.
        case one(Int)
        /// Between `least` and `most` scalars of a set, as many as there are.
        case run(Int, least: Int, most: Int, gives: Bool)
        /// Tries the first place, then the second.
        case fork(Int, Int)
        /// Goes on at a place.
        case jump(Int)
        /// Goes on if what follows matches (or does not match) up to the place; takes nothing.
        case look(expects: Bool, end: Int)
        /// The end of the text.
        case atEnd
        /// Done.
        case match
    }

    let pattern: String
    let program: [Instruction]
    let sets: [ScalarSet]

    /// Compiles a published pattern.
    ///
    /// - Precondition: the pattern uses only the constructs named above; it is one of ours.
    init(_ pattern: String) {
        var compiler = RegularExpressionCompiler(pattern)
        compiler.compile()
        self.pattern = pattern
        (program, sets) = (compiler.program, compiler.sets)
    }

    /// A place to come back to.
    private struct Choice {
        var instruction: Int
        var position: Int
        /// How far a run may give back; equal to `position` for a fork.
        var least: Int
    }

    /// Where the match that starts at a position ends, or nil.
    func match(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        run(from: 0, text, at: start)
    }

    private func run(
        from entry: Int, _ text: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Int? {
        var choices: [Choice] = []
        var instruction = entry
        var position = start
        while true {
            var failed = false
            switch program[instruction] {
            case .match: return position
            case .one(let set):
                if let next = advance(text, position, sets[set]) {
                    (position, instruction) = (next, instruction + 1)
                } else {
                    failed = true
                }
            case .run(let set, let least, let most, let gives):
                if let range = takeRun(text, position, sets[set], least: least, most: most) {
                    instruction += 1
                    if gives, range.upperBound > range.lowerBound {
                        choices.append(
                            Choice(
                                instruction: instruction, position: range.upperBound,
                                least: range.lowerBound))
                    }
                    position = range.upperBound
                } else {
                    failed = true
                }
            case .fork(let first, let second):
                choices.append(Choice(instruction: second, position: position, least: position))
                instruction = first
            case .jump(let place): instruction = place
            case .look(let expects, let end):
                let found = run(from: instruction + 1, text, at: position) != nil
                if found == expects { instruction = end } else { failed = true }
            case .atEnd: if position == text.count { instruction += 1 } else { failed = true }
            }
            if failed {
                guard let next = retreat(&choices, text) else { return nil }
                (instruction, position) = next
            }
        }
    }

    /// Takes the last choice again: a fork's other side, or a run one scalar shorter.
    private func retreat(
        _ choices: inout [Choice], _ text: UnsafeBufferPointer<UInt8>
    ) -> (instruction: Int, position: Int)? {
        guard var choice = choices.popLast() else { return nil }
        if choice.position > choice.least {
            choice.position = UTF8Scalars.start(before: choice.position, in: text)
            if choice.position > choice.least { choices.append(choice) }
        }
        return (choice.instruction, choice.position)
    }

    @inline(__always)
    private func advance(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ set: ScalarSet
    ) -> Int? {
        guard position < text.count else { return nil }
        let (scalar, length) = UTF8Scalars.decode(text, at: position)
        guard set.contains(scalar, UnicodeTables.shared.scalarClass(scalar)) else { return nil }
        return position + length
    }

    /// The least and the furthest end of a run, or nil where it is too short.
    private func takeRun(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ set: ScalarSet, least: Int, most: Int
    ) -> Range<Int>? {
        var position = start
        var leastEnd = start
        var count = 0
        while count < most, let next = advance(text, position, set) {
            position = next
            count += 1
            if count == least { leastEnd = position }
        }
        return count >= least ? leastEnd..<position : nil
    }
}
