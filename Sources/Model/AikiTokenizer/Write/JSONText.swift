/// JSON that is written piece by piece: a vocabulary has no need of a tree.
struct JSONText {
    /// What was written.
    private(set) var bytes: [UInt8] = []

    /// Adds text as it stands.
    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds a string in quotes, escaped where JSON asks for it (RFC 8259 §7).
    mutating func add(string: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        for byte in string {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: add("\\n")
            case 0x0D: add("\\r")
            case 0x09: add("\\t")
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
