import AikiDialogue
import AikiMemory

/// What a model has said so far.
struct TurnAnswer {
    private(set) var text = ""
    private(set) var reasoning = ""

    /// How much was said.
    var bytes: Int { text.utf8.count + reasoning.utf8.count }

    /// Adds what is new.
    mutating func append(_ delta: GenerationEvent.Delta, from model: String) throws(TurnError) {
        guard
            bytes + delta.text.utf8.count + delta.reasoning.utf8.count
                <= ConversationLog.messageBytesMax
        else { throw .answerTooLarge(model: model, limit: ConversationLog.messageBytesMax) }
        text += delta.text
        reasoning += delta.reasoning
    }

    /// The answer as a message; nil where nothing was said. An answer that the model ended is one,
    /// even where it is empty.
    func message(_ completion: Completion?) -> Message? {
        if completion == nil, text.isEmpty, reasoning.isEmpty { return nil }
        return Message(
            role: .assistant, text: text, reasoning: reasoning.isEmpty ? nil : reasoning,
            toolCalls: completion?.toolCalls ?? [])
    }
}
