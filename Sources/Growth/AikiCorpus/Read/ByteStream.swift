#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import CZlib

/// Bytes that come in pieces: a file's, or what a compressed file holds.
protocol ByteStream: AnyObject {
    /// The next bytes; none at the end.
    func read() throws(CorpusError) -> [UInt8]
}

/// A file, or a part of one.
final class FileStream: ByteStream {
    private let path: String
    private let descriptor: Int32
    private var remaining: Int

    /// Bytes that come at once.
    static let pieceBytes = 1 << 20

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - offset: where reading begins.
    ///   - count: how many bytes are read; nil: all.
    /// - Throws: ``CorpusError/unreadable(path:reason:)``.
    init(path: String, offset: Int = 0, count: Int? = nil) throws(CorpusError) {
        self.path = path
        remaining = count ?? .max
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, offset == 0 || lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func read() throws(CorpusError) -> [UInt8] {
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

/// What a compressed stream holds (RFC 1950 to 1952), through the system's zlib.
final class InflatingStream: ByteStream {
    /// How the stream is wrapped.
    enum Wrapping: Int32 {
        /// A gzip file, of one member or more.
        case gzip = 47
        /// Nothing around it, as in a zip file.
        case bare = -15
    }

    private let source: any ByteStream
    private let path: String
    private let wrapping: Wrapping
    private var stream = z_stream()
    private var input: [UInt8] = []
    private var position = 0
    private var isFinished = false

    init(
        _ source: any ByteStream, path: String, wrapping: Wrapping
    ) throws(CorpusError) {
        self.source = source
        self.path = path
        self.wrapping = wrapping
        guard aiki_inflate_init(&stream, wrapping.rawValue) == Z_OK else {
            throw .damaged(path: path, reason: "zlib does not begin")
        }
    }

    deinit { inflateEnd(&stream) }

    func read() throws(CorpusError) -> [UInt8] {
        while !isFinished {
            if position == input.count {
                input = try source.read()
                position = 0
                if input.isEmpty { throw .damaged(path: path, reason: "it ends too early") }
            }
            let output = try inflateOnce()
            if !output.isEmpty { return output }
        }
        return []
    }

    private func inflateOnce() throws(CorpusError) -> [UInt8] {
        var status = Z_OK
        let output = [UInt8](unsafeUninitializedCapacity: FileStream.pieceBytes) { buffer, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress.map { $0 + position }
                stream.avail_in = UInt32(input.count - position)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                status = inflate(&stream, Z_NO_FLUSH)
                position = input.count - Int(stream.avail_in)
                count = buffer.count - Int(stream.avail_out)
            }
        }
        switch status {
        case Z_STREAM_END: try endMember()
        case Z_OK, Z_BUF_ERROR: break
        default: throw .damaged(path: path, reason: "zlib says \(status)")
        }
        return output
    }

    /// A gzip file may hold several members one after the other.
    private func endMember() throws(CorpusError) {
        guard wrapping == .gzip else {
            isFinished = true
            return
        }
        if position == input.count {
            input = try source.read()
            position = 0
        }
        if input.isEmpty || input[position] != 0x1F {
            isFinished = true
        } else {
            inflateReset(&stream)
        }
    }
}
