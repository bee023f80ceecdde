import AikiTokenizer

/// Makes broken text whole: wrong encodings, characters that nobody sees, forms that look alike.
///
/// Bytes that are not UTF-8 are taken for UTF-16 where the text begins with its mark, else for
/// Windows-1252. Line ends become `\n`. Control characters, marks of byte order and soft hyphens go,
/// invisible spaces too where they do not join letters. Text that was read in the wrong encoding and
/// saved again (`Ã©` for `é`) is turned back. At last characters are composed (NFC).
struct UnicodeRepair: Sendable {
    /// What was done to a text.
    struct Report: Equatable {
        /// Bytes that were no UTF-8.
        var invalidBytes = 0
        /// Characters that went.
        var removed = 0
        /// Characters that came back from a wrong encoding.
        var mojibake = 0
        /// Whether composing changed anything.
        var isComposed = false
    }

    var repairsMojibake = true
    var removesControls = true
    var composes = true

    /// Repairs a text.
    ///
    /// - Returns: valid UTF-8.
    func repair(_ bytes: [UInt8], _ report: inout Report) -> [UInt8] {
        var text = Self.decode(bytes, &report)
        if repairsMojibake {
            // Before the controls go: they are bytes of it. What went through twice takes two steps.
            for _ in 0..<2 {
                guard let repaired = Mojibake.repair(text, &report.mojibake) else { break }
                text = repaired
            }
        }
        if removesControls { text = Self.clean(text, &report) }
        if composes, Self.mayCompose(text),
            let composed = text.withUnsafeBufferPointer({ Normalization.composed($0) })
        {
            report.isComposed = true
            text = composed
        }
        return text
    }

    /// Bytes as UTF-8.
    static func decode(_ bytes: [UInt8], _ report: inout Report) -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isLittle = bytes[0] == 0xFF
            let pairs = (bytes.count - 2) / 2
            let units = (0..<pairs).map { pair -> UInt16 in
                let (first, second) = (UInt16(bytes[2 + pair * 2]), UInt16(bytes[3 + pair * 2]))
                return isLittle ? first | second << 8 : second | first << 8
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let invalid = bytes.withUnsafeBufferPointer { firstInvalid($0, from: start) }
        guard var index = invalid else { return start == 0 ? bytes : Array(bytes[start...]) }
        var output = Array(bytes[start..<index])
        bytes.withUnsafeBufferPointer { text in
            while index < text.count {
                let length = UTF8Reader.sequenceLength(text, index)
                if length > 0 {
                    output.append(contentsOf: text[index..<(index + length)])
                    index += length
                } else {
                    UTF8Reader.append(Mojibake.windowsCharacter(text[index]), to: &output)
                    report.invalidBytes += 1
                    index += 1
                }
            }
        }
        return output
    }

    private static func firstInvalid(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < text.count {
            if text[index] < 0x80 {
                index += 1
                continue
            }
            let length = UTF8Reader.sequenceLength(text, index)
            if length == 0 { return index }
            index += length
        }
        return nil
    }

    /// Takes out what nobody sees, and makes line ends and odd spaces plain.
    static func clean(_ bytes: [UInt8], _ report: inout Report) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var removed = 0
        bytes.withUnsafeBufferPointer { text in
            var index = 0
            var pending = 0
            func flush(_ end: Int) {
                if end > pending { output.append(contentsOf: text[pending..<end]) }
            }
            while index < text.count {
                let byte = text[index]
                // Plain text, and any character whose first byte begins nothing that goes.
                if byte >= 0x20 && byte != 0x7F && byte < 0xC2 || byte == 0x0A || byte == 0x09 {
                    index += 1
                    continue
                }
                let (scalar, next) = UTF8Reader.scalar(text, index)
                if let replacement = replacement(of: scalar, next < text.count ? text[next] : 0) {
                    flush(index)
                    if replacement != 0 {
                        UTF8Reader.append(replacement, to: &output)
                    } else {
                        removed += 1
                    }
                    pending = next
                }
                index = next
            }
            flush(text.count)
        }
        report.removed += removed
        return output
    }

    /// What stands for a character: nil itself, 0 nothing.
    private static func replacement(of scalar: UInt32, _ following: UInt8) -> UInt32? {
        switch scalar {
        case 0x0D: return following == 0x0A ? 0 : 0x0A
        case 0x00...0x1F, 0x7F...0x84, 0x86...0x9F: return 0
        case 0x85, 0x2028, 0x2029: return 0x0A
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return 0x20
        // Joiners (200C, 200D) have work to do in Persian, Hindi and emoji.
        case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069,
            0xFEFF, 0xFFF9...0xFFFB:
            return 0
        default: return nil
        }
    }

    /// Whether a character stands in the text that composing could change: marks that combine, and
    /// the blocks of those that stand for others.
    private static func mayCompose(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte < 0xCC || byte >= 0xD0 && byte < 0xD6 || byte >= 0xE4 && byte < 0xEA {
                    index += 1
                    continue
                }
                let (scalar, next) = UTF8Reader.scalar(text, index)
                switch scalar {
                case 0x370..<0x374, 0x375..<0x37E, 0x37F..<0x387, 0x388..<0x483, 0x2010...0x2027,
                    0x2030...0x205E, 0x20A0...0x20CF, 0x3000...0x3098, 0x309B...0x33FF,
                    0xFF01...0xFF9D, 0x1F000...0x1FAFF:
                    index = next
                default: return true
                }
            }
            return false
        }
    }
}
