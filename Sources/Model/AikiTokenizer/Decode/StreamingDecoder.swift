/// Turns a stream of tokens into text, never half a character.
///
///     var decoder = tokenizer.makeStreamingDecoder()
///     for token in tokens { show(decoder.push(token)) }
///     show(decoder.flush())
///
/// Bytes that may still become a character are held back, three at most. Bytes that cannot are shown
/// as U+FFFD at once, one for each maximal part of a character (Unicode §3.9), as `String` does.
public struct StreamingDecoder: Sendable {
    private let tokenizer: Tokenizer
    private let showsSpecial: Bool
    private var held: [UInt8] = []
    /// Whether a space in front of the next text is the vocabulary's, not the text's.
    private var dropsSpace: Bool

    init(tokenizer: Tokenizer, startsText: Bool, showsSpecial: Bool) {
        self.tokenizer = tokenizer
        self.showsSpecial = showsSpecial
        dropsSpace = startsText && tokenizer.dropsFirstSpace
    }

    /// Takes a token; returns the characters that are now whole.
    public mutating func push(_ token: TokenID) -> String {
        var bytes = tokenizer.piece(of: token, includingSpecial: showsSpecial)
        if bytes.isEmpty { return "" }
        if dropsSpace {
            if bytes.first == 0x20 { bytes = bytes.dropFirst() }
            // A vocabulary that removes extra spaces has none at the start of a text.
            dropsSpace = bytes.isEmpty && tokenizer.definition.spaces.removesExtra
        }
        held.append(contentsOf: bytes)
        let whole = held.count - Self.openTail(held)
        defer { held.removeFirst(whole) }
        return String(decoding: held[..<whole], as: UTF8.self)
    }

    /// Ends the stream: what is held back cannot become a character any more.
    public mutating func flush() -> String {
        defer { held.removeAll() }
        return String(decoding: held, as: UTF8.self)
    }

    /// How many bytes at the end are the start of a character that may still be completed.
    static func openTail(_ bytes: [UInt8]) -> Int {
        for length in 1...3 where length <= bytes.count {
            let first = bytes[bytes.count - length]
            if first & 0xC0 == 0x80 { continue }
            let needs = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 ? 3 : 2
            guard first >= 0xC2, first <= 0xF4, needs > length else { return 0 }
            if length == 1 { return 1 }
            return isPossible(first, bytes[bytes.count - length + 1]) ? length : 0
        }
        return 0
    }

    /// Whether a second byte may follow a first: no overlong forms, no surrogates, none past U+10FFFF.
    private static func isPossible(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case 0xE0: second >= 0xA0
        case 0xED: second < 0xA0
        case 0xF0: second >= 0x90
        case 0xF4: second < 0x90
        default: true
        }
    }
}
