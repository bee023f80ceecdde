import Foundation

/// A file that is open for reading and writing, and closed with the last that holds it.
final class OpenFile: Sendable {
    /// Which file it is, whatever name it bears, and how long.
    struct Status: Equatable {
        var device: UInt64
        var node: UInt64
        var byteCount: Int
    }

    /// The path it was opened by.
    let path: String
    /// The system's number for it.
    let descriptor: Int32

    /// Opens a file; makes an empty one, readable by its owner alone, where there is none.
    init(path: String) throws(VectorError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, detail: SystemText.lastError)
        }
    }

    deinit {
        close(descriptor)
    }

    /// What the open file is now.
    var status: Status? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Self.status(of: status) : nil
    }

    /// What stands at a path now.
    static func status(at path: String) -> Status? {
        var status = stat()
        return stat(path, &status) == 0 ? Self.status(of: status) : nil
    }

    private static func status(of status: stat) -> Status {
        Status(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            node: UInt64(truncatingIfNeeded: status.st_ino), byteCount: Int(status.st_size))
    }

    /// Reads bytes; fewer where the file ends.
    func read(_ count: Int, at offset: Int) throws(VectorError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress.map { $0 + done }, count - done,
                    off_t(offset + done))
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw .cannotOpen(path: path, detail: SystemText.lastError)
            }
            if got == 0 { break }
            done += got
        }
        bytes.removeLast(count - done)
        return bytes
    }

    /// Writes all bytes.
    func write(_ bytes: [UInt8], at offset: Int) throws(VectorError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(VectorError) in try write(buffer, at: offset) }
        }
        try result.get()
    }

    /// Writes all bytes.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(VectorError) {
        var done = 0
        while done < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done,
                off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw .cannotWrite(path: path, detail: SystemText.lastError)
            }
            done += count
        }
    }

    /// Cuts the file off.
    func truncate(to byteCount: Int) throws(VectorError) {
        guard ftruncate(descriptor, off_t(byteCount)) == 0 else {
            throw .cannotWrite(path: path, detail: SystemText.lastError)
        }
    }

    /// Waits until what was written is on the disk.
    func synchronize() throws(VectorError) {
        #if canImport(Darwin)
            // There, fsync leaves what the disk's own cache holds to chance.
            let isDone = fcntl(descriptor, F_FULLFSYNC) == 0 || fsync(descriptor) == 0
        #else
            let isDone = fsync(descriptor) == 0
        #endif
        guard isDone else { throw .cannotWrite(path: path, detail: SystemText.lastError) }
    }

    /// Runs a body while no other program has the lock on this file.
    func whileLocked<Result>(_ body: () throws -> Result) throws -> Result {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw VectorError.cannotOpen(path: path, detail: SystemText.lastError)
            }
        }
        defer { _ = flock(descriptor, LOCK_UN) }
        return try body()
    }
}
