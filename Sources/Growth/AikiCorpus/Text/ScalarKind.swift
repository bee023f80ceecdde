/// What a character is to the splitting of texts into words.
enum ScalarKind: UInt8 {
    /// Spaces, punctuation and symbols: no part of a word.
    case other
    /// Letters and digits.
    case word
    /// A word by itself: ideographs, kana, and letters of Thai, Lao, Khmer and Burmese, which write
    /// without spaces.
    case alone

    /// The kind of a character beyond ASCII, by block: cheaper than the full tables, and what lies
    /// in a block of the other kind is rare.
    static func of(_ scalar: UInt32) -> ScalarKind {
        if scalar < 0x0E00 { return low(scalar) }
        switch scalar {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return .alone
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            return .alone
        case 0x2000...0x206F, 0x20A0...0x2BFF, 0x2E00...0x303F, 0xE000...0xF8FF, 0xFE00...0xFE6F,
            0xFF00...0xFF0F, 0xFF1A...0xFF20, 0xFFF0...0xFFFF, 0x1F000...0x1FAFF,
            0xE0000...0x10FFFF:
            return .other
        default: return .word
        }
    }

    private static func low(_ scalar: UInt32) -> ScalarKind {
        switch scalar {
        case 0x00...0x7F:
            let byte = UInt8(scalar)
            return byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 ? .word : .other
        case 0x80...0xBF: return scalar == 0xAA || scalar == 0xB5 || scalar == 0xBA ? .word : .other
        case 0xD7, 0xF7, 0x2C2...0x2C5, 0x2D2...0x2DF, 0x37E, 0x387, 0x55A...0x55F, 0x589, 0x58A,
            0x5BE, 0x5C0, 0x5C3, 0x5F3, 0x5F4, 0x60C, 0x61B, 0x61F, 0x66A...0x66D, 0x6D4,
            0x964, 0x965, 0x970:
            return .other
        default: return .word
        }
    }

    /// The small letter of a capital of Latin, Greek and Cyrillic; anything else as it is.
    static func lowercased(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A9, 0x410...0x42F:
            return scalar + 32
        case 0x400...0x40F: return scalar + 80
        case 0x139...0x148, 0x179...0x17E: return scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x100...0x137, 0x14A...0x177, 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F,
            0x1E00...0x1E95, 0x1EA0...0x1EFF:
            return scalar & 1 == 0 ? scalar + 1 : scalar
        default: return scalar
        }
    }
}
