public import AikiBase
import AikiCheckpoint
import AikiTokenizer
import Foundation

/// Trains a tokenizer on files and writes it.
public struct TokenizerTraining: Sendable {
    /// Files of text, `.jsonl` files, and folders of such.
    public var texts: [String]
    /// A folder, a file `….json` or a file `….gguf`.
    public var output: String
    /// Tokens in all.
    public var vocabularySize: Int
    /// How text is cut: a published name.
    public var preTokenizer = "qwen2"
    /// Special tokens, which get the first ids.
    public var specialTokens: [String] = []
    /// The special token that ends a text.
    public var endToken: String?
    /// The special token that begins a text.
    public var startToken: String?
    /// Whether encoding puts the start token first.
    public var addsStart = false
    /// The special token that fills a batch.
    public var paddingToken: String?
    /// `last-bytes` or `first-tokens`.
    public var ties = "last-bytes"
    /// Pairs that are rarer never merge.
    public var countMin = 2
    /// The longest token in bytes; the format's own limit where nil.
    public var tokenBytes: Int?
    /// Whether text is composed (NFC) first.
    public var composes = false
    /// Memory that training may take, in bytes.
    public var memoryBytes = 2 << 30
    /// Threads; as many as there are cores where nil.
    public var threads: Int?
    /// The field of a line of JSON that holds text, or messages.
    public var field = "text"
    /// A chat template that is written beside the tokenizer.
    public var chatTemplate: String?

    /// A training of files into a tokenizer.
    public init(texts: [String], output: String, vocabularySize: Int) {
        (self.texts, self.output, self.vocabularySize) = (texts, output, vocabularySize)
    }

    /// Trains and writes.
    ///
    /// - Parameter progress: is told how many bytes were read, then how many merges were learned.
    /// - Returns: what came of it, and the files that were written.
    /// - Throws: `TokenizerError`; ``HouseError`` where a file cannot be read or written.
    public func run(progress: ProgressHandler? = nil) throws -> TokenizerTrainingResult {
        var recipe = TokenizerRecipe(vocabularySize: vocabularySize)
        recipe.preTokenizer = preTokenizer
        recipe.specialTokens = specialTokens
        (recipe.startToken, recipe.endToken) = (startToken, endToken)
        (recipe.addsStart, recipe.paddingToken) = (addsStart, paddingToken)
        guard let rule = TokenizerRecipe.TieRule(rawValue: ties) else {
            throw HouseError.invalidSetting(
                name: "ties", value: ties, place: "The command",
                expected: TokenizerRecipe.TieRule.allCases.map(\.rawValue).joined(separator: " or ")
            )
        }
        (recipe.ties, recipe.countMin, recipe.composes) = (rule, countMin, composes)
        if let tokenBytes { recipe.tokenBytesMax = tokenBytes }
        recipe.memoryBytesMax = memoryBytes
        recipe.threads =
            threads
            ?? min(ProcessInfo.processInfo.activeProcessorCount, TokenizerRecipe.threadsMax)
        let trainer = try TokenizerTrainer(recipe)
        let files = try TextFiles.all(texts)
        let total = Int64(files.reduce(0) { $0 + $1.bytes })
        var done: Int64 = 0
        for file in files {
            try file.forEachText(field: field) { text, bytes in
                trainer.add(text)
                progress?(
                    WorkProgress(
                        label: "reading \(file.path)", done: done + Int64(bytes), total: total,
                        unit: .bytes))
            }
            done += Int64(file.bytes)
        }
        let wanted = Int64(vocabularySize - 256 - specialTokens.count)
        let (definition, report) = try trainer.finish { merges in
            progress?(WorkProgress(label: "merging", done: Int64(merges), total: wanted))
        }
        let written = try write(definition)
        return TokenizerTrainingResult(
            report: report, vocabularySize: definition.tokens.count, files: written)
    }

    private func write(_ definition: TokenizerDefinition) throws -> [String] {
        let url = URL(filePath: output)
        if url.pathExtension == "gguf" {
            try Self.writeGGUF(definition, chatTemplate, to: url.path)
            return [url.path]
        }
        let isFile = url.pathExtension == "json"
        let folder = isFile ? url.deletingLastPathComponent() : url
        let json = isFile ? url : url.appending(path: "tokenizer.json")
        let settings = folder.appending(path: "tokenizer_config.json")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try AtomicFile.write(Data(definition.tokenizerJSON()), to: json)
            try AtomicFile.write(Data(config.encoded(.pretty).utf8 + [0x0A]), to: settings)
        } catch let error as TokenizerError {
            throw error
        } catch {
            throw HouseError.fileSystem(path: folder.path, problem: error.localizedDescription)
        }
        return [json.path, settings.path]
    }

    /// `tokenizer_config.json`, as `transformers` reads it.
    private var config: JSONValue {
        var config = JSONObject()
        config["tokenizer_class"] = .string("PreTrainedTokenizerFast")
        config["clean_up_tokenization_spaces"] = .bool(false)
        config["add_bos_token"] = .bool(addsStart)
        config["add_eos_token"] = .bool(false)
        if let startToken { config["bos_token"] = .string(startToken) }
        if let endToken { config["eos_token"] = .string(endToken) }
        if let paddingToken { config["pad_token"] = .string(paddingToken) }
        if let chatTemplate { config["chat_template"] = .string(chatTemplate) }
        return .object(config)
    }

    /// A GGUF file that holds a vocabulary and no weights.
    private static func writeGGUF(
        _ definition: TokenizerDefinition, _ chatTemplate: String?, to path: String
    ) throws {
        var metadata = MetadataList()
        metadata["general.architecture"] = .string("llama")
        metadata["general.type"] = .string("vocabulary")
        metadata["general.name"] = .string(
            URL(filePath: path).deletingPathExtension().lastPathComponent)
        metadata["llama.vocab_size"] = .uint32(UInt32(definition.tokens.count))
        try definition.write(to: &metadata)
        if let chatTemplate { metadata["tokenizer.chat_template"] = .string(chatTemplate) }
        _ = try GGUFWriter(path: path, metadata: metadata, tensors: []).finish()
    }
}
