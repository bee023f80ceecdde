public import AikiBase

/// All that the state may do, each to be switched off; what is off is as if the state were at rest.
public struct MindPolicies: Sendable, Equatable {
    /// It colours the tone of an answer.
    public var tone = true
    /// It makes answers shorter or longer.
    public var verbosity = true
    /// It changes how much is remembered for an answer.
    public var salience = true
    /// It changes how readily Aiki speaks up unasked.
    public var speakingUp = true

    /// Everything on.
    public init() {}

    /// Everything off: the state is kept and shown, and does nothing.
    public static var none: MindPolicies {
        var policies = MindPolicies()
        policies.tone = false
        policies.verbosity = false
        policies.salience = false
        policies.speakingUp = false
        return policies
    }

    /// The policies as JSON.
    public var json: JSONValue {
        [
            "tone": .bool(tone), "verbosity": .bool(verbosity), "salience": .bool(salience),
            "speaking_up": .bool(speakingUp),
        ]
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: JSONValue) {
        guard let tone = json["tone"]?.truth, let verbosity = json["verbosity"]?.truth,
            let salience = json["salience"]?.truth, let speakingUp = json["speaking_up"]?.truth
        else { return nil }
        self.tone = tone
        self.verbosity = verbosity
        self.salience = salience
        self.speakingUp = speakingUp
    }
}
