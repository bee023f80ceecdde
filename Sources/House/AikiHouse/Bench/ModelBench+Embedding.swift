import AikiModel

extension ModelBench {
    /// The least time over which calls are counted; a call takes milliseconds.
    private static let embeddingTime = Duration.milliseconds(500)

    /// Turns texts into vectors, again and again for half a second.
    ///
    /// Each vector must have the length 1, and the first text must give the same vector in each call.
    ///
    /// - Returns: texts a second, and milliseconds of the median call.
    func embeddingRate(
        _ model: Model, texts count: Int, tokens: Int
    ) throws -> (textsPerSecond: Double, milliseconds: Double) {
        let size = model.configuration.vocabularySize
        let ids = BenchSequence.tokens(count * tokens, vocabularySize: size)
        let texts = (0..<count).map { Array(ids[$0 * tokens..<($0 + 1) * tokens]) }
        let first = try model.embed(texts)
        for vector in first {
            let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }
            guard abs(length - 1) < 1e-3 else {
                throw HouseError.benchDisagrees(problem: "a vector has the length \(length)")
            }
        }
        let clock = ContinuousClock()
        let begin = clock.now
        var calls: [Double] = []
        repeat {
            let start = clock.now
            let vectors = try model.embed(texts)
            calls.append((clock.now - start) / .milliseconds(1))
            guard vectors[0] == first[0] else {
                throw HouseError.benchDisagrees(problem: "a text has two vectors")
            }
        } while clock.now - begin < Self.embeddingTime
        let all = calls.reduce(0, +)
        return (Double(count * calls.count) * 1000 / all, Repetitions(calls).median)
    }
}
