import AikiBase

extension Tokenizer {
    /// Builds byte-level byte pairs from `vocab.json` and `merges.txt`.
    ///
    /// - Parameters:
    ///   - vocabulary: JSON, from spelling to id.
    ///   - merges: a merge a line, best first; a first line that starts with `#version` is passed over.
    ///   - preTokenizer: how text is cut.
    ///   - special: control tokens by spelling; those of the vocabulary itself included.
    /// - Throws: ``TokenizerError``.
    public convenience init(
        vocabulary: [UInt8], merges: [UInt8], preTokenizer: PreTokenizer,
        special: [String: TokenID] = [:]
    ) throws(TokenizerError) {
        try self.init(
            TokenizerDefinition(
                vocabulary: vocabulary, merges: merges, preTokenizer: preTokenizer,
                special: special))
    }
}

extension TokenizerDefinition {
    /// The definition that `vocab.json` and `merges.txt` give.
    ///
    /// - Throws: ``TokenizerError``.
    public init(
        vocabulary: [UInt8], merges: [UInt8], preTokenizer: PreTokenizer,
        special: [String: TokenID] = [:]
    ) throws(TokenizerError) {
        self.init(model: .bytePairs)
        self.preTokenizer = preTokenizer
        guard let members = try ByteJSONReader.read(vocabulary).members else {
            throw .malformed(part: "vocabulary", reason: "it is no object")
        }
        var builder = VocabularyBuilder(entries: members.count + special.count)
        for (key, value) in members {
            guard let id = value.integer else {
                throw .malformed(part: "vocabulary", reason: "an id is no whole number")
            }
            try builder.add(key, id: id, kind: .normal)
        }
        for (spelling, id) in special {
            try builder.add(Array(spelling.utf8), id: Int(id), kind: .control)
        }
        try builder.finish(&self)
        let lines = try Self.lines(of: merges)
        self.merges = try MergeReader.merges(lines, tokens: tokens)
        detectSpecial()
        self.special.eos = special["<|endoftext|>"]
        self.special.bos = self.special.eos
    }

    /// The merges of a text, without comment and empty lines.
    private static func lines(of text: [UInt8]) throws(TokenizerError) -> ByteStrings {
        // Counted before anything is made of them.
        let count = text.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        guard count <= mergesMax else {
            throw .tooLarge(part: "merges", size: count, limit: mergesMax)
        }
        var lines = ByteStrings()
        for (index, line) in text.split(separator: 0x0A).enumerated() {
            if index == 0, line.starts(with: "#version".utf8) { continue }
            lines.append(line.last == 0x0D ? line.dropLast() : line)
        }
        return lines
    }
}
