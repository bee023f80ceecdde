import Foundation

/// Reads files of text, whole.
enum TextFile {
    /// Bytes of a file of texts and labels that is read; the largest of the known ones has 4 MB.
    static let bytesMax = 1 << 30

    /// The text of a file.
    static func read(_ path: String) throws(SymbolError) -> String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let size = attributes?[.size] as? Int, size > bytesMax {
            throw .unreadable(path: path, reason: "it has \(size) bytes, more than \(bytesMax)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "there is no such file, or it may not be read")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw .unreadable(path: path, reason: "it is not UTF-8 text")
        }
        return text
    }

    /// The lines of a file that are not empty; only a line feed ends a line.
    static func lines(of path: String) throws(SymbolError) -> [Substring] {
        let text = try read(path)
        return text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
            Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }
}
