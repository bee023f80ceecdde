import AikiBase
import AikiDialogue
import AikiMemory
import AikiMind

/// A turn whose question is on disk.
struct ReceivedTurn: Sendable {
    let report: TurnReport
    let context: ContextRequest
    /// The strictest class of anything said in it until now: what a prompt is made of travels no
    /// further than any part of it may.
    let privacy: PrivacyClass
}

extension Turn {
    /// Writes the question and recalls what was said before it.
    func receive(
        _ input: TurnInput, as id: TurnID, _ new: ConversationID
    ) async throws -> ReceivedTurn {
        let now = clock.now()
        let log = log
        return try await log.write { transaction in
            var place: NewTurn.Place
            var question = input.messages
            switch input.place {
            case .newConversation: place = .newConversation(new, scope: input.scope)
            case .conversation(let conversation): place = .latest(of: conversation)
            case .clientHistory:
                let known = try log.continuation(of: input.messages, in: transaction)
                place = known.turn.map { .after($0) } ?? .newConversation(new, scope: input.scope)
                question = Array(input.messages.dropFirst(known.knownCount))
            }
            let turn = try log.begin(
                NewTurn(
                    id: id, place: place, door: input.door, time: now, question: question,
                    privacy: input.privacy),
                in: transaction)
            let past = try log.path(to: turn.parent, in: transaction)
            return ReceivedTurn(
                report: TurnReport(
                    turn: id, conversation: turn.conversation, door: input.door, started: now),
                context: Self.contextRequest(input, past: past, following: turn.parent ?? id),
                privacy: Self.strictest(
                    past.flatMap(\.messages).map(\.privacy) + [input.privacy]))
        }
    }

    private static func strictest(_ classes: [PrivacyClass]) -> PrivacyClass {
        if classes.contains(.secret) { return .secret }
        return classes.contains(.personal) ? .personal : .everyone
    }

    /// What the prompt is composed from.
    static func contextRequest(
        _ input: TurnInput, past: [LoggedTurn], following turn: TurnID
    ) -> ContextRequest {
        let settings = input.settings
        var request = ContextRequest(
            question: input.messages, tools: settings.tools,
            isThinkingEnabled: settings.isThinkingEnabled,
            templateVariables: settings.templateVariables,
            outputTokensMax: settings.outputTokensMax)
        if input.place == .clientHistory {
            split(input.messages, following: turn, into: &request)
        } else {
            request.history = past.map {
                ContextRequest.PastTurn(id: $0.id, messages: $0.messages.map(\.message))
            }
        }
        return request
    }

    /// A client's messages as instructions, history and question; all of it must fit. They are used
    /// as the client sent them, not as the log knows them.
    private static func split(
        _ messages: [Message], following turn: TurnID, into request: inout ContextRequest
    ) {
        let instructions = messages.prefix { $0.role == .system || $0.role == .developer }
        let rest = messages.dropFirst(instructions.count)
        let start = rest.lastIndex { $0.role == .user } ?? rest.startIndex
        let history = Array(rest[..<start])
        request.instructions = Array(instructions)
        request.history =
            history.isEmpty ? [] : [ContextRequest.PastTurn(id: turn, messages: history)]
        request.question = Array(rest[start...])
        request.policy = .mustFit
    }
}
