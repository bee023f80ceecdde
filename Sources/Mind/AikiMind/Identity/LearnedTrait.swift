public import AikiDialogue

/// Something Aiki learned of itself, with the day it did: kept apart from what a person wrote, so that
/// it can be read, judged and removed by itself.
public struct LearnedTrait: Sendable, Equatable {
    /// The day, as `2026-03-14`; empty where nobody knows.
    public var day: String
    /// What was learned, a sentence that speaks to Aiki: `You answer briefly in the morning.`
    public var text: String
    /// The message in which it was said; nil for what stands in the file.
    public var message: Int64?
    /// How far it may travel.
    public var privacy: PrivacyClass

    /// Describes what was learned.
    public init(
        day: String = "", text: String, message: Int64? = nil, privacy: PrivacyClass = .everyone
    ) {
        self.day = day
        self.text = text
        self.message = message
        self.privacy = privacy
    }
}
