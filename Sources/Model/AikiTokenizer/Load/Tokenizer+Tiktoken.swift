import AikiBase
import Foundation

extension Tokenizer {
    /// Builds a tokenizer from tiktoken's ranks.
    ///
    /// - Parameters:
    ///   - ranks: lines of a token's bytes in base 64, a space, and its id, which is also its rank.
    ///   - preTokenizer: how text is cut: `cl100k_base` and the like.
    ///   - special: control tokens by spelling.
    ///   - ignoresMerges: whether a piece that is a token is that token; tiktoken has it so.
    /// - Throws: ``TokenizerError``.
    public convenience init(
        tiktokenRanks ranks: [UInt8], preTokenizer: PreTokenizer,
        special: [String: TokenID] = [:], ignoresMerges: Bool = true
    ) throws(TokenizerError) {
        var definition = try TokenizerDefinition(
            tiktokenRanks: ranks, preTokenizer: preTokenizer, special: special)
        definition.ignoresMerges = ignoresMerges
        try self.init(definition)
    }
}

extension TokenizerDefinition {
    /// The definition that tiktoken's ranks give; spellings are in GPT-2's alphabet.
    ///
    /// tiktoken has no list of merges: whatever two neighbours form a token merge, the lowest id first.
    /// So every way to halve a token into two tokens becomes a merge.
    ///
    /// - Throws: ``TokenizerError``.
    public init(
        tiktokenRanks ranks: [UInt8], preTokenizer: PreTokenizer,
        special: [String: TokenID] = [:]
    ) throws(TokenizerError) {
        self.init(model: .bytePairs)
        self.preTokenizer = preTokenizer
        ignoresMerges = true
        let lines = ranks.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
        var builder = VocabularyBuilder(entries: lines.count + special.count)
        for (number, line) in lines.enumerated() {
            let fields = line.split(separator: 0x20)
            guard fields.count == 2, let bytes = Data(base64Encoded: Data(fields[0])),
                !bytes.isEmpty, let id = Int(String(decoding: fields[1], as: UTF8.self))
            else {
                throw .malformed(part: "rank \(number)", reason: "it is not base 64 and a number")
            }
            guard bytes.count <= Self.tokenBytesMax else {
                throw .tooLarge(
                    part: "token \(id)", size: bytes.count, limit: Self.tokenBytesMax)
            }
            try builder.add(ByteAlphabet.spelling(of: bytes), id: id, kind: .normal)
        }
        for (spelling, id) in special {
            try builder.add(Array(spelling.utf8), id: Int(id), kind: .control)
        }
        try builder.finish(&self)
        merges = try rankedMerges()
        detectSpecial()
        self.special.eos = special["<|endoftext|>"] ?? special["<|end_of_text|>"]
        self.special.bos = special["<|begin_of_text|>"] ?? self.special.eos
    }

    /// Every pair of tokens whose whole is a token.
    private func rankedMerges() throws(TokenizerError) -> [Merge] {
        let raw = pieces()
        let table = TokenTable(raw) { kinds[$0] == .normal }
        var merges: [Merge] = []
        for index in 0..<tokens.count where kinds[index] == .normal {
            let bytes = Array(raw[index])
            guard table.find(bytes) == TokenID(index) else { continue }
            bytes.withUnsafeBufferPointer { whole in
                for middle in 1..<max(whole.count, 1) {
                    let left = table.find(UnsafeBufferPointer(rebasing: whole[..<middle]))
                    guard left >= 0 else { continue }
                    let right = table.find(UnsafeBufferPointer(rebasing: whole[middle...]))
                    guard right >= 0 else { continue }
                    merges.append(
                        Merge(
                            left: left, right: right, rank: UInt32(index),
                            result: TokenID(index)))
                }
            }
            guard merges.count <= Self.mergesMax else {
                throw .tooLarge(part: "merges", size: merges.count, limit: Self.mergesMax)
            }
        }
        return merges
    }
}
