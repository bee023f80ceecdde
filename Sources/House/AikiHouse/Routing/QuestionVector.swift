import AikiDialogue
import AikiRouter

/// The vectors of the question that was asked last: what two learned files tell of one question they
/// tell from vectors that were made once.
actor QuestionVector {
    private var last: (embedder: String, text: String, made: Embeddings)?

    /// The vector of a question, of unit length, and what else the embedder gives of it.
    func of(_ text: String, by embedder: any Embedder) async throws -> Embeddings {
        if let last, last.embedder == embedder.name, last.text == text { return last.made }
        let made = try await SufficiencyEstimate.vectors(of: text, by: embedder)
        last = (embedder.name, text, made)
        return made
    }
}
