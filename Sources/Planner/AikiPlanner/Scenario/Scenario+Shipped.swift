import Foundation

extension Scenario {
    /// The names of the scenarios that come with the program.
    public static let shippedNames = ["assistant", "paradigm", "sport"]

    /// A scenario that comes with the program, as text.
    ///
    /// - Throws: ``PlannerError/scenarioNotFound(name:known:)``.
    public static func shippedText(_ name: String) throws(PlannerError) -> String {
        let bytes: [UInt8]? =
            switch name {
            case "assistant": PackageResources.assistant_toml
            case "paradigm": PackageResources.paradigm_toml
            case "sport": PackageResources.sport_toml
            default: nil
            }
        guard let bytes else { throw .scenarioNotFound(name: name, known: shippedNames) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A scenario that comes with the program.
    ///
    /// - Throws: ``PlannerError/scenarioNotFound(name:known:)``.
    public static func shipped(_ name: String) throws(PlannerError) -> Scenario {
        try Scenario(toml: try shippedText(name), path: "\(name).toml")
    }
}
