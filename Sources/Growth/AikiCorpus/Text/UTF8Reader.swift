/// Reads characters out of UTF-8 that is known to be right.
enum UTF8Reader {
    /// The character at a place, and where the next begins.
    ///
    /// - Precondition: a character begins there; the text is valid UTF-8.
    @inline(__always)
    static func scalar(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> (scalar: UInt32, next: Int) {
        let first = UInt32(text[index])
        if first < 0x80 { return (first, index + 1) }
        if first < 0xE0 {
            return ((first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F), index + 2)
        }
        if first < 0xF0 {
            let low = UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
            return ((first & 0x0F) << 12 | low, index + 3)
        }
        let middle = UInt32(text[index + 1] & 0x3F) << 12 | UInt32(text[index + 2] & 0x3F) << 6
        return ((first & 0x07) << 18 | middle | UInt32(text[index + 3] & 0x3F), index + 4)
    }

    /// Puts a character into bytes.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case 0..<0x80: bytes.append(UInt8(scalar))
        case 0x80..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// The length of the well-formed sequence at a place (Unicode 15, table 3-7); 0 where none is.
    static func sequenceLength(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let first = text[index]
        if first < 0x80 { return 1 }
        func isTail(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
            index + offset < text.count && (low...high).contains(text[index + offset])
        }
        switch first {
        case 0xC2...0xDF: return isTail(1) ? 2 : 0
        case 0xE0: return isTail(1, 0xA0) && isTail(2) ? 3 : 0
        case 0xED: return isTail(1, 0x80, 0x9F) && isTail(2) ? 3 : 0
        case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
        case 0xF0: return isTail(1, 0x90) && isTail(2) && isTail(3) ? 4 : 0
        case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
        case 0xF4: return isTail(1, 0x80, 0x8F) && isTail(2) && isTail(3) ? 4 : 0
        default: return 0
        }
    }
}
