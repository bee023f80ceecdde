public import AikiDialogue

extension SufficiencyEstimate {
    /// Bytes at the beginning of a question that its vector is made of; what it asks stands there, and
    /// more would take longer than a decision may.
    public static let embeddedBytesMax = 1024

    /// The vector of a question: of its beginning, and of half as much as long as the embedder finds that
    /// too many tokens.
    ///
    /// - Parameters:
    ///   - text: the question.
    ///   - embedder: the model that the estimate was trained with.
    /// - Returns: a vector of unit length.
    /// - Throws: why the embedder cannot run.
    public static func vector(
        of text: String, by embedder: any Embedder
    ) async throws -> [Float] {
        var bytesMax = embeddedBytesMax
        while true {
            do {
                return try await embedder.embed([embedded(text, bytesMax: bytesMax)]).vectors[0]
            } catch let error as ModelRequestError {
                guard case .contextExceeded = error, bytesMax > 32 else { throw error }
                bytesMax /= 2
            }
        }
    }

    /// An embedder's vector of ``probeText``; empty without an embedder.
    ///
    /// - Throws: why the embedder cannot run.
    public static func probe(of embedder: (any Embedder)?) async throws -> [Float] {
        guard let embedder else { return [] }
        return try await vector(of: probeText, by: embedder)
    }

    /// The beginning of a text, cut between characters.
    package static func embedded(_ text: String, bytesMax: Int = embeddedBytesMax) -> String {
        guard text.utf8.count > bytesMax else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: bytesMax)
        while end > text.startIndex, end.samePosition(in: text) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }
}
