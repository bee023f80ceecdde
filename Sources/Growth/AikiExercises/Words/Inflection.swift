/// A form of a verb.
enum Inflection {
    /// Of one who does it: `bakes`.
    case third
    /// Of what was done: `baked`.
    case past

    /// The form of a regular verb whose last letter is not doubled.
    func regular(_ verb: String) -> String {
        let (stem, last) = (verb.dropLast(), verb.last ?? "e")
        let isAfterVowel = stem.last.map { "aeiou".contains($0) } ?? true
        switch self {
        case .third:
            if last == "y", !isAfterVowel { return stem + "ies" }
            let hisses = ["s", "x", "z", "ch", "sh"].contains { verb.hasSuffix($0) }
            return verb + (hisses ? "es" : "s")
        case .past:
            if last == "y", !isAfterVowel { return stem + "ied" }
            return verb + (last == "e" ? "d" : "ed")
        }
    }
}
