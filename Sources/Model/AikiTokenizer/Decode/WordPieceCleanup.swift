/// Takes out the spaces that WordPiece's decoder puts before punctuation and contractions.
///
/// The same replacements in the same order as BERT's own decoder: ` .`, ` ?`, ` !`, ` ,`, ` ' `, ` n't`,
/// ` 'm`, ` do not`, ` 's`, ` 've`, ` 're`.
enum WordPieceCleanup {
    private static let replacements: [([UInt8], [UInt8])] = [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
        (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// The text without those spaces.
    static func clean(_ text: [UInt8]) -> [UInt8] {
        replacements.reduce(text) { replace($1.0, by: $1.1, in: $0) }
    }

    private static func replace(_ old: [UInt8], by new: [UInt8], in text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == old[0], text[index...].starts(with: old) {
                output.append(contentsOf: new)
                index += old.count
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output
    }
}
