public import AikiBase

/// What can be wrong with a model file, or with what a caller asks of a model.
public enum ModelError: AikiError, Equatable {
    /// The file's architecture is not one that is built here.
    case unknownArchitecture(name: String, known: [String])
    /// The file lacks a value that the architecture needs.
    case missingMetadata(key: String)
    /// A value in the file is of the wrong kind or out of range.
    case invalidMetadata(key: String, value: String, expected: String)
    /// The file holds settings that may change the maths and are not understood.
    case metadataNotUnderstood(keys: [String])
    /// The file's rotary position scaling is not one that is built here.
    case unsupportedRotaryScaling(type: String, known: [String])
    /// The file lacks a tensor that the architecture needs.
    case missingTensor(name: String)
    /// A tensor has another shape than the configuration promises; outermost extent first.
    case tensorShape(name: String, expected: [Int], found: [Int])
    /// A tensor cannot be used; `reason` says why.
    case tensorUnusable(name: String, reason: String)
    /// The file holds tensors that the architecture does not read, so its answers would be wrong.
    case tensorsNotUnderstood(names: [String])
    /// More tokens than the context holds.
    case contextFull(tokens: Int, limit: Int)
    /// More tokens in one pass than the runner was made for.
    case batchTooLarge(tokens: Int, limit: Int)
    /// A token id outside the vocabulary.
    case tokenOutOfRange(token: Int32, vocabularySize: Int)
    /// The file's widths ask for more memory a token than any model needs.
    case tooWide(numbersPerToken: Int, limit: Int)
    /// A sequence without tokens.
    case emptySequence
    /// A cache of this type cannot hold heads of this width.
    case cacheTypeUnfit(type: String, headWidth: Int)
    /// The cache would take more memory than there is.
    case cacheTooLarge(tokens: Int, bytes: Int)
    /// The state was computed by another model, or in another form.
    case stateRefused(reason: String)
    /// The adapter does not fit the model.
    case adapterUnfit(reason: String)
    /// The model makes embeddings and cannot generate, or the other way round.
    case wrongKind(architecture: String, wanted: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .unknownArchitecture: "model.unknown-architecture"
        case .missingMetadata: "model.missing-metadata"
        case .invalidMetadata: "model.invalid-metadata"
        case .metadataNotUnderstood: "model.metadata-not-understood"
        case .unsupportedRotaryScaling: "model.unsupported-rotary-scaling"
        case .missingTensor: "model.missing-tensor"
        case .tensorShape: "model.tensor-shape"
        case .tensorUnusable: "model.tensor-unusable"
        case .tensorsNotUnderstood: "model.tensors-not-understood"
        case .contextFull: "model.context-full"
        case .batchTooLarge: "model.batch-too-large"
        case .tokenOutOfRange: "model.token-out-of-range"
        case .tooWide: "model.too-wide"
        case .emptySequence: "model.empty-sequence"
        case .cacheTypeUnfit: "model.cache-type-unfit"
        case .cacheTooLarge: "model.cache-too-large"
        case .stateRefused: "model.state-refused"
        case .adapterUnfit: "model.adapter-unfit"
        case .wrongKind: "model.wrong-kind"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unknownArchitecture(let name, let known):
            "The architecture \(name) is not known here; known are \(known.joined(separator: ", "))."
        case .missingMetadata(let key): "The model file has no \(key)."
        case .invalidMetadata(let key, let value, let expected):
            "The model file says \(key) = \(value); expected \(expected)."
        case .metadataNotUnderstood(let keys):
            "The model file holds settings that are not understood: \(Self.listed(keys))."
        case .unsupportedRotaryScaling(let type, let known):
            "Rotary scaling \(type) is not known here; known are \(known.joined(separator: ", "))."
        case .missingTensor(let name): "The model file has no tensor \(name)."
        case .tensorShape(let name, let expected, let found):
            "The tensor \(name) has the shape \(found); the configuration asks for \(expected)."
        case .tensorUnusable(let name, let reason): "The tensor \(name) cannot be used: \(reason)"
        case .tensorsNotUnderstood(let names):
            "The model file holds tensors that are not understood: \(Self.listed(names))."
        case .contextFull(let tokens, let limit):
            "\(tokens) tokens do not fit a context of \(limit)."
        case .batchTooLarge(let tokens, let limit):
            "\(tokens) tokens do not fit one pass of at most \(limit)."
        case .tokenOutOfRange(let token, let vocabularySize):
            "Token \(token) is not in the vocabulary of \(vocabularySize)."
        case .tooWide(let numbersPerToken, let limit):
            "A pass would hold \(numbersPerToken) numbers a token; at most \(limit) are allowed."
        case .emptySequence: "A sequence has no tokens."
        case .cacheTypeUnfit(let type, let headWidth):
            "Heads of width \(headWidth) do not fill whole blocks of a \(type) cache."
        case .cacheTooLarge(let tokens, let bytes):
            "A cache of \(tokens) tokens takes \(bytes) bytes or more, which cannot be had."
        case .stateRefused(let reason): "The cached state is refused: \(reason)."
        case .adapterUnfit(let reason): "The adapter does not fit the model: \(reason)."
        case .wrongKind(let architecture, let wanted):
            "A model of architecture \(architecture) cannot \(wanted)."
        }
    }

    /// What to do.
    public var hint: String {
        switch self {
        case .unknownArchitecture: "Choose a model of a known architecture."
        case .missingMetadata, .invalidMetadata, .missingTensor, .tensorShape, .tooWide:
            "The file is damaged or was converted wrongly; convert or fetch it again."
        case .metadataNotUnderstood, .tensorsNotUnderstood, .unsupportedRotaryScaling:
            "The model needs a newer version of this program."
        case .tensorUnusable: "Quantise the model to a type that is known here."
        case .contextFull: "Shorten the text, or ask for a larger context if the model has one."
        case .batchTooLarge: "Split the tokens over several passes."
        case .tokenOutOfRange: "Use the tokenizer that belongs to this model."
        case .emptySequence: "Pass at least one token."
        case .cacheTypeUnfit: "Use an f16 or f32 cache."
        case .cacheTooLarge: "Ask for a smaller context or an f16 or q8_0 cache."
        case .stateRefused: "Read the text again."
        case .adapterUnfit: "Use it with the model that it was trained on."
        case .wrongKind: "Choose a model of the other kind."
        }
    }

    /// The first names of a list that a hostile file may have made long.
    private static func listed(_ names: [String]) -> String {
        let shown = names.prefix(8).joined(separator: ", ")
        return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
    }
}
