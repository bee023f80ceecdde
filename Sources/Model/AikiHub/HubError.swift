public import AikiBase

/// What can go wrong between a model hub and the disk.
public enum HubError: AikiError, Equatable {
    /// The text names no repository.
    case invalidReference(text: String, reason: String)
    /// The hub wants a token, or one with more rights.
    case unauthorized(url: String, status: Int)
    /// The hub has no such repository or file.
    case notFound(url: String)
    /// The hub asked to slow down, more often than we retry.
    case rateLimited(url: String)
    /// The hub answered with a status that means nothing good.
    case serverFailed(url: String, status: Int)
    /// No connection, or one that broke more often than we retry.
    case unreachable(url: String, reason: String)
    /// The hub redirected where we do not follow.
    case badRedirect(url: String, reason: String)
    /// The hub's list of files cannot be understood.
    case malformedListing(url: String, reason: String)
    /// The repository holds no file that would do.
    case noModelFile(repository: String, wanted: String, found: [String])
    /// A file has another hash than the hub promised.
    case hashMismatch(file: String, expected: String, found: String)
    /// A file has another size than the hub promised.
    case sizeMismatch(file: String, expected: Int, found: Int)
    /// The disk would be full.
    case insufficientSpace(needed: Int, available: Int, path: String)
    /// The system would not let a file be written.
    case unwritable(path: String, reason: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .invalidReference: "hub.invalid-reference"
        case .unauthorized: "hub.unauthorized"
        case .notFound: "hub.not-found"
        case .rateLimited: "hub.rate-limited"
        case .serverFailed: "hub.server-failed"
        case .unreachable: "hub.unreachable"
        case .badRedirect: "hub.bad-redirect"
        case .malformedListing: "hub.malformed-listing"
        case .noModelFile: "hub.no-model-file"
        case .hashMismatch: "hub.hash-mismatch"
        case .sizeMismatch: "hub.size-mismatch"
        case .insufficientSpace: "hub.insufficient-space"
        case .unwritable: "hub.unwritable"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .invalidReference(let text, let reason):
            "\"\(text)\" names no repository: \(reason)."
        case .unauthorized(let url, let status): "\(url) answered \(status): access is refused."
        case .notFound(let url): "\(url) does not exist."
        case .rateLimited(let url): "\(url) asked to slow down again and again."
        case .serverFailed(let url, let status): "\(url) answered \(status)."
        case .unreachable(let url, let reason): "\(url) cannot be reached: \(reason)."
        case .badRedirect(let url, let reason):
            "\(url) redirects where we do not follow: \(reason)."
        case .malformedListing(let url, let reason):
            "The list of files at \(url) cannot be understood: \(reason)."
        case .noModelFile(let repository, let wanted, let found):
            "\(repository) has no \(wanted); it has "
                + (found.isEmpty ? "no model files." : found.joined(separator: ", ") + ".")
        case .hashMismatch(let file, let expected, let found):
            "\(file) has the SHA-256 \(found), the hub promised \(expected)."
        case .sizeMismatch(let file, let expected, let found):
            "\(file) has \(found) bytes, the hub promised \(expected)."
        case .insufficientSpace(let needed, let available, let path):
            "\(path) needs \(needed) bytes, \(available) are free."
        case .unwritable(let path, let reason): "Cannot write \(path): \(reason)."
        }
    }

    /// What to do.
    public var hint: String {
        switch self {
        case .invalidReference: "Write it as hf.co/ORG/REPO, with :QUANT behind it if you like."
        case .unauthorized: "Set a token that may read the repository, and accept its terms."
        case .notFound: "Check the spelling; a private repository needs a token."
        case .rateLimited: "Wait some minutes; what was fetched is kept."
        case .serverFailed, .unreachable: "Try again; what was fetched is kept."
        case .badRedirect, .malformedListing: "Check the hub's address in the settings."
        case .noModelFile: "Choose one of those after a colon."
        case .hashMismatch, .sizeMismatch: "Fetch the file again."
        case .insufficientSpace: "Free some space, or choose a smaller quantisation."
        case .unwritable: "Check the folder's permissions."
        }
    }
}
