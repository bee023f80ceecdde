/// Names for answers, calls and requests: a prefix and 96 random bits.
package enum AnswerID {
    /// A fresh name such as `chatcmpl-3f0c…`.
    package static func make(_ prefix: String) -> String {
        var random = SystemRandomNumberGenerator()
        // Two draws, a call of the system each, make its twelve bytes.
        let first: UInt64 = random.next()
        let second: UInt64 = random.next()
        return prefix + digits(first, 16) + digits(second >> 32, 8)
    }

    private static func digits(_ number: UInt64, _ count: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: count - text.utf8.count) + text
    }
}
