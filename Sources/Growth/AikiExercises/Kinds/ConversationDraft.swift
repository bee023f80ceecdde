import AikiDialogue
import AikiMind

/// A conversation before it is put into messages.
struct ConversationDraft: Sendable {
    /// What is remembered.
    var memories: [RecalledMemory] = []
    /// Whether the memories stand before the first question, and not among the instructions.
    var hasMemoriesInQuestion = false
    /// What is said.
    var exchanges: [Exchange] = []

    /// Adds the conversation to what is there: nothing, or the instructions.
    func append(to messages: inout [Message]) {
        var block = RecalledMemory.text(memories)
        if !block.isEmpty, !hasMemoriesInQuestion || exchanges.isEmpty {
            if messages.isEmpty {
                messages.append(Message(role: .system, text: block))
            } else {
                messages[0].text += "\n\n" + block
            }
            block = ""
        }
        for exchange in exchanges {
            let question = [block, exchange.guidance, exchange.question].filter { !$0.isEmpty }
                .joined(separator: "\n\n")
            block = ""
            messages.append(Message(role: .user, text: question))
            messages.append(Message(role: .assistant, text: exchange.answer))
        }
    }
}
