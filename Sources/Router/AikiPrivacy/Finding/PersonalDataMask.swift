/// Puts placeholders where personal data stood: `[EMAIL_1]`, `[PHONE_2]`.
///
///     let masked = PersonalDataMask().mask("Write to ann@example.org.")
///     masked.text                       // "Write to [EMAIL_1]."
///     masked.restore("I wrote to [EMAIL_1].")
///
/// The same value has the same placeholder wherever it stands in a text, so that what a text says
/// about who did what survives.
public struct PersonalDataMask: Sendable {
    private let finder: PersonalDataFinder

    /// Makes a mask.
    ///
    /// - Parameter kinds: what is masked.
    public init(kinds: Set<PersonalDataKind> = PersonalDataKind.formed) {
        finder = PersonalDataFinder(kinds: kinds)
    }

    /// Masks a text.
    public func mask(_ text: String) -> MaskedText {
        var masked = MaskedText()
        let bytes = mask(Array(text.utf8), into: &masked) ?? Array(text.utf8)
        masked.text = String(decoding: bytes, as: UTF8.self)
        return masked
    }

    /// Masks bytes of UTF-8; placeholders go on counting from those of earlier texts.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - masked: gathers what was replaced; its own text is left as it is.
    /// - Returns: the masked text; nil where there was nothing to mask.
    public func mask(_ text: [UInt8], into masked: inout MaskedText) -> [UInt8]? {
        let spans = text.withUnsafeBufferPointer { finder.find(in: $0) }
        if spans.isEmpty { return nil }
        return masked.table.replace(spans, in: text)
    }
}
