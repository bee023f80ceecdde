/// Finds national identity, tax and social security numbers: Norway's, then those of Europe, the
/// United States and Russia.
///
/// A number counts where its form, its date and its check digits are right. Forms that too many
/// other numbers share count only after a word that says what they are (`SSN`, `ИНН`, `passport`).
struct NationalIDFinder {
    /// The numbers of a text.
    func find(in text: TextWords) -> [PersonalDataSpan] {
        var spans: [PersonalDataSpan] = []
        var floor = 0
        for (index, word) in text.words.enumerated()
        where word.range.lowerBound >= floor && mayBegin(word, at: index, in: text) {
            let says = Cue.before(index, in: text)
            for candidate in NumberCandidate.candidates(at: index, in: text)
            where isNumber(candidate, says) {
                spans.append(PersonalDataSpan(kind: .nationalID, range: candidate.range))
                floor = candidate.range.upperBound
                break
            }
        }
        return spans
    }

    private func mayBegin(_ word: TextWords.Word, at index: Int, in text: TextWords) -> Bool {
        word.hasDigit
            || word.isAllCapitals && word.range.count <= 6
                && index + 1 < text.words.count && text.words[index + 1].hasDigit
    }

    private func isNumber(_ candidate: NumberCandidate, _ says: Cue?) -> Bool {
        if says == .other { return false }
        let count = candidate.characters.count
        if let digits = candidate.digits {
            return switch count {
            case 9: isNine(digits, candidate, says)
            case 10: isTen(digits, candidate, says)
            case 11: isEleven(digits, candidate, says)
            case 12: isTwelve(digits, candidate, says)
            case 13: isThirteen(digits, candidate)
            case 15: isFrench(candidate)
            default: says == .passport && (6...10).contains(count)
            }
        }
        // A number with one letter has a check digit; one with more may be any state's.
        let letters = candidate.characters.count { !(0x30...0x39).contains($0) }
        return isLettered(candidate)
            || (says == .passport || says == .national && letters >= 2)
                && (6...11).contains(count) && count - letters >= 4
    }

    /// Social security (US), БСН (Netherlands), Personalausweis-like numbers after a word.
    private func isNine(
        _ digits: [Int], _ candidate: NumberCandidate, _ says: Cue?
    ) -> Bool {
        if candidate.groups == [3, 2, 4], candidate.separators == [0x2D] || says == .national {
            return isSocialSecurity(digits)
        }
        if says == .passport { return true }
        guard says == .national else { return false }
        let dutch = CheckDigits.sum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
        return dutch || isSocialSecurity(digits) || CheckDigits.luhn(digits)
            || candidate.groups.count == 1
    }

    /// No area 000 or 666, no group 00, no serial 0000; areas from 900 on are taxpayers' (50 … 99).
    private func isSocialSecurity(_ digits: [Int]) -> Bool {
        let area = digits[0] * 100 + digits[1] * 10 + digits[2]
        let group = digits[3] * 10 + digits[4]
        let serial = digits[5] * 1000 + digits[6] * 100 + digits[7] * 10 + digits[8]
        return area != 0 && area != 666 && group != 0 && serial != 0 && (area < 900 || group >= 50)
    }

    /// Denmark's and Sweden's with a dash, Czechia's with a stroke, the NHS's and others after a word.
    private func isTen(_ digits: [Int], _ candidate: NumberCandidate, _ says: Cue?) -> Bool {
        let groups = candidate.groups
        let dayFirst = CheckDigits.isDate(
            day: digits[0] * 10 + digits[1], month: digits[2] * 10 + digits[3])
        let month = digits[2] * 10 + digits[3]
        let yearFirst = CheckDigits.isDate(
            day: (digits[4] * 10 + digits[5]) % 60, month: month % 50 % 40 % 20)
        if groups == [6, 4] {
            if candidate.separators == [0x2D] || candidate.separators == [0x2B] {
                return dayFirst || yearFirst && CheckDigits.luhn(digits)
            }
            if candidate.separators == [0x2F] {
                return yearFirst && digits.reduce(0) { $0 * 10 + $1 } % 11 == 0
            }
        }
        if says == .passport, groups == [4, 6] || groups == [2, 2, 6] || groups == [10] {
            return true
        }
        guard says == .national else { return false }
        let health = 11 - CheckDigits.sum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return dayFirst || yearFirst || health % 11 == digits[9]
    }

    /// Norway, Poland, Germany's tax number, Croatia, Belgium, the Baltic states, Greece, Russia's СНИЛС.
    private func isEleven(_ digits: [Int], _ candidate: NumberCandidate, _ says: Cue?) -> Bool {
        let groups = candidate.groups
        if isNorwegian(digits),
            groups == [11] || groups == [6, 5] || groups == [2, 2, 2, 5] || groups == [6, 3, 2]
        {
            return true
        }
        if groups == [3, 3, 3, 2] || says == .national && groups == [11] {
            let sum = CheckDigits.sum(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100
            if sum == digits[9] * 10 + digits[10] { return true }
        }
        guard groups == [11] || groups == [6, 5] || groups == [2, 3, 3, 3] || groups.count == 5
        else { return false }
        let yearFirst = CheckDigits.isDate(
            day: digits[4] * 10 + digits[5], month: (digits[2] * 10 + digits[3]) % 20)
        let poland = (10 - CheckDigits.sum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10
        if yearFirst, poland == digits[10] { return true }
        if isBelgian(digits), yearFirst, groups != [11] || says == .national { return true }
        if CheckDigits.iso7064(digits), digits[0] != 0 {
            return says == .national || groups == [2, 3, 3, 3] || hasTaxForm(digits)
        }
        return says == .national && groups == [11]
    }

    /// Fødselsnummer: two check digits modulo 11; D-numbers add 40 to the day, others 40, 65 or 80
    /// to the month.
    private func isNorwegian(_ digits: [Int]) -> Bool {
        let day = digits[0] * 10 + digits[1]
        let month = digits[2] * 10 + digits[3]
        let months = [month, month - 40, month - 65, month - 80]
        guard months.contains(where: { CheckDigits.isDate(day: day % 40, month: $0) }), day < 72
        else { return false }
        let first = CheckDigits.sum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
        let second = CheckDigits.sum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
        return first % 11 == 0 && second % 11 == 0
    }

    private func isBelgian(_ digits: [Int]) -> Bool {
        let number = digits[..<9].reduce(0) { $0 * 10 + $1 }
        let check = digits[9] * 10 + digits[10]
        return 97 - number % 97 == check || 97 - (2_000_000_000 + number) % 97 == check
    }

    /// Of the first ten digits of Germany's, one stands there two or three times, no other twice.
    private func hasTaxForm(_ digits: [Int]) -> Bool {
        let counts = Dictionary(digits[..<10].map { ($0, 1) }, uniquingKeysWith: +)
        return counts.values.count { $0 > 1 } == 1 && counts.values.allSatisfy { $0 <= 3 }
    }

    /// Sweden's with the century, Russia's ИНН.
    private func isTwelve(_ digits: [Int], _ candidate: NumberCandidate, _ says: Cue?) -> Bool {
        let century = digits[0] * 10 + digits[1]
        let isDated = CheckDigits.isDate(
            day: (digits[6] * 10 + digits[7]) % 60, month: digits[4] * 10 + digits[5])
        if [19, 20].contains(century), isDated, CheckDigits.luhn(Array(digits[2...])),
            candidate.groups == [12] || candidate.groups == [8, 4]
        {
            return true
        }
        let first = CheckDigits.sum(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10
        let second = CheckDigits.sum(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10
        return candidate.groups == [12] && first == digits[10] && second == digits[11]
    }

    /// Romania's, and Switzerland's with its dots.
    private func isThirteen(_ digits: [Int], _ candidate: NumberCandidate) -> Bool {
        if candidate.groups == [3, 4, 4, 2], digits[..<3] == [7, 5, 6] {
            let weights = (0..<12).map { $0 % 2 == 0 ? 1 : 3 }
            return (10 - CheckDigits.sum(digits, weights) % 10) % 10 == digits[12]
        }
        let isDated = CheckDigits.isDate(
            day: digits[5] * 10 + digits[6], month: digits[3] * 10 + digits[4])
        let sum = CheckDigits.sum(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return candidate.groups == [13] && isDated && (1...8).contains(digits[0])
            && (sum == 10 ? 1 : sum) == digits[12]
    }

    /// France: sex, year, month, place, order, and 97 less the rest modulo 97.
    private func isFrench(_ candidate: NumberCandidate) -> Bool {
        guard let number = candidate.value(0..<13), let key = candidate.value(13..<15),
            let month = candidate.value(3..<5)
        else { return false }
        return [0x31, 0x32].contains(candidate.characters[0])
            && ((1...12).contains(month) || (20...42).contains(month)) && 97 - number % 97 == key
    }

    /// Numbers with letters: Finland, Spain, Italy, Britain, Germany's pension number.
    private func isLettered(_ candidate: NumberCandidate) -> Bool {
        switch candidate.characters.count {
        case 9: isSpanish(candidate) || isBritish(candidate)
        case 10, 11: isFinnish(candidate)
        case 12: isPension(candidate)
        case 16: isItalian(candidate)
        default: false
        }
    }

    private func isSpanish(_ candidate: NumberCandidate) -> Bool {
        guard candidate.groups.count == 1 || candidate.groups == [8, 1] else { return false }
        var characters = candidate.characters
        if let offset = Array("XYZ".utf8).firstIndex(of: characters[0]) {
            characters[0] = 0x30 + UInt8(offset)
        }
        let digits = characters[..<8].map { Int($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return false }
        let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)
        return letters[digits.reduce(0) { $0 * 10 + $1 } % 23] == characters[8]
    }

    /// National insurance: two letters of those that are given out, six digits, A to D.
    private func isBritish(_ candidate: NumberCandidate) -> Bool {
        let letters = candidate.characters
        return candidate.digits(2..<8) != nil && (0x41...0x44).contains(letters[8])
            && letters[..<2].allSatisfy {
                (0x41...0x5A).contains($0) && !"DFIQUV".utf8.contains($0)
            } && letters[1] != 0x4F
            && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(
                String(decoding: letters[..<2], as: UTF8.self))
            && (candidate.groups.count == 1 || candidate.groups == [2, 2, 2, 2, 1])
    }

    /// The day, a century's sign (`-`, `+` or a letter), an order and a check character modulo 31.
    private func isFinnish(_ candidate: NumberCandidate) -> Bool {
        var characters = candidate.characters
        if characters.count == 11 {
            guard "ABCDEFUVWXY".utf8.contains(characters[6]), candidate.groups == [11] else {
                return false
            }
            characters.remove(at: 6)
        } else if candidate.groups != [6, 4] {
            return false
        }
        let digits = characters[..<9].map { Int($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }),
            CheckDigits.isDate(
                day: digits[0] * 10 + digits[1], month: digits[2] * 10 + digits[3])
        else { return false }
        let checks = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)
        return checks[digits.reduce(0) { $0 * 10 + $1 } % 31] == characters[9]
    }

    /// Two digits of the office, the birthday, a letter, two of order and a check digit.
    private func isPension(_ candidate: NumberCandidate) -> Bool {
        guard let day = candidate.value(2..<4), let month = candidate.value(4..<6),
            let office = candidate.digits(0..<8), let rest = candidate.digits(9..<12),
            (0x41...0x5A).contains(candidate.characters[8]),
            CheckDigits.isDate(day: day, month: month)
        else { return false }
        let letter = Int(candidate.characters[8]) - 0x40
        let digits = office + [letter / 10, letter % 10] + rest.dropLast()
        let weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
        let sum = zip(digits, weights).reduce(0) { sum, pair in
            let product = pair.0 * pair.1
            return sum + product / 10 + product % 10
        }
        return sum % 10 == rest.last
    }

    /// Where letters stand in a codice fiscale.
    private static let italianLetters: Set<Int> = [0, 1, 2, 3, 4, 5, 8, 11, 15]

    /// Codice fiscale: letters and digits in fixed places.
    private func isItalian(_ candidate: NumberCandidate) -> Bool {
        candidate.groups.count == 1
            && candidate.characters.indices.allSatisfy { index in
                Self.italianLetters.contains(index)
                    == (0x41...0x5A).contains(candidate.characters[index])
            }
    }
}
