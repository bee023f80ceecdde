#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// A file mapped read-only into memory: pages are read when touched and shared between processes.
///
/// The file must not shrink while it is mapped: the operating system then ends the process on the
/// first touch of a missing page, so files are replaced by renaming, never rewritten in place.
public final class MappedFile: Sendable {
    /// The path as given.
    public let path: String
    /// The whole file; valid while this object lives.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    // Safe to share: the mapping is read-only and both stay as they are until deinit.
    private nonisolated(unsafe) let base: UnsafeRawPointer
    private let count: Int

    /// Maps a regular file that holds at least one byte.
    ///
    /// - Throws: ``TensorError`` for a missing, unreadable or empty file, or one that is no file.
    public init(path: String) throws(TensorError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.systemError(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.systemError(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw TensorError.notRegularFile(path: path)
        }
        guard status.st_size > 0 else { throw TensorError.emptyFile(path: path) }
        let size = Int(status.st_size)
        let mapping = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let mapping, mapping != MAP_FAILED else { throw Self.systemError(path) }
        self.path = path
        self.base = UnsafeRawPointer(mapping)
        self.count = size
    }

    /// What is about to become of a part of the file.
    enum Advice {
        /// All of it is read: the system may begin to.
        case wanted
        /// Its memory is given back; it is read again when touched.
        case done
    }

    /// Tells the system about whole pages. Only a wish.
    ///
    /// - Parameters:
    ///   - part: Bytes of this file; others are left alone.
    ///   - advice: What is told.
    func advise(_ part: UnsafeRawBufferPointer, _ advice: Advice) {
        guard let start = part.baseAddress, start >= base, part.count <= count,
            start - base <= count - part.count
        else { return }
        let page = Int(getpagesize())
        let first = (start - base + page - 1) / page * page
        let end = (start - base + part.count) / page * page
        guard first < end else { return }
        _ = madvise(
            UnsafeMutableRawPointer(mutating: base + first), end - first,
            advice == .wanted ? MADV_WILLNEED : MADV_DONTNEED)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: base), count)
    }

    private static func systemError(_ path: String) -> TensorError {
        .cannotMap(path: path, reason: String(cString: strerror(errno)))
    }
}
