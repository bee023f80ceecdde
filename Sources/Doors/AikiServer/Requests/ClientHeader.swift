package import AikiDialogue

/// What a client writes at the very beginning of the instructions for its own provider's billing, and
/// anew with each request: `x-anthropic-billing-header: cc_version=2.1; cch=0aaa9;`.
///
/// It says nothing to a model, but a prompt whose first tokens change each time must be computed
/// anew each time, all of it. So it is left out, and the answer's `x-aiki-ignored` names it. Only the
/// header itself goes, `name=value;` after `name=value;`: some clients write on in the same line.
package enum ClientHeader {
    /// The header's name.
    package static let name = "x-anthropic-billing-header"

    /// Takes the header off the first message, where that is instructions.
    ///
    /// - Returns: whether there was one.
    package static func remove(from messages: inout [Message]) -> Bool {
        guard let first = messages.first, first.role == .system || first.role == .developer,
            first.text.hasPrefix("\(name):")
        else { return false }
        var rest = first.text.dropFirst(name.count + 1)
        while let end = endOfField(rest) { rest = rest[end...] }
        messages[0].text = String(rest.drop { $0 == " " }.drop { $0.isNewline })
        return true
    }

    /// Where a `name=value;` at the beginning of a text ends; nil where there is none.
    private static func endOfField(_ text: Substring) -> String.Index? {
        let field = text.drop { $0 == " " }
        let value = field.drop { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard value.startIndex > field.startIndex, value.first == "=",
            let end = value.firstIndex(where: { $0 == ";" || $0.isNewline }), value[end] == ";"
        else { return nil }
        return value.index(after: end)
    }
}
