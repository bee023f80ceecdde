/// Turns the bytes of a terminal into keys: UTF-8 and the escape sequences of ECMA-48 and xterm.
///
/// Bytes come in pieces of any size; what is incomplete waits for the next.
package struct KeyReader: Sendable {
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    /// The longest escape sequence that is waited for.
    private static let sequenceBytesMax = 16

    private var pending: [UInt8] = []
    private var isPasting = false

    /// Makes a reader.
    package init() {}

    /// Takes bytes and returns the keys that are complete.
    package mutating func push(_ bytes: some Sequence<UInt8>) -> [Key] {
        pending += bytes
        var keys: [Key] = []
        while let (key, count) = next() {
            pending.removeFirst(count)
            if key == .pasteStart { isPasting = true }
            if key == .pasteEnd { isPasting = false }
            keys.append(key)
        }
        return keys
    }

    private func next() -> (Key, Int)? {
        guard let first = pending.first else { return nil }
        if isPasting { return pasted() }
        switch first {
        case 0x1B: return escape()
        case 0x0D, 0x0A: return (.enter, 1)
        case 0x7F, 0x08: return (.backspace, 1)
        case 0x01: return (.home, 1)
        case 0x02: return (.left, 1)
        case 0x03: return (.interrupt, 1)
        case 0x04: return (.endOfInput, 1)
        case 0x05: return (.end, 1)
        case 0x06: return (.right, 1)
        case 0x0B: return (.killToEnd, 1)
        case 0x0C: return (.clear, 1)
        case 0x0E: return (.down, 1)
        case 0x10: return (.up, 1)
        case 0x15: return (.killToStart, 1)
        case 0x17: return (.killWord, 1)
        case 0x09: return (.text("    "), 1)
        case 0..<0x20: return (.unknown, 1)
        default: return character()
        }
    }

    /// One character of UTF-8.
    private func character() -> (Key, Int)? {
        let length =
            switch pending[0] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        guard pending.count >= length else { return nil }
        return (.text(String(decoding: pending[..<length], as: UTF8.self)), length)
    }

    /// Everything up to the end of a paste; line breaks in it are text.
    private func pasted() -> (Key, Int)? {
        if pending.starts(with: Self.pasteEnd) { return (.pasteEnd, Self.pasteEnd.count) }
        if pending[0] == 0x1B {
            return pending.count < Self.pasteEnd.count && Self.pasteEnd.starts(with: pending)
                ? nil : (.unknown, 1)
        }
        let end = pending.firstIndex(of: 0x1B) ?? pending.count
        guard end == pending.count else { return (.text(Self.text(pending[..<end])), end) }
        // A character may be cut at the end of what has come.
        var whole = end
        while whole > 0, end - whole < 4, pending[whole - 1] & 0xC0 == 0x80 { whole -= 1 }
        if whole > 0, pending[whole - 1] >= 0xC0 {
            let needed = pending[whole - 1] >= 0xF0 ? 4 : pending[whole - 1] >= 0xE0 ? 3 : 2
            whole = end - (whole - 1) >= needed ? end : whole - 1
        } else {
            whole = end
        }
        return whole == 0 ? nil : (.text(Self.text(pending[..<whole])), whole)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
            .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    private func escape() -> (Key, Int)? {
        guard pending.count > 1 else { return nil }
        switch pending[1] {
        case UInt8(ascii: "b"): return (.wordLeft, 2)
        case UInt8(ascii: "f"): return (.wordRight, 2)
        case 0x7F: return (.killWord, 2)
        case UInt8(ascii: "O"), UInt8(ascii: "["):
            let final = pending.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }
            guard let final else {
                return pending.count > Self.sequenceBytesMax ? (.unknown, pending.count) : nil
            }
            let body = String(decoding: pending[2...final], as: UTF8.self)
            return (Self.sequences[body] ?? .unknown, final + 1)
        default: return (.unknown, 2)
        }
    }

    private static let sequences: [String: Key] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
        "1~": .home, "7~": .home, "4~": .end, "8~": .end, "3~": .delete,
        "1;5C": .wordRight, "1;5D": .wordLeft, "1;3C": .wordRight, "1;3D": .wordLeft,
        "200~": .pasteStart, "201~": .pasteEnd,
    ]
}
