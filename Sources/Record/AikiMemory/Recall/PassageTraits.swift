/// What can be seen of a passage at a glance; kept beside it so that ranking need not read it again.
package struct PassageTraits: OptionSet, Sendable {
    /// The stored form.
    package let rawValue: Int64

    /// Reads the stored form.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// It ends with a question.
    package static let asks = PassageTraits(rawValue: 1)
    /// The assistant said it.
    package static let isAssistant = PassageTraits(rawValue: 2)
    /// It names a date or a time.
    package static let hasTime = PassageTraits(rawValue: 4)
    /// It holds a number.
    package static let hasNumber = PassageTraits(rawValue: 8)
    /// Its speaker speaks of himself or herself.
    package static let isFirstPerson = PassageTraits(rawValue: 16)
    /// It holds a question, at its end or before.
    package static let holdsQuestion = PassageTraits(rawValue: 64)
    /// It is a note, or a part of a long message: its names hold what it is called, too.
    package static let isCalled = PassageTraits(rawValue: 32)
    /// It asks memory, or says again what memory held, and tells nothing of its own.
    package static let isEcho = PassageTraits(rawValue: 128)
}
