/// Finds personal data by its form and, where there are check digits, by them.
///
///     let finder = PersonalDataFinder(kinds: [.email, .phone])
///     let spans = text.withUTF8 { finder.find(in: $0) }
///
/// Names and addresses of houses are not found: they have no form of their own. What has one but is
/// not what it looks like (a card whose check digit is wrong, a version number, a time) is left.
///
/// - Complexity: O(bytes): one pass, which stops only where a find may begin.
public struct PersonalDataFinder: Sendable {
    /// What is looked for.
    public let kinds: Set<PersonalDataKind>

    /// Makes a finder.
    public init(kinds: Set<PersonalDataKind> = PersonalDataKind.formed) {
        self.kinds = kinds
    }

    /// Looks through a text.
    ///
    /// - Parameter text: UTF-8.
    /// - Returns: the finds, ascending and apart.
    public func find(in text: UnsafeBufferPointer<UInt8>) -> [PersonalDataSpan] {
        var scanner = PersonalDataScanner(text: text)
        var spans: [PersonalDataSpan] = []
        var index = 0
        while index < text.count {
            let byte = text[index]
            guard byte < 0x80, ByteClass.of(byte) != .plain,
                let span = scanner.span(at: index, floor: spans.last?.range.upperBound ?? 0),
                kinds.contains(span.kind)
            else {
                index += 1
                continue
            }
            spans.append(span)
            index = span.range.upperBound
        }
        return spans
    }

    /// The finds of a string.
    public func find(in text: String) -> [PersonalDataSpan] {
        var copy = text
        return copy.withUTF8 { find(in: $0) }
    }
}

/// What a byte may begin.
enum ByteClass: UInt8 {
    /// Nothing.
    case plain
    /// A number, or a plus or bracket before one.
    case digit
    /// An account or the known beginning of a key.
    case letter
    /// The middle of a mail address.
    case at
    /// The middle of an assignment or of an address of version 6.
    case colon
    /// A private key.
    case dash

    private static let table: [ByteClass] = (0..<128).map { value in
        switch UInt8(value) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "("): .digit
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
        case UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "h"), UInt8(ascii: "n"),
            UInt8(ascii: "p"), UInt8(ascii: "r"), UInt8(ascii: "s"), UInt8(ascii: "x"):
            .letter
        case UInt8(ascii: "@"): .at
        case UInt8(ascii: ":"), UInt8(ascii: "="): .colon
        case UInt8(ascii: "-"): .dash
        default: .plain
        }
    }

    static func of(_ byte: UInt8) -> ByteClass { table[Int(byte)] }
}
