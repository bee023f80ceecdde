import AikiBase
import AikiDialogue
import AikiTokenizer

/// Turns the form that an answer must have into a constraint on its tokens.
struct GrammarDesk {
    private let tokenizer: Tokenizer
    /// Made for the first request that needs it: few do, and it takes a while for a large vocabulary.
    private var vocabulary: GrammarVocabulary?

    init(tokenizer: Tokenizer) {
        self.tokenizer = tokenizer
    }

    /// The constraint of a form; nil for free text.
    ///
    /// - Throws: ``ModelRequestError/invalidGrammar(problem:)``.
    mutating func constraint(
        for format: ResponseFormat
    ) throws(ModelRequestError) -> (any TokenConstraint)? {
        guard let grammar = try grammar(format) else { return nil }
        let vocabulary = vocabulary ?? makeVocabulary()
        self.vocabulary = vocabulary
        return GrammarConstraint(grammar, vocabulary: vocabulary)
    }

    private func grammar(_ format: ResponseFormat) throws(ModelRequestError) -> Grammar? {
        do throws(GrammarError) {
            switch format {
            case .text: return nil
            case .jsonObject: return Grammar.jsonObject
            case .jsonSchema(let schema): return try Grammar(jsonSchema: schema)
            case .grammar(let source): return try Grammar(gbnf: source)
            }
        } catch {
            // The message becomes part of a sentence, which has a full stop of its own.
            let problem = error.message
            throw .invalidGrammar(
                problem: problem.hasSuffix(".") ? String(problem.dropLast()) : problem)
        }
    }

    private func makeVocabulary() -> GrammarVocabulary {
        var spellings = ByteStrings(reservingStrings: tokenizer.vocabularySize)
        for token in 0..<Int32(tokenizer.vocabularySize) {
            spellings.append(tokenizer.bytes(of: token, includingSpecial: false))
        }
        return GrammarVocabulary(
            spellings, endOfGeneration: tokenizer.special.endOfGeneration)
    }
}
