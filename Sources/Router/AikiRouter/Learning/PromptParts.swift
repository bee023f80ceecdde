/// A question taken apart: what is asked, and the answers that it offers to choose from: lines that begin
/// with one letter or digit, a point or bracket, and a space.
struct PromptParts {
    /// A word: letters of ASCII, or anything beyond it.
    struct Word {
        let bytes: ArraySlice<UInt8>
        /// FNV-1a of it in lower case.
        let hash: UInt64

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
            hash = PromptParts.hash(bytes)
        }
    }

    let bytes: [UInt8]
    /// What stands before the first answer.
    let stem: ArraySlice<UInt8>
    /// The answers, without their marks.
    let options: [ArraySlice<UInt8>]
    let words: [Word]
    let stemWords: ArraySlice<Word>
    let lineCount: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        options = lines.filter(Self.isOption).map { $0.dropFirst(3) }
        let first = lines.first(where: Self.isOption)?.startIndex
        let end = first.map { max(0, $0 - 1) } ?? bytes.count
        stem = bytes[..<end]
        lineCount = lines.count
        words = Self.words(of: bytes[...])
        stemWords = words.prefix { $0.bytes.startIndex < end }
    }

    /// How often a sentence ends in what is asked.
    var sentenceCount: Int {
        var count = 0
        for index in stem.indices.dropLast() where ".;!?".utf8.contains(stem[index]) {
            count += stem[index + 1] == 0x20 || stem[index + 1] == 0x0A ? 1 : 0
        }
        return count
    }

    /// Whether a sign of reckoning stands between two digits, with a space at most on each side.
    var hasSum: Bool {
        for index in bytes.indices where "-+*/=^".utf8.contains(bytes[index]) {
            var before = index - 1
            if before >= 0, bytes[before] == 0x20 { before -= 1 }
            var after = index + 1
            if after < bytes.count, bytes[after] == 0x20 { after += 1 }
            if before >= 0, after < bytes.count, Self.isDigit(bytes[before]),
                Self.isDigit(bytes[after])
            {
                return true
            }
        }
        return false
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isOption(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count >= 3 else { return false }
        let (mark, close) = (line[line.startIndex], line[line.startIndex + 1])
        let isMark = isDigit(mark) || (mark | 0x20) &- 0x61 < 26
        let isClosed = close == UInt8(ascii: ".") || close == UInt8(ascii: ")")
        return isMark && isClosed && line[line.startIndex + 2] == 0x20
    }

    static func words(of bytes: ArraySlice<UInt8>) -> [Word] {
        bytes.split { !($0 >= 0x80 || ($0 | 0x20) &- 0x61 < 26) }.map(Word.init)
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
        }
        return hash
    }
}
