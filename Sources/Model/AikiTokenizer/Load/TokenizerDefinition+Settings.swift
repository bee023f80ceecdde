import AikiBase
import Foundation

extension TokenizerDefinition {
    /// The definition in a `tokenizer.json`, with the roles that `tokenizer_config.json` beside it
    /// gives to tokens.
    ///
    /// - Throws: ``TokenizerError``; ``TokenizerError/unreadableText(path:reason:)`` where there is no
    ///   such file.
    public init(tokenizerFile path: String) throws(TokenizerError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadableText(path: path, reason: "there is no such file")
        }
        try self.init(tokenizerJSON: Array(data))
        let settings = URL(filePath: path).deletingLastPathComponent()
            .appending(path: "tokenizer_config.json").path
        if let data = FileManager.default.contents(atPath: settings) {
            try readSettings(Array(data))
        }
    }

    /// Takes the roles that a `tokenizer_config.json` gives to tokens; a token that the vocabulary
    /// does not have has none.
    ///
    /// - Throws: ``TokenizerError/malformed(part:reason:)`` for what is no JSON.
    public mutating func readSettings(_ bytes: [UInt8]) throws(TokenizerError) {
        let json = try ByteJSONReader.read(bytes)
        let known = (special.bos, special.eos, special.padding)
        special.bos = role(json["bos_token"]) ?? known.0
        special.eos = role(json["eos_token"]) ?? known.1
        special.padding = role(json["pad_token"]) ?? known.2
        if let end = special.eos { special.endOfGeneration.insert(end) }
    }

    private func role(_ json: ByteJSON?) -> TokenID? {
        (json?.bytes ?? json?["content"]?.bytes).flatMap { id(spelled: $0) }
    }
}
