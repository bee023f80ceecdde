public import AikiBase
public import Foundation

/// A conversation in a list.
public struct ConversationListing: Sendable, Equatable {
    /// Its name.
    public let id: ConversationID
    /// What it is about: its first words, or what a person called it.
    public let title: String
    /// Whose memory it belongs to.
    public let scope: String
    /// When it began.
    public let created: Date
    /// When its latest turn began or ended.
    public let updated: Date
    /// How many turns it has.
    public let turnCount: Int
}
