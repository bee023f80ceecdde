/// What a character is to search: a letter or digit in its plain form, or what stands between words.
enum LetterFolding {
    /// A kind of character.
    enum Kind {
        /// A letter or digit of ASCII.
        case letter(UInt8)
        /// Another letter or digit, in lower case and without its accent.
        case letters(String)
        /// A sign that is a word of its own.
        case sign
        /// `'` and its typographic form.
        case apostrophe
        /// A combining accent; it does not count.
        case mark
        /// What ends a word.
        case other
    }

    /// Looks a character up.
    static func kind(of scalar: Unicode.Scalar) -> Kind {
        let value = scalar.value
        switch value {
        case 0x61...0x7A, 0x30...0x39: return .letter(UInt8(value))
        case 0x41...0x5A: return .letter(UInt8(value + 0x20))
        case 0x27, 0x2019: return .apostrophe
        case 0..<0x80: return .other
        case 0x300...0x36F: return .mark
        case 0xC0...0x17F:
            guard let folded = latin[value] else { return plain(scalar) }
            return .letters(folded)
        case 0x401, 0x451: return .letters("е")
        case 0x410...0x42F: return .letters(String(Unicode.Scalar(value + 0x20) ?? scalar))
        case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0x20000...0x3FFFF: return .sign
        default: return plain(scalar)
        }
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Kind {
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else { return .other }
        return .letters(properties.lowercaseMapping)
    }

    /// Latin letters with accents, and their plain forms.
    private static let latin: [UInt32: String] = {
        let groups: [(String, String)] = [
            ("ÀÁÂÃÄÅàáâãäåĀāĂăĄą", "a"), ("ÇçĆćĈĉĊċČč", "c"), ("ĎďĐđÐð", "d"),
            ("ÈÉÊËèéêëĒēĔĕĖėĘęĚě", "e"), ("ĜĝĞğĠġĢģ", "g"), ("ĤĥĦħ", "h"),
            ("ÌÍÎÏìíîïĨĩĪīĬĭĮįİı", "i"), ("Ĵĵ", "j"), ("Ķķ", "k"), ("ĹĺĻļĽľĿŀŁł", "l"),
            ("ÑñŃńŅņŇň", "n"), ("ÒÓÔÕÖØòóôõöøŌōŎŏŐő", "o"), ("ŔŕŖŗŘř", "r"),
            ("ŚśŜŝŞşŠš", "s"), ("ŢţŤťŦŧ", "t"), ("ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų", "u"), ("Ŵŵ", "w"),
            ("ÝýÿŶŷŸ", "y"), ("ŹźŻżŽž", "z"), ("Ææ", "ae"), ("Œœ", "oe"), ("ß", "ss"),
            ("Þþ", "th"),
        ]
        var table: [UInt32: String] = [:]
        for (letters, folded) in groups {
            for scalar in letters.unicodeScalars { table[scalar.value] = folded }
        }
        return table
    }()
}
