public import AikiBase
import AikiTokenizer
import Foundation

/// How a tokenizer does on a text.
public struct TokenizerMeasure: Sendable {
    /// The tokenizer.
    public let name: String
    /// The text.
    public let label: String
    /// Bytes of the text.
    public private(set) var bytes = 0
    /// Words of the text: runs of anything but white space.
    public private(set) var words = 0
    /// Tokens it became.
    public private(set) var tokens = 0
    /// Different tokens among them.
    public private(set) var differentTokens = 0
    /// Time that encoding took on one thread, the quickest of the repetitions.
    public private(set) var time = Duration.zero

    init(name: String, label: String) { (self.name, self.label) = (name, label) }

    /// Bytes a token: how tight the vocabulary is.
    public var bytesEach: Double { tokens > 0 ? Double(bytes) / Double(tokens) : 0 }
    /// Tokens a word: fertility (Rust 2021 §3.2).
    public var fertility: Double { words > 0 ? Double(tokens) / Double(words) : 0 }
    /// Tokens a second.
    public var tokensEachSecond: Double { time > .zero ? Double(tokens) / (time / .seconds(1)) : 0 }
    /// Megabytes (10⁶ bytes) a second.
    public var megabytesEachSecond: Double {
        time > .zero ? Double(bytes) / 1e6 / (time / .seconds(1)) : 0
    }

    mutating func take(
        _ sample: TextSample, _ tokenizer: Tokenizer, field: String, repetitions: Int
    ) throws {
        let clock = ContinuousClock()
        var seen = [Bool](repeating: false, count: tokenizer.vocabularySize)
        for file in sample.files {
            try file.forEachText(field: field) { text, _ in
                bytes += text.utf8.count
                words += text.split(whereSeparator: \.isWhitespace).count
                var best: Duration?
                for _ in 0..<max(1, repetitions) {
                    let start = clock.now
                    let ids = tokenizer.encode(text, addSpecial: false, parseSpecial: false)
                    let elapsed = clock.now - start
                    if best == nil {
                        tokens += ids.count
                        for id in ids { seen[Int(id)] = true }
                    }
                    best = min(best ?? elapsed, elapsed)
                }
                time += best ?? .zero
            }
        }
        differentTokens = seen.count { $0 }
    }

    /// The row for programs.
    public var json: JSONValue {
        [
            "tokenizer": .string(name), "text": .string(label), "bytes": .integer(Int64(bytes)),
            "words": .integer(Int64(words)), "tokens": .integer(Int64(tokens)),
            "different_tokens": .integer(Int64(differentTokens)),
            "bytes_per_token": .number(bytesEach), "tokens_per_word": .number(fertility),
            "seconds": .number(time / .seconds(1)),
            "tokens_per_second": .number(tokensEachSecond),
            "megabytes_per_second": .number(megabytesEachSecond),
        ]
    }
}

/// Texts to measure on, under one name.
struct TextSample {
    let label: String
    let files: [TextFiles.File]

    /// Takes `PATH`, or `label=PATH`.
    init(_ argument: String) throws {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2, !FileManager.default.fileExists(atPath: argument) {
            label = parts[0]
            files = try TextFiles.all([parts[1]])
        } else {
            label = URL(filePath: argument).lastPathComponent
            files = try TextFiles.all([argument])
        }
    }
}
