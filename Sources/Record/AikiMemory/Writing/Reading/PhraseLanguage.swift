/// Languages that are read by phrases rather than by clauses.
enum PhraseLanguage: String, CaseIterable {
    case norwegian = "no"
    case german = "de"
    case russian = "ru"

    private static let norwegianWords = EnglishWords.set(
        """
        jeg meg min mitt mine er og ikke har på som til av vi vår hun han heter bor liker elsker \
        hater skal blir jobber kjøpte flyttet reiste dro begynte en et med mitt hytte
        """)
    private static let germanWords = EnglishWords.set(
        """
        ich mein meine meinen meiner meinem bin ist und nicht habe wir unser heiße heisse wohne \
        liebe arbeite komme werde möchte mich mir sie er hat war haben einen eine wir kein keine der die der das den
        """)

    /// The language of a sentence; nil for English and for all that is not known.
    static func of(_ sentence: Sentence) -> PhraseLanguage? {
        var norwegian = 0
        var german = 0
        for word in sentence.words where word.isWord {
            if let scalar = word.folded.unicodeScalars.first,
                (0x0400...0x04FF).contains(scalar.value)
            {
                return .russian
            }
            if word.folded.contains(where: { "øæå".contains($0) }) { norwegian += 1 }
            if word.folded.contains(where: { "äöüß".contains($0) }) { german += 1 }
            if norwegianWords.contains(word.folded) { norwegian += word.folded == "jeg" ? 2 : 1 }
            if germanWords.contains(word.folded) {
                german += ["ich", "wir", "nicht"].contains(word.folded) ? 2 : 1
            }
        }
        if norwegian >= 2, norwegian >= german { return .norwegian }
        return german >= 2 ? .german : nil
    }
}
