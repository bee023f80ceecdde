import AikiBase
import AikiDialogue
import AikiMemory
import AikiMind
import Foundation

/// A turn whose question is on disk.
struct ReceivedTurn: Sendable {
    /// What the message did to the state.
    struct Mind: Sendable {
        let appraisal: Appraisal
        let state: MindState
    }

    let report: TurnReport
    let context: ContextRequest
    /// The strictest class of anything said in it until now: what a prompt is made of travels no
    /// further than any part of it may.
    let privacy: PrivacyClass
    /// The scope of the conversation.
    var scope = ""
    /// The turns that stand in the prompt anyway.
    var seenTurns: Set<TurnID> = []
    /// Nil where the loop has no mind.
    var mind: Mind?
    /// The messages whose plans were asked after already.
    var followedUp: Set<Int64> = []

    /// What may be recalled in it: a project also knows what the person does, everyone else only what
    /// is theirs.
    var recallScopes: Set<String> {
        scope.hasPrefix("project:") ? [scope, TurnInput.personalScope] : [scope]
    }
}

extension Turn {
    /// The most turns of the past that a prompt and its digest are made of; the latest quarter of them
    /// fills the contexts of most models. What was said before is found by recall.
    package static let historyTurnsMax = 1_000

    /// Writes the question and recalls what was said before it.
    func receive(
        _ input: TurnInput, as id: TurnID, _ new: ConversationID
    ) async throws -> ReceivedTurn {
        let now = clock.now()
        let log = log
        let journal = journal
        let reader = mind?.reader
        let appraisal = reader.map { Appraisal(Self.words(of: input), reader: $0) }
        let historyBytes = historyBytesSeen(input)
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
            let past = try log.past(
                to: turn.parent, turnsMax: Self.historyTurnsMax, in: transaction)
            var received = ReceivedTurn(
                report: TurnReport(
                    turn: id, conversation: turn.conversation, door: input.door, started: now),
                context: Self.contextRequest(input, past: past, following: turn.parent ?? id),
                privacy: .strictest(of: [past.privacy, input.privacy]))
            guard let appraisal, let reader else { return received }
            received.scope = try log.scope(of: turn.conversation, in: transaction)
            received.seenTurns = Self.seenTurns(past.turns, historyBytes).union([id])
            received.mind = ReceivedTurn.Mind(
                appraisal: appraisal,
                state: try journal.take(
                    appraisal, reader: reader.name, on: id, at: now, in: transaction))
            received.followedUp = try journal.followedUp(in: transaction)
            return received
        }
    }

    /// What the person says last.
    static func words(of input: TurnInput) -> String {
        input.messages.last { $0.role == .user }?.text ?? ""
    }

    /// The bytes of the latest history that are taken to stand in the prompt, and are not recalled: fewer
    /// where a small model may answer, whose prompt leaves out what came before.
    private func historyBytesSeen(_ input: TurnInput) -> Int {
        let wish = input.model == Self.modelName ? nil : input.model
        guard input.place != .clientHistory,
            let context = chooser.profiles.contextTokensMin(of: wish)
        else { return Self.historyBytesSeenMax }
        return min(
            Self.historyBytesSeenMax, ContextComposer.historyBytesSure(contextTokens: context))
    }

    /// The latest turns, as far as a prompt is sure to hold them.
    private static func seenTurns(_ past: [LoggedTurn], _ historyBytesSeen: Int) -> Set<TurnID> {
        var seen: Set<TurnID> = []
        var bytes = 0
        for turn in past.reversed() {
            bytes += turn.messages.map(\.message.text.utf8.count).reduce(0, +)
            guard bytes <= historyBytesSeen else { break }
            seen.insert(turn.id)
        }
        return seen
    }

    /// What the prompt is composed from.
    static func contextRequest(
        _ input: TurnInput, past: ConversationLog.Past, following turn: TurnID
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
            request.turnsBefore = past.turnsBefore
            request.history = past.turns.map {
                ContextRequest.PastTurn(
                    id: $0.id, messages: $0.messages.map(\.message),
                    day: String($0.started.ISO8601Format().prefix(10)),
                    numbers: $0.messages.map(\.number))
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
