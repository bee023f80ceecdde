public import AikiBase
public import AikiDialogue

/// Puts originals back where their placeholders stand in an answer, also while it is written.
///
///     var restorer = redacted.makeRestorer()
///     restorer.push("Dear [NA")      // "Dear "
///     restorer.push("ME_1],")        // "Ann,"
///     restorer.flush()               // ""
///
/// Models change placeholders a little: `[name_1]`, `[NAME 1]` and `\[NAME\_1\]` count as
/// `[NAME_1]`. What stands for nothing is left as it is. Text is held back only from a bracket on,
/// and for no longer than a placeholder can be.
///
/// In an answer that is JSON, what is put back is escaped, and a placeholder that was given as a key of
/// the answer's schema, without brackets, is put back where it is a whole text.
///
/// - Complexity: O(characters).
public struct Restorer: Sendable {
    /// The longest that can stand between the brackets of a placeholder, in bytes.
    static let placeholderBytesMax = 40

    private let originals: [String: String]
    private let escapesJSON: Bool
    /// What is put back without brackets too.
    private let names: Set<String>
    private var held = String.UnicodeScalarView()

    init(_ replaced: PlaceholderTable, escapesJSON: Bool = false) {
        originals = replaced.originals
        self.escapesJSON = escapesJSON
        names = escapesJSON ? replaced.names : []
    }

    /// Takes more of an answer.
    ///
    /// - Returns: what is settled by now.
    public mutating func push(_ delta: String) -> String {
        if originals.isEmpty { return delta }
        var output = String.UnicodeScalarView()
        for scalar in delta.unicodeScalars { take(scalar, into: &output) }
        return String(output)
    }

    /// The end of an answer.
    ///
    /// - Returns: what was held back.
    public mutating func flush() -> String {
        defer { held.removeAll() }
        return String(held)
    }

    /// Puts originals back into a whole text.
    public func restore(_ text: String) -> String {
        var copy = self
        copy.held.removeAll()
        return copy.push(text) + copy.flush()
    }

    /// Puts originals back into a call of a tool: its name, its id and every text of its arguments.
    public func restore(_ call: ToolCall) -> ToolCall {
        ToolCall(
            id: restoreIdentifier(call.id), name: restoreIdentifier(call.name),
            arguments: restore(call.arguments))
    }

    /// Puts originals back into every text of a JSON value, keys too.
    public func restore(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(restore(text))
        case .array(let values): .array(values.map(restore))
        case .object(let object):
            .object(JSONObject(object.pairs.map { (restoreIdentifier($0.key), restore($0.value)) }))
        case .null, .bool, .integer, .number: value
        }
    }

    /// Names and ids have no brackets.
    private func restoreIdentifier(_ text: String) -> String { originals[text] ?? restore(text) }

    private mutating func take(
        _ scalar: Unicode.Scalar, into output: inout String.UnicodeScalarView
    ) {
        if held.first == "\"", takeQuoted(scalar, into: &output) { return }
        if scalar == "[" {
            // A backslash before it is markdown's, and goes with the placeholder.
            if held.count != 1 || held.first != "\\" { output.append(contentsOf: flushed()) }
            held.append(scalar)
        } else if held.isEmpty || held.last == "\\" && held.count == 1 {
            takePlain(scalar, into: &output)
        } else if scalar == "]" {
            if let original = originals[Self.canonical(held)] {
                held.removeAll()
                put(original, into: &output)
            } else {
                output.append(contentsOf: flushed())
                output.append(scalar)
            }
        } else {
            held.append(scalar)
            if !Self.mayStandInside(scalar) || held.count > Self.placeholderBytesMax {
                output.append(contentsOf: flushed())
            }
        }
    }

    /// What stands in no placeholder, unless it begins one: a backslash is held for the bracket after it,
    /// but in JSON two of them are one that is meant; a quotation mark is held for the name after it.
    private mutating func takePlain(
        _ scalar: Unicode.Scalar, into output: inout String.UnicodeScalarView
    ) {
        let isEscaped = !held.isEmpty
        output.append(contentsOf: flushed())
        let begins =
            scalar == "\\"
            ? !(escapesJSON && isEscaped) : scalar == "\"" && !isEscaped && !names.isEmpty
        if begins { held.append(scalar) } else { output.append(scalar) }
    }

    /// What follows a quotation mark, up to the next one.
    ///
    /// - Returns: whether it is settled; where not, nothing is held any more.
    private mutating func takeQuoted(
        _ scalar: Unicode.Scalar, into output: inout String.UnicodeScalarView
    ) -> Bool {
        if scalar == "\"" {
            var name = held
            name.removeFirst()
            if names.contains(String(name)), let original = originals[String(name)] {
                held.removeAll()
                output.append(scalar)
                put(original, into: &output)
                output.append(scalar)
                return true
            }
        } else if Self.mayStandInside(scalar), scalar != " ", scalar != "\\",
            held.count <= Self.placeholderBytesMax
        {
            held.append(scalar)
            return true
        }
        output.append(contentsOf: flushed())
        return false
    }

    private func put(_ original: String, into output: inout String.UnicodeScalarView) {
        guard escapesJSON else {
            output.append(contentsOf: original.unicodeScalars)
            return
        }
        let quoted = JSONValue.string(original).encoded().unicodeScalars
        output.append(contentsOf: quoted.dropFirst().dropLast())
    }

    private mutating func flushed() -> String.UnicodeScalarView {
        defer { held.removeAll() }
        return held
    }

    private static func mayStandInside(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            || scalar == "_" || scalar == " " || scalar == "\\"
    }

    /// The form in which placeholders are compared: capitals, `_` between, nothing else.
    static func canonical(_ text: some StringProtocol) -> String { canonical(text.unicodeScalars) }

    static func canonical(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var output = String.UnicodeScalarView()
        for scalar in scalars where scalar != "[" && scalar != "\\" {
            output.append(scalar == " " ? "_" : scalar)
        }
        return String(output).uppercased()
    }
}
