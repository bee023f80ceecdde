public import AikiBase
public import AikiDialogue
public import Foundation

/// What is asked of memory.
///
///     var query = RecallQuery("Where did Anna go last spring?", now: clock.now())
///     query.scopes = ["personal"]
///     let result = try await recall.recall(query)
public struct RecallQuery: Sendable {
    /// The question, in a person's own words.
    public var text: String
    /// Only memories of these scopes; nil takes all.
    public var scopes: Set<String>?
    /// The most private class that may be shown: `everyone` before `personal` before `secret`.
    public var privacyMax: PrivacyClass
    /// How many memories at most.
    public var limit: Int
    /// The time from which "yesterday" is counted.
    public var now: Date
    /// Where midnight is counted from.
    public var timeZone: TimeZone
    /// Only what was said until then; nil takes all.
    public var asOf: Date?
    /// Turns that are not to be found: those that stand in the prompt already.
    public var excludedTurns: Set<TurnID>
    /// Whether questions that memory was asked, and its answers to them, are found too.
    public var includesEchoes: Bool

    /// Asks everything that memory holds.
    public init(
        _ text: String, scopes: Set<String>? = nil, privacyMax: PrivacyClass = .secret,
        limit: Int = 10, now: Date, timeZone: TimeZone = .current, asOf: Date? = nil,
        excludedTurns: Set<TurnID> = [], includesEchoes: Bool = true
    ) {
        self.text = text
        self.scopes = scopes
        self.privacyMax = privacyMax
        self.limit = limit
        self.now = now
        self.timeZone = timeZone
        self.asOf = asOf
        self.excludedTurns = excludedTurns
        self.includesEchoes = includesEchoes
    }
}
