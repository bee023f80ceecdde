/// SentencePiece's precompiled character map: which byte sequences are replaced by what (NFKC and
/// the like).
///
/// Format, little-endian: a 32-bit length; that many bytes of a double array of 32-bit units; then the
/// replacements, each ended by a zero byte. A unit holds an offset (bits 10 to 30, shifted left by 8
/// more where bit 9 is set), whether a value ends here (bit 8), and its label (bits 0 to 7); a unit
/// with bit 31 set is a value. A child stands at `place ^ offset ^ byte`. Source: Kudo 2018b; Yata's
/// darts-clone.
///
/// The map comes from a file: every index is checked, and one out of bounds matches nothing.
package struct CharacterMap: Sendable {
    /// The most bytes a map may have.
    package static let bytesMax = 16 << 20

    private let units: FrozenArray<UInt32>
    private let replacements: [UInt8]

    /// Reads a map.
    ///
    /// - Throws: ``TokenizerError`` where its lengths do not add up.
    package init(_ blob: [UInt8]) throws(TokenizerError) {
        guard blob.count <= Self.bytesMax else {
            throw .tooLarge(part: "character map", size: blob.count, limit: Self.bytesMax)
        }
        guard blob.count >= 4 else {
            throw .malformed(part: "character map", reason: "it has \(blob.count) bytes")
        }
        func unit(_ offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(blob[offset + $1]) << UInt32(8 * $1) }
        }
        let size = Int(unit(0))
        guard size % 4 == 0, size <= blob.count - 4 else {
            throw .malformed(part: "character map", reason: "its index claims \(size) bytes")
        }
        units = FrozenArray((0..<size / 4).map { unit(4 + 4 * $0) })
        replacements = Array(blob[(4 + size)...])
    }

    /// The text with every longest match replaced.
    package func normalize(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            if let (start, end) = longestMatch(text, position) {
                var index = start
                while index < replacements.count, replacements[index] != 0 {
                    output.append(replacements[index])
                    index += 1
                }
                position = end
            } else {
                let length = UTF8Scalars.length(first: text[position])
                let end = min(position + length, text.count)
                output.append(contentsOf: text[position..<end])
                position = end
            }
        }
        return output
    }

    private func offset(_ unit: UInt32) -> Int {
        Int((unit >> 10) << ((unit & 1 << 9) >> 6))
    }

    /// Where the replacement of the longest match starts, and where the match ends.
    private func longestMatch(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> (replacement: Int, end: Int)? {
        guard units.count > 0 else { return nil }
        var place = offset(units[0])
        var best: (Int, Int)?
        var position = start
        while position < text.count {
            let byte = text[position]
            place ^= Int(byte)
            guard byte != 0, place < units.count else { break }
            let unit = units[place]
            guard unit & (1 << 31 | 0xFF) == UInt32(byte) else { break }
            position += 1
            place ^= offset(unit)
            guard place < units.count else { break }
            if unit >> 8 & 1 != 0 {
                let replacement = Int(units[place] & 0x7FFF_FFFF)
                guard replacement < replacements.count else { break }
                best = (replacement, position)
            }
        }
        return best
    }
}
