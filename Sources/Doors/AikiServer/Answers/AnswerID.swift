/// Names for answers, calls and requests: a prefix and 96 random bits.
package enum AnswerID {
    /// A fresh name such as `chatcmpl-3f0c…`.
    package static func make(_ prefix: String) -> String {
        var random = SystemRandomNumberGenerator()
        let digits = [UInt8]((0..<12).map { _ in UInt8.random(in: 0...255, using: &random) })
            .map { byte in
                let text = String(byte, radix: 16)
                return text.count == 1 ? "0" + text : text
            }
        return prefix + digits.joined()
    }
}
