public import AikiBase

/// What can go wrong with an index of vectors.
public enum VectorError: AikiError, Equatable {
    /// A vector has another length than those of the index.
    case wrongDimensions(expected: Int, got: Int)
    /// A vector has no direction: all its numbers are zero, or one of them is not finite.
    case noDirection(id: Int64?)
    /// A file cannot be opened, read or mapped; the detail is the system's.
    case cannotOpen(path: String, detail: String)
    /// A file cannot be written; what was there before is untouched.
    case cannotWrite(path: String, detail: String)
    /// A file is no index, or no longer a whole one.
    case damaged(path: String, detail: String)
    /// A file was written by a later version of the program.
    case tooNew(path: String, version: Int)
    /// The index has no place for more vectors.
    case full(slots: Int, limit: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .wrongDimensions: "vectors.wrong-dimensions"
        case .noDirection: "vectors.no-direction"
        case .cannotOpen: "vectors.cannot-open"
        case .cannotWrite: "vectors.cannot-write"
        case .damaged: "vectors.damaged"
        case .tooNew: "vectors.too-new"
        case .full: "vectors.full"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .wrongDimensions(let expected, let got):
            "A vector of \(got) numbers does not belong in an index of vectors of \(expected)."
        case .noDirection(let id?):
            "The vector of \(id) has no direction: it is zero, or not all its numbers are finite."
        case .noDirection:
            "The vector searched for has no direction: it is zero, or not all its numbers are finite."
        case .cannotOpen(let path, let detail): "The index \(path) cannot be opened: \(detail)."
        case .cannotWrite(let path, let detail): "The index \(path) cannot be written: \(detail)."
        case .damaged(let path, let detail): "The index \(path) cannot be used: \(detail)."
        case .tooNew(let path, let version):
            "The index \(path) has version \(version), which this program does not know."
        case .full(let slots, let limit):
            "\(slots) vectors are more than the \(limit) that one index can hold."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .wrongDimensions: "Use the embedding model that the index was made with."
        case .noDirection: "Check the embedding model: `aiki model check`."
        case .cannotOpen: "Check that the folder exists and its files can be read and written."
        case .cannotWrite: "Check the space on the disk and the permissions, then try again."
        case .damaged: "Move it away: vectors are made anew from the texts they belong to."
        case .tooNew: "Use the version of the program that wrote it, or a later one."
        case .full: "Attach a Qdrant collection instead."
        }
    }
}
