/// What a document says: a text, or a conversation.
enum DocumentBody: Sendable, Equatable {
    /// A text, as UTF-8.
    case text([UInt8])
    /// Messages in order.
    case messages([ChatMessage])

    /// One message of a conversation.
    struct ChatMessage: Sendable, Equatable {
        /// `system`, `user`, `assistant` or what the source calls it.
        var role: String
        /// What was said, as UTF-8.
        var content: [UInt8]
    }

    /// The text that filters and deduplication look at.
    var joined: [UInt8] {
        switch self {
        case .text(let text): text
        case .messages(let messages):
            Array(messages.map(\.content).joined(separator: [0x0A, 0x0A]))
        }
    }

    /// The same with each of its texts changed.
    func map(_ change: ([UInt8]) -> [UInt8]) -> DocumentBody {
        switch self {
        case .text(let text): .text(change(text))
        case .messages(let messages):
            .messages(
                messages.map { ChatMessage(role: $0.role, content: change($0.content)) })
        }
    }

    var isEmpty: Bool {
        switch self {
        case .text(let text): text.allSatisfy { $0 <= 0x20 }
        case .messages(let messages):
            messages.allSatisfy { $0.content.allSatisfy { $0 <= 0x20 } }
        }
    }
}
