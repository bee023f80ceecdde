import AikiBase
public import AikiDialogue

/// How many tokens a prompt fills for a model whose tokenizer is not known, rather more than less:
/// a prompt that was thought to fit and does not is refused by the provider.
///
/// A token for every three bytes of text (English has four to five a token, other European languages
/// three to four, CJK about three), four for each message's frame, and 1,200 for an image, which
/// is about what most models take of their context for one of a million pixels. Some bill twenty times as
/// many: what is held for a call counts images by itself.
public enum TokenEstimate {
    static let bytesPerToken = 3
    static let frameTokens = 4
    static let imageTokens = 1200

    /// The estimate.
    ///
    /// - Complexity: O(bytes).
    public static func tokens(of prompt: Prompt) -> Int {
        switch prompt {
        case .tokens(let tokens): tokens.count
        case .text(let text): tokens(ofBytes: text.utf8.count)
        case .conversation(let conversation):
            conversation.messages.reduce(0) { $0 + tokens(of: $1) }
                + conversation.tools.reduce(0) { sum, tool in
                    sum + frameTokens
                        + tokens(
                            ofBytes: tool.name.utf8.count + (tool.summary?.utf8.count ?? 0)
                                + tool.parameters.encoded().utf8.count)
                }
        }
    }

    private static func tokens(of message: Message) -> Int {
        var bytes = message.text.utf8.count + (message.reasoning?.utf8.count ?? 0)
        for call in message.toolCalls {
            bytes += call.name.utf8.count + call.arguments.encoded().utf8.count
        }
        return frameTokens + tokens(ofBytes: bytes) + message.images.count * imageTokens
    }

    private static func tokens(ofBytes bytes: Int) -> Int {
        (bytes + bytesPerToken - 1) / bytesPerToken
    }
}
