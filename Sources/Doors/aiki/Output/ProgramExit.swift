import AikiBase
import AikiDialogue
import AikiHouse
import AikiLedger
import ArgumentParser

/// How the program ends: the numbers that scripts rely on.
enum ProgramExit: Int32, CaseIterable {
    /// All went well.
    case success = 0
    /// Something went wrong.
    case failure = 1
    /// The command cannot be read, or a setting is wrong.
    case usage = 2
    /// What was named is not there.
    case notFound = 3
    /// It was refused: a limit, a full context, a busy machine.
    case refused = 4
    /// A person stopped it.
    case interrupted = 130

    /// How an error ends the program.
    init(_ error: any Error) {
        switch error {
        case let exit as ExitWith: self = exit.exit
        case let error as ModelRequestError:
            switch error {
            case .modelNotFound, .adapterNotFound: self = .notFound
            case .contextExceeded, .busy, .unsupported, .templateRefused, .adapterUnusable,
                .memoryTaken:
                self = .refused
            case .invalidSetting, .invalidGrammar: self = .usage
            }
        case let error as HouseError:
            switch error {
            case .noModel, .noEmbedder, .noSymbols, .keyNotFound, .pathNotFound: self = .notFound
            case .unknownSetting, .invalidSetting, .malformedSettings: self = .usage
            case .unreadableFile, .benchDisagrees, .fileSystem, .unreachable: self = .failure
            case .wrongModelKind, .cannotChat, .modelTooLarge, .notAnAdapter, .contractFailed,
                .tooFewOutcomes, .otherEmbedder:
                self = .refused
            }
        case let error as LedgerError:
            self = Self.byCode(error.code)
        case let error as any RemoteModelError: self = Self.byFault(error)
        case let error as any AikiError: self = Self.byCode(error.code)
        case is CancellationError: self = .interrupted
        default: self = .failure
        }
    }

    /// How a model of somebody else failed.
    private static func byFault(_ error: any RemoteModelError) -> ProgramExit {
        if error.code.contains(".invalid-") { return .usage }
        return switch error.fault {
        case .notFound: .notFound
        case .refused, .busy, .notAllowed, .overBudget: .refused
        case .unavailable, .timedOut: .failure
        }
    }

    /// What the names of other rooms' errors say.
    private static func byCode(_ code: String) -> ProgramExit {
        if code.hasSuffix("not-found") || code.hasSuffix("-missing") { return .notFound }
        if code.hasPrefix("server.") || code.hasSuffix("-too-large") || code.hasSuffix("-too-long")
        {
            return .refused
        }
        return switch code {
        case "checkpoint.unknown-recipe", "checkpoint.invalid-model-name", "hub.invalid-reference",
            "tokenizer.bad-recipe", "tokenizer.unknown-pre-tokenizer", "corpus.unknown-key",
            "corpus.invalid-value", "corpus.malformed-recipe", "corpus.key-required",
            "corpus.invalid-part", "planner.malformed-scenario", "planner.unknown-key",
            "planner.invalid-value", "planner.key-required", "ledger.malformed-prices",
            "memory.nothing-selected", "qdrant.bad-address":
            .usage
        case "hub.no-model-file", "import.nothing-found", "memory.nothing-found": .notFound
        case "router.none-fits", "checkpoint.model-exists", "checkpoint.model-promoted",
            "program.not-confirmed", "hub.unauthorized", "hub.rate-limited",
            "hub.insufficient-space", "qdrant.foreign-points", "qdrant.wrong-distance",
            "ledger.budget-exceeded", "ledger.reservation-closed":
            .refused
        default: .failure
        }
    }
}

/// Ends the program after everything was said.
struct ExitWith: Error {
    let exit: ProgramExit
}
