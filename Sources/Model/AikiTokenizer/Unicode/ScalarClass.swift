/// What a tokenizer asks about a Unicode scalar, as bits.
package struct ScalarClass: OptionSet, Sendable, Hashable {
    /// The bits.
    package let rawValue: UInt16

    /// Wraps bits.
    @inlinable
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `\p{Lu}` and `\p{Lt}`.
    package static let upper = ScalarClass(rawValue: 1)
    /// `\p{Ll}`.
    package static let lower = ScalarClass(rawValue: 2)
    /// `\p{Lm}` and `\p{Lo}`: letters without case.
    package static let caseless = ScalarClass(rawValue: 4)
    /// `\p{M}`.
    package static let mark = ScalarClass(rawValue: 8)
    /// `\p{N}`.
    package static let number = ScalarClass(rawValue: 16)
    /// `\p{P}`.
    package static let punctuation = ScalarClass(rawValue: 32)
    /// `\p{S}`.
    package static let symbol = ScalarClass(rawValue: 64)
    /// `\s`: the property White_Space.
    package static let space = ScalarClass(rawValue: 128)
    /// `\p{Cc}`, `\p{Cf}`, `\p{Cs}` and `\p{Co}`; not what is unassigned.
    package static let control = ScalarClass(rawValue: 256)
    /// `\p{Mn}`: a mark that takes no space of its own.
    package static let nonspacingMark = ScalarClass(rawValue: 512)
    /// `\p{Nd}`, which is `\d`.
    package static let digit = ScalarClass(rawValue: 1024)
    /// `\r` and `\n`.
    package static let newline = ScalarClass(rawValue: 2048)

    /// What composition (NFC) may change or join with what stands before it: all but those that have
    /// `NFC_Quick_Check=Yes` and the combining class 0.
    package static let composing = ScalarClass(rawValue: 4096)

    /// `\p{L}`.
    package static let letter: ScalarClass = [.upper, .lower, .caseless]
}
