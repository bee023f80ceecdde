public import AikiBase
public import AikiMemory
import AikiDialogue
import AikiMind
public import AikiTurn

/// Why a turn went as it did, with the words of what was remembered, as far as they are still there.
public struct TurnExplanation: Sendable {
    /// The turn's own report.
    public let report: TurnReport
    /// The messages that were remembered; those forgotten since are missing.
    public let memories: [ConversationLog.PlacedMessage]
    /// Whether the recorded decision follows from its features; nil where there is none.
    public let isReplayed: Bool?

    /// The explanation for programs: the report, and the words beside their numbers.
    public var json: JSONValue {
        var object = report.json.object ?? [:]
        object["memory_texts"] = .array(
            memories.map { memory in
                [
                    "message": .integer(memory.logged.number),
                    "turn": .string(memory.turn.text), "title": .string(memory.title),
                    "text": .string(memory.logged.message.text),
                ]
            })
        object["decision_replayed"] = isReplayed.map(JSONValue.bool) ?? .null
        return .object(object)
    }
}

extension House {
    /// Why a turn went as it did.
    ///
    /// - Parameter name: the turn, or the beginning of its name; nil takes the latest.
    /// - Returns: the turn's report, with the words of what was remembered.
    /// - Throws: `MemoryError.turnNotFound`, `TurnError.noReport`.
    public func explain(_ name: String?) async throws -> TurnExplanation {
        let logged = try await turnNamed(name)
        let report = try await turn.why(logged.id)
        return TurnExplanation(
            report: report, memories: try await log.messages(report.memories.map(\.message)),
            isReplayed: try logged.report?["mind"].flatMap(DecisionRecord.isReplayed))
    }

    private func turnNamed(_ name: String?) async throws -> LoggedTurn {
        guard let name else {
            guard let latest = try await log.latestTurn() else {
                throw MemoryError.turnNotFound(id: "latest")
            }
            return latest
        }
        guard let turn = try await log.turn(beginning: name) else {
            throw MemoryError.turnNotFound(id: name)
        }
        return turn
    }
}
