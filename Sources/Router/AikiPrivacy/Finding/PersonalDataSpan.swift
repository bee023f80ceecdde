/// Where personal data stands.
public struct PersonalDataSpan: Sendable, Equatable {
    /// What it is.
    public var kind: PersonalDataKind
    /// The bytes of the text that it takes.
    public var range: Range<Int>

    /// Describes a find.
    public init(kind: PersonalDataKind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
