/// Text that does nothing to a terminal but to be read.
package enum PlainText {
    /// The text with control characters made visible, all but line breaks and tabs.
    ///
    /// What a model writes may hold escape sequences, its own or repeated from what it was given:
    /// they could move the cursor, change the title or answer in the person's name.
    package static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard isControl(scalar) else {
                result.append(scalar)
                continue
            }
            // Unicode's pictures of the C0 controls; the others have none.
            let picture = scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) : nil
            result.append(picture ?? "\u{FFFD}")
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: false
        }
    }
}
