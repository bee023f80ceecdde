import AikiBase
package import AikiDialogue

/// Turns the tokens of one answer into what its reader gets: text, reasoning, calls, probabilities.
///
/// Token bytes → whole characters → stop strings → reasoning and calls. Probabilities wait until the
/// text of their tokens is released, so that a stop string takes its tokens with it.
package struct AnswerWriter {
    private var decoder: any AnswerDecoder
    private var stops: StopMatcher
    private let stopStrings: [String]
    private var parser: AnswerParser
    private let markers: [Int32: String]
    private var heldTokens: [TokenProbability] = []
    /// The stop string that ended the answer.
    package private(set) var stopString: String?

    /// Prepares for one answer.
    package init(_ request: PreparedRequest, vocabulary: any TokenVocabulary) {
        decoder = vocabulary.makeDecoder()
        stops = StopMatcher(stopStrings: request.stopStrings)
        stopStrings = request.stopStrings
        parser = AnswerParser(
            request.syntax, tools: request.tools, startsInReasoning: request.startsInReasoning)
        markers = request.markers
    }

    /// Takes in a token; what its reader gets, nil where that is nothing yet.
    package mutating func push(
        _ token: Int32, probability: TokenProbability?
    ) -> GenerationEvent.Delta? {
        if let probability { heldTokens.append(probability) }
        if let marker = markers[token] {
            return deliver(decoder.flush() + marker)
        }
        return deliver(decoder.push(token))
    }

    /// Takes in the end of the answer.
    package mutating func finish() -> GenerationEvent.Delta? {
        guard stopString == nil else { return delta(parser.finish()) }
        let last = deliver(decoder.flush())
        let held = stopString == nil ? stops.flush() : ""
        var piece = parser.push(held)
        let end = parser.finish()
        piece.text += end.text
        piece.reasoning += end.reasoning
        guard var result = last else { return delta(piece) }
        let rest = delta(piece)
        result.text += rest?.text ?? ""
        result.reasoning += rest?.reasoning ?? ""
        result.tokens += rest?.tokens ?? []
        return result
    }

    /// The calls that were found, each with an id of nine letters and digits: the form that all
    /// templates take (Mistral's demand exactly nine).
    package func toolCalls(seed: UInt64) -> [ToolCall] {
        var random = SeededRandom(seed: seed)
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return parser.calls.map { call in
            let fresh = (0..<9).map { _ in
                letters[Int(random.next() % UInt64(letters.count))]
            }
            return ToolCall(
                id: call.id ?? String(fresh), name: call.name, arguments: call.arguments)
        }
    }

    private mutating func deliver(_ text: String) -> GenerationEvent.Delta? {
        let release = stops.push(text)
        if let index = release.stopIndex {
            stopString = stopStrings[index]
            dropTokens(behind: release.text.utf8.count)
        }
        return delta(parser.push(release.text))
    }

    /// Drops the probabilities of tokens that lie wholly behind the released text.
    private mutating func dropTokens(behind bytes: Int) {
        var position = 0
        var kept = 0
        while kept < heldTokens.count, position < bytes {
            position += heldTokens[kept].bytes.count
            kept += 1
        }
        heldTokens.removeLast(heldTokens.count - kept)
    }

    private mutating func delta(_ piece: AnswerParser.Piece) -> GenerationEvent.Delta? {
        let releasesTokens = !heldTokens.isEmpty && (!piece.isEmpty || !stops.isHolding)
        guard !piece.isEmpty || releasesTokens else { return nil }
        defer { heldTokens.removeAll(keepingCapacity: true) }
        return GenerationEvent.Delta(
            text: piece.text, reasoning: piece.reasoning, tokens: heldTokens)
    }
}
