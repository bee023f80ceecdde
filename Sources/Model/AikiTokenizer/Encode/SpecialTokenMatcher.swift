/// Finds special tokens in text: leftmost first, the longest of those that start there.
struct SpecialTokenMatcher: Sendable {
    private let trie: ByteTrie
    private let strips: [TokenID: TokenizerDefinition.Strip]
    /// The byte that every token starts with, where there is one: most vocabularies' `<`.
    private let onlyStart: UInt8?

    init(
        _ tokens: [(key: ArraySlice<UInt8>, value: TokenID)],
        strips: [TokenID: TokenizerDefinition.Strip]
    ) {
        self.strips = strips
        trie = ByteTrie(tokens)
        let starts = Set(tokens.compactMap(\.key.first))
        onlyStart = starts.count == 1 ? starts.first : nil
    }

    /// The first position from another at which a token may start; the text's end where there is none.
    @inline(__always)
    private func nextStart(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        if let onlyStart { return ASCIIRuns.first(onlyStart, in: text, from: start) }
        var position = start
        while position < text.count, !trie.starts[Int(text[position])] { position += 1 }
        return position
    }

    /// Calls a function with each part of a text: a fragment, or a special token.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - plain: byte ranges, ascending and apart, that no special token may touch.
    ///   - always: the tokens that may stand there nevertheless.
    ///   - fragment: takes what is no special token.
    ///   - token: takes a special token.
    func forEachPart(
        _ text: UnsafeBufferPointer<UInt8>, plain: [Range<Int>] = [],
        always: SpecialTokenMatcher? = nil, fragment: (UnsafeBufferPointer<UInt8>) -> Void,
        token: (TokenID) -> Void
    ) {
        var start = 0
        var position = 0
        var plainIndex = 0
        func finish(_ end: Int) {
            if end > start { fragment(UnsafeBufferPointer(rebasing: text[start..<end])) }
        }
        while !trie.isEmpty {
            position = nextStart(text, from: position)
            guard position < text.count else { break }
            while plainIndex < plain.count, plain[plainIndex].upperBound <= position {
                plainIndex += 1
            }
            guard
                let (id, end) = plainIndex < plain.count
                    ? match(text, at: position, before: plain[plainIndex].lowerBound, always)
                    : trie.longestMatch(text, at: position)
            else {
                position += 1
                continue
            }
            let strip = strips[id] ?? []
            if strip.contains(.singleWord), Self.touchesWord(text, position, end) {
                position += 1
                continue
            }
            var left = position
            if strip.contains(.left) {
                while left > start, Self.isSpace(text[left - 1]) { left -= 1 }
            }
            finish(left)
            token(id)
            position = end
            if strip.contains(.right) {
                while position < text.count, Self.isSpace(text[position]) { position += 1 }
            }
            start = position
        }
        finish(text.count)
    }

    /// The longest token at a position: any that ends before a limit, or one of `always`.
    private func match(
        _ text: UnsafeBufferPointer<UInt8>, at position: Int, before limit: Int,
        _ always: SpecialTokenMatcher?
    ) -> (TokenID, Int)? {
        let anywhere = always?.trie.longestMatch(text, at: position)
        guard position < limit else { return anywhere }
        let free = UnsafeBufferPointer(rebasing: text[..<limit])
        guard let inside = trie.longestMatch(free, at: position) else { return anywhere }
        guard let anywhere, anywhere.1 > inside.1 else { return inside }
        return anywhere
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private static func touchesWord(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> Bool {
        func isWord(_ position: Int) -> Bool {
            let (scalar, _) = UTF8Scalars.decode(text, at: position)
            let scalarClass = UnicodeTables.shared.scalarClass(scalar)
            return scalar == 0x5F || !scalarClass.isDisjoint(with: [.letter, .number, .mark])
        }
        if start > 0, isWord(UTF8Scalars.start(before: start, in: text)) { return true }
        return end < text.count && isWord(end)
    }
}
