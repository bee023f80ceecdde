import AikiBase
import AikiDialogue

/// The messages of a prompt for every number of turns left out and memories kept.
struct ContextDraft {
    /// How much of what may be left out stands in it.
    struct Extent: Equatable {
        /// How many of the oldest turns do not stand in it.
        var turnsLeftOut: Int
        /// What stands for them; empty lets nothing stand.
        var digest = ""
        /// The places of the memories that stand in it, in any order.
        var memories: [Int] = []
        /// Whether it says what is meant.
        var isGuided = false
    }

    let request: ContextRequest
    let identity: Identity
    let isIdentityInQuestion: Bool
    /// The places of the memories, the best first.
    let memoryRanking: [Int]

    init(request: ContextRequest, identity: Identity, isIdentityInQuestion: Bool) {
        self.request = request
        var identity = identity
        identity.learned += request.learned
        self.identity = identity
        self.isIdentityInQuestion = isIdentityInQuestion
        memoryRanking = request.memories.indices.sorted {
            (request.memories[$1].score, $0) < (request.memories[$0].score, $1)
        }
    }

    /// What the model is asked.
    func conversation(_ extent: Extent) -> Conversation {
        let past = request.history.dropFirst(extent.turnsLeftOut).flatMap(\.messages)
        return conversation(
            identityText: identity.systemText, digest: extent.digest, past, question(extent))
    }

    /// Tokens of the whole prompt, as the model counts them.
    func count(_ extent: Extent, _ model: any LanguageModel) async throws -> Int {
        try await model.countTokens(.conversation(conversation(extent)))
    }

    /// Tokens of the question alone, so that what the identity takes can be told apart. Some
    /// templates put instructions of their own where there are none.
    func countWithoutIdentity(_ model: any LanguageModel) async throws -> Int {
        try await model.countTokens(
            .conversation(conversation(identityText: "", digest: "", [], request.question)))
    }

    /// Memories, in the order in which they stand.
    func memories(_ places: [Int]) -> [RecalledMemory] {
        places.sorted().map { request.memories[$0] }
    }

    /// All others.
    func memoriesLeftOut(_ places: [Int]) -> [RecalledMemory] {
        memories(memoryRanking.filter { !places.contains($0) })
    }

    /// What may stand for the oldest turns. All their words are read for it: it is made once.
    func digest(turnsLeftOut: Int, bytesMax: Int) -> String {
        ConversationDigest(Array(request.history.prefix(turnsLeftOut)), bytesMax: bytesMax).text
    }

    /// The question with what changes from turn to turn in front of it, so that all that comes before
    /// stays as it was.
    private func question(_ extent: Extent) -> [Message] {
        let parts = [
            RecalledMemory.text(memories(extent.memories)),
            extent.isGuided ? request.guidance : "",
        ].filter { !$0.isEmpty }
        guard !parts.isEmpty,
            let index = request.question.lastIndex(where: { $0.role == .user })
        else { return request.question }
        var question = request.question
        question[index].text = (parts + [question[index].text]).joined(separator: "\n\n")
        return question
    }

    private func conversation(
        identityText: String, digest: String, _ past: [Message], _ question: [Message]
    ) -> Conversation {
        let instructions = ([identityText] + request.instructions.map(\.text))
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
        var messages = past + question
        // Not among the instructions: their state is kept on the disk, and stays the same.
        if !digest.isEmpty, let first = messages.firstIndex(where: { $0.role == .user }) {
            messages[first].text = digest + "\n\n" + messages[first].text
        }
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
