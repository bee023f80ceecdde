public import AikiBase
import AikiTokenizer

/// What a vocabulary holds.
public struct TokenizerSummary: Sendable {
    /// How text becomes tokens: `gpt2`, `llama`, `bert` …
    public let model: String
    /// How text is cut first; nil where the model does not cut.
    public let preTokenizer: String?
    /// Tokens in all.
    public let tokens: Int
    /// Merges.
    public let merges: Int
    /// Special tokens that steer a model.
    public let controlTokens: [String]
    /// The token that begins a text.
    public let start: String?
    /// The token that ends a text.
    public let end: String?
    /// How many ordinary tokens have each length in bytes, from 1.
    public let lengths: [Int]
    /// The longest ordinary tokens.
    public let longest: [String]

    /// How many of the longest are kept.
    private static let longestCount = 10
    /// The longest length that is counted by itself.
    private static let lengthsCount = 16

    init(_ tokenizer: Tokenizer) {
        let definition = tokenizer.definition
        model = definition.model.rawValue
        preTokenizer = definition.preTokenizer?.name
        tokens = tokenizer.vocabularySize
        merges = definition.merges.count
        start = definition.special.bos.map { tokenizer.text(of: $0) }
        end = definition.special.eos.map { tokenizer.text(of: $0) }
        var lengths = [Int](repeating: 0, count: Self.lengthsCount)
        var control: [String] = []
        var ordinary: [(id: TokenID, count: Int)] = []
        for id in 0..<TokenID(tokenizer.vocabularySize) {
            switch tokenizer.kind(of: id) {
            case .control, .userDefined: control.append(tokenizer.text(of: id))
            case .normal, .byte:
                let count = tokenizer.bytes(of: id).count
                guard count > 0 else { continue }
                lengths[min(count, Self.lengthsCount) - 1] += 1
                ordinary.append((id, count))
            case .unknown, .unused: break
            }
        }
        self.lengths = lengths
        controlTokens = control
        longest = ordinary.sorted { $0.count != $1.count ? $0.count > $1.count : $0.id < $1.id }
            .prefix(Self.longestCount).map { tokenizer.decode([$0.id], skipSpecial: false) }
    }

    /// The summary for programs.
    public var json: JSONValue {
        [
            "model": .string(model), "pre_tokenizer": preTokenizer.map { .string($0) } ?? .null,
            "tokens": .integer(Int64(tokens)), "merges": .integer(Int64(merges)),
            "start": start.map { .string($0) } ?? .null, "end": end.map { .string($0) } ?? .null,
            "control_tokens": .array(controlTokens.map { .string($0) }),
            "tokens_by_bytes": .array(lengths.map { .integer(Int64($0)) }),
            "longest": .array(longest.map { .string($0) }),
        ]
    }
}
