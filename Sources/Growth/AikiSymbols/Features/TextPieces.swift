/// The words and marks of a text, lowercased, as hashes are taken of them.
///
/// A piece is a word (letters, digits, an apostrophe between letters), a run of `! ? . ,`, a
/// placeholder of a data set such as `[name]`, or any other single character that is no space. Each
/// stands between `<` and `>` in one buffer, so that parts of words know where a word begins and ends.
package struct TextPieces {
    /// Pieces, one after the other, each as `<piece>`; UTF-8.
    package private(set) var bytes: [UInt8] = []
    /// Where each piece begins in ``bytes``, at its `<`; one more entry for the end.
    package private(set) var starts: [Int] = [0]

    /// How many pieces there are.
    package var count: Int { starts.count - 1 }

    /// Cuts a text.
    ///
    /// - Parameter text: anything; what exceeds ``piecesMax`` pieces is not looked at, since a label
    ///   belongs to a sentence or a line, and the longest of those are far below it.
    /// - Complexity: O(bytes of the text).
    package init(_ text: String) {
        var lowered = text.lowercased()
        lowered.withUTF8 { cut($0) }
    }

    /// Pieces of a text that are looked at.
    package static let piecesMax = 4096

    private mutating func cut(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.reserveCapacity(text.count * 2)
        var index = 0
        while index < text.count, count < Self.piecesMax {
            let (kind, length) = Self.classify(text, index)
            switch kind {
            case .space: index += length
            case .letter: index = cutWord(text, from: index)
            case .stop:
                index = cutRun(text, from: index) { Self.classify(text, $0).kind == .stop }
            case .mark:
                let end = Self.placeholderEnd(text, index) ?? index + length
                close(text, index..<end)
                index = end
            }
        }
    }

    /// Takes a word that begins at an index, and gives the index behind it.
    private mutating func cutWord(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        bytes.append(UInt8(ascii: "<"))
        var index = start
        while index < text.count {
            let (kind, length) = Self.classify(text, index)
            if kind == .letter {
                bytes.append(contentsOf: text[index..<index + length])
                index += length
            } else if let apostrophe = Self.apostropheLength(text, index),
                index + apostrophe < text.count,
                Self.classify(text, index + apostrophe).kind == .letter
            {
                bytes.append(UInt8(ascii: "'"))
                index += apostrophe
            } else {
                break
            }
        }
        bytes.append(UInt8(ascii: ">"))
        starts.append(bytes.count)
        return index
    }

    private mutating func cutRun(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, while goesOn: (Int) -> Bool
    ) -> Int {
        var end = start
        while end < text.count, goesOn(end) { end += 1 }
        close(text, start..<end)
        return end
    }

    private mutating func close(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: text[range])
        bytes.append(UInt8(ascii: ">"))
        starts.append(bytes.count)
    }
}

extension TextPieces {
    /// What a character is good for.
    package enum Kind {
        case space, letter, stop, mark
    }

    /// What stands at an index, and how many bytes it takes.
    package static func classify(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> (kind: Kind, length: Int) {
        let byte = text[index]
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x41...0x5A: return (.letter, 1)
        case 0...0x20, 0x7F: return (.space, 1)
        case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: ","):
            return (.stop, 1)
        case 0..<0x80: return (.mark, 1)
        default: break
        }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        guard index + length <= text.count,
            let scalar = String(decoding: text[index..<index + length], as: UTF8.self)
                .unicodeScalars.first
        else { return (.mark, text.count - index) }
        if scalar.properties.isAlphabetic { return (.letter, length) }
        return (scalar.properties.isWhitespace ? .space : .mark, length)
    }

    /// The bytes of an apostrophe, straight or curly; nil where there is none.
    private static func apostropheLength(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> Int? {
        if text[index] == UInt8(ascii: "'") { return 1 }
        let isCurly =
            index + 2 < text.count && text[index] == 0xE2 && text[index + 1] == 0x80
            && text[index + 2] == 0x99
        return isCurly ? 3 : nil
    }

    /// Where `[name]` ends that begins at an index: letters in brackets, at most twelve.
    private static func placeholderEnd(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> Int? {
        guard text[index] == UInt8(ascii: "[") else { return nil }
        var end = index + 1
        while end < text.count, end - index <= 12, (0x61...0x7A).contains(text[end]) { end += 1 }
        guard end > index + 1, end < text.count, text[end] == UInt8(ascii: "]") else { return nil }
        return end + 1
    }
}
