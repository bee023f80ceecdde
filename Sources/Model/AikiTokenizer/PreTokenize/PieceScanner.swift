/// Finds the piece of text that starts at a position, by ``WordRules``.
///
/// Works on UTF-8; ASCII takes one table read a byte. Every method takes the position where something
/// starts and returns where it ends.
struct PieceScanner {
    let text: UnsafeBufferPointer<UInt8>
    let rules: WordRules
    private let letters: ScalarClass
    private let blocks: FrozenArray<UInt16>
    private let classes: FrozenArray<UInt16>

    init(_ text: UnsafeBufferPointer<UInt8>, _ rules: WordRules) {
        self.text = text
        self.rules = rules
        letters = rules.marksAreLetters ? [.letter, .mark] : .letter
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
    /// - Precondition: the position is before the end of the text.
    @inline(__always)
    func end(of position: Int) -> Int {
        switch rules.family {
        case .spaced: spacedEnd(position)
        case .prefixed: prefixedEnd(position)
        case .cased: casedEnd(position)
        }
    }

    /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
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
