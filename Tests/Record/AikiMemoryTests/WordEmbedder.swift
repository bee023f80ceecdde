import AikiDialogue

/// A tiny stand-in for an embedding model: a vector counts the words of a text, and words of one
/// group count as one, so that "car" is near "automobile".
struct WordEmbedder: Embedder {
    let name: String
    /// 8 or more.
    var dimensions = 8
    /// A text with more words is refused, as a model's context would.
    var wordsMax = 100

    private static let groups = [
        ["car", "automobile", "vehicle"], ["boat", "ship", "vessel"], ["happy", "glad", "joyful"],
        ["doctor", "physician", "surgeon"], ["soup", "meal", "lunch"], ["house", "home"],
    ]

    func embed(_ texts: [String]) async throws -> Embeddings {
        var vectors: [[Float]] = []
        for text in texts {
            let words = text.lowercased().split { !$0.isLetter }.map(String.init)
            if words.count > wordsMax {
                throw ModelRequestError.contextExceeded(
                    promptTokens: words.count, outputTokens: 0, limitTokens: wordsMax)
            }
            var vector = [Float](repeating: 0, count: dimensions)
            vector[7] = 0.1
            for word in words {
                for (place, group) in Self.groups.enumerated() where group.contains(word) {
                    vector[place] += 1
                }
            }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            vectors.append(vector.map { $0 / length })
        }
        return Embeddings(vectors: vectors, promptTokens: 0)
    }
}
