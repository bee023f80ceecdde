import AikiDialogue
import AikiTokenizer

/// Turns the form that an answer must have into a constraint on its tokens.
struct GrammarDesk {
    private let tokenizer: Tokenizer

    init(tokenizer: Tokenizer) {
        self.tokenizer = tokenizer
    }

    /// The constraint of a form; nil for free text.
    ///
    /// - Throws: ``ModelRequestError/invalidGrammar(problem:)``.
    func constraint(for format: ResponseFormat) throws(ModelRequestError) -> (any TokenConstraint)?
    {
        switch format {
        case .text: return nil
        case .jsonObject, .jsonSchema, .grammar:
            throw .unsupported(model: "", what: "follow a grammar")
        }
    }
}
