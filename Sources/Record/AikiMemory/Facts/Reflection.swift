public import Foundation

/// A summary of what is remembered of somebody or something: a cache, drawn from messages, that goes
/// with the first of them that is forgotten and can be made again.
public struct Reflection: Sendable, Equatable {
    /// What it is about, as facts name it.
    public let about: String
    /// Whose memory it belongs to.
    public let scope: String
    /// The sentences, one a line.
    public let text: String
    /// What made it: `centroid`, or the name of a model that refined it.
    public let maker: String
    /// The messages it is drawn from.
    public let sources: [Int64]
    /// When it was made.
    public let time: Date

    /// Describes a reflection.
    public init(
        about: String, scope: String, text: String, maker: String, sources: [Int64], time: Date
    ) {
        self.about = about
        self.scope = scope
        self.text = text
        self.maker = maker
        self.sources = sources
        self.time = time
    }
}
