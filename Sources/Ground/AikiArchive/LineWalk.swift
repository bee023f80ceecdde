/// The lines of a stream, one at a time.
public final class LineWalk {
    /// Bytes of one line.
    public static let lineBytesMax = 64 << 20

    /// A line, or what is known of one that is too large.
    public enum Line: Sendable, Equatable {
        /// The line without its end.
        case bytes([UInt8])
        /// The number of bytes of a line of which nothing is kept.
        case tooLarge(bytes: Int)
    }

    private let stream: any ByteStream
    private let bytesMax: Int
    private var piece: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// Begins with the first line.
    public init(_ stream: any ByteStream, bytesMax: Int = lineBytesMax) {
        self.stream = stream
        self.bytesMax = bytesMax
    }

    /// The next line; nil behind the last one. An end of line at the end of the stream begins no
    /// further line.
    ///
    /// - Throws: ``ArchiveError``.
    public func next() throws(ArchiveError) -> Line? {
        var line: [UInt8] = []
        var count = 0
        while true {
            if position == piece.count {
                position = 0
                piece = isAtEnd ? [] : try stream.read()
                isAtEnd = piece.isEmpty
                if isAtEnd { return count == 0 ? nil : Self.line(line, count) }
            }
            let end = piece[position...].firstIndex(of: 0x0A)
            let rest = piece[position..<(end ?? piece.count)]
            count += rest.count
            if count <= bytesMax { line.append(contentsOf: rest) } else { line = [] }
            position = end.map { $0 + 1 } ?? piece.count
            if end != nil { return Self.line(line, count) }
        }
    }

    private static func line(_ bytes: [UInt8], _ count: Int) -> Line {
        bytes.count == count ? .bytes(bytes) : .tooLarge(bytes: count)
    }
}
