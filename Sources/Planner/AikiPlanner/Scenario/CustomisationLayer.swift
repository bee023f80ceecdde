/// What is built around a model, from the outside in. Each layer takes twice the work of the one
/// before, because it has to get along with all of them.
public enum CustomisationLayer: Int, Sendable, CaseIterable, Comparable {
    /// The model runs.
    case deployment
    /// What goes in and comes out is counted and bounded.
    case tokenControl
    /// It remembers.
    case memory
    /// It finds its own mistakes.
    case selfDebugging
    /// Parts of it act by themselves.
    case agentModules
    /// It withstands attacks, from within too.
    case security
    /// All of these work together without a hand.
    case orchestration

    /// The name in scenario files.
    public var name: String {
        switch self {
        case .deployment: "deployment"
        case .tokenControl: "token-control"
        case .memory: "memory"
        case .selfDebugging: "self-debugging"
        case .agentModules: "agent-modules"
        case .security: "security"
        case .orchestration: "orchestration"
        }
    }

    /// The layer of a name.
    init?(name: String) {
        guard let layer = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = layer
    }

    /// The work it takes, in that of the first: 1, 2, 4 … 64.
    public var complexity: Int { 1 << rawValue }

    /// The work of all layers down to this one: 1, 3, 7 … 127.
    public var complexityInAll: Int { 2 * complexity - 1 }

    /// The deepest layer that a hosted model can be given.
    static let hostedDeepest = CustomisationLayer.tokenControl

    /// The outer layer comes first.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
