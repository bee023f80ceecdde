/// What a note says of itself: a field of its front matter.
public struct NoteFacet: Sendable, Equatable {
    /// The field; the names of nested ones with full stops between.
    public var name: String
    /// Its value; a list is several facets of one name.
    public var value: String

    /// Describes a facet.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Where a note points.
public struct NoteLink: Sendable, Equatable, Hashable {
    /// How it points.
    public enum Kind: String, Sendable {
        /// `[[Note]]`, or a Markdown link to a file.
        case link
        /// `![[Note]]`: the other note or picture is shown in this one.
        case embed
    }

    /// How it points.
    public var kind: Kind
    /// The note as it is written, without heading and label.
    public var target: String
    /// The heading or block in it; empty where none is named.
    public var heading: String

    /// Describes a link.
    public init(kind: Kind, target: String, heading: String = "") {
        self.kind = kind
        self.target = target
        self.heading = heading
    }
}
