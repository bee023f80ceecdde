import AikiDialogue
import AikiRouter

/// The vector of the question that was asked last: what two learned files tell of one question they tell
/// from one vector.
actor QuestionVector {
    private var last: (embedder: String, text: String, vector: [Float])?

    /// The vector of a question, of unit length.
    func of(_ text: String, by embedder: any Embedder) async throws -> [Float] {
        if let last, last.embedder == embedder.name, last.text == text { return last.vector }
        let vector = try await SufficiencyEstimate.vector(of: text, by: embedder)
        last = (embedder.name, text, vector)
        return vector
    }
}
