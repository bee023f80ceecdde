public import AikiBase

/// One thing that the doctor looked at.
public struct Finding: Sendable, Equatable {
    /// How it is.
    public enum Verdict: String, Sendable {
        /// As it should be.
        case good
        /// It works, and could be better.
        case note
        /// Something does not work.
        case bad
    }

    /// What was looked at.
    public let subject: String
    /// How it is.
    public let verdict: Verdict
    /// What was seen.
    public let observation: String
    /// What to do about it; empty where there is nothing to do.
    public let remedy: String

    /// Describes what was seen.
    init(_ subject: String, _ verdict: Verdict, _ observation: String, remedy: String = "") {
        self.subject = subject
        self.verdict = verdict
        self.observation = observation
        self.remedy = remedy
    }

    /// Describes an error that stood in the way.
    init(_ subject: String, error: any Error) {
        guard let known = error as? any AikiError ?? HouseError(system: error) else {
            self.init(subject, .bad, "\(error)")
            return
        }
        self.init(subject, .bad, known.message, remedy: known.hint)
    }

    /// The finding for programs.
    public var json: JSONValue {
        [
            "subject": .string(subject), "verdict": .string(verdict.rawValue),
            "observation": .string(observation), "remedy": .string(remedy),
        ]
    }
}
