import AikiBase

/// Turns merges spelled as text into merges of ids.
enum MergeReader {
    /// Merges from lines `left right`.
    ///
    /// A merge of something that is no token, or into something that is none, can never give a token
    /// and is left out; so is a repeated one.
    ///
    /// - Throws: ``TokenizerError`` for a line without two parts, or too many lines.
    static func merges(
        _ lines: ByteStrings, tokens: ByteStrings
    ) throws(TokenizerError) -> [TokenizerDefinition.Merge] {
        let limit = TokenizerDefinition.mergesMax
        guard lines.count <= limit else {
            throw .tooLarge(part: "merges", size: lines.count, limit: limit)
        }
        let table = TokenTable(tokens) { _ in true }
        var merges: [TokenizerDefinition.Merge] = []
        merges.reserveCapacity(lines.count)
        for index in 0..<lines.count {
            let line = lines[index]
            // A part may itself start with a space, so the first byte is never the separator.
            guard let space = line.dropFirst().firstIndex(of: 0x20), space + 1 < line.endIndex
            else {
                throw .malformed(part: "merge \(index)", reason: "it is not two parts")
            }
            let merge = merge(line[..<space], line[(space + 1)...], rank: index, table)
            if let merge { merges.append(merge) }
        }
        return merges
    }

    /// A merge of two spellings, or nil where one of the three is no token.
    static func merge(
        _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, rank: Int, _ table: TokenTable
    ) -> TokenizerDefinition.Merge? {
        let leftID = left.withUnsafeBufferPointer { table.find($0) }
        let rightID = right.withUnsafeBufferPointer { table.find($0) }
        let result = table.find(Array(left) + Array(right))
        guard leftID >= 0, rightID >= 0, result >= 0 else { return nil }
        return TokenizerDefinition.Merge(
            left: leftID, right: rightID, rank: UInt32(rank), result: result)
    }
}
