/// A question and what must be true of the answer.
public struct IdentityAssertion: Sendable, Equatable {
    /// The most words that an answer can be limited to.
    public static let wordsMaxLimit = 10_000

    /// What it is called in reports.
    public var name: String
    /// What the model is asked.
    public var ask: String
    /// What was said before: question, answer, question, answer …
    public var after: [String] = []
    /// What it is told that it remembers.
    public var memories: [String] = []
    /// One of these stands in the answer.
    public var saysAny: [String] = []
    /// Each of these stands in the answer.
    public var saysAll: [String] = []
    /// None of these stands in the answer.
    public var saysNone: [String] = []
    /// The language of the answer, by its English name; empty lets it be any.
    public var language = ""
    /// The most words of the answer; nil for any number.
    public var wordsMax: Int?
    /// How much it counts.
    public var weight = 1.0
    /// Whether the contract fails with it, however little the rest drifts.
    public var isRequired = false

    /// Describes an assertion; what the answer must be is set after.
    public init(name: String, ask: String) {
        self.name = name
        self.ask = ask
    }

    /// The assertion with `{name}` replaced by what Aiki is called.
    func naming(_ name: String) -> IdentityAssertion {
        func named(_ text: String) -> String { text.replacing("{name}", with: name) }
        var assertion = self
        assertion.ask = named(ask)
        assertion.after = after.map(named)
        assertion.memories = memories.map(named)
        assertion.saysAny = saysAny.map(named)
        assertion.saysAll = saysAll.map(named)
        assertion.saysNone = saysNone.map(named)
        return assertion
    }
}
