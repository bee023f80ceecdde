/// Words that hold digits and stand together: what may be one number of somebody's.
struct NumberCandidate {
    /// Letters, in capitals, and digits, without what separates them.
    var characters: [UInt8]
    /// How many characters each group has.
    var groups: [Int]
    /// What stands between the groups.
    var separators: Set<UInt8>
    /// Where it stands.
    var range: Range<Int>

    /// The digits' values; nil where there is a letter.
    var digits: [Int]? {
        characters.allSatisfy { (0x30...0x39).contains($0) }
            ? characters.map { Int($0) - 0x30 } : nil
    }

    /// The digits of a part; nil where there is a letter or it is too short.
    func digits(_ part: Range<Int>) -> [Int]? {
        guard part.upperBound <= characters.count else { return nil }
        let values = characters[part].map { Int($0) - 0x30 }
        return values.allSatisfy { (0...9).contains($0) } ? values : nil
    }

    /// A number of some digits.
    func value(_ part: Range<Int>) -> Int? {
        digits(part).map { $0.reduce(0) { $0 * 10 + $1 } }
    }

    /// The most groups that a number is written in: France's 1 85 05 78 006 084 91.
    private static let groupsMax = 7

    /// Groups of words from one on, the longest first.
    static func candidates(at first: Int, in text: TextWords) -> [NumberCandidate] {
        guard !joins(text.gap(after: first - 1)) || first == 0 else { return [] }
        var candidate = NumberCandidate(characters: [], groups: [], separators: [], range: 0..<0)
        var candidates: [NumberCandidate] = []
        for index in first..<min(first + groupsMax, text.words.count) {
            let word = text.words[index]
            if index > first {
                let gap = text.gap(after: index - 1)
                guard gap.count == 1, let byte = gap.first,
                    Self.separators.contains(byte)
                else { break }
                candidate.separators.insert(byte)
            }
            let bytes = text.bytes[word.range]
            guard word.hasDigit || bytes.count <= 6, bytes.allSatisfy({ $0 < 0x80 }),
                candidate.characters.count + bytes.count <= 24
            else { break }
            candidate.characters += bytes.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
            candidate.groups.append(bytes.count)
            candidate.range = text.words[first].range.lowerBound..<word.range.upperBound
            if !joins(text.gap(after: index)) || index + 1 == text.words.count {
                candidates.append(candidate)
            }
        }
        return candidates.reversed()
    }

    private static let separators: Set<UInt8> = [0x20, 0x2D, 0x2E, 0x2F, 0x2B]

    /// Whether what stands between makes one number of two: nothing but a dash, a dot or a stroke.
    private static func joins(_ gap: ArraySlice<UInt8>) -> Bool {
        gap.count == 1 && gap.first.map { $0 != 0x20 && separators.contains($0) } == true
    }
}
