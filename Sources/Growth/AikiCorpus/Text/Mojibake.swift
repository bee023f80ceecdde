/// Text that was UTF-8, was read as Windows-1252 and saved again: `Ã©` for `é`, `â€™` for `’`.
enum Mojibake {
    /// What the bytes 0x80 to 0x9F are in Windows-1252; those it leaves open are controls, as the
    /// encoding standard of the web has it.
    private static let high: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static let bytes: [UInt32: UInt8] = Dictionary(
        uniqueKeysWithValues: high.enumerated().map { ($1, UInt8(0x80 + $0)) })

    /// The character of a byte in Windows-1252.
    static func windowsCharacter(_ byte: UInt8) -> UInt32 {
        (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
    }

    /// The byte of a character in Windows-1252, beyond ASCII.
    private static func windowsByte(_ scalar: UInt32) -> UInt8? {
        if (0x80...0xFF).contains(scalar) { return UInt8(scalar) }
        return bytes[scalar]
    }

    /// Turns a text back.
    ///
    /// Beginnings that occur in no sound text (`Ã` or `Â` before a continuation, `â€`, `ðŸ`) are
    /// proof; others (`É»` may end a French quotation) are turned back only beside such proof.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - count: grows by the characters that came back.
    /// - Returns: nil where nothing was to be done.
    static func repair(_ text: [UInt8], _ count: inout Int) -> [UInt8]? {
        text.withUnsafeBufferPointer { buffer in
            guard hasProof(buffer) else { return nil }
            var output: [UInt8] = []
            output.reserveCapacity(text.count)
            var index = 0
            while index < buffer.count {
                if buffer[index] >= 0xC2, let found = sequence(buffer, index) {
                    output.append(contentsOf: found.bytes)
                    index = found.next
                    count += 1
                } else {
                    let next = index + max(1, UTF8Reader.sequenceLength(buffer, index))
                    output.append(contentsOf: buffer[index..<next])
                    index = next
                }
            }
            return output
        }
    }

    /// Whether something stands in the text that no sound text has. In UTF-8 the suspects begin C3 82, C3 83, C3 A2 (of
    /// `â€`) or C3 B0 (of `ðŸ`).
    private static func hasProof(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 4 else { return false }
        for index in 0..<(text.count - 3) where text[index] == 0xC3 {
            let second = text[index + 1]
            if second == 0x82 || second == 0x83 {
                if sequence(text, index) != nil { return true }
            } else if second == 0xA2 || second == 0xB0 {
                if let found = sequence(text, index), found.bytes.count >= 3 { return true }
            }
        }
        return false
    }

    /// The UTF-8 sequence that characters of Windows-1252 spell at a place.
    private static func sequence(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> (bytes: [UInt8], next: Int)? {
        var (scalar, index) = UTF8Reader.scalar(text, start)
        guard let lead = windowsByte(scalar), lead >= 0xC2, lead <= 0xF4 else { return nil }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var bytes = [lead]
        while bytes.count < length, index < text.count {
            (scalar, index) = UTF8Reader.scalar(text, index)
            guard let byte = windowsByte(scalar) else { return nil }
            bytes.append(byte)
        }
        let isWhole = bytes.withUnsafeBufferPointer { UTF8Reader.sequenceLength($0, 0) == length }
        // A control character is no text that anybody wrote.
        guard isWhole, !(bytes[0] == 0xC2 && bytes[1] < 0xA0) else { return nil }
        return (bytes, index)
    }
}
