extension Tokenizer {
    /// Turns a text of which some parts are marked into tokens, each part by itself: no token stands in two.
    ///
    /// - Parameters:
    ///   - text: UTF-8, in which control tokens are spelled out.
    ///   - marked: bytes of it, ascending and apart, whole characters.
    /// - Returns: the tokens, none put around them, and which of them are marked.
    /// - Complexity: as of ``encode(_:addSpecial:parseSpecial:plainRanges:)``.
    public func encode(
        _ text: [UInt8], marking marked: [Range<Int>]
    ) -> (tokens: [TokenID], isMarked: [Bool]) {
        var tokens: [TokenID] = []
        var isMarked: [Bool] = []
        func add(_ range: Range<Int>, _ mark: Bool) {
            guard !range.isEmpty else { return }
            tokens += encode(
                String(decoding: text[range], as: UTF8.self), addSpecial: false, parseSpecial: true)
            isMarked += Array(repeating: mark, count: tokens.count - isMarked.count)
        }
        var place = 0
        for range in marked {
            add(place..<range.lowerBound, false)
            add(range, true)
            place = range.upperBound
        }
        add(place..<text.count, false)
        return (tokens, isMarked)
    }
}
