#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// A file, or a part of one.
public final class FileStream: ByteStream {
    private let path: String
    private let descriptor: Int32
    private var remaining: Int

    /// Bytes that come at once.
    public static let pieceBytes = 1 << 20

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - offset: where reading begins.
    ///   - count: how many bytes are read; nil: all.
    /// - Throws: ``ArchiveError/unreadable(path:reason:)``.
    public init(path: String, offset: Int = 0, count: Int? = nil) throws(ArchiveError) {
        self.path = path
        remaining = count ?? .max
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, offset == 0 || lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next bytes; none at the end.
    public func read() throws(ArchiveError) -> [UInt8] {
        let wanted = min(remaining, Self.pieceBytes)
        guard wanted > 0 else { return [] }
        var result = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            repeat {
                result = systemRead(descriptor, buffer.baseAddress, wanted)
            } while result < 0 && errno == EINTR
            count = max(0, result)
        }
        guard result >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        remaining -= result
        return bytes
    }
}

/// `read(2)`; inside the class that name means the method.
private func systemRead(_ descriptor: Int32, _ base: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    read(descriptor, base, count)
}
