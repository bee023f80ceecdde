/// Looks at one place of a text for each kind of personal data that may begin, or have its middle,
/// there.
struct PersonalDataScanner {
    let text: UnsafeBufferPointer<UInt8>

    /// What stands at a place.
    ///
    /// - Parameters:
    ///   - index: a byte whose class is not plain.
    ///   - floor: no span reaches before it.
    /// - Returns: the find; nil where there is none.
    mutating func span(at index: Int, floor: Int) -> PersonalDataSpan? {
        switch ByteClass.of(text[index]) {
        case .plain: nil
        case .at: mail(around: index, floor: floor)
        case .colon: address6(around: index, floor: floor) ?? assignment(at: index)
        case .dash: privateKey(at: index)
        case .letter: isBoundary(index) ? account(at: index) ?? knownKey(at: index) : nil
        case .digit:
            isBoundary(index) ? address4(at: index) ?? card(at: index) ?? phone(at: index) : nil
        }
    }

    /// A byte, or a space past the ends.
    subscript(index: Int) -> UInt8 {
        index >= 0 && index < text.count ? text[index] : 0x20
    }

    /// Whether nothing that could belong to it stands before a place.
    func isBoundary(_ index: Int) -> Bool {
        let before = self[index - 1]
        if before >= 0x80 { return !isWord(before: index) }
        return !Self.isAlphanumeric(before) && before != UInt8(ascii: "_")
    }

    /// Whether the character beyond ASCII that ends before a place goes on as a word: a letter, a mark or
    /// a digit, and no quotation mark, dash or space.
    private func isWord(before index: Int) -> Bool {
        var first = index - 1
        while first > 0, index - first < 4, text[first] & 0xC0 == 0x80 { first -= 1 }
        let character = String(decoding: text[first..<index], as: UTF8.self)
        return character.unicodeScalars.last.map(TextWords.isWord) ?? false
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- 0x61 < 26
    }
    static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

    /// Whether a text stands at a place.
    func matches(_ word: StaticString, at index: Int) -> Bool {
        word.withUTF8Buffer { bytes in
            index >= 0 && index + bytes.count <= text.count
                && bytes.indices.allSatisfy { text[index + $0] == bytes[$0] }
        }
    }

    /// `local@domain.tld`: RFC 5321's unquoted form; the domain has a dot and ends in letters.
    private func mail(around at: Int, floor: Int) -> PersonalDataSpan? {
        let extra = Array("._%+-'".utf8)
        var start = at
        while start > floor, at - start < 64,
            Self.isAlphanumeric(text[start - 1]) || extra.contains(text[start - 1])
        {
            start -= 1
        }
        while start < at, !Self.isAlphanumeric(text[start]), text[start] != UInt8(ascii: "_") {
            start += 1
        }
        var end = at + 1
        while end < text.count, end - at < 254,
            Self.isAlphanumeric(text[end]) || text[end] == UInt8(ascii: ".")
                || text[end] == UInt8(ascii: "-")
        {
            end += 1
        }
        while end > at + 1, !Self.isAlphanumeric(text[end - 1]) { end -= 1 }
        guard start < at, end > at + 3 else { return nil }
        let labels = text[(at + 1)..<end].split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 }),
            let last = labels.last, last.count >= 2, last.allSatisfy({ !Self.isDigit($0) })
        else { return nil }
        return PersonalDataSpan(kind: .email, range: start..<end)
    }

    /// Four numbers to 255 with dots between, and no fifth: versions and dates have other forms.
    private func address4(at start: Int) -> PersonalDataSpan? {
        var index = start
        for part in 0..<4 {
            var value = 0
            let first = index
            while Self.isDigit(self[index]), index - first < 3 {
                value = value * 10 + Int(text[index] - 0x30)
                index += 1
            }
            guard index > first, value <= 255, index - first == 1 || text[first] != 0x30 else {
                return nil
            }
            if part < 3 {
                guard self[index] == UInt8(ascii: ".") else { return nil }
                index += 1
            }
        }
        let isLonger =
            Self.isAlphanumeric(self[index])
            || self[index] == UInt8(ascii: ".") && Self.isDigit(self[index + 1])
        let afterDot = self[start - 1] == UInt8(ascii: ".")
        return isLonger || afterDot ? nil : PersonalDataSpan(kind: .ip, range: start..<index)
    }

    /// Eight groups of hexadecimal digits, or fewer with `::` (RFC 4291); a time has neither.
    private func address6(around colon: Int, floor: Int) -> PersonalDataSpan? {
        guard text[colon] == UInt8(ascii: ":") else { return nil }
        var start = colon
        while start > floor, colon - start < 5, Self.isHex(text[start - 1]) { start -= 1 }
        var end = colon
        while end < text.count, end - start < 40,
            Self.isHex(text[end]) || text[end] == UInt8(ascii: ":")
        {
            end += 1
        }
        while end > colon, text[end - 1] == UInt8(ascii: ":") { end -= 1 }
        guard end - start >= 6, isBoundary(start), !Self.isAlphanumeric(self[end]) else {
            return nil
        }
        let groups = text[start..<end].split(
            separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let gaps = groups.count { $0.isEmpty }
        let filled = groups.count - gaps
        guard groups.allSatisfy({ $0.count <= 4 }),
            groups.count == 8 && gaps == 0 || gaps == 1 && filled >= 3 && filled <= 7,
            groups.contains(where: { $0.count >= 3 })
        else { return nil }
        return PersonalDataSpan(kind: .ip, range: start..<end)
    }
}
