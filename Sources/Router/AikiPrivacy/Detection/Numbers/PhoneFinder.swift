/// Finds telephone numbers as people write them in Norwegian, Russian, German and English, beyond the
/// forms that ``PersonalDataFinder`` is sure of.
struct PhoneFinder {
    /// The numbers of a text.
    func find(in text: TextWords) -> [PersonalDataSpan] {
        var spans: [PersonalDataSpan] = []
        var floor = 0
        for (index, word) in text.words.enumerated()
        where word.hasDigit && word.range.lowerBound >= floor {
            guard let run = run(at: index, in: text) else { continue }
            let cue = Cue.before(index, in: text)
            guard isPhone(run, cue) else { continue }
            spans.append(PersonalDataSpan(kind: .phone, range: run.range))
            floor = run.range.upperBound
        }
        return spans
    }

    private struct Run {
        var digits: [Int] = []
        var groups: [Int] = []
        var hasPlus = false
        var isDated = false
        var range: Range<Int>
    }

    /// Groups of digits with a space, dash, stroke, bracket or two of these between.
    private func run(at first: Int, in text: TextWords) -> Run? {
        let start = text.words[first].range.lowerBound
        var run = Run(range: start..<start)
        let before = text.gap(after: first - 1)
        if let last = before.last, [0x2E, 0x2C, 0x2D, 0x2F, 0x24, 0x23, 0x3A].contains(last),
            before.count == 1, first > 0, text.words[first - 1].hasDigit
        {
            return nil
        }
        // A number does not begin in the middle of a longer one.
        if first > 0, text.words[first - 1].hasDigit, Array(before) == [0x20] { return nil }
        run.hasPlus = before.last == 0x2B
        for index in first..<min(first + 8, text.words.count) {
            let word = text.words[index]
            let bytes = text.bytes[word.range]
            guard bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { break }
            if index > first, !Self.isGap(text.gap(after: index - 1)) { break }
            if run.digits.count + bytes.count > 15 { break }
            run.digits += bytes.map { Int($0) - 0x30 }
            run.groups.append(bytes.count)
            run.range = start..<word.range.upperBound
        }
        if run.groups.isEmpty || isUnit(after: run, in: text) { return nil }
        let lower = text.bytes[..<run.range.lowerBound]
        let opens = lower.last == 0x28
        let prefix = (opens ? 1 : 0) + (run.hasPlus ? 1 : 0)
        run.range = (run.range.lowerBound - prefix)..<run.range.upperBound
        return run
    }

    /// Whether the digits go on as a price, a share or a decimal.
    private func isUnit(after run: Run, in text: TextWords) -> Bool {
        let rest = text.bytes[run.range.upperBound...].prefix(2)
        guard let byte = rest.first else { return false }
        if byte == 0x25 || byte == 0xC2 || byte == 0xE2 && rest.last == 0x82 { return true }
        return (byte == 0x2E || byte == 0x2C || byte == 0x3A)
            && rest.last.map { (0x30...0x39).contains($0) } == true
    }

    private static func isGap(_ gap: ArraySlice<UInt8>) -> Bool {
        guard (1...3).contains(gap.count) else { return false }
        return gap.allSatisfy { [0x20, 0x2D, 0x2F, 0x28, 0x29].contains($0) }
            && gap.count { $0 == 0x20 } <= 1
    }

    private func isPhone(_ run: Run, _ cue: Cue?) -> Bool {
        let count = run.digits.count
        if cue == .other || cue == .national || cue == .passport { return false }
        if run.hasPlus { return (8...15).contains(count) }
        if cue == .phone, (7...12).contains(count),
            run.groups.allSatisfy({ $0 != 4 || count != 8 })
                || cue == .phone && count == 8
        {
            return run.groups.count > 1 || count >= 7
        }
        return isNorwegian(run) || isRussian(run) || isGerman(run) || isFrench(run)
    }

    /// 22 12 34 56 and 912 34 567: eight digits that begin with 2 to 9.
    private func isNorwegian(_ run: Run) -> Bool {
        guard run.digits.count == 8, run.digits[0] >= 2 else { return false }
        if run.groups == [3, 2, 3] { return [4, 8, 9].contains(run.digits[0]) }
        return run.groups == [2, 2, 2, 2]
    }

    /// 8 912 345-67-89 and 8 (912) 345 67 89; 7 in place of 8 only after a plus.
    private func isRussian(_ run: Run) -> Bool {
        run.digits.count == 11 && run.digits[0] == 8
            && (run.groups == [1, 3, 3, 2, 2] || run.groups == [1, 3, 3, 4]
                || run.groups == [1, 3, 7] || run.groups == [11] && run.digits[1] == 9)
    }

    /// 0171 2345678, 030/1234567, 089-123456, 07700 900123: an area that begins with 0, then the rest.
    private func isGerman(_ run: Run) -> Bool {
        run.digits[0] == 0 && run.digits.count > 1 && run.digits[1] != 0
            && (9...12).contains(run.digits.count) && run.groups.count >= 2
            && (3...5).contains(run.groups[0])
    }

    /// 06 12 34 56 78.
    private func isFrench(_ run: Run) -> Bool {
        run.groups == [2, 2, 2, 2, 2] && run.digits[0] == 0
    }
}
