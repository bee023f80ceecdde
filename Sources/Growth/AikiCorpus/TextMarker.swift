/// Writes marks into a text, as tokens of their own: symbols, for example.
public protocol TextMarker: Sendable {
    /// The marks that may come; each must be a special token of the tokenizer.
    var tokens: [String] { get }
    /// The text with its marks.
    func mark(_ text: String) -> String
}
