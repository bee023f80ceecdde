/// The rules of Gopher, C4 and FineWeb over one text.
struct QualityFilter: Sendable {
    let limits: FilterLimits

    /// Looks for the first rule that a text breaks.
    ///
    /// - Parameters:
    ///   - text: what C4's rules for lines left.
    ///   - words: the words of that text.
    ///   - isEnglish: whether the rule of English stop words applies.
    /// - Returns: the rule, what was measured and what it allows.
    func verdict(
        _ text: UnsafeBufferPointer<UInt8>, words: @autoclosure () -> WordHashes, isEnglish: Bool
    ) -> FilterVerdict? {
        if limits.has("gopher-quality") || limits[.finewebNewlines] != nil {
            let measures = WordMeasures(text)
            let lines = LineMeasures(text)
            return gopherQuality(measures, lines, isEnglish: isEnglish)
                ?? gopherRepetition(lines, words) ?? fineWeb(lines, words: measures.words)
        }
        guard limits.has("gopher-repetition") || limits.has("fineweb") else { return nil }
        let lines = LineMeasures(text)
        return gopherRepetition(lines, words) ?? fineWeb(lines, words: 0)
    }

    /// A verdict where the value is below what the rule allows.
    private func least(_ rule: FilterRule, _ value: Double) -> FilterVerdict? {
        guard let limit = limits[rule], value < limit else { return nil }
        return FilterVerdict(rule: rule.name, value: value, limit: limit)
    }

    /// A verdict where the value is above what the rule allows.
    private func most(_ rule: FilterRule, _ value: Double) -> FilterVerdict? {
        guard let limit = limits[rule], value > limit else { return nil }
        return FilterVerdict(rule: rule.name, value: value, limit: limit)
    }

    private func share(_ part: Int, _ whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }

    private func gopherQuality(
        _ words: WordMeasures, _ lines: LineMeasures, isEnglish: Bool
    ) -> FilterVerdict? {
        let mean = share(words.characters, words.words)
        return least(.gopherWordsLeast, Double(words.words))
            ?? most(.gopherWordsMost, Double(words.words))
            ?? least(.gopherMeanWordLeast, mean) ?? most(.gopherMeanWordMost, mean)
            ?? most(.gopherHashes, share(words.hashSigns, words.words))
            ?? most(.gopherEllipses, share(words.ellipses, words.words))
            ?? most(.gopherBulletLines, share(lines.bulletLines, lines.lines))
            ?? most(.gopherEllipsisLines, share(lines.ellipsisLines, lines.lines))
            ?? least(.gopherAlphabetic, share(words.alphabetic, words.words))
            ?? (isEnglish ? least(.gopherStopWords, Double(words.stopWords.count)) : nil)
    }

    private func gopherRepetition(
        _ lines: LineMeasures, _ words: () -> WordHashes
    ) -> FilterVerdict? {
        guard limits.has("gopher-repetition") else { return nil }
        let verdict =
            most(.repeatedLines, share(lines.repeatedLines, lines.lines))
            ?? most(.repeatedParagraphs, share(lines.repeatedParagraphs, lines.paragraphs))
            ?? most(.repeatedLineCharacters, share(lines.repeatedLineCharacters, lines.characters))
            ?? most(
                .repeatedParagraphCharacters,
                share(lines.repeatedParagraphCharacters, lines.characters))
        if let verdict { return verdict }
        var grams = RepeatedGrams(words())
        for (rule, count) in [(FilterRule.top2, 2), (.top3, 3), (.top4, 4)] {
            if let verdict = most(rule, grams.top(count)) { return verdict }
        }
        let rules: [FilterRule] = [
            .repeated5, .repeated6, .repeated7, .repeated8, .repeated9, .repeated10,
        ]
        for (offset, rule) in rules.enumerated() where limits[rule] != nil {
            if let verdict = most(rule, grams.repeated(5 + offset)) { return verdict }
        }
        return nil
    }

    private func fineWeb(_ lines: LineMeasures, words: Int) -> FilterVerdict? {
        least(.finewebPunctuation, share(lines.punctuatedLines, lines.lines))
            ?? most(.finewebShortLines, share(lines.shortLines, lines.lines))
            ?? most(.finewebRepeated, share(lines.repeatedLineCharacters, lines.characters))
            ?? most(.finewebNewlines, share(lines.newlines, words))
    }
}
