public import AikiBase

/// What can go wrong with a file of weights, its import, or the registry of models.
public enum CheckpointError: AikiError, Equatable {
    /// The system would not let the file be read.
    case unreadable(path: String, reason: String)
    /// The system would not let the file be written.
    case unwritable(path: String, reason: String)
    /// The file breaks its format at a byte.
    case malformed(path: String, offset: Int, reason: String)
    /// The file needs something that this program does not have; `what` names it.
    case unsupported(path: String, what: String)
    /// The parts of a split file do not belong together, or one is missing.
    case inconsistentParts(path: String, reason: String)
    /// No tensor has this name.
    case missingTensor(name: String, path: String)
    /// A tensor is stored in a type that this program cannot compute with.
    case unsupportedTensorType(name: String, type: String, path: String)
    /// A tensor has another shape than the configuration promises.
    case unexpectedShape(name: String, expected: [Int], found: [Int])
    /// A configuration lacks a field that the import needs.
    case missingField(file: String, field: String)
    /// A configuration holds a value that changes the maths in a way that is not understood.
    case unsupportedField(file: String, field: String, value: String)
    /// A tensor in the source has no place in the target; nothing may be dropped silently.
    case unexpectedTensor(name: String, architecture: String)
    /// There is no quantisation recipe of this name.
    case unknownRecipe(name: String, known: [String])
    /// An adapter was made for another architecture than the model it shall be used with.
    case wrongAdapterBase(path: String, found: String, expected: String)
    /// A tensor could not be converted.
    case conversionFailed(tensor: String, reason: String)
    /// The name would not be a plain folder name.
    case invalidModelName(name: String, reason: String)
    /// A model of this name exists already.
    case modelExists(name: String)
    /// No model has this name.
    case modelNotFound(name: String, known: [String])
    /// The model is the promoted one, so it cannot go.
    case modelPromoted(name: String)
    /// A model's manifest cannot be understood.
    case brokenManifest(path: String, reason: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "checkpoint.unreadable"
        case .unwritable: "checkpoint.unwritable"
        case .malformed: "checkpoint.malformed"
        case .unsupported: "checkpoint.unsupported"
        case .inconsistentParts: "checkpoint.inconsistent-parts"
        case .missingTensor: "checkpoint.missing-tensor"
        case .unsupportedTensorType: "checkpoint.unsupported-tensor-type"
        case .unexpectedShape: "checkpoint.unexpected-shape"
        case .missingField: "checkpoint.missing-field"
        case .unsupportedField: "checkpoint.unsupported-field"
        case .unexpectedTensor: "checkpoint.unexpected-tensor"
        case .unknownRecipe: "checkpoint.unknown-recipe"
        case .wrongAdapterBase: "checkpoint.wrong-adapter-base"
        case .conversionFailed: "checkpoint.conversion-failed"
        case .invalidModelName: "checkpoint.invalid-model-name"
        case .modelExists: "checkpoint.model-exists"
        case .modelNotFound: "checkpoint.model-not-found"
        case .modelPromoted: "checkpoint.model-promoted"
        case .brokenManifest: "checkpoint.broken-manifest"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "Cannot read \(path): \(reason)."
        case .unwritable(let path, let reason): "Cannot write \(path): \(reason)."
        case .malformed(let path, let offset, let reason):
            "\(path) is damaged at byte \(offset): \(reason)."
        case .unsupported(let path, let what): "\(path) needs \(what), which is not supported."
        case .inconsistentParts(let path, let reason): "The parts of \(path) do not fit: \(reason)."
        case .missingTensor(let name, let path): "\(path) has no tensor \(name)."
        case .unsupportedTensorType(let name, let type, let path):
            "Tensor \(name) in \(path) is stored as \(type), which cannot be computed with."
        case .unexpectedShape(let name, let expected, let found):
            "Tensor \(name) has the shape \(found); the configuration asks for \(expected)."
        case .missingField(let file, let field): "\(file) has no field \(field)."
        case .unsupportedField(let file, let field, let value):
            "\(file) sets \(field) to \(value), which is not supported."
        case .unexpectedTensor(let name, let architecture):
            "Tensor \(name) has no place in the architecture \(architecture)."
        case .unknownRecipe(let name, let known):
            "There is no recipe \(name); known are \(known.joined(separator: ", "))."
        case .wrongAdapterBase(let path, let found, let expected):
            "The adapter \(path) was made for the architecture \(found), not \(expected)."
        case .conversionFailed(let tensor, let reason): "Cannot convert \(tensor): \(reason)."
        case .invalidModelName(let name, let reason):
            "The model name \"\(name)\" cannot be used: \(reason)."
        case .modelExists(let name): "A model named \(name) exists already."
        case .modelNotFound(let name, let known): Self.notFound(name, known)
        case .modelPromoted(let name): "The model \(name) is the promoted one."
        case .brokenManifest(let path, let reason):
            "The manifest \(path) is broken: \(reason)" + (reason.hasSuffix(".") ? "" : ".")
        }
    }

    /// What to do.
    public var hint: String {
        switch self {
        case .unreadable: "Check that the file exists and may be read."
        case .unwritable: "Check the folder's permissions and the free space."
        case .malformed: "Download or export the file again."
        case .unsupported, .unsupportedField: "Use another version of the model."
        case .inconsistentParts: "Fetch all parts of the same file again, into one folder."
        case .missingTensor, .unexpectedShape, .unexpectedTensor:
            "Check that weights and configuration belong to the same model."
        case .unsupportedTensorType: "Use a file in one of the supported types, such as Q4_K_M."
        case .missingField: "Fetch the complete configuration of the model."
        case .unknownRecipe: "Choose one of the known recipes."
        case .wrongAdapterBase: "Use it with the model that it was trained on."
        case .conversionFailed: "Check the source file, or choose another type."
        case .invalidModelName: "Use letters, digits, dots, dashes and underscores."
        case .modelExists: "Remove it first, or choose another name."
        case .modelNotFound: "List the models, or add one."
        case .modelPromoted: "Promote another model first."
        case .brokenManifest: "Remove the model and add it again."
        }
    }

    private static func notFound(_ name: String, _ known: [String]) -> String {
        known.isEmpty
            ? "There is no model named \(name), nor any other."
            : "There is no model named \(name); there are \(known.joined(separator: ", "))."
    }
}
