/// A sentence with places to fill: `{s} [lives|live] in {v}.`
///
/// `{s}` is the subject, `{s's}` what is theirs, `{v}` the value, and of `[third|second|first]` the
/// form that the subject wants is taken; where the first is left out it is as the second.
struct Phrase: Sendable {
    private enum Piece: Sendable {
        case text(String)
        case subject
        case possessive
        case value
        case forms([String])
    }

    private let pieces: [Piece]

    /// Reads a phrase.
    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let mark = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            let close: Character = rest[mark] == "{" ? "}" : "]"
            guard let end = rest[mark...].firstIndex(of: close) else {
                preconditionFailure("a phrase opens a mark and does not close it: \(text)")
            }
            pieces.append(.text(String(rest[..<mark])))
            let inside = rest[rest.index(after: mark)..<end]
            switch (rest[mark], inside) {
            case ("[", _):
                pieces.append(
                    .forms(
                        inside.split(separator: "|", omittingEmptySubsequences: false).map(
                            String.init)))
            case (_, "s"): pieces.append(.subject)
            case (_, "s's"): pieces.append(.possessive)
            case (_, "v"): pieces.append(.value)
            default: preconditionFailure("a phrase has an unknown mark: \(text)")
            }
            rest = rest[rest.index(after: end)...]
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
    }

    /// The sentence, not capitalised.
    func filled(_ subject: Subject, _ voice: Voice, value: String = "") -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .subject: text += subject.name(voice)
            case .possessive: text += subject.possessive(voice)
            case .value: text += value
            case .forms(let forms):
                text += forms[min(subject.person(voice).rawValue, forms.count - 1)]
            }
        }
        return text
    }
}
