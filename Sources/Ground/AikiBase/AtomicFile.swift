public import Foundation

/// Writes files that are there whole or not at all.
public enum AtomicFile {
    /// Replaces a file: writes beside it, syncs to disk, renames over it.
    ///
    /// Where a link leads to the file, the link stays. What is no file (`/dev/null`, a pipe) is written
    /// to, and not replaced.
    ///
    /// - Parameters:
    ///   - data: the new content.
    ///   - url: the file; its folder must exist.
    ///   - permissions: mode bits of the new file.
    /// - Throws: the system's error (disk full, no permission); the old file is then untouched.
    public static func write(_ data: Data, to url: URL, permissions: Int = 0o644) throws {
        let url = url.resolvingSymlinksInPath()
        if isDevice(url.path) {
            let handle = try FileHandle(forWritingTo: url)
            try handle.write(contentsOf: data)
            return try handle.close()
        }
        let folder = url.deletingLastPathComponent()
        let temporary = folder.appending(
            path: ".\(url.lastPathComponent).\(UUID().uuidString).tmp", directoryHint: .notDirectory
        )
        do {
            let created = FileManager.default.createFile(
                atPath: temporary.path, contents: nil, attributes: [.posixPermissions: permissions])
            guard created else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: temporary.path])
            }
            let handle = try FileHandle(forWritingTo: temporary)
            try handle.write(contentsOf: data)
            try handle.synchronize()
            try handle.close()
            guard rename(temporary.path, url.path) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch {
            unlink(temporary.path)
            throw error
        }
        syncFolder(folder)
    }

    /// Whether a path names something that takes bytes and is no file: a device, a pipe, a socket.
    public static func isDevice(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    /// Makes a rename last: the folder's own entry goes to disk.
    private static func syncFolder(_ folder: URL) {
        let descriptor = open(folder.path, O_RDONLY)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}
