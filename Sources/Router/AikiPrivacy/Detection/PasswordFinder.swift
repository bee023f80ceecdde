/// Finds what stands after a word for "password" in the languages that are looked through, and a sign.
struct PasswordFinder {
    private static let words: Set = [
        "password", "passwort", "kennwort", "passord", "passordet", "пароль", "passcode",
        "passphrase",
        "pin", "pinkode", "pincode", "geheimzahl", "пин", "wachtwoord", "lösenord",
    ]

    /// The passwords of a text: at least four characters with a digit among them.
    func find(in text: TextWords) -> [PersonalDataSpan] {
        text.words.compactMap { word in
            guard Self.words.contains(word.lower) else { return nil }
            var start = word.range.upperBound
            let isSign: (UInt8) -> Bool = { $0 == 0x3A || $0 == 0x3D }
            while start < text.bytes.count, start - word.range.upperBound < 3,
                text.bytes[start] == 0x20 || isSign(text.bytes[start])
            {
                start += 1
            }
            guard text.bytes[word.range.upperBound..<start].contains(where: isSign) else {
                return nil
            }
            var end = start
            while end < text.bytes.count, end - start < 128, text.bytes[end] > 0x20 { end += 1 }
            while end > start, [0x2E, 0x2C, 0x22, 0x27].contains(text.bytes[end - 1]) { end -= 1 }
            let value = text.bytes[start..<end]
            let hasDigit = value.contains { (0x30...0x39).contains($0) }
            return value.count >= 4 && hasDigit
                ? PersonalDataSpan(kind: .secret, range: start..<end) : nil
        }
    }
}
