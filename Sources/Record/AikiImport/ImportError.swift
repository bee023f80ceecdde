public import AikiBase

/// What can go wrong with an import as a whole; what concerns one message stands in the report.
public enum ImportError: AikiError, Equatable {
    /// There is nothing at the path.
    case notFound(path: String)
    /// The path holds nothing of the kind that was named.
    case nothingToImport(source: String, path: String, expected: String)
    /// A file changed while it was read.
    case changed(path: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .notFound: "import.not-found"
        case .nothingToImport: "import.nothing-found"
        case .changed: "import.changed"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .notFound(let path): "There is no file or folder \(path)."
        case .nothingToImport(let source, let path, _):
            "\(path) holds nothing that \(source) exports."
        case .changed(let path): "\(path) was changed while it was read."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .notFound: "Check the path."
        case .nothingToImport(_, _, let expected): "Give \(expected)."
        case .changed: "Import it again; what is known already is not taken twice."
        }
    }
}
