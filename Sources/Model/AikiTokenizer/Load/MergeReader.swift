import AikiBase

/// Turns merges spelled as text into merges of ids.
enum MergeReader {
    typealias Merge = TokenizerDefinition.Merge

    /// Merges from lines `left right`.
    ///
    /// A merge of something that is no token, or into something that is none, can never give a token
    /// and is left out; so is a repeated one.
    ///
    /// - Throws: ``TokenizerError`` for a line without two parts, or too many lines.
    static func merges(
        _ lines: ByteStrings, tokens: ByteStrings
    ) throws(TokenizerError) -> [Merge] {
        let limit = TokenizerDefinition.mergesMax
        guard lines.count <= limit else {
            throw .tooLarge(part: "merges", size: lines.count, limit: limit)
        }
        let table = TokenTable(tokens) { _ in true }
        let parts = SharedWork.map(partsOf: lines.count) { part in
            lines.bytes.withUnsafeBufferPointer { bytes in
                Self.merges(part, bytes, lines.offsets, table)
            }
        }
        var merges: [Merge] = []
        merges.reserveCapacity(lines.count)
        for part in parts {
            if let line = part.malformed {
                throw .malformed(part: "merge \(line)", reason: "it is not two parts")
            }
            merges += part.merges
        }
        return merges
    }

    /// The merges of some lines, and the first of them that is none.
    private static func merges(
        _ part: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ offsets: [Int],
        _ table: TokenTable
    ) -> (merges: [Merge], malformed: Int?) {
        var merges: [Merge] = []
        merges.reserveCapacity(part.count)
        var malformed: Int?
        // Most vocabularies list what merges give in the order of the merges.
        var likely: TokenID = -1
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: table.lengthMax + 1) { joined in
            for index in part {
                let line = UnsafeBufferPointer(rebasing: bytes[offsets[index]..<offsets[index + 1]])
                // A part may itself start with a space, so the first byte is never the separator.
                var space = 1
                while space < line.count, line[space] != 0x20 { space += 1 }
                guard space + 1 < line.count else {
                    malformed = index
                    break
                }
                let left = UnsafeBufferPointer(rebasing: line[..<space])
                let right = UnsafeBufferPointer(rebasing: line[(space + 1)...])
                guard
                    let merge = merge(left, right, rank: index, likely: likely, table, joined)
                else { continue }
                merges.append(merge)
                likely = merge.result &+ 1
            }
        }
        return (merges, malformed)
    }

    /// A merge of two spellings, or nil where one of the three is no token.
    static func merge(
        _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, rank: Int, _ table: TokenTable
    ) -> Merge? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: table.lengthMax + 1) { joined in
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer {
                    merge(left, $0, rank: rank, likely: -1, table, joined)
                }
            }
        }
    }

    /// The same, with room for the longest token, and a guess at what it gives.
    private static func merge(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, rank: Int,
        likely: TokenID, _ table: TokenTable, _ joined: UnsafeMutableBufferPointer<UInt8>
    ) -> Merge? {
        let count = left.count + right.count
        guard count <= table.lengthMax else { return nil }
        for index in left.indices { joined[index] = left[index] }
        for index in right.indices { joined[left.count + index] = right[index] }
        let result = table.find(
            UnsafeBufferPointer(rebasing: joined[..<count]), likely: likely)
        guard result >= 0 else { return nil }
        let (leftID, rightID) = (table.find(left), table.find(right))
        guard leftID >= 0, rightID >= 0 else { return nil }
        return Merge(left: leftID, right: rightID, rank: UInt32(rank), result: result)
    }
}
