public import AikiBase

/// A JSON text of any size (RFC 8259), walked from its start to its end.
///
/// Whoever walks says which objects and arrays are entered; every other value is read whole or passed
/// over. So a file of gigabytes takes the memory of its largest value that is read:
///
/// ```swift
/// let walk = JSONWalk(try FileStream(path: path), path: path)
/// try walk.enterArray()
/// while try walk.nextElement() { let conversation = try walk.readValue() }
/// ```
///
/// - Complexity: O(bytes); a value that is passed over is only scanned.
public final class JSONWalk {
    /// Bytes of one value that is read.
    public static let valueBytesMax = 256 << 20
    /// Bytes of one key.
    public static let keyBytesMax = 1 << 20

    /// What a value is, told by its first byte.
    public enum Kind: Sendable, Equatable {
        /// An object.
        case object
        /// An array.
        case array
        /// Text, a number or a word.
        case scalar
    }

    private enum Container {
        case object
        case array
    }

    private let stream: any ByteStream
    private let path: String
    private let bytesMax: Int
    private var piece: [UInt8] = []
    private var position = 0
    /// Bytes before the piece.
    private var offset = 0
    private var open: [(kind: Container, isStarted: Bool)] = []

    /// Begins to walk.
    ///
    /// - Parameters:
    ///   - stream: the text.
    ///   - path: its name in errors.
    ///   - bytesMax: bytes of one value that is read.
    public init(_ stream: any ByteStream, path: String, bytesMax: Int = valueBytesMax) {
        self.stream = stream
        self.path = path
        self.bytesMax = bytesMax
    }

    /// The byte that comes next; spaces are passed over. Nil at the end.
    private func peek() throws(ArchiveError) -> UInt8? {
        while true {
            while position < piece.count {
                let byte = piece[position]
                let isMark = offset + position < 3 && [0xEF, 0xBB, 0xBF].contains(byte)
                if byte > 0x20, !isMark { return byte }
                position += 1
            }
            guard try advance() else { return nil }
        }
    }

    /// Fetches the next piece.
    private func advance() throws(ArchiveError) -> Bool {
        offset += piece.count
        position = 0
        piece = []
        piece = try stream.read()
        return !piece.isEmpty
    }

    private func expected(_ what: String) -> ArchiveError {
        .malformed(path: path, offset: offset + position, expected: what)
    }

    /// What the next value is; nil at the end of the text.
    ///
    /// - Throws: ``ArchiveError``.
    public func nextKind() throws(ArchiveError) -> Kind? {
        switch try peek() {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case nil: nil
        default: .scalar
        }
    }

    /// Enters the object that comes next.
    ///
    /// - Throws: ``ArchiveError``.
    public func enterObject() throws(ArchiveError) {
        guard try peek() == UInt8(ascii: "{") else { throw expected("an object") }
        position += 1
        open.append((.object, false))
    }

    /// Enters the array that comes next.
    ///
    /// - Throws: ``ArchiveError``.
    public func enterArray() throws(ArchiveError) {
        guard try peek() == UInt8(ascii: "[") else { throw expected("an array") }
        position += 1
        open.append((.array, false))
    }

    /// Goes to the next value of the array that was entered last.
    ///
    /// - Returns: false where there is none; the array is then left.
    /// - Throws: ``ArchiveError``.
    public func nextElement() throws(ArchiveError) -> Bool {
        try next(.array, closing: UInt8(ascii: "]"))
    }

    /// Goes to the next member of the object that was entered last.
    ///
    /// - Returns: its key; nil where there is none; the object is then left.
    /// - Throws: ``ArchiveError``.
    public func nextKey() throws(ArchiveError) -> String? {
        guard try next(.object, closing: UInt8(ascii: "}")) else { return nil }
        guard try peek() == UInt8(ascii: "\"") else { throw expected("a key in quotes") }
        let bytes = try scan(keeping: Self.keyBytesMax)
        guard let bytes, let key = try? JSONValue(parsing: bytes).text else {
            throw expected("a key")
        }
        guard try peek() == UInt8(ascii: ":") else { throw expected("':'") }
        position += 1
        return key
    }

    private func next(_ kind: Container, closing: UInt8) throws(ArchiveError) -> Bool {
        precondition(open.last?.kind == kind, "a value of what was entered last")
        let byte = try peek()
        if byte == closing {
            position += 1
            open.removeLast()
            return false
        }
        if open[open.count - 1].isStarted {
            guard byte == UInt8(ascii: ",") else { throw expected("','") }
            position += 1
            guard try peek() != nil else { throw expected("a value") }
        } else if byte == nil {
            throw expected("a value")
        }
        open[open.count - 1].isStarted = true
        return true
    }

    /// Reads the next value whole.
    ///
    /// - Throws: ``ArchiveError``; where the value is too large or not well formed inside, the walk
    ///   stands behind it and can go on.
    public func readValue() throws(ArchiveError) -> JSONValue {
        let start = offset + position
        guard let bytes = try scan(keeping: bytesMax) else {
            throw .valueTooLarge(path: path, offset: start, bytesMax: bytesMax)
        }
        do {
            return try JSONValue(parsing: bytes)
        } catch .malformed(let inner, let expected) {
            throw .malformed(path: path, offset: start + inner, expected: expected)
        } catch {
            throw .malformed(path: path, offset: start, expected: "less nesting")
        }
    }

    /// Passes over the next value.
    ///
    /// - Throws: ``ArchiveError``.
    public func skipValue() throws(ArchiveError) {
        _ = try scan(keeping: 0)
    }

    /// Goes to the end of the next value.
    ///
    /// - Parameter limit: how many bytes are kept at most.
    /// - Returns: the value; nil where it has more bytes.
    /// - Throws: ``ArchiveError`` where the text breaks off.
    private func scan(keeping limit: Int) throws(ArchiveError) -> [UInt8]? {
        guard let first = try peek() else { throw expected("a value") }
        var scan = ValueScan(first: first)
        var kept: [UInt8]? = []
        while true {
            let end = scan.end(in: piece, from: position)
            if let bytes = kept, limit > 0 {
                if bytes.count + (end - position) > limit {
                    kept = nil
                } else {
                    kept?.append(contentsOf: piece[position..<end])
                }
            }
            position = end
            if scan.isDone { return kept }
            guard try advance() else {
                // A number or a word may end with the text.
                if scan.isBare { return kept }
                throw expected("the end of a value")
            }
        }
    }
}

/// Finds where a value ends, over as many pieces as it takes.
private struct ValueScan {
    private(set) var isDone = false
    let isBare: Bool
    private var depth = 0
    private var isQuoted = false
    private var isEscaped = false

    init(first: UInt8) {
        isBare =
            first != UInt8(ascii: "\"") && first != UInt8(ascii: "{")
            && first != UInt8(ascii: "[")
    }

    /// The index behind the last byte that belongs to the value.
    mutating func end(in piece: [UInt8], from start: Int) -> Int {
        piece.withUnsafeBufferPointer { bytes in
            isBare ? endOfBare(bytes, start) : endOfNested(bytes, start)
        }
    }

    private mutating func endOfBare(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
                || byte == UInt8(ascii: "}")
            {
                isDone = true
                return index
            }
            index += 1
        }
        return index
    }

    private mutating func endOfNested(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                    isDone = depth == 0
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isQuoted = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    isDone = depth <= 0
                default: break
                }
            }
            if isDone { return index }
        }
        return index
    }
}
