import AikiBase

/// Merges of a SentencePiece vocabulary of byte pairs, which itself knows only scores.
///
/// SentencePiece joins, again and again, the neighbours whose union has the highest score. So each
/// way to cut a token into two tokens is a merge, as good as the token's score; among equals the
/// shorter left part goes first. Source: Kudo 2018 (SentencePiece) §3.1; the order among equals is
/// that of Hugging Face's converter.
enum SentencePieceMerges {
    static func merges(tokens: [String], scores: [Float], usable: [Bool]) -> [String] {
        var ids: [ExactText: Int] = [:]
        for (id, token) in tokens.enumerated() where usable[id] { ids[ExactText(token)] = id }
        var found: [Merge] = []
        for (id, token) in tokens.enumerated() where usable[id] {
            let scalars = Array(token.unicodeScalars)
            guard scalars.count > 1 else { continue }
            for cut in 1..<scalars.count {
                let (left, right) = (text(scalars[..<cut]), text(scalars[cut...]))
                guard let leftID = ids[ExactText(left)], let rightID = ids[ExactText(right)] else {
                    continue
                }
                found.append(
                    Merge(
                        text: "\(left) \(right)", score: scores[id], leftLength: cut,
                        leftID: leftID, rightID: rightID))
            }
        }
        return found.sorted(by: Merge.comesFirst).map(\.text)
    }

    private struct Merge {
        let text: String
        let score: Float
        let leftLength: Int
        let leftID: Int
        let rightID: Int

        static func comesFirst(_ one: Merge, _ other: Merge) -> Bool {
            if one.score != other.score { return one.score > other.score }
            return (one.leftLength, one.leftID, one.rightID)
                < (other.leftLength, other.leftID, other.rightID)
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
