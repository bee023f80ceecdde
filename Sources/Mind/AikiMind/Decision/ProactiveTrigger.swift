/// Something that might be worth saying although nobody asked.
public struct ProactiveTrigger: Sendable, Equatable {
    /// What it is.
    public enum Kind: String, Sendable, CaseIterable {
        /// What a person was to do is likely done: ask how it went.
        case followUp = "follow-up"
        /// A person asked to be reminded.
        case reminder
        /// A person has not been heard of for long.
        case silence
        /// It is somebody's birthday, or another day that comes back every year.
        case anniversary

        /// Whether the person asked for it: then it is owed, however late and whatever else was said.
        var isOwed: Bool { self == .reminder }

        /// What it is worth to say where the time is right, 0 … 1.
        var worth: Double {
            switch self {
            case .reminder: 0.95
            case .anniversary: 0.65
            case .followUp: 0.6
            case .silence: 0.4
            }
        }
    }

    /// What it is.
    public var kind: Kind
    /// How long the right time has been; negative where it is still to come.
    public var hoursLate: Double
    /// The hour of the day where the person is, 0 … 23.
    public var hourOfDay: Int
    /// The times that something was said unasked since the person last said something.
    public var unansweredCount: Int

    /// Describes a trigger.
    ///
    /// - Precondition: the hour is one of a day.
    public init(kind: Kind, hoursLate: Double, hourOfDay: Int, unansweredCount: Int = 0) {
        precondition((0...23).contains(hourOfDay), "a day has 24 hours")
        self.kind = kind
        self.hoursLate = hoursLate
        self.hourOfDay = hourOfDay
        self.unansweredCount = unansweredCount
    }
}
