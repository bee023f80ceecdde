/// How SentencePiece treats spaces before it looks for pieces.
struct SpaceRules: Sendable, Equatable {
    /// When a space is put before a fragment.
    enum Prefix: Sendable, Equatable {
        /// Never.
        case never
        /// Before the first text, and after a special token.
        case always
        /// Before the first text alone.
        case first
        /// As `always`, unless the text starts with a space.
        case unlessPresent
    }

    /// `▁`, which stands for a space.
    static let mark: [UInt8] = [0xE2, 0x96, 0x81]

    var prefix = Prefix.always
    /// Whether spaces at the ends go and runs become one.
    var removesExtra = false
    /// Whether the added space goes to the end.
    var isSuffix = false
    /// Whether a space becomes `▁`.
    var escapes = true

    /// The text with its spaces as the vocabulary spells them.
    func apply(_ text: some Collection<UInt8>, startsText: Bool) -> [UInt8] {
        let space: [UInt8] = escapes ? Self.mark : [0x20]
        var output: [UInt8] = []
        output.reserveCapacity(text.count * 5 / 4 + 3)
        let adds =
            switch prefix {
            case .never: false
            case .always: true
            case .first: startsText
            case .unlessPresent: !(text.first == 0x20 || text.starts(with: Self.mark))
            }
        if removesExtra {
            var hasContent = false
            var pending = false
            for byte in text {
                if byte == 0x20 {
                    pending = hasContent
                } else {
                    if !hasContent, adds, !isSuffix { output += space }
                    if pending { output += space }
                    (hasContent, pending) = (true, false)
                    output.append(byte)
                }
            }
            // A mark that was in the text counts as a space at its end, as SentencePiece has it.
            while escapes, output.count >= space.count, output.suffix(space.count) == space[...] {
                output.removeLast(space.count)
            }
            if hasContent, adds, isSuffix { output += space }
            return output
        }
        if adds, !isSuffix { output += space }
        for byte in text {
            if byte == 0x20 { output += space } else { output.append(byte) }
        }
        if adds, isSuffix { output += space }
        return output
    }
}
