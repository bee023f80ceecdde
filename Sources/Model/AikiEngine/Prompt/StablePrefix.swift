package import AikiDialogue

/// Finds where a prompt stops being the same for every conversation with the same instructions and
/// tools.
///
/// The instructions are rendered once more with another question; what both prompts have in common
/// is what the template makes of instructions and tools, wherever it puts them.
package struct StablePrefix {
    /// How many sets of instructions are remembered.
    package static let probesMax = 8
    /// A question that no one begins with.
    private static let question = "\u{A7}"

    private var probes: [(conversation: Conversation, tokens: [Int32])] = []

    /// Remembers nothing yet.
    package init() {}

    /// Finds the part of a prompt that belongs to instructions and tools.
    ///
    /// - Parameters:
    ///   - tokens: the prompt.
    ///   - conversation: what it was rendered from.
    ///   - render: renders another conversation; nil where the template refuses.
    /// - Returns: how many of the prompt's first tokens it has.
    /// - Complexity: one more rendering for instructions that are not remembered.
    package mutating func count(
        in tokens: [Int32], of conversation: Conversation,
        render: (Conversation) -> [Int32]?
    ) -> Int {
        let instructions = conversation.messages.prefix {
            $0.role == .system || $0.role == .developer
        }
        guard !instructions.isEmpty || !conversation.tools.isEmpty,
            instructions.count < conversation.messages.count
        else { return 0 }
        var probe = conversation
        probe.messages = Array(instructions) + [Message(role: .user, text: Self.question)]
        if let index = probes.firstIndex(where: { $0.conversation == probe }) {
            probes.append(probes.remove(at: index))
        } else {
            guard let rendered = render(probe) else { return 0 }
            if probes.count == Self.probesMax { probes.removeFirst() }
            probes.append((probe, rendered))
        }
        return PrefixStore.commonCount(tokens[...], probes.last?.tokens[...] ?? [])
    }
}
