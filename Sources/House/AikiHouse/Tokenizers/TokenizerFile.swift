import AikiBase
import AikiCheckpoint
import AikiTokenizer
import Foundation

/// Opens a tokenizer that a person names.
enum TokenizerFile {
    /// The most bytes of a file that is read whole.
    static let bytesMax = 128 << 20

    /// A tokenizer by the path of a `tokenizer.json`, a folder with one, a GGUF file, a SentencePiece
    /// model or tiktoken's ranks; else by the name of an installed model.
    ///
    /// - Throws: `TokenizerError`, `CheckpointError`; ``HouseError/pathNotFound(path:)``.
    static func open(_ name: String, shelf: ModelShelf?) throws -> Tokenizer {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
            guard let shelf, !name.contains("/") else { throw HouseError.pathNotFound(path: name) }
            return try gguf(shelf.find(name).path)
        }
        let url =
            isFolder.boolValue
            ? URL(filePath: name).appending(path: "tokenizer.json") : URL(filePath: name)
        switch url.pathExtension.lowercased() {
        case "gguf": return try gguf(url.path)
        case "model": return try Tokenizer(sentencePieceModel: bytes(url.path))
        case "tiktoken":
            let encoding = url.deletingPathExtension().lastPathComponent
            guard let preTokenizer = PreTokenizer(named: encoding) else {
                throw TokenizerError.unknownPreTokenizer(encoding)
            }
            return try Tokenizer(tiktokenRanks: bytes(url.path), preTokenizer: preTokenizer)
        default:
            return try Tokenizer(TokenizerDefinition(tokenizerFile: url.path))
        }
    }

    private static func gguf(_ path: String) throws -> Tokenizer {
        let file = try GGUFFile(path: path)
        return try Tokenizer(
            metadata: file, modelTokens: file.description(of: "token_embd.weight")?.shape.first)
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HouseError.fileSystem(path: path, problem: "it cannot be read")
        }
        guard data.count <= bytesMax else {
            throw HouseError.unreadableFile(path: path, problem: "it has \(data.count) bytes")
        }
        return Array(data)
    }
}
