import CZlib

/// What a compressed stream holds (RFC 1950 to 1952), through the system's zlib.
public final class InflatingStream: ByteStream {
    /// How the stream is wrapped.
    public enum Wrapping: Int32 {
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
    /// Whether the last piece filled its room: more of what was taken already may wait in zlib.
    private var wasFull = false
    private var isFinished = false

    /// Inflates what another stream holds.
    ///
    /// - Parameters:
    ///   - source: the compressed bytes.
    ///   - path: its name in errors.
    ///   - wrapping: what stands around them.
    /// - Throws: ``ArchiveError/damaged(path:reason:)``.
    public init(
        _ source: any ByteStream, path: String, wrapping: Wrapping
    ) throws(ArchiveError) {
        self.source = source
        self.path = path
        self.wrapping = wrapping
        guard aiki_inflate_init(&stream, wrapping.rawValue) == Z_OK else {
            throw .damaged(path: path, reason: "zlib does not begin")
        }
    }

    deinit { inflateEnd(&stream) }

    /// The next bytes; none at the end.
    public func read() throws(ArchiveError) -> [UInt8] {
        while !isFinished {
            if position == input.count, !wasFull {
                input = try source.read()
                position = 0
                if input.isEmpty { throw .damaged(path: path, reason: "it ends too early") }
            }
            let output = try inflateOnce()
            if !output.isEmpty { return output }
        }
        return []
    }

    private func inflateOnce() throws(ArchiveError) -> [UInt8] {
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
                wasFull = stream.avail_out == 0
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
    private func endMember() throws(ArchiveError) {
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
