/// Tells memories that say the same, as several imports bring them: word for word, or but for a word or
/// a mark in long ones.
struct NearCopies {
    /// The least terms of a text that may differ in some from another and still say the same.
    private static let termsMin = 8
    /// The least share of terms that two such texts have in common.
    private static let shareMin = 0.9

    private struct Text {
        let names: [Substring]
        let terms: Set<Substring>
        let numbers: Set<Substring>
    }

    private var exact: Set<String> = []
    private var texts: [Text] = []

    /// Takes a memory, unless it says the same as one before it.
    ///
    /// - Returns: whether it was taken.
    mutating func take(_ candidate: RecallCandidate) -> Bool {
        if candidate.termsText.isEmpty { return true }
        let whole = candidate.namesText + "\n" + candidate.termsText
        guard exact.insert(whole).inserted else { return false }
        let terms = Set(candidate.terms)
        let text = Text(
            names: candidate.names, terms: terms,
            numbers: terms.filter { $0.first?.isNumber == true })
        if texts.contains(where: { Self.isSame($0, text) }) { return false }
        texts.append(text)
        return true
    }

    private static func isSame(_ one: Text, _ other: Text) -> Bool {
        guard min(one.terms.count, other.terms.count) >= termsMin, one.numbers == other.numbers,
            one.names == other.names
        else { return false }
        // Of both together they share so much: only so many terms of one may be missing in the other.
        let all = Double(one.terms.count + other.terms.count)
        var missing = one.terms.count - Int((shareMin * all / (1 + shareMin) - 1e-9).rounded(.up))
        for term in one.terms where !other.terms.contains(term) {
            missing -= 1
            if missing < 0 { return false }
        }
        return missing >= 0
    }
}
