/// A part of a text that stands inside the rest of it.
package struct NestedSpan: Sendable, Equatable {
    /// What makes it a part of its own.
    package enum Kind: String, Sendable {
        /// Something said.
        case quotation
        /// Something in parentheses or brackets.
        case aside
        /// Lines that answer what stands above, or repeat it, each begun with `>`.
        case reply
    }

    /// What it is.
    package let kind: Kind
    /// Scalars of the text, with the marks.
    package let range: Range<Int>
    /// How many spans it stands in, itself with them: 1 for a quotation in a story.
    package let depth: Int

    /// Describes a span.
    package init(kind: Kind, range: Range<Int>, depth: Int) {
        self.kind = kind
        self.range = range
        self.depth = depth
    }
}
