public import Foundation

/// A typed link between two memories, across time and topic.
public struct Bridge: Sendable, Equatable {
    /// What a bridge says of its ends.
    public enum Kind: String, Sendable, CaseIterable {
        /// Both are about the same person, place or thing.
        case sameEntity = "same-entity"
        /// The first is a reason for the second.
        case cause
        /// The second goes on from the first: a plan and what came of it.
        case continuation
        /// The second says otherwise than the first.
        case contradiction
        /// Both are from one day and place, or one occasion.
        case sameScene = "same-scene"
        /// The first names the second: a link in a note.
        case reference
    }

    /// One end of a bridge.
    public struct End: Sendable, Hashable {
        /// The message.
        public let message: Int64
        /// The fact, where one is meant.
        public let fact: Int64?

        /// Names an end.
        public init(message: Int64, fact: Int64? = nil) {
            self.message = message
            self.fact = fact
        }
    }

    /// Where it starts.
    public let from: End
    /// Where it leads.
    public let to: End
    /// What it says.
    public let kind: Kind
    /// When it was written down.
    public let recordedAt: Date

    /// Describes a bridge.
    public init(from: End, to: End, kind: Kind, recordedAt: Date) {
        self.from = from
        self.to = to
        self.kind = kind
        self.recordedAt = recordedAt
    }
}
