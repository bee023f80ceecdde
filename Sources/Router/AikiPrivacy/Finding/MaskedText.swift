/// A text without its personal data, and what was taken out.
public struct MaskedText: Sendable {
    /// The text with placeholders.
    public var text = ""

    var table = PlaceholderTable()

    /// Nothing masked yet.
    public init() {}

    /// How many finds of each kind were replaced.
    public var counts: [PersonalDataKind: Int] { table.counts }

    /// Puts the originals back where their placeholders stand.
    public func restore(_ text: String) -> String { Restorer(table).restore(text) }
}
