public import AikiDialogue

extension SufficiencyEstimate {
    /// About how many tokens of a question its vector is made of: what it asks stands at its beginning or
    /// its end, and more would take longer than a decision may.
    public static let embeddedTokensMax = 42

    /// The vector of a question: of its ends, and of half as much as long as the embedder finds that too
    /// many tokens.
    ///
    /// - Parameters:
    ///   - text: the question.
    ///   - embedder: the model that the estimate was trained with.
    /// - Returns: a vector of unit length.
    /// - Throws: why the embedder cannot run.
    public static func vector(
        of text: String, by embedder: any Embedder
    ) async throws -> [Float] {
        try await vectors(of: text, by: embedder).vectors[0]
    }

    /// The same, with what else the embedder gives of it.
    ///
    /// - Throws: why the embedder cannot run.
    public static func vectors(
        of text: String, by embedder: any Embedder
    ) async throws -> Embeddings {
        var tokensMax = embeddedTokensMax
        while true {
            do {
                return try await embedder.embed([embedded(text, tokensMax: tokensMax)])
            } catch let error as ModelRequestError {
                guard case .contextExceeded = error, tokensMax > 1 else { throw error }
                tokensMax /= 2
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

    /// The beginning of a text and, half as much, its end, cut between Unicode scalars; all of a short one.
    ///
    /// No tokenizer is asked: four letters or spaces are taken to be a token, and so are one figure or
    /// sign, and two bytes of what is not ASCII.
    package static func embedded(_ text: String, tokensMax: Int = embeddedTokensMax) -> String {
        let bytes = Array(text.utf8)
        let quarters = 4 * tokensMax
        guard count(bytes, quarters: quarters) < bytes.count else { return text }
        var end = count(bytes, quarters: quarters - quarters / 3)
        var start = bytes.count - count(bytes.reversed(), quarters: quarters / 3)
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
        return String(decoding: bytes[..<end], as: UTF8.self) + " "
            + String(decoding: bytes[start...], as: UTF8.self)
    }

    /// How many of the first bytes are no more than so many quarters of tokens.
    private static func count(_ bytes: some Sequence<UInt8>, quarters: Int) -> Int {
        var rest = quarters
        var count = 0
        for byte in bytes {
            let isLetter = byte <= 0x20 || (byte | 0x20) &- 0x61 < 26
            rest -= byte >= 0x80 ? 2 : isLetter ? 1 : 4
            guard rest >= 0 else { break }
            count += 1
        }
        return count
    }
}
