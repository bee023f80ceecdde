public import Foundation

/// Something that is held to be true because a person said it: who, what of them, what.
///
///     user · lives in · Bergen                "I moved from Oslo to Bergen last May."
///     user's sister · is called · Ines        "My sister Ines visits me."
///
/// A fact has two times (Snodgrass 1999): when it holds in the world (``validFrom``, ``validUntil``)
/// and when it was learned (``recordedAt``). It is never overwritten: what replaces it adds a
/// ``FactEnding``, and a question about an earlier day finds what was known then.
public struct Fact: Sendable, Equatable, Identifiable {
    /// Its number in the store.
    public let id: Int64
    /// Whose memory it belongs to.
    public let scope: String
    /// What is said.
    public let statement: FactStatement
    /// Where it was said.
    public let source: FactSource
    /// How sure the reading is, 0 to 1.
    public let confidence: Double
    /// From when it holds, where that was said.
    public let validFrom: Date?
    /// Until when it holds: as was said, or as what replaced it says.
    public let validUntil: Date?
    /// When it was written down.
    public let recordedAt: Date
    /// What ended it; nil while it stands.
    public let ending: FactEnding?

    /// It in a sentence.
    public var sentence: String { statement.sentence }
}

/// Where a fact was said: a span of bytes (UTF-8) of a message.
public struct FactSource: Sendable, Equatable {
    /// The message's number.
    public let message: Int64
    /// The first byte.
    public let start: Int
    /// How many bytes.
    public let byteCount: Int

    /// Describes a place.
    public init(message: Int64, start: Int, byteCount: Int) {
        self.message = message
        self.start = start
        self.byteCount = byteCount
    }
}

/// Why a fact no longer stands.
public struct FactEnding: Sendable, Equatable {
    /// What can end a fact.
    public enum Kind: String, Sendable, CaseIterable {
        /// Another fact took its place.
        case superseded
        /// It was said to be over.
        case ended
    }

    /// What ended it.
    public let kind: Kind
    /// The fact that took its place.
    public let successor: Int64?
    /// The message that said so.
    public let message: Int64
    /// When that was written down.
    public let recordedAt: Date
}
