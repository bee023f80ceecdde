#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import AikiBase
import Foundation

/// Writes a file beside its place and moves it there when it is whole.
///
/// A sink that is dropped before ``publish()`` leaves nothing behind, and the old file untouched.
final class FileSink {
    private let path: String
    private let temporaryPath: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    /// Bytes written so far.
    private(set) var byteCount = 0

    /// Small writes are gathered up to this many bytes.
    private static let bufferBytes = 1 << 20

    init(path: String) throws(CheckpointError) {
        if AtomicFile.isDevice(path) {
            throw .unwritable(path: path, reason: "it is a device, and no place for a file")
        }
        let url = URL(filePath: path).resolvingSymlinksInPath()
        self.path = url.path
        let name = ".\(url.lastPathComponent).\(UUID().uuidString).tmp"
        temporaryPath = url.deletingLastPathComponent().appending(path: name).path
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        buffer.reserveCapacity(Self.bufferBytes)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporaryPath)
    }

    /// Adds bytes at the end.
    func write(_ bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
        byteCount += bytes.count
        if bytes.count >= Self.bufferBytes {
            try flush()
            try writeThrough(bytes)
        } else {
            buffer.append(contentsOf: bytes)
            if buffer.count >= Self.bufferBytes { try flush() }
        }
    }

    /// Adds bytes at the end.
    func write(_ bytes: [UInt8]) throws(CheckpointError) {
        byteCount += bytes.count
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Adds zeros up to a multiple of the alignment.
    func pad(to alignment: Int) throws(CheckpointError) {
        let count = (alignment - byteCount % alignment) % alignment
        if count > 0 { try write([UInt8](repeating: 0, count: count)) }
    }

    /// Replaces the first bytes, which were written before what they say was known.
    ///
    /// - Precondition: at least as many bytes were written.
    func overwriteStart(with bytes: [UInt8]) throws(CheckpointError) {
        precondition(bytes.count <= byteCount)
        try flush()
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                pwrite(
                    descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done,
                    off_t(done))
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw failure()
            }
            done += written
        }
    }

    /// Brings everything to the disk and gives the file its name.
    func publish() throws(CheckpointError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw failure() }
        guard close(descriptor) == 0 else {
            descriptor = -1
            unlink(temporaryPath)
            throw failure()
        }
        descriptor = -1
        guard rename(temporaryPath, path) == 0 else {
            let error = failure()
            unlink(temporaryPath)
            throw error
        }
    }

    private func flush() throws(CheckpointError) {
        guard !buffer.isEmpty else { return }
        let pending = buffer
        buffer.removeAll(keepingCapacity: true)
        try pending.withUnsafeBufferPointer { bytes throws(CheckpointError) in
            try writeThrough(UnsafeRawBufferPointer(bytes))
        }
    }

    private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let written = systemWrite(descriptor, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw failure()
            }
            done += written
        }
    }

    private func failure() -> CheckpointError {
        .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
}

/// `write(2)`; inside the class that name means the method.
private func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, base, count)
}
