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
        let draft = try Draft(of: url, permissions: permissions)
        do {
            try draft.handle.write(contentsOf: data)
            try draft.publish()
        } catch {
            draft.abandon()
            throw error
        }
    }

    /// What becomes a file when it is whole, as ``AtomicFile/write(_:to:permissions:)`` replaces one; for what
    /// is written piece by piece.
    public struct Draft {
        /// Takes the content.
        public let handle: FileHandle
        private let url: URL
        /// Where it is written meanwhile; nil where it goes to a device.
        private let temporary: URL?

        /// Begins a file beside the one that it replaces.
        ///
        /// - Parameters:
        ///   - url: the file; its folder must exist.
        ///   - permissions: mode bits of the new file.
        /// - Throws: the system's error.
        public init(of url: URL, permissions: Int = 0o644) throws {
            self.url = url.resolvingSymlinksInPath()
            guard !AtomicFile.isDevice(self.url.path) else {
                temporary = nil
                handle = try FileHandle(forWritingTo: self.url)
                return
            }
            let temporary = self.url.deletingLastPathComponent().appending(
                path: ".\(self.url.lastPathComponent).\(UUID().uuidString).tmp",
                directoryHint: .notDirectory)
            let created = FileManager.default.createFile(
                atPath: temporary.path, contents: nil, attributes: [.posixPermissions: permissions])
            guard created else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: temporary.path])
            }
            self.temporary = temporary
            handle = try FileHandle(forWritingTo: temporary)
        }

        /// Brings the content to the disk and gives it the file's name.
        ///
        /// - Throws: the system's error; the old file is then untouched.
        public func publish() throws {
            guard let temporary else { return try handle.close() }
            try handle.synchronize()
            try handle.close()
            guard rename(temporary.path, url.path) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
            AtomicFile.syncFolder(url.deletingLastPathComponent())
        }

        /// Leaves nothing behind; does nothing to what was published.
        public func abandon() {
            try? handle.close()
            if let temporary { unlink(temporary.path) }
        }
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
