import Foundation

/// Looks for texts in large files by a piece of each: 24 bytes in a row that every format writes as
/// they are.
///
/// A hash rolls over the file (Karp and Rabin 1987); where it is that of a piece, the bytes are
/// compared. Texts without such a piece are too short to be told from what anybody says.
package struct TextTraces {
    /// Bytes of a piece.
    package static let pieceBytes = 24
    private static let readBytes = 1 << 20
    private static let base: UInt64 = 0x0000_0100_0000_01B3

    private let pieces: [UInt64: [[UInt8]]]
    /// The weight of the byte that leaves the window.
    private let leaving: UInt64

    /// The pieces of texts.
    package init(_ texts: [String]) {
        var pieces: [UInt64: [[UInt8]]] = [:]
        for text in texts {
            guard let piece = Self.piece(of: text) else { continue }
            let hash = piece.reduce(0) { $0 &* Self.base &+ UInt64($1) }
            if pieces[hash]?.contains(piece) != true { pieces[hash, default: []].append(piece) }
        }
        self.pieces = pieces
        leaving = (1..<Self.pieceBytes).reduce(UInt64(1)) { weight, _ in weight &* Self.base }
    }

    /// Bytes in a row without marks that JSON escapes, and letters it may escape.
    private static func piece(of text: String) -> [UInt8]? {
        let runs = text.utf8.split { byte in
            byte < 0x20 || byte > 0x7E || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                || byte == UInt8(ascii: "/")
        }
        guard let run = runs.max(by: { $0.count < $1.count }), run.count >= pieceBytes else {
            return nil
        }
        return Array(run.prefix(pieceBytes))
    }

    /// Whether a file holds any of them.
    package func isFound(inFile path: String) -> Bool {
        guard !pieces.isEmpty, let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        var window: [UInt8] = []
        while let data = try? handle.read(upToCount: Self.readBytes), !data.isEmpty {
            // The end of the last piece of the file may begin one.
            let bytes = window + data
            if isFound(in: bytes) { return true }
            window = Array(bytes.suffix(Self.pieceBytes - 1))
        }
        return false
    }

    /// Whether bytes hold any of them.
    package func isFound(in bytes: [UInt8]) -> Bool {
        var hash: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index >= Self.pieceBytes {
                hash = hash &- UInt64(bytes[index - Self.pieceBytes]) &* leaving
            }
            hash = hash &* Self.base &+ UInt64(byte)
            guard index >= Self.pieceBytes - 1, let candidates = pieces[hash] else { continue }
            let start = index - Self.pieceBytes + 1
            let window = bytes[start...index]
            if candidates.contains(where: { window.elementsEqual($0) }) { return true }
        }
        return false
    }
}
