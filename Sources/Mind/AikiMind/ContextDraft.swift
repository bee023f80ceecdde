import AikiBase
import AikiDialogue

/// The messages of a prompt for every number of turns left out.
struct ContextDraft {
    let request: ContextRequest
    let identity: Identity
    let isIdentityInQuestion: Bool

    /// What the model is asked, without the oldest turns of the history.
    func conversation(turnsLeftOut: Int) -> Conversation {
        let past = request.history.dropFirst(turnsLeftOut).flatMap(\.messages)
        return conversation(identityText: identity.systemText, past + request.question)
    }

    /// Tokens of the whole prompt, as the model counts them.
    func count(turnsLeftOut: Int, _ model: any LanguageModel) async throws -> Int {
        try await model.countTokens(.conversation(conversation(turnsLeftOut: turnsLeftOut)))
    }

    /// Tokens of the question alone, so that what the identity takes can be told apart. Some
    /// templates put instructions of their own where there are none.
    func countWithoutIdentity(_ model: any LanguageModel) async throws -> Int {
        try await model.countTokens(
            .conversation(conversation(identityText: "", request.question)))
    }

    private func conversation(identityText: String, _ messages: [Message]) -> Conversation {
        let instructions = ([identityText] + request.instructions.map(\.text))
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
        return Conversation(
            messages: place(instructions, before: messages), tools: request.tools,
            isThinkingEnabled: request.isThinkingEnabled,
            templateVariables: request.templateVariables)
    }

    private func place(_ instructions: String, before messages: [Message]) -> [Message] {
        if instructions.isEmpty { return messages }
        guard isIdentityInQuestion,
            let first = messages.firstIndex(where: { $0.role == .user })
        else { return [Message(role: .system, text: instructions)] + messages }
        var messages = messages
        messages[first].text = instructions + "\n\n" + messages[first].text
        return messages
    }
}
