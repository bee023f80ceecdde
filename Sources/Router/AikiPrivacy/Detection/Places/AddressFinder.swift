/// Finds where people live: a street with its number, with flat, postal code and town where they
/// follow; boxes at the post office; postal codes with a town.
struct AddressFinder {
    let text: TextWords

    /// The addresses of the text.
    func find() -> [PersonalDataSpan] {
        var spans: [PersonalDataSpan] = []
        var index = 0
        while index < text.words.count {
            guard let found = address(at: index), found.upperBound > index else {
                index += 1
                continue
            }
            let start = text.words[found.lowerBound].range.lowerBound
            let end = text.words[found.upperBound - 1].range.upperBound
            spans.append(PersonalDataSpan(kind: .address, range: start..<end))
            index = found.upperBound
        }
        return spans
    }

    /// The words of an address that begins, or has its street's kind, at a word.
    private func address(at index: Int) -> Range<Int>? {
        if let street = numberFirst(index) ?? northern(index) ?? leading(index)
            ?? prepositional(index)
        {
            return withTown(street)
        }
        return box(index) ?? postal(index)
    }

    /// A word, or an empty one past the ends.
    private func lower(_ index: Int) -> String {
        text.words.indices.contains(index) ? text.words[index].lower : ""
    }

    private func isCapital(_ index: Int) -> Bool {
        text.words.indices.contains(index) && text.words[index].isCapitalized
    }

    private func hasDigit(_ index: Int) -> Bool {
        text.words.indices.contains(index) && text.words[index].hasDigit
    }

    /// 5, 12B, 221b: at most four digits, then at most one letter.
    private func isHouse(_ index: Int) -> Bool {
        guard hasDigit(index) else { return false }
        let word = lower(index)
        let digits = word.prefix { ("0"..."9").contains($0) }.count
        return (1...5).contains(digits) && word.count <= digits + 1 && !word.hasPrefix("00")
    }

    private func isNumber(_ index: Int, digits: Int) -> Bool {
        guard hasDigit(index) else { return false }
        let word = lower(index)
        return word.count == digits && word.allSatisfy { ("0"..."9").contains($0) }
    }

    /// Whether at most some spaces and one of some signs stand after a word.
    private func isNear(_ index: Int, _ signs: [UInt8] = [], linesMax: Int = 0) -> Bool {
        guard index >= 0, index + 1 < text.words.count else { return false }
        let gap = text.gap(after: index)
        return gap.count <= 4 && gap.count { $0 == 0x0A } <= linesMax
            && gap.allSatisfy { $0 == 0x20 || $0 == 0x0A || signs.contains($0) }
    }

    // MARK: Streets

    /// `12 Baker Street`, `221B Baker St., Flat 3`, `12 rue de la Paix`.
    private func numberFirst(_ index: Int) -> Range<Int>? {
        guard isHouse(index), isNear(index, [0x2C]), !lower(index).hasPrefix("0") else {
            return nil
        }
        if AddressLexicon.leading.contains(lower(index + 1)), isNear(index + 1),
            let end = nameEnd(from: index + 2)
        {
            return index..<end
        }
        guard text.gap(after: index).allSatisfy({ $0 == 0x20 }) else { return nil }
        for place in (index + 1)..<min(index + 6, text.words.count) {
            let isKind = AddressLexicon.english.contains(lower(place))
            if isKind, isCapital(place), place > index + 1 {
                return index..<(unitEnd(place) ?? place + 1)
            }
            let ordinal = text.words[place].hasDigit
            guard isCapital(place) || ordinal, isNear(place, [0x2E, 0x27]) else { return nil }
        }
        return nil
    }

    /// Small words in the names of French, Spanish and Italian streets.
    private static let romanceParticles: Set = [
        "de", "la", "le", "du", "des", "del", "los", "las", "di", "d", "l",
    ]

    /// Where the words of a name after `rue` or `calle` end.
    private func nameEnd(from start: Int) -> Int? {
        var place = start
        while Self.romanceParticles.contains(lower(place)), isNear(place, [0x27]) { place += 1 }
        guard isCapital(place) else { return nil }
        while isCapital(place + 1), isNear(place, [0x2D]), place - start < 4 { place += 1 }
        return place + 1
    }

    /// `, Apt 4B`, ` Suite 12`, ` #5` after a street.
    private func unitEnd(_ last: Int) -> Int? {
        let signs: [UInt8] = [0x2C, 0x2E, 0x23]
        guard isNear(last, signs) else { return nil }
        if AddressLexicon.unitWords.contains(lower(last + 1)), isNear(last + 1, [0x2E, 0x23]),
            text.words[last + 2].hasDigit || lower(last + 2).count == 1
        {
            return last + 3
        }
        return text.gap(after: last).contains(0x23) && text.words[last + 1].hasDigit
            ? last + 2 : nil
    }

    /// Small words in the names of German and Norwegian streets.
    private static let northernParticles: Set = [
        "den", "der", "dem", "am", "an", "im", "zum", "zur", "og", "von",
    ]

    /// `Storgata 5B`, `Karl Johans gate 22`, `Lange Straße 7`, `Unter den Linden 77`.
    private func northern(_ index: Int) -> Range<Int>? {
        let word = lower(index)
        guard isNear(index, [0x2E]), isHouse(index + 1),
            let suffix = AddressLexicon.northern.first(where: { word.hasSuffix($0) })
        else { return nil }
        var first = index
        if word == suffix || AddressLexicon.notStreets.contains(word) || !isCapital(index) {
            guard word == suffix || isCapital(index) else { return nil }
            // The name stands before: capitals, and small words between them.
            while first > 0, isNear(first - 1, [0x2D]), index - first < 4,
                isCapital(first - 1) || Self.northernParticles.contains(lower(first - 1))
            {
                first -= 1
            }
            guard first < index else { return nil }
            if AddressLexicon.notStreets.contains(word), word != suffix { return nil }
        } else {
            while first > 0, isNear(first - 1, [0x2D]), text.gap(after: first - 1).contains(0x2D),
                isCapital(first - 1)
            {
                first -= 1
            }
        }
        var last = index + 1
        // A house may be "5 B", with the letter apart.
        if isNear(last), lower(last + 1).count == 1, isCapital(last + 1), !isHouse(last + 1),
            lower(last + 1) != "i"
        {
            last += 1
        }
        return first..<(unitEnd(last) ?? last + 1)
    }

    /// What the names of some German streets begin with.
    private static let germanPrepositions: Set = [
        "im", "am", "auf", "an", "zum", "zur", "in", "hinter", "unter",
    ]

    /// `Im Rosengarten 4`, `Auf dem Hügel 11`, where the words before speak of living or an address.
    private func prepositional(_ index: Int) -> Range<Int>? {
        guard isCapital(index), isNear(index), Self.germanPrepositions.contains(lower(index))
        else { return nil }
        var place = index + 1
        if ["dem", "der", "den"].contains(lower(place)), isNear(place) { place += 1 }
        let speaks = (max(0, index - 3)..<index).contains {
            lower($0).hasPrefix("wohn") || lower($0).hasPrefix("adress") || lower($0) == "anschrift"
        }
        guard speaks, isCapital(place), isNear(place), isHouse(place + 1) else { return nil }
        return index..<(place + 2)
    }

    /// `ул. Ленина, д. 5, кв. 12`, `Calle Mayor 5`, `Невский проспект, 28`.
    private func leading(_ index: Int) -> Range<Int>? {
        let word = lower(index)
        guard AddressLexicon.leading.contains(word) else { return nil }
        let signs: [UInt8] = [0x2E, 0x2C, 0x2D]
        let isCyrillic = word.utf8.first.map { $0 >= 0xD0 } ?? false
        var place = index + 1
        var first = index
        if isNear(index, [0x2E]), isCapital(place) || isCyrillic && text.words[place].hasDigit {
            while place < text.words.count, place - index < 4,
                isCapital(place) && !AddressLexicon.houseWords.contains(lower(place))
                    || ["de", "la", "del", "di", "delle", "los"].contains(lower(place))
                    || place == index + 1,
                place == index + 1 || isNear(place - 1, [0x2D, 0x2E])
            {
                place += 1
            }
        } else if isCyrillic, index > 0, isCapital(index - 1), isNear(index - 1) {
            first = index - 1
        } else {
            return nil
        }
        guard isNear(place - 1, signs), let end = houseEnd(place) else { return nil }
        return first..<end
    }

    /// `д. 5, корп. 2, кв. 12` or a plain number.
    private func houseEnd(_ start: Int) -> Int? {
        let signs: [UInt8] = [0x2E, 0x2C, 0x2D, 0x2F]
        var place = start
        var end: Int?
        while place < text.words.count, place - start < 9 {
            if AddressLexicon.houseWords.contains(lower(place)), isNear(place, [0x2E]),
                text.words[place + 1].hasDigit
            {
                end = place + 2
            } else if isHouse(place), end == nil || text.gap(after: place - 1).contains(0x2F) {
                end = place + 1
            } else {
                break
            }
            place = end ?? place + 1
            if place < text.words.count, !isNear(place - 1, signs) { break }
        }
        return end
    }

    // MARK: Towns and postal codes

    /// The street with the postal code and town after it, or before it in Russian.
    private func withTown(_ street: Range<Int>) -> Range<Int> {
        let end = street.upperBound
        var range = street
        guard end < text.words.count, isNear(end - 1, [0x2C], linesMax: 1) else {
            return withTownBefore(range)
        }
        if isNumber(end, digits: 4) || isNumber(end, digits: 5), isNear(end), isCapital(end + 1) {
            range = street.lowerBound..<(end + 2)
        } else if let code = codeEnd(end) {
            range = street.lowerBound..<code
        } else {
            // A town, then its code: `Leeds LS1 4AP`, `Springfield, IL 62704`.
            for count in 1...3 where isCapital(end + count - 1) {
                if isNear(end + count - 1, [0x2C], linesMax: 1), let code = codeEnd(end + count) {
                    range = street.lowerBound..<code
                    break
                }
                if !isNear(end + count - 1) { break }
            }
        }
        return withTownBefore(range)
    }

    /// `123456, г. Москва, ул. …`
    private func withTownBefore(_ street: Range<Int>) -> Range<Int> {
        var first = street.lowerBound
        let signs: [UInt8] = [0x2C, 0x2E, 0x2D]
        guard AddressLexicon.leading.contains(lower(first)) else { return street }
        if first > 0, isCapital(first - 1), isNear(first - 1, signs),
            AddressLexicon.towns.contains(lower(first - 1)) || lower(first - 2) == "г"
        {
            first -= 1
            if lower(first - 1) == "г", isNear(first - 1, signs) { first -= 1 }
        }
        if first > 0, isNumber(first - 1, digits: 6), isNear(first - 1, signs) { first -= 1 }
        return first..<street.upperBound
    }

    /// Where a British or American postal code that begins at a word ends.
    private func codeEnd(_ index: Int) -> Int? {
        guard text.words.indices.contains(index) else { return nil }
        if AddressLexicon.states.contains(lower(index)), text.words[index].isAllCapitals,
            isNear(index), isNumber(index + 1, digits: 5)
        {
            return index + 2
        }
        return isBritishCode(index) ? index + 2 : nil
    }

    /// `SW1A 1AA`: one or two letters, a digit, and a digit with two letters.
    private func isBritishCode(_ index: Int) -> Bool {
        guard index + 1 < text.words.count, text.words[index].isAllCapitals,
            text.words[index + 1].isAllCapitals, isNear(index)
        else { return false }
        let outward = Array(lower(index).utf8)
        let inward = Array(lower(index + 1).utf8)
        guard (2...4).contains(outward.count), inward.count == 3 else { return false }
        let letters = outward.prefix { $0 >= 0x61 }.count
        return (1...2).contains(letters) && outward.count > letters && outward[letters] < 0x3A
            && inward[0] < 0x3A && inward[1] >= 0x61 && inward[2] >= 0x61
    }

    /// `P.O. Box 12`, `Postboks 123, 0150 Oslo`, `а/я 5`.
    private func box(_ index: Int) -> Range<Int>? {
        var number = index + 1
        var first = index
        if lower(index) == "box", lower(index - 1) == "o", lower(index - 2) == "p" {
            first = index - 2
        } else if lower(index) == "box", lower(index - 1) == "po" {
            first = index - 1
        } else if lower(index) == "а", lower(index + 1) == "я" {
            number = index + 2
        } else if !AddressLexicon.boxWords.contains(lower(index)) {
            return nil
        }
        guard number < text.words.count, text.words[number].hasDigit,
            isNear(number - 1)
        else { return nil }
        while number + 1 < text.words.count, isNear(number), isNumber(number + 1, digits: 2) {
            number += 1
        }
        return withTown(first..<(number + 1))
    }

    /// `0150 Oslo`, `10115 Berlin`, `123456, г. Москва`, `Springfield, IL 62704`, `SW1A 1AA`.
    private func postal(_ index: Int) -> Range<Int>? {
        if isBritishCode(index) { return index..<(index + 2) }
        if isNumber(index, digits: 5) || isNumber(index, digits: 4) && lower(index).first == "0",
            isNear(index), isCapital(index + 1), AddressLexicon.towns.contains(lower(index + 1))
        {
            return index..<(index + 2)
        }
        if isNumber(index, digits: 6), isNear(index, [0x2C, 0x2E]) {
            let town = lower(index + 1) == "г" ? index + 2 : index + 1
            if AddressLexicon.towns.contains(lower(town)) { return index..<(town + 1) }
        }
        if isCapital(index), isNear(index, [0x2C]), text.gap(after: index).contains(0x2C),
            AddressLexicon.states.contains(lower(index + 1)), let end = codeEnd(index + 1)
        {
            return index..<end
        }
        return nil
    }
}
