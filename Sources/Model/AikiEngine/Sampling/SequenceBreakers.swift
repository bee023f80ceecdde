/// Finds where, in running text, one of some texts ends; token borders do not matter.
package struct SequenceBreakers {
    private var matcher: StopMatcher

    /// Prepares the texts.
    package init(_ texts: [String]) {
        matcher = StopMatcher(stopStrings: texts)
    }

    /// Takes in a token's bytes; true where a breaker ends within them.
    package mutating func endsWithin(_ bytes: [UInt8]) -> Bool {
        var isBreak = false
        for byte in bytes where matcher.advance(byte) != nil {
            isBreak = true
            matcher.reset()
        }
        return isBreak
    }
}
