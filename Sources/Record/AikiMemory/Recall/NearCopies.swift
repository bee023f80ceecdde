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

    private var exact: Set<[Substring]> = []
    private var texts: [Text] = []

    /// Takes a memory, unless it says the same as one before it.
    ///
    /// - Returns: whether it was taken.
    mutating func take(_ candidate: RecallCandidate) -> Bool {
        if candidate.terms.isEmpty { return true }
        guard exact.insert(candidate.names + candidate.terms).inserted else { return false }
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
        let shared = Double(one.terms.intersection(other.terms).count)
        return shared >= shareMin * Double(one.terms.union(other.terms).count)
    }
}
