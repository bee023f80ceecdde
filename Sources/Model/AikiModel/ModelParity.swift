public import AikiCheckpoint

/// What a model gives for a few tokens, kept in its file: whoever loads the file, here or elsewhere,
/// can tell whether it computes the same.
///
///     let parity = try ModelParity(measuring: model, tokens: ids)
///     parity.write(to: &metadata)                       // before the file is written
///     let difference = try ModelParity(file)?.difference(from: model)
///
/// | key | |
/// |---|---|
/// | `aiki.parity.tokens` | i32, (T): what is read, from position 0 |
/// | `aiki.parity.indices` | i32, (K): which entries of the vocabulary are kept, ascending |
/// | `aiki.parity.logits` | f32, (T · K): their logits after each token, row by row |
/// | `aiki.parity.tolerance` | f32: how far another program may be off |
///
/// Logits are computed from the file's own numbers in F32, with an F32 cache; see
/// ``Precision/exact``. Programs that do not know the keys pass over them.
public struct ModelParity: Sendable, Equatable {
    /// Tokens that are read at most.
    public static let tokensMax = 512
    /// Entries of the vocabulary that are kept at most.
    public static let indicesMax = 4_096
    /// Entries that ``init(measuring:tokens:)`` keeps.
    static let indicesKept = 64
    /// How far off a program may be, as a part of the largest logit: sums in F32 in another order over
    /// some thousand terms and tens of layers stay two orders of magnitude below.
    static let relativeTolerance: Float = 1e-3

    private static let prefix = "aiki.parity."

    /// What is read, from position 0.
    public let tokens: [Int32]
    /// Which entries of the vocabulary are kept.
    public let indices: [Int32]
    /// Their logits after each token, (T, K).
    public let logits: [Float]
    /// How far another program may be off.
    public let tolerance: Float

    /// Measures a model.
    ///
    /// - Parameters:
    ///   - model: loaded with ``Precision/exact``.
    ///   - tokens: 1 to ``tokensMax``, and no more than the model's context.
    /// - Throws: ``ModelError``.
    public init(measuring model: Model, tokens: [Int32]) throws(ModelError) {
        precondition((1...Self.tokensMax).contains(tokens.count), "\(tokens.count) tokens")
        let size = model.configuration.vocabularySize
        let count = min(size, Self.indicesKept)
        let indices = (0..<count).map { Int32($0 * (size - 1) / max(count - 1, 1)) }
        let logits = try Self.logits(model, tokens, indices)
        self.tokens = tokens
        self.indices = indices
        self.logits = logits
        tolerance = logits.reduce(1) { max($0, $1.magnitude) } * Self.relativeTolerance
    }

    /// Reads what a file says; nil where it says nothing.
    ///
    /// - Throws: ``ModelError/invalidMetadata(key:value:expected:)`` where it makes no sense.
    public init?(_ file: GGUFFile) throws(ModelError) {
        guard let tokens = file.integers(Self.prefix + "tokens") else { return nil }
        let indices = file.integers(Self.prefix + "indices") ?? []
        let logits = file.numbers(Self.prefix + "logits") ?? []
        let size = file.description(of: "token_embd.weight")?.shape.first ?? 0
        try Self.require("tokens", tokens, 1...Self.tokensMax, below: size)
        try Self.require("indices", indices, 1...Self.indicesMax, below: size)
        guard logits.count == tokens.count * indices.count, logits.allSatisfy(\.isFinite) else {
            throw .invalidMetadata(
                key: Self.prefix + "logits", value: "\(logits.count) numbers",
                expected: "\(tokens.count * indices.count) finite numbers")
        }
        let tolerance = file.number(Self.prefix + "tolerance") ?? .nan
        guard tolerance.isFinite, tolerance > 0 else {
            throw .invalidMetadata(
                key: Self.prefix + "tolerance", value: "\(tolerance)",
                expected: "a positive number")
        }
        self.tokens = tokens.map { Int32($0) }
        self.indices = indices.map { Int32($0) }
        self.logits = logits.map { Float($0) }
        self.tolerance = Float(tolerance)
    }

    /// Puts the keys into a file's metadata.
    public func write(to metadata: inout MetadataList) {
        metadata[Self.prefix + "tokens"] = .array(.int32(tokens))
        metadata[Self.prefix + "indices"] = .array(.int32(indices))
        metadata[Self.prefix + "logits"] = .array(.float32(logits))
        metadata[Self.prefix + "tolerance"] = .float32(tolerance)
    }

    /// How far a model is off: the largest difference of a logit.
    ///
    /// - Returns: infinity where the model gives something that is no number.
    /// - Throws: ``ModelError``, also where the tokens do not fit the model.
    public func difference(from model: Model) throws(ModelError) -> Float {
        let found = try Self.logits(model, tokens, indices)
        return zip(found, logits).reduce(0) {
            let difference = ($1.0 - $1.1).magnitude
            return difference.isFinite ? max($0, difference) : .infinity
        }
    }

    private static func logits(
        _ model: Model, _ tokens: [Int32], _ indices: [Int32]
    ) throws(ModelError) -> [Float] {
        let cache = try model.makeCache(capacityTokens: tokens.count, type: .f32)
        let runner = model.makeRunner(batchTokensMax: tokens.count)
        try runner.run([BatchEntry(cache: cache, tokens: tokens[...], output: .all)])
        return (0..<runner.outputCount).flatMap { row in
            let logits = runner.logits(row)
            return indices.map { logits[Int($0)] }
        }
    }

    private static func require(
        _ key: String, _ values: [Int], _ counts: ClosedRange<Int>, below size: Int
    ) throws(ModelError) {
        guard counts.contains(values.count), values.allSatisfy({ (0..<size).contains($0) }) else {
            throw .invalidMetadata(
                key: prefix + key, value: "\(values.count) numbers",
                expected: "\(counts.lowerBound) to \(counts.upperBound) tokens of the vocabulary")
        }
    }
}
