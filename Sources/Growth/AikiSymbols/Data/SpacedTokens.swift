/// Tokens that a data set keeps apart, as they would be written.
package enum SpacedTokens {
    /// Joins tokens: no space before marks that close, nor before `n't` and `'s`.
    package static func join(_ tokens: [Substring]) -> String {
        var text = ""
        for token in tokens {
            if !text.isEmpty, !clings(token) { text += " " }
            text += token
        }
        return text
    }

    private static func clings(_ token: Substring) -> Bool {
        if [".", ",", ";", ":", "!", "?", ")", "”", "n't", "n’t"].contains(token) { return true }
        guard let first = token.first, first == "'" || first == "’" else { return false }
        return token.dropFirst().first?.isLetter ?? false
    }
}
