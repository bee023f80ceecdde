import AikiBase

extension Tokenizer {
    /// Builds WordPiece from BERT's `vocab.txt`, a token a line.
    ///
    /// - Parameters:
    ///   - vocabulary: the lines; pieces inside a word start with `##`.
    ///   - lowercases: whether the model is uncased; accents go too then.
    /// - Throws: ``TokenizerError``.
    public convenience init(
        wordPieceVocabulary vocabulary: [UInt8], lowercases: Bool
    ) throws(TokenizerError) {
        try self.init(
            TokenizerDefinition(wordPieceVocabulary: vocabulary, lowercases: lowercases))
    }
}

extension TokenizerDefinition {
    /// The definition that BERT's `vocab.txt` gives, spelled as GGUF spells it.
    ///
    /// - Throws: ``TokenizerError``.
    public init(
        wordPieceVocabulary vocabulary: [UInt8], lowercases: Bool
    ) throws(TokenizerError) {
        self.init(model: .wordPiece)
        self.lowercases = lowercases
        stripsAccents = lowercases
        var lines = vocabulary.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines { addWordPiece(Array(line.last == 0x0D ? line.dropLast() : line)) }
        try checkSizes()
        setWordPieceSpecial()
    }

    /// Adds a piece in GGUF's spelling: `##` goes, the start of a word is `▁`.
    mutating func addWordPiece(_ spelling: [UInt8], prefix: [UInt8] = Array("##".utf8)) {
        let isControl = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].contains {
            spelling.elementsEqual($0.utf8)
        }
        if spelling.isEmpty || spelling.elementsEqual(prefix) {
            // Nothing to spell: it would match everywhere.
            tokens.append("[PAD\(tokens.count)]")
            kinds.append(.unused)
            return
        }
        if isControl {
            tokens.append(spelling)
        } else if spelling.starts(with: prefix) {
            tokens.append(spelling.dropFirst(prefix.count))
        } else {
            tokens.append(SpaceRules.mark + spelling)
        }
        kinds.append(isControl ? .control : .normal)
    }

    /// Finds BERT's own tokens by name.
    mutating func setWordPieceSpecial() {
        special.padding = id(ofSpelling: "[PAD]")
        special.unknown = id(ofSpelling: "[UNK]")
        special.classification = id(ofSpelling: "[CLS]")
        special.separator = id(ofSpelling: "[SEP]")
        special.mask = id(ofSpelling: "[MASK]")
        prefix = [special.classification].compactMap { $0 }
        suffix = [special.separator].compactMap { $0 }
    }
}
