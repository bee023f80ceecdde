import AikiBase
import AikiTokenizer
import Foundation

/// Files of text that a tokenizer learns from or is measured on.
struct TextFiles {
    /// Endings of the files that are taken from a folder.
    static let endings: Set = ["txt", "md", "text", "jsonl"]
    /// The most bytes a line of a `.jsonl` file may have.
    static let lineBytesMax = 16 << 20

    /// One file.
    struct File {
        let path: String
        /// Its size.
        let bytes: Int
    }

    /// Files, and those of folders in the order of their paths.
    ///
    /// - Throws: ``HouseError/pathNotFound(path:)``.
    static func all(_ paths: [String]) throws -> [File] {
        var files: [File] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw HouseError.pathNotFound(path: path)
            }
            guard isFolder.boolValue else {
                files.append(file(path))
                continue
            }
            let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }
            let wanted = (names ?? []).filter {
                endings.contains(URL(filePath: $0).pathExtension.lowercased())
            }
            files += wanted.sorted().map { file("\(path)/\($0)") }
        }
        return files
    }

    private static func file(_ path: String) -> File {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return File(path: path, bytes: (attributes?[.size] as? NSNumber)?.intValue ?? 0)
    }
}

extension TextFiles.File {
    /// Calls a function with each part of the file's text that may be taken by itself.
    ///
    /// - Parameters:
    ///   - field: where lines of JSON have their text: a string, or messages with `content`.
    ///   - body: takes the text, and how many bytes of the file were read.
    /// - Throws: `TokenizerError` where it is no text; ``HouseError/unreadableFile(path:problem:)``
    ///   for a line that is no JSON or has no such field.
    func forEachText(field: String, _ body: (_ text: String, _ bytes: Int) throws -> Void) throws {
        var chunks = try TrainingChunks(path: path)
        guard path.lowercased().hasSuffix(".jsonl") else {
            while let text = try chunks.nextText() { try body(text, chunks.offset) }
            return
        }
        var rest = ""
        var number = 0
        while let text = try chunks.nextText() {
            rest += text
            guard rest.utf8.count <= TextFiles.lineBytesMax + TrainingChunks.textBytesMax else {
                throw HouseError.unreadableFile(
                    path: path, problem: "line \(number + 1) is longer than it may be")
            }
            var lines = rest.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
            rest = String(lines.removeLast())
            for line in lines {
                number += 1
                try texts(of: line, number, field).forEach { try body($0, chunks.offset) }
            }
        }
        try texts(of: rest[...], number + 1, field).forEach { try body($0, chunks.offset) }
    }

    private func texts(of line: Substring, _ number: Int, _ field: String) throws -> [String] {
        guard line.contains(where: { !$0.isWhitespace }) else { return [] }
        guard let json = try? JSONValue(parsing: Array(line.utf8)), let value = json[field] else {
            throw HouseError.unreadableFile(
                path: path, problem: "line \(number) is no JSON object with a field '\(field)'")
        }
        if let text = value.text { return [text] }
        return (value.elements ?? []).compactMap { $0.text ?? $0["content"]?.text }
    }
}
