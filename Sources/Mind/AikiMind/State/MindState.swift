public import AikiBase
public import Foundation

/// The functional state that a conversation leaves: numbers that steer tone and attention.
///
/// It is no claim that anything is felt. A quick part (``emotion``) follows each message and is half
/// gone after ten minutes; a slow part (``mood``) follows the quick one and is half gone after twelve
/// hours; drive and curiosity have an hour. The next state follows from the last one, the appraisal of
/// a message and its time alone, so that the log replays to the same state.
///
/// - SeeAlso: Gebhard 2005, "ALMA: a layered model of affect", for emotion that pulls mood.
public struct MindState: Sendable, Equatable {
    /// After this time, half of the quick part is gone.
    public static let emotionHalfLife: Duration = .seconds(600)
    /// After this time, half of the mood is gone.
    public static let moodHalfLife: Duration = .seconds(43_200)
    /// After this time, half of drive and curiosity is gone.
    public static let driveHalfLife: Duration = .seconds(3600)
    /// How much of what is heard in a person is taken over: met, not mirrored.
    static let empathy = 0.6
    /// How far one message at most pulls the mood towards the emotion.
    static let moodPull = 0.15
    /// How far one message at most pulls drive and curiosity.
    static let drivePull = 0.5

    /// What the last messages did.
    public var emotion: PleasureArousalDominance
    /// What the last hours did.
    public var mood: PleasureArousalDominance
    /// How much drive there is, 0 … 1.
    public var enthusiasm: Double
    /// How much there is to find out, 0 … 1.
    public var curiosity: Double
    /// How many messages it has taken in.
    public var messageCount: Int
    /// When it took in the last one; nil before the first.
    public var updated: Date?

    /// The state before anything was said.
    public static let initial = MindState(
        emotion: .neutral, mood: .neutral, enthusiasm: 0, curiosity: 0, messageCount: 0,
        updated: nil)

    /// The state at a later time, when nothing more was said.
    public func decayed(to time: Date) -> MindState {
        // A record keeps micros, and so does this.
        let time = Date(microsecondsSince1970: time.microsecondsSince1970)
        guard let updated, time > updated else { return self }
        let seconds = Double(time.microsecondsSince1970 - updated.microsecondsSince1970) / 1e6
        func left(_ halfLife: Duration) -> Double {
            exp2(-seconds / (halfLife.milliseconds / 1e3))
        }
        var state = self
        state.emotion = emotion.moved(towards: .neutral, by: 1 - left(Self.emotionHalfLife))
        state.mood = mood.moved(towards: .neutral, by: 1 - left(Self.moodHalfLife))
        let drive = left(Self.driveHalfLife)
        state.enthusiasm = PleasureArousalDominance.rounded(enthusiasm * drive)
        state.curiosity = PleasureArousalDominance.rounded(curiosity * drive)
        state.updated = time
        return state
    }

    /// The state after a message.
    public func after(_ appraisal: Appraisal, at time: Date) -> MindState {
        let time = Date(microsecondsSince1970: time.microsecondsSince1970)
        var state = decayed(to: time)
        let heard = PleasureArousalDominance(
            appraisal.place.pleasure * Self.empathy, appraisal.place.arousal * Self.empathy,
            // Whoever is led needs somebody who is not.
            max(0, appraisal.place.dominance) * Self.empathy)
        state.emotion = state.emotion.moved(towards: heard, by: appraisal.intensity)
        state.mood = state.mood.moved(
            towards: state.emotion, by: appraisal.intensity * Self.moodPull)
        func pulled(_ value: Double, _ target: Double) -> Double {
            PleasureArousalDominance.rounded(value + (target - value) * Self.drivePull)
        }
        state.enthusiasm = pulled(state.enthusiasm, appraisal.enthusiasm)
        state.curiosity = pulled(state.curiosity, appraisal.curiosity)
        state.messageCount += 1
        state.updated = max(time, updated ?? time)
        return state
    }

    /// The state after messages, each with its time, oldest first.
    public static func replay(_ messages: [(appraisal: Appraisal, time: Date)]) -> MindState {
        messages.reduce(.initial) { $0.after($1.appraisal, at: $1.time) }
    }

    /// The state as JSON, for records and `--json`.
    public var json: JSONValue {
        [
            "emotion": emotion.json, "mood": mood.json, "enthusiasm": .number(enthusiasm),
            "curiosity": .number(curiosity), "messages": .integer(Int64(messageCount)),
            "updated_micros": updated.map { .integer($0.microsecondsSince1970) } ?? .null,
        ]
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: JSONValue) {
        guard let emotion = PleasureArousalDominance(json: json["emotion"]),
            let mood = PleasureArousalDominance(json: json["mood"]),
            let enthusiasm = json["enthusiasm"]?.real, let curiosity = json["curiosity"]?.real,
            let count = json["messages"]?.wholeNumber, count >= 0
        else { return nil }
        var updated: Date?
        if case .integer(let micros)? = json["updated_micros"] {
            updated = Date(microsecondsSince1970: micros)
        }
        self.init(
            emotion: emotion, mood: mood,
            enthusiasm: PleasureArousalDominance.rounded(enthusiasm),
            curiosity: PleasureArousalDominance.rounded(curiosity), messageCount: count,
            updated: updated)
    }

    init(
        emotion: PleasureArousalDominance, mood: PleasureArousalDominance, enthusiasm: Double,
        curiosity: Double, messageCount: Int, updated: Date?
    ) {
        self.emotion = emotion
        self.mood = mood
        self.enthusiasm = enthusiasm
        self.curiosity = curiosity
        self.messageCount = messageCount
        self.updated = updated
    }
}
