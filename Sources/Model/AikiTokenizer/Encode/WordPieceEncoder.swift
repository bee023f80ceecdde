/// WordPiece as BERT does it: clean, split into words, then the longest pieces from the left.
///
/// The vocabulary is held as GGUF holds it: pieces that begin a word start with `▁`, the others have
/// no `##`. Source: Devlin 2019 §3; Wu 2016 §4.1.
struct WordPieceEncoder: FragmentEncoder {
    /// The longest word in scalars that is spelled; a longer one is unknown, as in BERT.
    static let wordScalarsMax = 100

    let table: TokenTable
    let unknown: TokenID
    let lowercases: Bool
    let stripsAccents: Bool

    func encode(
        _ text: UnsafeBufferPointer<UInt8>, startsText: Bool, into output: inout [TokenID]
    ) {
        var word: [UInt8] = SpaceRules.mark
        var scalarCount = 0
        func finishWord() {
            if scalarCount > 0 { spell(word, scalarCount, into: &output) }
            word.removeLast(word.count - SpaceRules.mark.count)
            scalarCount = 0
        }
        let tables = UnicodeTables.shared
        var parts: [UInt32] = []
        var position = 0
        while position < text.count {
            let (scalar, length) = UTF8Scalars.decode(text, at: position)
            position += length
            let scalarClass = tables.scalarClass(scalar)
            if Self.isDropped(scalar, scalarClass) { continue }
            if scalarClass.contains(.space) {
                finishWord()
                continue
            }
            normalize(scalar, tables, into: &parts)
            for part in parts {
                let standsAlone = Self.standsAlone(part, tables.scalarClass(part), original: scalar)
                if standsAlone { finishWord() }
                UTF8Scalars.append(part, to: &word)
                scalarCount += 1
                if standsAlone { finishWord() }
            }
        }
        finishWord()
    }

    /// Controls go, but for the three that are white space.
    private static func isDropped(_ scalar: UInt32, _ scalarClass: ScalarClass) -> Bool {
        if scalar == 0 || scalar == 0xFFFD { return true }
        if scalar == 0x09 || scalar == 0x0A || scalar == 0x0D { return false }
        return scalarClass.contains(.control)
    }

    private static func standsAlone(
        _ scalar: UInt32, _ scalarClass: ScalarClass, original: UInt32
    ) -> Bool {
        scalarClass.contains(.punctuation) || (scalar < 0x7F && scalarClass.contains(.symbol))
            || isIdeograph(original)
    }

    /// The blocks of ideographs that BERT sets apart; one starts 256 too late in the
    /// implementation that models were trained with, and so does it here.
    private static func isIdeograph(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
            0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }

    private func normalize(
        _ scalar: UInt32, _ tables: UnicodeTables, into parts: inout [UInt32]
    ) {
        parts.removeAll(keepingCapacity: true)
        if scalar < 0x80 {
            let isUpper = lowercases && scalar >= 0x41 && scalar <= 0x5A
            parts.append(isUpper ? scalar + 32 : scalar)
            return
        }
        if stripsAccents {
            tables.appendDecomposition(scalar, to: &parts)
            parts.removeAll { tables.scalarClass($0).contains(.nonspacingMark) }
        } else {
            parts.append(scalar)
        }
        guard lowercases else { return }
        var lowered: [UInt32] = []
        for part in parts { tables.appendLowercase(part, to: &lowered) }
        parts = lowered
    }

    /// The longest piece at each place; a word with a place that no piece fits is unknown.
    private func spell(_ word: [UInt8], _ scalarCount: Int, into output: inout [TokenID]) {
        let count = output.count
        guard scalarCount <= Self.wordScalarsMax else {
            output.append(unknown)
            return
        }
        word.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                var end = min(bytes.count, start + table.lengthMax)
                var token: TokenID = -1
                while end > start {
                    token = table.find(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                    if token >= 0 { break }
                    end -= 1
                }
                guard token >= 0 else {
                    output.removeLast(output.count - count)
                    output.append(unknown)
                    return
                }
                output.append(token)
                start = end
            }
        }
    }
}
