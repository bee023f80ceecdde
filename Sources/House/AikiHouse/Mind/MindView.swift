public import AikiBase
import AikiMemory
public import AikiMind

/// The state as it is now, and how it came to be.
public struct MindView: Sendable {
    /// The state now, with what time did to it.
    public let state: MindState
    /// What it does.
    public let effects: MindEffects
    /// What it may do.
    public let policies: MindPolicies
    /// The latest messages, oldest first.
    public let latest: [MindJournal.Entry]
    /// How many recorded states differ from what the log leads to; nil where that was not asked.
    public let differing: Int?

    /// The view for programs.
    public var json: JSONValue {
        [
            "state": state.json, "mood": .string(state.mood.word),
            "emotion": .string(state.emotion.word), "tone": .string(effects.tone.rawValue),
            "verbosity": .string(effects.verbosity.rawValue),
            "memories_max": .integer(Int64(effects.memoriesMax)),
            "speaking_threshold": .number(effects.speakingThreshold), "policies": policies.json,
            "latest": .array(
                latest.map { entry in
                    [
                        "turn": .string(entry.turn.text), "reader": .string(entry.reader),
                        "appraisal": entry.appraisal.json, "state": entry.state.json,
                    ]
                }),
            "differing": differing.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}

extension House {
    /// The state now.
    ///
    /// - Parameters:
    ///   - count: how many of the latest messages to tell of.
    ///   - replays: whether the whole log is gone through again.
    /// - Returns: the state, what it does and how it came to be.
    /// - Throws: `StoreError`; `MindError` for a record that cannot be read.
    public func mindView(latest count: Int, replays: Bool) async throws -> MindView {
        let journal = MindJournal()
        let now = clock.now()
        let policies = home.mindPolicies
        return try await log.write { transaction in
            let state = try journal.state(in: transaction).decayed(to: now)
            return MindView(
                state: state, effects: MindEffects(state, .none, policies), policies: policies,
                latest: try journal.entries(count, in: transaction),
                differing: replays ? try journal.replay(in: transaction).differing : nil)
        }
    }
}
