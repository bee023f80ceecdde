/// Cards, accounts and telephones: numbers with a form, and the first two with check digits.
extension PersonalDataScanner {
    /// Digits with single separators between them.
    struct DigitRun {
        var digits: [UInt8] = []
        /// How many digits stand together, group by group.
        var groups: [Int] = []
        var separators: Set<UInt8> = []
        var end: Int
    }

    /// Reads digits, at most one more than so many, and what separates groups of them.
    func digitRun(at start: Int, separators: [UInt8], digitsMax: Int) -> DigitRun {
        var run = DigitRun(end: start)
        var index = start
        var group = 0
        while index < text.count, run.digits.count <= digitsMax {
            let byte = text[index]
            if Self.isDigit(byte) {
                run.digits.append(byte - 0x30)
                group += 1
                index += 1
                run.end = index
            } else if separators.contains(byte), group > 0, startsGroup(index + 1, separators) {
                run.groups.append(group)
                run.separators.insert(byte)
                group = 0
                index += 1
                if !Self.isDigit(text[index]) { index += 1 }
            } else {
                break
            }
        }
        run.groups.append(group)
        return run
    }

    /// Whether a digit follows at once, or after a bracket or a second separator (`) 555`).
    private func startsGroup(_ index: Int, _ separators: [UInt8]) -> Bool {
        Self.isDigit(self[index])
            || separators.contains(self[index]) && self[index] != self[index - 1]
                && Self.isDigit(self[index + 1])
    }

    /// A card's number; groups of digits that follow it may be a date, a code or another card.
    func card(at start: Int) -> PersonalDataSpan? {
        guard Self.isDigit(text[start]), !Self.isDigit(self[start - 1]) else { return nil }
        let separators: [UInt8] = [0x20, 0x2D]
        var run = digitRun(at: start, separators: separators, digitsMax: 19)
        while !isCard(run) {
            let left = run.digits.count - (run.groups.last ?? 0)
            guard left >= 13, left < run.digits.count else { return nil }
            run = digitRun(at: start, separators: separators, digitsMax: left - 1)
        }
        return PersonalDataSpan(kind: .card, range: start..<run.end)
    }

    /// 13 to 19 digits whose first ones are a card's and whose last is Luhn's check digit.
    private func isCard(_ run: DigitRun) -> Bool {
        guard (13...19).contains(run.digits.count), run.separators.count <= 1,
            !Self.isAlphanumeric(self[run.end]), Self.isIssuer(run.digits),
            run.groups.count == 1 || run.groups.dropLast().allSatisfy({ (4...6).contains($0) }),
            Set(run.digits).count > 1
        else { return false }
        return CheckDigits.luhn(run.digits.map { Int($0) })
    }

    /// The first digits of the large issuers, with the lengths that they use.
    private static func isIssuer(_ digits: [UInt8]) -> Bool {
        let two = Int(digits[0]) * 10 + Int(digits[1])
        let four = two * 100 + Int(digits[2]) * 10 + Int(digits[3])
        switch digits.count {
        case 15: return two == 34 || two == 37
        case 14: return two == 36 || two == 38 || (300...305).contains(four / 10)
        default:
            return digits[0] == 4 || (51...55).contains(two) || (2221...2720).contains(four)
                || four == 6011 || two == 65 || two == 62 || (3528...3589).contains(four)
                || two == 50 || (56...58).contains(two) || two == 63 || two == 67
        }
    }

    /// Two letters, two check digits and up to thirty more, in fours or together; modulo 97 is 1.
    func account(at start: Int) -> PersonalDataSpan? {
        guard Self.isUpper(self[start]), Self.isUpper(self[start + 1]),
            Self.isDigit(self[start + 2]), Self.isDigit(self[start + 3])
        else { return nil }
        var characters: [UInt8] = []
        var best: Int?
        var index = start
        while index < text.count, characters.count < 34 {
            let byte = text[index]
            if Self.isDigit(byte) || Self.isUpper(byte) {
                characters.append(byte)
                index += 1
                let ends = !Self.isAlphanumeric(self[index])
                if ends, characters.count >= 15, Self.checks97(characters) { best = index }
            } else if byte == 0x20, characters.count % 4 == 0,
                Self.isDigit(self[index + 1]) || Self.isUpper(self[index + 1])
            {
                index += 1
            } else {
                break
            }
        }
        return best.map { PersonalDataSpan(kind: .iban, range: start..<$0) }
    }

    private static func checks97(_ characters: [UInt8]) -> Bool {
        var remainder = 0
        for byte in characters[4...] + characters[..<4] {
            let value = isDigit(byte) ? Int(byte) - 0x30 : Int(byte) - 0x41 + 10
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }

    /// A telephone: with a plus and a country; or grouped as countries group them; or after a word
    /// that says so. Plain numbers, years and dates are none.
    func phone(at start: Int) -> PersonalDataSpan? {
        var index = start
        let hasPlus = text[index] == UInt8(ascii: "+")
        if hasPlus { index += 1 }
        let hasBracket = self[index] == UInt8(ascii: "(")
        if hasBracket { index += 1 }
        guard Self.isDigit(self[index]), hasPlus || !Self.isDigit(self[start - 1]) else {
            return nil
        }
        var run = digitRun(
            at: index, separators: [0x20, 0x2D, 0x2E, 0x28, 0x29, 0x2F], digitsMax: 15)
        let count = run.digits.count
        guard (7...15).contains(count), !Self.isAlphanumeric(self[run.end]) else { return nil }
        if self[run.end] == UInt8(ascii: "."), Self.isDigit(self[run.end + 1]) { return nil }
        let isPhone: Bool
        if hasPlus {
            isPhone = run.digits[0] != 0 && count >= 8
        } else if hasBracket {
            isPhone = run.separators.contains(0x29) && (9...11).contains(count)
        } else {
            isPhone = isGrouped(run) || (saysPhone(before: start) && count >= 7)
        }
        if !isPhone { return nil }
        if hasBracket, !run.separators.contains(0x29) { run.end = index }
        return PersonalDataSpan(kind: .phone, range: start..<run.end)
    }

    /// The groupings that no date or count has: 555-123-4567, 020 7946 0958, 1-800-555-0199.
    private func isGrouped(_ run: DigitRun) -> Bool {
        guard run.separators.count == 1, run.groups.count >= 3,
            run.separators.isDisjoint(with: [0x28, 0x29, 0x2F])
        else { return false }
        if run.groups == [3, 3, 4] { return run.digits[0] >= 2 || run.digits[0] == 0 }
        if run.groups == [1, 3, 3, 4] { return run.digits[0] == 1 }
        return run.digits[0] == 0 && (10...11).contains(run.digits.count)
            && !run.separators.contains(0x2E)
            && run.groups.dropFirst().allSatisfy { $0 >= 2 }
    }

    /// Whether a word such as `tel:` or `phone` stands in the twelve bytes before.
    private func saysPhone(before start: Int) -> Bool {
        let words: [StaticString] = [
            "tel", "phone", "call", "mobile", "cell", "fax", "tlf", "mobil", "sms", "whatsapp",
        ]
        let from = max(0, start - 14)
        let lower = text[from..<start].map { $0 | 0x20 }
        return words.contains { word in
            word.withUTF8Buffer { bytes in
                guard lower.count >= bytes.count else { return false }
                return (0...(lower.count - bytes.count)).contains { offset in
                    bytes.indices.allSatisfy { lower[offset + $0] == bytes[$0] }
                }
            }
        }
    }
}
