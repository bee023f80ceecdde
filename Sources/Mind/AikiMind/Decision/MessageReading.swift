/// What can be told of a message by its words alone.
public struct MessageReading: Sendable, Equatable {
    /// The characters (Unicode scalars) that are read: the rest of a long text is material, not what
    /// is wanted.
    public static let charactersMax = 2000

    /// What it does.
    public var act: SpeechAct
    /// Whether it asks for something of the person's own life: `my`, `we`, `did I tell you`.
    public var asksAboutSelf: Bool
    /// Whether it points at something that only what was said before can tell: `do it again`.
    public var pointsBack: Bool
    /// How soon it wants an answer, 0 … 1, by its words.
    public var urgency: Double
    /// Whether it tells of something that is to come.
    public var tellsPlan: Bool

    /// Reads a message.
    ///
    /// - Complexity: O(characters), of which ``charactersMax`` are read.
    public init(_ text: String) {
        let words = SpokenWords.words(of: text, scalarsMax: Self.charactersMax)
        let scalars = text.unicodeScalars.prefix(Self.charactersMax)
        let hasMark = scalars.contains { $0 == "?" || $0 == "？" || $0 == "؟" }
        var found: MessageWords.Kind = []
        for index in words.indices {
            for kind in MessageWords.kinds.values(at: index, of: words) { found.insert(kind) }
        }
        let first = words.isEmpty ? [] : MessageWords.kinds.values(at: 0, of: words)
        let asks = hasMark || first.contains(.question)
        let isShort = words.count <= 6
        act = Self.act(found, first, asks: asks, hasMark: hasMark, words: words.count)
        asksAboutSelf =
            (asks || found.contains(.memory)) && found.contains(.ownLife)
            && !found.contains(.general)
        pointsBack =
            words.count <= 5 && found.contains(.pointer) && act != .correction && act != .thanks
        let rush = found.contains(.urgent) ? 0.7 : 0
        let marks = scalars.count { $0 == "!" }
        urgency = min(1, 0.1 + rush + (marks > 1 ? 0.2 : 0) + (asks && isShort ? 0.1 : 0))
        tellsPlan = Self.planHours(words) != nil
    }

    /// The first that holds.
    private static func act(
        _ found: MessageWords.Kind, _ first: [MessageWords.Kind], asks: Bool, hasMark: Bool,
        words: Int
    ) -> SpeechAct {
        let isShort = words <= 6
        if found.contains(.noReply) { return .noReply }
        if found.contains(.postponement), words <= 12, !hasMark { return .postponement }
        if found.contains(.correction), !hasMark { return .correction }
        if asks { return .question }
        if first.contains(.request) || found.contains(.please) { return .request }
        if isShort, found.contains(.farewell) { return .farewell }
        if isShort, found.contains(.thanks) { return .thanks }
        if isShort, first.contains(.greeting) { return .greeting }
        return .statement
    }

    /// How long after a text was written what it plans is likely done; nil where it plans nothing.
    ///
    /// - Complexity: O(characters), of which ``charactersMax`` are read.
    public static func planHours(_ text: String) -> Double? {
        planHours(SpokenWords.words(of: text, scalarsMax: charactersMax))
    }

    /// How long after a text was written it asks to be reminded; nil where it does not ask.
    ///
    /// - Complexity: O(characters), of which ``charactersMax`` are read.
    public static func reminderHours(_ text: String) -> Double? {
        hours(SpokenWords.words(of: text, scalarsMax: charactersMax), where: .reminder)
            // A reminder is due when its day comes, not when it is over.
            .map { max(1, $0 - 24) }
    }

    /// Whether a text asks what was asked or answered before, and not what is so.
    ///
    /// - Complexity: O(characters), of which ``charactersMax`` are read.
    public static func asksWhatWasSaid(_ text: String) -> Bool {
        let words = SpokenWords.words(of: text, scalarsMax: charactersMax)
        return words.indices.contains { index in
            MessageWords.kinds.values(at: index, of: words).contains(.saying)
        }
    }

    private static func planHours(_ words: [String]) -> Double? { hours(words, where: .plan) }

    private static func hours(_ words: [String], where kind: MessageWords.Kind) -> Double? {
        let speaks = words.indices.contains { index in
            MessageWords.kinds.values(at: index, of: words).contains(kind)
        }
        guard speaks else { return nil }
        return words.indices.flatMap { MessageWords.futureDays.values(at: $0, of: words) }.max()
            .map { ($0 > 0 ? $0 : MessageWords.daysUnsaid) * 24 }
    }
}
