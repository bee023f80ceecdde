import AikiHouse
import ArgumentParser
import Foundation

/// `aiki tokenizer train`.
struct TokenizerTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a byte-level BPE tokenizer on texts.",
        discussion: """
            TEXTS are UTF-8 files, .jsonl files with a text or messages in a field, and folders of such. \
            The same texts and options give the same tokenizer on every machine.
            """)

    @Argument(help: "Files and folders to learn from.", completion: .file())
    var texts: [String]

    @Option(help: "Where it goes: a folder, a file .json, or a file .gguf.", completion: .file())
    var to: String

    @Option(help: "Tokens in all: 256 bytes, special tokens and merges.")
    var vocabulary = 32_000

    @Option(help: "How text is cut before merging: gpt-2, llama-bpe, qwen2, gpt-4o, tekken …")
    var preTokenizer = "qwen2"

    @Option(help: "A special token; give it as often as there are. They get the first ids.")
    var special: [String] = []

    @Option(
        help: "A file with a special token a line, such as the tokens of symbols.",
        completion: .file())
    var specialFile: String?

    @Option(help: "The special token that ends a text.")
    var end: String?

    @Option(help: "The special token that begins a text.")
    var start: String?

    @Flag(help: "Put the start token before every text that is encoded.")
    var addStart = false

    @Option(help: "The special token that fills a batch.")
    var padding: String?

    @Option(
        help:
            "Which of equally frequent pairs merges first: last-bytes (CS336) or first-tokens (Hugging Face)."
    )
    var ties = "last-bytes"

    @Option(help: "Pairs that are seen less often never merge.")
    var countMin = 2

    @Option(help: "The longest token in bytes.")
    var tokenBytes: Int?

    @Flag(help: "Compose the text (NFC) first, in training and ever after.")
    var compose = false

    @Option(help: "The field of a line of JSON that holds its text or its messages.")
    var field = "text"

    @Option(help: "A chat template to write beside it.", completion: .file())
    var chatTemplate: String?

    @Option(help: "Memory that training may take, in MiB.")
    var memory = 2048

    @Option(help: "Threads; as many as there are cores where left out.")
    var threads: Int?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1 << 20).contains(memory) else {
            throw ValidationError("--memory is from 1 to \(1 << 20) MiB.")
        }
    }

    func run() async throws {
        var training = TokenizerTraining(texts: texts, output: to, vocabularySize: vocabulary)
        training.preTokenizer = preTokenizer
        training.specialTokens = special + (try specialFile.map(Self.lines) ?? [])
        (training.endToken, training.startToken) = (end, start)
        (training.addsStart, training.paddingToken) = (addStart, padding)
        (training.ties, training.countMin, training.tokenBytes) = (ties, countMin, tokenBytes)
        (training.composes, training.field) = (compose, field)
        (training.memoryBytes, training.threads) = (memory << 20, threads)
        training.chatTemplate = try chatTemplate.map(Self.text)
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let result = try training.run(progress: bar.handler)
        bar.finish()
        output.show(result.json, text: Self.text(result))
        if result.omittedPieces > 0 {
            output.console.note(
                "To stay within \(memory) MiB, \(result.omittedPieces) rare pieces, seen "
                    + "\(result.omittedOccurrences) times, were left out.\n")
        }
    }

    private static func text(_ result: TokenizerTrainingResult) -> String {
        "Learned \(result.merges) merges from \(ByteCount.text(Int64(result.textBytes))), "
            + "\(result.pieces) different pieces: \(result.vocabularySize) tokens.\n"
            + "Counting took \(DurationText.text(result.countingTime)), merging "
            + "\(DurationText.text(result.mergingTime)); the last pair was seen "
            + "\(result.lastCount) times.\n" + result.files.map { "Wrote \($0)\n" }.joined()
    }

    private static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HouseError.pathNotFound(path: path)
        }
        guard data.count <= AskCommand.inputBytesMax,
            let text = String(data: data, encoding: .utf8)
        else { throw HouseError.unreadableFile(path: path, problem: "it is no short UTF-8 text") }
        return text
    }

    private static func lines(_ path: String) throws -> [String] {
        try text(path).split(whereSeparator: \.isNewline).map(String.init)
    }
}
