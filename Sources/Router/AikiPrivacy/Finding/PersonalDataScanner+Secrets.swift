/// Keys and passwords: by the beginnings that their makers gave them, or by what they are set to.
extension PersonalDataScanner {
    /// How known keys begin, and how many further characters they have at least.
    private static let beginnings: [(start: StaticString, rest: Int)] = [
        ("sk-", 20), ("sk_live_", 16), ("sk_test_", 16), ("rk_live_", 16), ("ghp_", 30),
        ("gho_", 30), ("ghs_", 30), ("ghu_", 30), ("github_pat_", 20), ("glpat-", 16),
        ("AKIA", 16), ("ASIA", 16), ("AIza", 30), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10),
        ("hf_", 30), ("npm_", 30), ("pypi-", 30), ("SG.", 40), ("eyJ", 30),
    ]

    /// A key that says by its beginning what it is.
    func knownKey(at start: Int) -> PersonalDataSpan? {
        for (word, rest) in Self.beginnings where matches(word, at: start) {
            let first = start + word.utf8CodeUnitCount
            var end = first
            while Self.isKeyByte(self[end]) { end += 1 }
            while end > first, self[end - 1] == UInt8(ascii: ".") { end -= 1 }
            let hasDigit = text[first..<end].contains(where: Self.isDigit)
            if end - first >= rest, hasDigit {
                return PersonalDataSpan(kind: .secret, range: start..<end)
            }
        }
        return nil
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    /// The block that holds a private key, with its first and last line.
    func privateKey(at start: Int) -> PersonalDataSpan? {
        guard matches("-----BEGIN ", at: start) else { return nil }
        var lineEnd = start
        while lineEnd < text.count, lineEnd - start < 80, text[lineEnd] != 0x0A { lineEnd += 1 }
        let line = String(decoding: text[start..<lineEnd], as: UTF8.self)
        guard line.contains("PRIVATE KEY-----") else { return nil }
        var end = lineEnd
        while end < text.count, end - start < 1 << 16 {
            if matches("-----END ", at: end) {
                while end < text.count, text[end] != 0x0A { end += 1 }
                return PersonalDataSpan(kind: .secret, range: start..<end)
            }
            end += 1
        }
        return PersonalDataSpan(kind: .secret, range: start..<min(end, text.count))
    }

    /// The value in `password = "…"`, `api_key: …` and the like.
    func assignment(at index: Int) -> PersonalDataSpan? {
        var nameEnd = index
        while nameEnd > 0, [0x20, 0x22, 0x27].contains(self[nameEnd - 1]), index - nameEnd < 3 {
            nameEnd -= 1
        }
        let names: [StaticString] = [
            "password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "secret_key",
            "access_key",
        ]
        let isSecret = names.contains { name in
            name.withUTF8Buffer { bytes in
                nameEnd >= bytes.count
                    && bytes.indices.allSatisfy {
                        (text[nameEnd - bytes.count + $0] | 0x20) == (bytes[$0] | 0x20)
                    }
            }
        }
        guard isSecret else { return nil }
        var start = index + 1
        if self[start] == UInt8(ascii: "=") { start += 1 }
        while self[start] == 0x20, start < text.count, start - index < 4 { start += 1 }
        let quote = self[start]
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { start += 1 }
        var end = start
        while end < text.count, end - start < 512, text[end] > 0x20,
            isQuoted ? text[end] != quote : text[end] != UInt8(ascii: ",")
        {
            end += 1
        }
        let value = text[min(start, end)..<end]
        guard value.count >= 8, value.contains(where: Self.isDigit),
            value.contains(where: { !Self.isDigit($0) })
        else { return nil }
        return PersonalDataSpan(kind: .secret, range: start..<end)
    }
}
