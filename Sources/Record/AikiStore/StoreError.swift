public import AikiBase

/// What can go wrong with the store's file.
public enum StoreError: AikiError, Equatable {
    /// The disk, or the size the file may have, is full. The transaction left no trace.
    case diskFull(path: String)
    /// Another process holds the file.
    case locked(path: String, seconds: Int)
    /// The file is damaged.
    case corrupt(path: String, detail: String)
    /// A later version of this program made the file.
    case newerSchema(path: String, unknown: [String])
    /// The file is not an SQLite database.
    case notADatabase(path: String)
    /// The file is an SQLite database of some other program.
    case foreignDatabase(path: String, applicationID: Int)
    /// The file or its folder cannot be opened.
    case cannotOpen(path: String, detail: String)
    /// The file to restore from or to back up to is not fit for it.
    case unusableBackup(path: String, detail: String)
    /// The record is append-only, or a rule of the schema forbids the change.
    case refused(path: String, detail: String)
    /// Anything else that SQLite reports, with its extended result code.
    case failed(path: String, resultCode: Int, detail: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .diskFull: "store.disk-full"
        case .locked: "store.locked"
        case .corrupt: "store.corrupt"
        case .newerSchema: "store.newer-schema"
        case .notADatabase: "store.not-a-database"
        case .foreignDatabase: "store.foreign-database"
        case .cannotOpen: "store.cannot-open"
        case .unusableBackup: "store.unusable-backup"
        case .refused: "store.refused"
        case .failed: "store.failed"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .diskFull(let path): "There is no room left for '\(path)'; nothing was half written."
        case .locked(let path, let seconds):
            "Another process has held '\(path)' for more than \(seconds) s."
        case .corrupt(let path, let detail): "'\(path)' is damaged: \(detail)."
        case .newerSchema(let path, let unknown):
            "'\(path)' was made by a later version (\(unknown.joined(separator: ", ")))."
        case .notADatabase(let path): "'\(path)' is not an SQLite database."
        case .foreignDatabase(let path, let applicationID):
            "'\(path)' belongs to another program (application id \(applicationID))."
        case .cannotOpen(let path, let detail): "'\(path)' cannot be opened: \(detail)."
        case .unusableBackup(let path, let detail): "'\(path)' is not usable: \(detail)."
        case .refused(let path, let detail): "'\(path)' refuses the change: \(detail)."
        case .failed(let path, let resultCode, let detail):
            "SQLite reports \(resultCode) for '\(path)': \(detail)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .diskFull: "Free some space and try again."
        case .locked: "Close the other program that uses it and try again."
        case .corrupt: "Restore a backup with `aiki restore`; keep the damaged file."
        case .newerSchema: "Install the newer version, or restore an older backup."
        case .notADatabase, .foreignDatabase: "Give another path, or move that file away."
        case .cannotOpen: "Check that the folder exists and that you may write in it."
        case .unusableBackup: "Choose another file."
        case .refused: "Entries are never changed; add a new one."
        case .failed: "Check the free space of the disk; `aiki doctor` checks the store."
        }
    }
}
