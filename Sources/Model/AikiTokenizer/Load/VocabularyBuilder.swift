import AikiBase

/// Collects tokens that come with their ids, and makes an unbroken vocabulary of them.
struct VocabularyBuilder {
    private var spellings: [Int: [UInt8]] = [:]
    private var kinds: [Int: TokenKind] = [:]
    private let entries: Int

    /// - Parameter entries: how many entries the file has; ids must be near that.
    init(entries: Int) { self.entries = entries }

    /// The highest id that a file may use: gaps are few in real ones, and memory follows the highest id.
    var idMax: Int { min(2 * entries + 4096, TokenizerDefinition.tokensMax) - 1 }

    /// Adds a token.
    ///
    /// - Throws: ``TokenizerError`` where the id is taken by another spelling or cannot be.
    mutating func add(
        _ spelling: [UInt8], id: Int, kind: TokenKind
    ) throws(TokenizerError) {
        guard id >= 0, id <= idMax else {
            throw .badTokenID(part: "vocabulary", id: id, entries: entries)
        }
        if let other = spellings[id], other != spelling { throw .duplicateID(id) }
        spellings[id] = spelling
        kinds[id] = kind
    }

    /// Puts the tokens into a definition; a gap becomes an unused token `[PAD<id>]`.
    func finish(_ definition: inout TokenizerDefinition) throws(TokenizerError) {
        let count = (spellings.keys.max() ?? -1) + 1
        var tokens = ByteStrings(reservingStrings: count)
        var kinds: [TokenKind] = []
        kinds.reserveCapacity(count)
        for id in 0..<count {
            tokens.append(spellings[id] ?? Array("[PAD\(id)]".utf8))
            kinds.append(spellings[id] == nil ? .unused : self.kinds[id] ?? .normal)
        }
        definition.tokens = tokens
        definition.kinds = kinds
        try definition.checkSizes()
    }
}
