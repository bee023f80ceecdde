public import AikiBase

/// What can be wrong with the house itself: its folder, its settings, its keys.
public enum HouseError: AikiError, Equatable {
    /// A key of `aiki.toml` or an environment variable that means nothing.
    case unknownSetting(name: String, place: String, nearest: String?)
    /// A setting of the wrong type or out of its range.
    case invalidSetting(name: String, value: String, place: String, expected: String)
    /// `aiki.toml` is not TOML.
    case malformedSettings(path: String, line: Int, problem: String)
    /// A file that is not what it must be.
    case unreadableFile(path: String, problem: String)
    /// No API key of that name.
    case keyNotFound(id: String)
    /// No model is installed.
    case noModel
    /// No embedding model is installed.
    case noEmbedder
    /// No trained symbols are installed.
    case noSymbols(path: String)
    /// A path that a person named and that does not exist.
    case pathNotFound(path: String)
    /// The system would not let a file or folder be read or written.
    case fileSystem(path: String, problem: String)
    /// A model that goes on with text and was never taught to chat; those that can chat.
    case cannotChat(name: String, others: [String])
    /// A model that is asked for what its kind cannot do.
    case wrongModelKind(name: String, expected: String)
    /// A model that is larger than all models together may be.
    case modelTooLarge(name: String, bytes: Int, bytesMax: Int)
    /// A path that is no adapter.
    case notAnAdapter(path: String)
    /// An address that does not answer.
    case unreachable(address: String, problem: String)
    /// A bench computed the same thing twice and found two answers, or none.
    case benchDisagrees(problem: String)
    /// A model that does not keep the contract of Aiki's identity.
    case contractFailed(name: String, drift: Double, failed: [String])
    /// Too little is known of local answers to learn from.
    case tooFewOutcomes(found: Int, needed: Int)
    /// An embedding model that is not the one the router's estimate was learned with.
    case otherEmbedder(name: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .unknownSetting: "house.unknown-setting"
        case .invalidSetting: "house.invalid-setting"
        case .malformedSettings: "house.malformed-settings"
        case .unreadableFile: "house.unreadable-file"
        case .keyNotFound: "house.key-not-found"
        case .noModel: "house.no-model"
        case .noEmbedder: "house.no-embedder"
        case .noSymbols: "house.no-symbols"
        case .pathNotFound: "house.path-not-found"
        case .fileSystem: "house.file-system"
        case .cannotChat: "house.cannot-chat"
        case .wrongModelKind: "house.wrong-model-kind"
        case .modelTooLarge: "house.model-too-large"
        case .notAnAdapter: "house.not-an-adapter"
        case .unreachable: "house.unreachable"
        case .benchDisagrees: "house.bench-disagrees"
        case .contractFailed: "house.contract-failed"
        case .tooFewOutcomes: "house.too-few-outcomes"
        case .otherEmbedder: "house.other-embedder"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unknownSetting(let name, let place, _):
            "\(place) sets '\(name)', which means nothing."
        case .invalidSetting(let name, let value, let place, let expected):
            "\(place) sets '\(name)' to \(value); it must be \(expected)."
        case .malformedSettings(let path, let line, let problem):
            "'\(path)' cannot be read, line \(line): \(problem)."
        case .unreadableFile(let path, let problem): "'\(path)' cannot be used: \(problem)."
        case .keyNotFound(let id): "There is no API key '\(id)'."
        case .noModel: "No model is installed yet."
        case .noEmbedder: "No embedding model is installed, so there are no vectors."
        case .noSymbols(let path): "No trained symbols stand at '\(path)'."
        case .pathNotFound(let path): "'\(path)' does not exist."
        case .fileSystem(let path, let problem): "'\(path)' cannot be used: \(problem)."
        case .cannotChat(let name, _):
            "Model '\(name)' cannot chat: its file has no chat template, "
                + "it only goes on with a text."
        case .wrongModelKind(let name, let expected): "Model '\(name)' is no \(expected)."
        case .modelTooLarge(let name, let bytes, let bytesMax):
            "Model '\(name)' takes \(bytes) bytes; all models together may take \(bytesMax)."
        case .notAnAdapter(let path):
            "'\(path)' is no adapter: neither a folder with adapter_config.json nor a GGUF file "
                + "of the type 'adapter'."
        case .unreachable(let address, let problem):
            "'\(address)' cannot be reached: \(problem)."
        case .benchDisagrees(let problem): "The bench does not trust its numbers: \(problem)."
        case .contractFailed(let name, let drift, let failed):
            "'\(name)' is not who Aiki is: it drifts by \(Int((drift * 100).rounded())) % and fails "
                + failed.map { "'\($0)'" }.joined(separator: ", ") + "."
        case .tooFewOutcomes(let found, let needed):
            "Of \(found) local answers it is known what became of them, and \(needed) are needed."
        case .otherEmbedder(let name):
            "The router's estimate was learned with another embedding model than '\(name)'."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unknownSetting(_, _, let nearest?): "Did you mean '\(nearest)'?"
        case .unknownSetting: "`aiki config` shows every setting."
        case .invalidSetting: "`aiki config` shows every setting and what it takes."
        case .malformedSettings: "Correct the line."
        case .unreadableFile: "Correct or remove the file."
        case .keyNotFound: "`aiki api-key list` shows the keys."
        case .noModel:
            "`aiki model get hf.co/ORG/REPO` downloads one, `aiki model import` takes one."
        case .noEmbedder: "`script/embedder` brings all-MiniLM-L6-v2."
        case .noSymbols:
            "`script/symbols install` puts those that come with the program there; --model names others."
        case .pathNotFound: "Check the path."
        case .fileSystem: "Check that it may be written, and that the disk has space."
        case .cannotChat(let name, let others):
            "`aiki ask --raw --model \(name) TEXT` goes on with a text. "
                + (others.isEmpty
                    ? "To chat, get a model whose name says Instruct or Chat."
                    : "To chat, take --model \(others.joined(separator: " or ")).")
        case .wrongModelKind: "`aiki model list` shows the models and their kinds."
        case .modelTooLarge: "Quantise the model, or raise models.memory_bytes_max."
        case .notAnAdapter: "`aiki model import` installs models."
        case .unreachable: "Check the address and the network, or give a file."
        case .benchDisagrees:
            "Check the file (`aiki model get` again) and the machine's memory; try --kernels scalar."
        case .contractFailed(let name, _, _):
            "`aiki identity check --model \(name)` shows its answers; --force takes it anyway."
        case .tooFewOutcomes: "`aiki ledger feedback` records what became of an answer."
        case .otherEmbedder: "Name that model with --model, or remove the estimate."
        }
    }
}
