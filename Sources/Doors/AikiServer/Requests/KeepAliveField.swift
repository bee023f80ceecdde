import AikiBase
package import AikiDialogue

extension KeepAlive {
    /// The longest time that can be asked for; more is as good as forever.
    package static let secondsMax = 31_536_000.0

    /// Reads `keep_alive`, as Ollama takes it: seconds, or text such as `"90s"`, `"5m"`, `"24h"`; 0
    /// lets the model go after this answer, a negative number keeps it.
    ///
    /// - Returns: nil where the client does not say.
    package static func read(_ fields: inout FieldReader) throws(APIError) -> KeepAlive? {
        guard let value = fields.value("keep_alive") else { return nil }
        guard let seconds = value.real ?? value.text.flatMap(seconds(of:)), seconds.isFinite else {
            throw .invalid(
                "keep_alive",
                "'keep_alive' must be seconds, or a text such as '5m'; -1 keeps the model.")
        }
        if seconds < 0 || seconds > secondsMax { return .forever }
        return .after(.seconds(seconds))
    }

    /// `"1h30m"`, `"500ms"`, `"-1"`; nil where a text is no time.
    private static func seconds(of text: String) -> Double? {
        if let seconds = Double(text) { return seconds }
        guard text.utf8.count <= 64 else { return nil }
        var rest = Substring(text)
        let isNegative = rest.hasPrefix("-")
        if isNegative { rest = rest.dropFirst() }
        var total = 0.0
        repeat {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let unit = rest.dropFirst(digits.count).prefix { $0.isASCII && $0.isLetter }
            guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
            total += number * factor
            rest = rest.dropFirst(digits.count + unit.count)
        } while !rest.isEmpty
        return isNegative ? -total : total
    }

    private static let units = ["ms": 0.001, "s": 1.0, "m": 60, "h": 3600]
}
