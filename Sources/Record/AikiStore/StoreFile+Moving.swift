import Foundation

extension StoreFile {
    /// The files that may stand beside a database.
    static let companions = ["-wal", "-shm", "-journal"]

    /// Gives a finished file its name, replacing an older one in one step, and syncs both.
    static func moveIntoPlace(_ temporary: String, to path: String) throws(StoreError) {
        try synchronize(temporary)
        guard rename(temporary, path) == 0 else {
            throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
        try synchronize(URL(filePath: path).deletingLastPathComponent().path)
    }

    /// Removes a file and what stands beside it; a missing one is no error.
    static func remove(_ path: String) {
        for name in [path] + companions.map({ path + $0 }) { unlink(name) }
    }

    /// Waits until a file, or a folder's entries, are on disk.
    private static func synchronize(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw errno == ENOSPC
                ? .diskFull(path: path)
                : .cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
    }
}
