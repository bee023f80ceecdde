/// Finds the piece of text that starts at a position, by ``WordRules``.
///
/// Works on UTF-8; ASCII takes one table read a byte. Every method takes the position where something
/// starts and returns where it ends.
struct PieceScanner {
    let text: UnsafeBufferPointer<UInt8>
    let rules: WordRules
    private let letters: ScalarClass
    /// The last position from which eight bytes may be read.
    private let wordLimit: Int
    private let blocks: FrozenArray<UInt16>
    private let classes: FrozenArray<UInt16>

    init(_ text: UnsafeBufferPointer<UInt8>, _ rules: WordRules) {
        self.text = text
        self.rules = rules
        letters = rules.marksAreLetters ? [.letter, .mark] : .letter
        wordLimit = text.count - 8
        (blocks, classes) = (UnicodeTables.shared.blocks, UnicodeTables.shared.classes)
    }

    /// The class of the scalar at a position and its length; nothing at the end.
    @inline(__always)
    private func look(_ position: Int) -> (scalarClass: ScalarClass, length: Int) {
        guard position < text.count else { return ([], 0) }
        let byte = text[position]
        if byte < 0x80 {
            let block = Int(blocks[0]) << Int(UnicodeTables.blockShift)
            return (ScalarClass(rawValue: classes[block | Int(byte)]), 1)
        }
        let (scalar, length) = UTF8Scalars.decode(text, at: position)
        let block = UInt32(blocks[Int(scalar >> UnicodeTables.blockShift)])
        let index = block << UnicodeTables.blockShift | (scalar & UnicodeTables.blockMask)
        return (ScalarClass(rawValue: classes[Int(index)]), length)
    }

    /// Where a run of scalars of any of some classes ends.
    @inline(__always)
    private func run(_ position: Int, of wanted: ScalarClass) -> Int {
        var end = position
        while true {
            let (scalarClass, length) = look(end)
            if length == 0 || scalarClass.isDisjoint(with: wanted) { return end }
            end += length
        }
    }

    /// Where a run of scalars of none of some classes ends.
    @inline(__always)
    private func run(_ position: Int, notOf unwanted: ScalarClass) -> Int {
        var end = position
        while true {
            let (scalarClass, length) = look(end)
            if length == 0 || !scalarClass.isDisjoint(with: unwanted) { return end }
            end += length
        }
    }

    /// The end of the piece that starts at a position.
    ///
    /// Most pieces are a word of ASCII letters behind a space; those are found eight bytes a step.
    /// All others, and words that touch another scalar, go by the rules one scalar a step.
    ///
    /// - Precondition: the position is before the end of the text.
    @inline(__always)
    func end(of position: Int) -> Int {
        switch rules.family {
        case .spaced:
            let start = position &+ (text[position] == 0x20 ? 1 : 0)
            return wordEnd(start) ?? spacedEnd(position)
        case .prefixed:
            guard let start = prefixedStart(position), let end = wordEnd(start) else {
                return prefixedEnd(position)
            }
            return end
        case .cased:
            guard let start = prefixedStart(position), let end = casedWordEnd(start) else {
                return casedEnd(position)
            }
            return end
        }
    }

    /// Where a word may start behind one ASCII scalar that is no letter, number or line end; nothing
    /// where an apostrophe may begin a contraction.
    @inline(__always)
    private func prefixedStart(_ position: Int) -> Int? {
        let byte = text[position]
        if byte == 0x20 { return position &+ 1 }
        if byte >= 0x41 {
            let folded = byte | 0x20
            if folded >= 0x61, folded <= 0x7A { return position }
            return byte < 0x80 ? position &+ 1 : nil
        }
        let isPrefix = !(byte >= 0x30 && byte <= 0x39) && byte != 0x0A && byte != 0x0D
        return isPrefix && byte != UInt8(ascii: "'") ? position &+ 1 : nil
    }

    /// The end of a word of ASCII letters that another ASCII scalar follows; nothing where there is
    /// no letter, where another scalar follows, or the text's end is near.
    @inline(__always)
    private func wordEnd(_ start: Int) -> Int? {
        var position = start
        while position <= wordLimit {
            let word = ASCIIRuns.load(text, position)
            let others = ASCIIRuns.others(word)
            if others != 0 {
                let bit = others.trailingZeroBitCount
                let end = position &+ (bit &>> 3)
                let isASCII = word &>> UInt64(truncatingIfNeeded: bit) & 1 == 0
                return isASCII && end > start ? end : nil
            }
            position &+= 8
        }
        return nil
    }

    /// The end of a word of upper-case, then lower-case ASCII letters, all within eight bytes; nothing
    /// where the rules must look closer.
    @inline(__always)
    private func casedWordEnd(_ start: Int) -> Int? {
        guard start <= wordLimit else { return nil }
        let word = ASCIIRuns.load(text, start)
        let others = ASCIIRuns.others(word)
        let bit = others.trailingZeroBitCount
        guard others != 0, bit > 7, word &>> UInt64(truncatingIfNeeded: bit) & 1 == 0,
            text[start &+ (bit &>> 3)] != UInt8(ascii: "'")
        else { return nil }
        // Bytes of the word alone: those behind it count as neither.
        let upperEnd = ASCIIRuns.notUpper(word).trailingZeroBitCount
        let lower = ASCIIRuns.notLower(word) &>> UInt64(truncatingIfNeeded: upperEnd &- 7)
        let lowerBits = lower.trailingZeroBitCount &- 7
        return start &+ ((upperEnd &- 7 &+ lowerBits) &>> 3)
    }

    /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
    @inline(never)
    private func spacedEnd(_ position: Int) -> Int {
        let byte = text[position]
        if byte == UInt8(ascii: "'"), rules.splitsContractions,
            let end = contraction(position, anyCase: false)
        {
            return end
        }
        let start = byte == UInt8(ascii: " ") ? position + 1 : position
        let (scalarClass, length) = look(start)
        if length == 0 || scalarClass.contains(.space) { return spaceEnd(position) }
        if !scalarClass.isDisjoint(with: .letter) { return run(start + length, of: .letter) }
        if scalarClass.contains(.number) { return run(start + length, of: .number) }
        return run(start + length, notOf: [.letter, .number, .space])
    }

    /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*`
    /// `|\s*[\r\n]+|\s+(?!\S)|\s+`
    @inline(never)
    private func prefixedEnd(_ position: Int) -> Int {
        let byte = text[position]
        if byte == UInt8(ascii: "'"), rules.splitsContractions,
            let end = contraction(position, anyCase: true)
        {
            return end
        }
        let (scalarClass, length) = look(position)
        if !scalarClass.isDisjoint(with: letters) { return run(position + length, of: letters) }
        if scalarClass.contains(.number) { return numbersEnd(position) }
        if !scalarClass.contains(.newline) {
            let (next, nextLength) = look(position + length)
            if !next.isDisjoint(with: letters) {
                return run(position + length + nextLength, of: letters)
            }
        }
        return symbolsEnd(position, scalarClass) ?? lineSpaceEnd(position)
    }

    /// `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|…)?|`
    /// the same with `+` and `*` exchanged, `|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|` and white space.
    @inline(never)
    private func casedEnd(_ position: Int) -> Int {
        let (scalarClass, length) = look(position)
        var end: Int?
        if scalarClass.isDisjoint(with: [.letter, .number, .newline]) {
            // A mark may be the prefix or the word; the second branch comes after both.
            end = casedWord(position + length, endsInUpper: !scalarClass.contains(.mark))
        }
        if end == nil { end = casedWord(position, endsInUpper: true) }
        if let end {
            guard rules.splitsContractions, end < text.count, text[end] == UInt8(ascii: "'")
            else { return end }
            return contraction(end, anyCase: true) ?? end
        }
        if scalarClass.contains(.number) { return numbersEnd(position) }
        return symbolsEnd(position, scalarClass) ?? lineSpaceEnd(position)
    }

    /// Upper and caseless letters, then lower ones; nil where there is no letter or mark.
    ///
    /// The pattern's first branch wants at least one scalar that may stand in the lower part, and
    /// gives back from the upper part to have it: so without a lower-case letter behind it, the run
    /// ends after its last caseless scalar; and if there is none, the second branch takes it whole.
    private func casedWord(_ start: Int, endsInUpper: Bool) -> Int? {
        var position = start
        var lastCaseless: Int?
        while true {
            let (scalarClass, length) = look(position)
            if length == 0 || scalarClass.isDisjoint(with: [.upper, .caseless, .mark]) { break }
            position += length
            if !scalarClass.contains(.upper) { lastCaseless = position }
        }
        let lowerEnd = run(position, of: [.lower, .caseless, .mark])
        if lowerEnd > position { return lowerEnd }
        if let lastCaseless { return lastCaseless }
        return endsInUpper && position > start ? position : nil
    }

    /// `\p{N}{1,n}`
    @inline(__always)
    private func numbersEnd(_ position: Int) -> Int {
        var end = position
        var count = 0
        while count < rules.numbersEach {
            let (scalarClass, length) = look(end)
            guard length > 0, scalarClass.contains(.number) else { break }
            end += length
            count += 1
        }
        return end
    }

    /// ` ?[^\s\p{L}\p{N}]+[\r\n]*`, or nil where no symbol starts here.
    @inline(__always)
    private func symbolsEnd(_ position: Int, _ scalarClass: ScalarClass) -> Int? {
        let others = letters.union([.number, .space])
        var start = position
        if text[position] == UInt8(ascii: " ") {
            let (next, length) = look(position + 1)
            guard length > 0, next.isDisjoint(with: others) else { return nil }
            start = position + 1
        } else if !scalarClass.isDisjoint(with: others) {
            return nil
        }
        var end = run(start, notOf: others)
        while end < text.count {
            let byte = text[end]
            let goesOn =
                byte == 0x0A || byte == 0x0D || (rules.takesSlash && byte == UInt8(ascii: "/"))
            guard goesOn else { break }
            end += 1
        }
        return end
    }

    /// `\s+(?!\S)|\s+`
    private func spaceEnd(_ position: Int) -> Int {
        let end = run(position, of: .space)
        if end == text.count { return end }
        let last = UTF8Scalars.start(before: end, in: text)
        return last > position ? last : end
    }

    /// `\s*[\r\n]+|\s+(?!\S)|\s+`, for cl100k with `\s++$` before it.
    private func lineSpaceEnd(_ position: Int) -> Int {
        var end = position
        var lineEnd: Int?
        while true {
            let (scalarClass, length) = look(end)
            if length == 0 || !scalarClass.contains(.space) { break }
            end += length
            if scalarClass.contains(.newline) { lineEnd = end }
        }
        if end == text.count, rules.keepsFinalSpace { return end }
        if let lineEnd { return lineEnd }
        if end == text.count { return end }
        let last = UTF8Scalars.start(before: end, in: text)
        return last > position ? last : end
    }

    /// The end of `'s`, `'t`, `'m`, `'d`, `'re`, `'ve` or `'ll` at an apostrophe.
    @inline(__always)
    private func contraction(_ position: Int, anyCase: Bool) -> Int? {
        guard position + 1 < text.count else { return nil }
        let fold: UInt8 = anyCase ? 0x20 : 0
        let first = text[position + 1]
        switch first | fold {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
            return position + 2
        default: break
        }
        guard position + 2 < text.count else { return nil }
        let second = text[position + 2]
        switch (first | fold, second | fold) {
        case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
            (UInt8(ascii: "l"), UInt8(ascii: "l")):
            return position + 3
        default:
            // U+017F, the long s, is s without case.
            return anyCase && first == 0xC5 && second == 0xBF ? position + 3 : nil
        }
    }
}
