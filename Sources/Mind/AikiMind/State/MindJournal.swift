public import AikiBase
import AikiMemory
public import AikiStore
public import Foundation

/// The state, turn by turn, beside the log: each with the appraisal that it follows from.
///
/// The appraisals are what counts: from them, and the times of the turns, every state follows. Where a
/// turn is forgotten, its appraisal goes with it, and the states after it are made anew as if it had
/// never been.
public struct MindJournal: Sendable {
    private static let kind = "mind"
    private static let followUpKind = "follow-up"
    private static let remindedKind = "reminded"
    private static let commemoratedKind = "commemorated"
    private static let unaskedKind = "unasked"
    private let notes = TurnNotes()

    /// A state and the message it comes after.
    public struct Entry: Sendable, Equatable {
        /// The turn.
        public let turn: TurnID
        /// When the message came.
        public let time: Date
        /// What was heard in it, and by whom.
        public let appraisal: Appraisal
        /// The reader that heard it.
        public let reader: String
        /// The state after it.
        public let state: MindState
    }

    /// Uses the notes of a store that was opened with `TurnNotes.schema`.
    public init() {}

    /// The state after the latest message.
    ///
    /// - Complexity: O(1); O(messages) once after something was forgotten.
    public func state(in transaction: StoreTransaction) throws -> MindState {
        try mend(in: transaction)
        return try latest(in: transaction)?.state ?? .initial
    }

    /// Takes a message into the state.
    ///
    /// - Returns: the state after it.
    public func take(
        _ appraisal: Appraisal, reader: String, on turn: TurnID, at time: Date,
        in transaction: StoreTransaction
    ) throws -> MindState {
        let state = try state(in: transaction).after(appraisal, at: time)
        try write(
            Entry(turn: turn, time: time, appraisal: appraisal, reader: reader, state: state),
            in: transaction)
        return state
    }

    /// The latest entry; nil where there is none.
    ///
    /// - Complexity: O(1).
    public func latest(in transaction: StoreTransaction) throws -> Entry? {
        try notes.latest(Self.kind, in: transaction).map(Self.entry)
    }

    /// The latest entries, oldest first.
    public func entries(_ limit: Int = .max, in transaction: StoreTransaction) throws -> [Entry] {
        try notes.all(Self.kind, in: transaction).suffix(limit).map(Self.entry)
    }

    /// Goes through the log once more from the beginning.
    ///
    /// - Returns: the state it leads to, and how many recorded states differ from what follows.
    public func replay(
        in transaction: StoreTransaction
    ) throws -> (state: MindState, differing: Int) {
        var state = MindState.initial
        var differing = 0
        for entry in try entries(in: transaction) {
            state = state.after(entry.appraisal, at: entry.time)
            if state != entry.state { differing += 1 }
        }
        return (state, differing)
    }

    // MARK: What was asked after

    /// Notes that a turn asks how something went that a message told of.
    public func noteFollowUp(
        on message: Int64, in turn: TurnID, in transaction: StoreTransaction
    ) throws {
        try notes.set(Self.followUpKind, .integer(message), on: turn, in: transaction)
    }

    /// Notes that the person was reminded as a message of a turn asked.
    public func noteReminded(
        of message: Int64, asked turn: TurnID, in transaction: StoreTransaction
    ) throws {
        try notes.set(Self.remindedKind, .integer(message), on: turn, in: transaction)
    }

    /// The messages whose plans were asked after, or that the person was reminded of, already.
    public func followedUp(in transaction: StoreTransaction) throws -> Set<Int64> {
        let kinds = [Self.followUpKind, Self.remindedKind]
        return Set(
            try kinds.flatMap { try notes.all($0, in: transaction) }.compactMap { note in
                if case .integer(let message) = note.value { message } else { nil }
            })
    }

    // MARK: What was said unasked

    /// How often something was said unasked since the person last said something.
    public func unansweredCount(in transaction: StoreTransaction) throws -> Int {
        guard let turn = try latest(in: transaction)?.turn else { return 0 }
        return try unasked(since: turn, in: transaction)
    }

    /// Notes that something was said unasked.
    ///
    /// Where the person never said anything, nothing is noted: there is nothing that could go
    /// unanswered.
    public func noteUnasked(_ count: Int, in transaction: StoreTransaction) throws {
        guard let turn = try latest(in: transaction)?.turn else { return }
        let before = try unasked(since: turn, in: transaction)
        try notes.set(
            Self.unaskedKind, .integer(Int64(before + count)), on: turn, in: transaction)
    }

    private func unasked(since turn: TurnID, in transaction: StoreTransaction) throws -> Int {
        try notes.note(Self.unaskedKind, of: turn, in: transaction)?.wholeNumber ?? 0
    }

    /// Notes that the day of a fact, which a turn told, was spoken of in a year.
    public func noteCommemorated(
        _ fact: Int64, told turn: TurnID, in year: Int, in transaction: StoreTransaction
    ) throws {
        var years = try notes.note(Self.commemoratedKind, of: turn, in: transaction)?.object ?? [:]
        years["\(fact)"] = .integer(Int64(year))
        try notes.set(Self.commemoratedKind, .object(years), on: turn, in: transaction)
    }

    /// Whether the day of a fact was spoken of in a year.
    public func isCommemorated(
        _ fact: Int64, told turn: TurnID, in year: Int, in transaction: StoreTransaction
    ) throws -> Bool {
        let years = try notes.note(Self.commemoratedKind, of: turn, in: transaction)
        return years?["\(fact)"]?.wholeNumber == year
    }

    // MARK: Parts

    /// Makes the states anew from the oldest one that was removed on.
    private func mend(in transaction: StoreTransaction) throws {
        guard let number = try notes.oldestGap(Self.kind, in: transaction) else { return }
        var state =
            try notes.latest(Self.kind, before: number, in: transaction).map(Self.entry)?.state
            ?? .initial
        for note in try notes.all(Self.kind, from: number, in: transaction) {
            let entry = try Self.entry(note)
            state = state.after(entry.appraisal, at: entry.time)
            try write(
                Entry(
                    turn: entry.turn, time: entry.time, appraisal: entry.appraisal,
                    reader: entry.reader, state: state), in: transaction)
        }
        try notes.closeGap(Self.kind, in: transaction)
    }

    private func write(_ entry: Entry, in transaction: StoreTransaction) throws {
        let value: JSONValue = [
            "micros": .integer(entry.time.microsecondsSince1970), "reader": .string(entry.reader),
            "appraisal": entry.appraisal.json, "state": entry.state.json,
        ]
        try notes.set(Self.kind, value, on: entry.turn, in: transaction)
    }

    private static func entry(_ note: TurnNotes.Note) throws -> Entry {
        guard case .integer(let micros)? = note.value["micros"],
            let reader = note.value["reader"]?.text,
            let appraisal = note.value["appraisal"].flatMap(Appraisal.init),
            let state = note.value["state"].flatMap(MindState.init)
        else { throw MindError.unreadableState(turn: note.turn.text) }
        return Entry(
            turn: note.turn, time: Date(microsecondsSince1970: micros), appraisal: appraisal,
            reader: reader, state: state)
    }
}
