public import AikiBase
import AikiModel
import AikiTokenizer
import Foundation

/// Measures how well a model foretells texts: bits per byte, and what follows from them.
///
///     let report = try TextEvaluation(path: "model.gguf", name: "mine").run([text])
///     report.bitsPerByte
///
/// Every token of a text is scored once, the first one too where the model has a token that begins
/// texts. Texts longer than a context are read in windows that overlap by half, so that every token
/// behind the first window is told at least half a context.
public struct TextEvaluation: Sendable {
    /// Bytes of text that are taken, at most.
    public static let bytesMax = 1 << 30

    private let path: String
    private let name: String
    private let options: EvaluationOptions
    private let tokensMax: Int?

    /// Prepares an evaluation; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: the model's GGUF file.
    ///   - name: what the report calls it.
    ///   - options: how it is computed.
    ///   - tokensMax: tokens that are scored at most; the rest is left out and said.
    public init(
        path: String, name: String, options: EvaluationOptions = .init(), tokensMax: Int? = nil
    ) {
        self.path = path
        self.name = name
        self.options = options
        self.tokensMax = tokensMax
    }

    /// Reads the texts.
    ///
    /// - Parameters:
    ///   - texts: documents that know nothing of each other.
    ///   - progress: told of each window, in tokens.
    /// - Returns: what all of them together cost.
    /// - Throws: ``EvaluationError``; why the model cannot be loaded or run.
    public func run(_ texts: [String], progress: ProgressHandler? = nil) throws -> TextReport {
        let byteCount = texts.reduce(0) { $0 + $1.utf8.count }
        guard byteCount <= Self.bytesMax else {
            throw EvaluationError.tooMuch(
                what: "bytes of text", found: byteCount, limit: Self.bytesMax)
        }
        let reader = try TokenReader(path: path, options)
        var total = TextTotals()
        for text in texts {
            let left = tokensMax.map { $0 - total.losses.count }
            try score(text, reader, tokensMax: left, &total, progress)
        }
        guard total.losses.count >= 2 else {
            throw EvaluationError.tooLittle(
                what: "tokens to score", found: total.losses.count, needed: 2)
        }
        return total.report(name, reader.contextTokens)
    }

    private func score(
        _ text: String, _ reader: TokenReader, tokensMax: Int?, _ total: inout TextTotals,
        _ progress: ProgressHandler?
    ) throws {
        let tokens = reader.tokenizer.encode(text, addSpecial: false, parseSpecial: false)
        // Nothing foretells the first token of a model that begins without one.
        let unscored = reader.beginning.isEmpty ? 1 : 0
        let scored = min(tokens.count - unscored, tokensMax ?? .max)
        guard scored > 0 else { return total.leaveOut(text.utf8.count) }
        let kept = tokens.prefix(scored + unscored)
        let bytes = Array(text.utf8)
        let skipped = unscored > 0 ? reader.tokenizer.bytes(of: tokens[0]).count : 0
        var end = bytes.count
        if kept.count < tokens.count {
            end = min(end, kept.reduce(0) { $0 + reader.tokenizer.bytes(of: $1).count })
        }
        total.add(bytes[min(skipped, end)..<end])
        total.leaveOut(bytes.count - end)
        let half = (reader.contextTokens - reader.beginning.count) / 2
        var done = 0
        while done < kept.count {
            progress?(
                WorkProgress(label: "reading", done: Int64(done), total: Int64(kept.count)))
            // The first window is whole; each later one repeats half a window before what is new.
            let start = max(0, done - half)
            let stop = min(kept.count, start + reader.contextTokens - reader.beginning.count)
            let window = reader.beginning + kept[start..<stop]
            reader.cache.truncate(to: 0)
            let first = done == 0 ? 1 : done - start + reader.beginning.count
            total.losses += try reader.losses(window[...], from: first)
            done = stop
        }
    }
}

/// What adds up over texts.
private struct TextTotals {
    var losses: [Double] = []
    private var entropy = ByteEntropy()
    private var byteCount = 0
    private var bytesLeftOut = 0

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        entropy.add(bytes)
        byteCount += bytes.count
    }

    mutating func leaveOut(_ count: Int) { bytesLeftOut += count }

    func report(_ name: String, _ contextTokens: Int) -> TextReport {
        let count = Double(losses.count)
        let bits = losses.reduce(0, +) / log(2)
        let mean = bits / count
        let squares = losses.reduce(0) { $0 + ($1 / log(2) - mean) * ($1 / log(2) - mean) }
        let error = (squares / max(1, count - 1) * count).squareRoot()
        return TextReport(
            model: name, contextTokens: contextTokens, byteCount: byteCount,
            tokenCount: losses.count, bytesLeftOut: bytesLeftOut, bits: bits,
            bitsPerByteError: error / Double(max(byteCount, 1)), byteEntropy: entropy.bits)
    }
}
