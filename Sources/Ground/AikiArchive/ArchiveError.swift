public import AikiBase

/// What can go wrong with reading files, compressed ones too.
public enum ArchiveError: AikiError, Equatable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// A compressed file is damaged.
    case damaged(path: String, reason: String)
    /// A JSON text breaks off or is none.
    case malformed(path: String, offset: Int, expected: String)
    /// A value of a JSON text is larger than is held in memory.
    case valueTooLarge(path: String, offset: Int, bytesMax: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "archive.unreadable"
        case .damaged: "archive.damaged"
        case .malformed: "archive.malformed-json"
        case .valueTooLarge: "archive.value-too-large"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .damaged(let path, let reason): "\(path) is damaged: \(reason)."
        case .malformed(let path, let offset, let expected):
            "\(path) is not JSON at byte \(offset): expected \(expected)."
        case .valueTooLarge(let path, let offset, let bytesMax):
            "\(path) holds a value of more than \(bytesMax) bytes at byte \(offset)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        case .damaged, .malformed: "Fetch the file again."
        case .valueTooLarge: "Split the file."
        }
    }
}
