package import AikiTokenizer

/// Whether what one model writes can be read by another.
package enum DraftVocabulary {
    /// The first token that is not the same in both vocabularies; nil where a draft model can be used.
    ///
    /// One may have more tokens than the other as long as none of these is ever written: rows that
    /// only fill up the matrix.
    package static func firstDifference(_ model: Tokenizer, _ draft: Tokenizer) -> Int? {
        let common = min(model.vocabularySize, draft.vocabularySize)
        for index in 0..<common {
            let token = Int32(truncatingIfNeeded: index)
            let isSame =
                model.text(of: token) == draft.text(of: token)
                && model.kind(of: token) == draft.kind(of: token)
            guard isSame else { return index }
        }
        let larger = model.vocabularySize > common ? model : draft
        return (common..<larger.vocabularySize).first {
            larger.kind(of: Int32(truncatingIfNeeded: $0)) != .unused
        }
    }
}
