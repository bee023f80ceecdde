import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiEngine
import AikiTokenizer

extension ModelShelf {
    /// Brings a model into memory.
    ///
    /// - Parameters:
    ///   - name: the model.
    ///   - configuration: how it is run.
    ///   - snapshots: where beginnings are kept.
    ///   - adapters: where the adapters are that requests name.
    ///   - progress: told of each stage.
    /// - Returns: the model.
    /// - Throws: why it cannot be loaded.
    func load(
        _ name: String, _ configuration: EngineConfiguration, snapshots: SnapshotShelf? = nil,
        adapters: AdapterShelf? = nil,
        progress: ProgressHandler?
    ) async throws -> LoadedModel {
        let model = try find(name)
        var finder: AdapterFinder?
        if let adapters { finder = { try adapters.place(of: $0) } }
        if model.isEmbedder {
            return .embedder(
                try await NativeEmbedder.load(
                    path: model.path, name: name, configuration: configuration, progress: progress))
        }
        return .language(
            try await NativeLanguageModel.load(
                path: model.path, name: name, configuration: configuration,
                snapshots: snapshots?.snapshots(version: model.version), adapters: finder,
                progress: progress))
    }

    /// A text as a model's tokens.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - name: the model.
    ///   - addSpecial: adds what the model wants at beginning and end.
    ///   - parseSpecial: reads control tokens in the text as such.
    /// - Returns: the tokens, in order.
    /// - Throws: as ``find(_:)``; `TokenizerError`.
    public func tokenize(
        _ text: String, model name: String, addSpecial: Bool, parseSpecial: Bool
    ) throws -> [TokenPiece] {
        let file = try GGUFFile(path: try find(name).path)
        let tokenizer = try Tokenizer(
            metadata: file, modelTokens: file.description(of: "token_embd.weight")?.shape.first)
        return tokenizer.encode(text, addSpecial: addSpecial, parseSpecial: parseSpecial)
            .map { TokenPiece(id: $0, text: tokenizer.text(of: $0)) }
    }
}

/// A token, to be shown.
public struct TokenPiece: Sendable, Equatable {
    /// Its number.
    public let id: Int32
    /// Its spelling in the vocabulary.
    public let text: String
}
