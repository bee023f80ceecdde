import AikiBase
import Foundation

/// Reads a text file in chunks that a pre-tokenizer may take one by one.
///
/// A chunk ends behind a line end that stands between a scalar that is no space and a letter. There
/// every published pattern ends a piece, whatever stands around it, so the pieces of the chunks are
/// the pieces of the file. Only where a file has no such place in ``textBytesMax`` it is cut before
/// any scalar.
package struct TrainingChunks: ~Copyable {
    /// How much is read at a time, in bytes.
    static let chunkBytes = 1 << 20
    /// The most bytes without a place to cut.
    package static let textBytesMax = 16 << 20

    private let handle: FileHandle
    private let path: String
    private var rest: [UInt8] = []
    private var isAtEnd = false
    /// How many bytes were given out.
    package private(set) var offset = 0

    /// Opens a file.
    ///
    /// - Throws: ``TokenizerError/unreadableText(path:reason:)``.
    package init(path: String) throws(TokenizerError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .unreadableText(path: path, reason: "it does not exist")
        }
        guard !isFolder.boolValue else {
            throw .unreadableText(path: path, reason: "it is a folder")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadableText(path: path, reason: "it may not be read")
        }
        self.handle = handle
        self.path = path
    }

    deinit {
        try? handle.close()
    }

    /// The next chunk, or nil at the end.
    ///
    /// - Throws: ``TokenizerError/unreadableText(path:reason:)`` where it is not UTF-8.
    mutating func next() throws(TokenizerError) -> PaddedText? {
        var wanted = Self.chunkBytes
        while true {
            try fill(to: wanted)
            if rest.isEmpty { return nil }
            let end: Int
            if isAtEnd, rest.count <= wanted {
                end = rest.count
            } else if let cut = Self.cut(rest, before: wanted) {
                end = cut
            } else if wanted < Self.textBytesMax {
                wanted = min(wanted * 2, Self.textBytesMax)
                continue
            } else {
                end = Self.boundary(rest, before: wanted)
            }
            let chunk = PaddedText(rest[..<end])
            try check(rest[..<end])
            rest.removeFirst(end)
            offset += end
            return chunk
        }
    }

    /// The next chunk as a string.
    ///
    /// - Throws: ``TokenizerError/unreadableText(path:reason:)``.
    package mutating func nextText() throws(TokenizerError) -> String? { try next()?.string }

    private mutating func fill(to wanted: Int) throws(TokenizerError) {
        while rest.count < wanted + 4, !isAtEnd {
            do {
                let data = try handle.read(upToCount: wanted + 4 - rest.count) ?? Data()
                if data.isEmpty { isAtEnd = true } else { rest.append(contentsOf: data) }
            } catch {
                throw .unreadableText(path: path, reason: "\(error.localizedDescription)")
            }
        }
    }

    private func check(_ chunk: ArraySlice<UInt8>) throws(TokenizerError) {
        guard let place = Self.firstInvalid(chunk) else { return }
        let reason =
            chunk[place] == 0
            ? "byte \(offset + place) is 0, so it is no text"
            : "the bytes at \(offset + place) are not UTF-8"
        throw .unreadableText(path: path, reason: reason)
    }

    /// Where bytes stop being text: at a zero or at what is no UTF-8 (Unicode Standard, table 3-7).
    static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> Int? {
        let isText =
            bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) } != nil
        if isText, !bytes.contains(0) { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var place = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue("\0"), .error: return place
            case .scalarValue(let scalar): place += UTF8.width(scalar)
            case .emptyInput: return nil
            }
        }
    }

    /// The last place below a limit where a chunk may end.
    package static func cut(_ bytes: [UInt8], before limit: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var place = min(limit, bytes.count - 1)
            while place > 1 {
                if bytes[place - 1] == 0x0A, isCut(bytes, place) { return place }
                place -= 1
            }
            return nil
        }
    }

    private static func isCut(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        let tables = UnicodeTables.shared
        let (next, length) = UTF8Scalars.decode(bytes, at: place)
        guard place + length <= bytes.count, !tables.scalarClass(next).isDisjoint(with: .letter)
        else { return false }
        let start = UTF8Scalars.start(before: place - 1, in: bytes)
        let (last, _) = UTF8Scalars.decode(bytes, at: start)
        return !tables.scalarClass(last).contains(.space)
    }

    /// The last boundary of scalars at or below a place.
    private static func boundary(_ bytes: [UInt8], before limit: Int) -> Int {
        var place = limit
        while place > 1, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }
}

extension UTF8 {
    /// How many bytes a scalar takes.
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
    }
}
