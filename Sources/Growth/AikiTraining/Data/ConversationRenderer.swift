import AikiBase
import AikiTemplate
import AikiTokenizer

/// Turns conversations into tokens, as the model's chat template writes them, and says which of them
/// the assistant is to say.
struct ConversationRenderer {
    let template: ChatTemplate
    let tokenizer: Tokenizer

    /// A conversation's tokens up to its last answer, and whether each is the assistant's.
    func document(_ messages: [JSONValue]) throws(TemplateError) -> DocumentReader.Document {
        let last = messages.lastIndex { $0["role"]?.text == "assistant" }
        guard let last else { return DocumentReader.Document(tokens: [], counts: []) }
        let written = try WrittenConversation(
            Array(messages[...last]), template: template, bos: spelling(tokenizer.special.bos),
            eos: spelling(tokenizer.special.eos))
        let (tokens, counts) = tokenizer.encode(written.text, marking: written.answers)
        return DocumentReader.Document(
            tokens: tokens, counts: counts, uncutAnswers: written.uncutAnswers)
    }

    /// The first control token that a message spells out: it would end or begin turns that nobody had.
    func controlToken(in messages: [JSONValue]) -> String? {
        for message in messages {
            guard let content = message.object?["content"]?.text else { continue }
            let ids = tokenizer.encode(content, addSpecial: false, parseSpecial: true)
            if let token = ids.first(where: { tokenizer.kind(of: $0) == .control }) {
                return tokenizer.text(of: token)
            }
        }
        return nil
    }

    private func spelling(_ token: TokenID?) -> String { token.map(tokenizer.text) ?? "" }
}
