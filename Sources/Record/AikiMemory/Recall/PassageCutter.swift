/// Cuts a message into the passages that are found one by one.
///
/// A message of ordinary length is one passage. A long one, a note say, is cut where its writer made a
/// break: between paragraphs, or else lines, sentences, words.
package enum PassageCutter {
    /// The most bytes of a message that stays whole: what the embedding model reads at once, about.
    package static let wholeBytesMax = 2_000
    /// The most bytes of a part.
    package static let partBytesMax = 1_400
    /// A part is not cut before this, so that a short paragraph is joined with the next.
    static let partBytesMin = 500

    /// The spans of the passages, in bytes of UTF-8: in order, without gaps, none of them inside a
    /// character's bytes.
    ///
    /// - Complexity: O(bytes).
    package static func cut(_ text: String) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { bytes in
            if bytes.count <= wholeBytesMax { return [0..<bytes.count] }
            var spans: [Range<Int>] = []
            var start = 0
            while bytes.count - start > partBytesMax {
                let end = breakAfter(start, in: bytes)
                spans.append(start..<end)
                start = end
            }
            spans.append(start..<bytes.count)
            return spans
        }
    }

    /// The best place to end a part that begins at `start`: the last one of the best kind.
    private static func breakAfter(_ start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var best = (rank: -1, end: start + partBytesMax)
        for end in (start + partBytesMin)...(start + partBytesMax) {
            let rank = rank(of: end, in: bytes)
            if rank >= best.rank, rank >= 0 { best = (rank, end) }
        }
        return best.end
    }

    /// How good it is to cut before the byte at `end`; negative inside a character.
    private static func rank(of end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard bytes[end] & 0xC0 != 0x80 else { return -1 }
        let last = bytes[end - 1]
        if last == UInt8(ascii: "\n") { return bytes[end - 2] == UInt8(ascii: "\n") ? 4 : 3 }
        guard last == UInt8(ascii: " ") else { return 0 }
        return ".!?:;".utf8.contains(bytes[end - 2]) ? 2 : 1
    }
}
