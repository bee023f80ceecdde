import GRDB

extension StoreError {
    /// Says in the store's words what SQLite reports; any other error passes as it is.
    static func translating(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StoreError(error, path: path)
    }

    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "no detail"
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .locked(path: path, seconds: Int(Store.busyTimeout.components.seconds))
        case .SQLITE_CORRUPT: self = .corrupt(path: path, detail: detail)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            self = .cannotOpen(path: path, detail: detail)
        case .SQLITE_CONSTRAINT: self = .refused(path: path, detail: detail)
        default:
            self = .failed(
                path: path, resultCode: Int(error.extendedResultCode.rawValue), detail: detail)
        }
    }
}
