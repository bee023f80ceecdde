import AikiDialogue

/// A hash over the messages of a path, by which a history that a client sends again is found.
///
/// FNV-1a in 64 bits, each field behind its length. It only finds candidates: they are compared
/// message by message before anything is built on them. Reasoning is left out, because clients do not
/// send it back, and so is white space around an answer, because some trim it.
struct ConversationChain: Equatable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The form in which the store holds it.
    var stored: Int64 { Int64(bitPattern: value) }

    /// An empty path.
    init() {}

    /// Goes on where a stored one ended.
    init(stored: Int64) {
        value = UInt64(bitPattern: stored)
    }

    /// Adds a message at the end of the path.
    mutating func append(_ message: Message) {
        for field in Self.fields(of: message) {
            for shift in stride(from: 0, to: 64, by: 8) {
                mix(UInt8(truncatingIfNeeded: field.utf8.count >> shift))
            }
            for byte in field.utf8 { mix(byte) }
        }
    }

    private mutating func mix(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Whether two messages are the same for the chain.
    static func isSame(_ one: Message, _ other: Message) -> Bool {
        fields(of: one) == fields(of: other)
    }

    private static func fields(of message: Message) -> [String] {
        // The two words mean one role; clients switch between them.
        let role = message.role == .developer ? Role.system : message.role
        let text =
            message.role == .assistant
            ? message.text.trimmingWhiteSpace : message.text
        return [
            role.rawValue, text, ToolCallCoding.text(of: message.toolCalls) ?? "",
            message.toolCallID ?? "", message.name ?? "",
        ]
    }
}

extension String {
    fileprivate var trimmingWhiteSpace: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
