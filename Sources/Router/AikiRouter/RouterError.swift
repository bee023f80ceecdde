public import AikiBase

/// Why no model can answer.
public enum RouterError: AikiError, Equatable {
    /// No model is installed.
    case noModel
    /// Models are installed, and none can do this: each with what it lacks.
    case noneFits(problems: [String])
    /// A file of an estimate cannot be used.
    case badEstimate(reason: String)
    /// A file of intents cannot be used.
    case badIntents(reason: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .noModel: "router.no-model"
        case .noneFits: "router.none-fits"
        case .badEstimate: "router.bad-estimate"
        case .badIntents: "router.bad-intents"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .noModel: "No model is installed."
        case .noneFits(let problems):
            "No model can answer this: \(problems.joined(separator: "; "))."
        case .badEstimate(let reason):
            "The file of the router's estimate cannot be used: \(reason)."
        case .badIntents(let reason):
            "The file of the router's intents cannot be used: \(reason)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .noModel:
            "`aiki model get` downloads one, `aiki model import` takes one from a folder."
        case .badEstimate: "`aiki router train` makes a new one."
        case .badIntents: "`aiki router train --intents` makes a new one."
        case .noneFits: "Install a model that can, or ask for less."
        }
    }
}
