/// Finds what stands after a word for "password" in the languages that are looked through, and a sign.
struct PasswordFinder {
    private static let words: Set = [
        "password", "passwort", "kennwort", "passord", "passordet", "пароль", "passcode",
        "passphrase",
        "pin", "pinkode", "pincode", "geheimzahl", "пин", "wachtwoord", "lösenord",
        "пароля", "пин-код", "пинкод", "pwd", "passwd", "zugangscode", "tilgangskode", "kode",
        "kodeordet", "kodeord", "zugangsdaten",
    ]

    /// Words between the word and the password: "the password is", "das Passwort lautet".
    private static let joints: Set = [
        "is", "was", "er", "var", "ist", "war", "lautet", "lyder", "это", "the", "mitt", "was",
    ]

    /// The bytes of a colon, an equals sign, or a dash of any length.
    private static let signs: Set<UInt8> = [0x3A, 0x3D, 0x2D, 0xE2, 0x80, 0x93, 0x94]

    /// The passwords of a text: at least four characters after a sign, with a digit among them; after a
    /// word instead of a sign, with letters too.
    func find(in text: TextWords) -> [PersonalDataSpan] {
        text.words.indices.compactMap { index in
            guard Self.words.contains(text.words[index].lower) else { return nil }
            var last = index
            if index + 1 < text.words.count, Self.joints.contains(text.words[index + 1].lower),
                Array(text.gap(after: index)) == [0x20]
            {
                last += 1
            }
            return value(after: last, isJoined: last > index, in: text)
        }
    }

    private func value(
        after index: Int, isJoined: Bool, in text: TextWords
    ) -> PersonalDataSpan? {
        let end = text.words[index].range.upperBound
        var start = end
        while start < text.bytes.count, start - end < 6,
            text.bytes[start] == 0x20 || Self.signs.contains(text.bytes[start])
        {
            start += 1
        }
        let hasSign = text.bytes[end..<start].contains { $0 != 0x20 }
        guard hasSign || isJoined && start > end else { return nil }
        var stop = start
        while stop < text.bytes.count, stop - start < 128, text.bytes[stop] > 0x20 { stop += 1 }
        while stop > start, [0x2E, 0x2C, 0x22, 0x27].contains(text.bytes[stop - 1]) { stop -= 1 }
        let value = text.bytes[start..<stop]
        let hasDigit = value.contains { (0x30...0x39).contains($0) }
        let hasLetter = value.contains { $0 >= 0x41 }
        return value.count >= 4 && hasDigit && (hasSign || hasLetter)
            ? PersonalDataSpan(kind: .secret, range: start..<stop) : nil
    }
}
