public import AikiBase
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation

/// Measures what a model's hidden states know of scene, role and emotion: symbol depth.
///
///     let lines = try SymbolEvaluation.lines("labelled.jsonl")
///     let report = try SymbolEvaluation(path: "model.gguf", name: "mine").run(lines)
///     report.tokenDepth
///
/// Memory: the states of some layers at a time, at most ``stateBytesMax``; the texts are read again
/// for the next ones.
public struct SymbolEvaluation: Sendable {
    /// Texts that are taken, at most.
    public static let textsMax = 50_000
    /// Labels of a kind, at most.
    public static let labelsMax = 256
    /// Bytes of states that are kept at a time, at most.
    public static let stateBytesMax = 1 << 30
    /// The fewest texts of a kind that anything is said about.
    public static let textsMin = 20

    private let path: String
    private let name: String
    private let options: EvaluationOptions
    private let seed: UInt64

    /// Prepares an evaluation; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: the model's GGUF file.
    ///   - name: what the report calls it.
    ///   - options: how it is computed.
    ///   - seed: decides which texts are held out, and the probes' order.
    public init(
        path: String, name: String, options: EvaluationOptions = .init(), seed: UInt64 = 1
    ) {
        self.path = path
        self.name = name
        self.options = options
        self.seed = seed
    }

    /// Reads a file of labelled texts.
    ///
    /// - Throws: ``EvaluationError``.
    public static func lines(_ path: String) throws(EvaluationError) -> [LabelledText] {
        try LineFile.read(path) { line throws(LineProblem) in try LabelledText(line: line) }
    }

    /// Trains and judges the probes.
    ///
    /// - Parameters:
    ///   - lines: labelled texts; a text that stands there again is left out.
    ///   - progress: told of texts and layers.
    /// - Returns: what every layer knows of every kind of label.
    /// - Throws: ``EvaluationError``; why the model cannot be loaded or run.
    public func run(_ lines: [LabelledText], progress: ProgressHandler? = nil) throws
        -> SymbolReport
    {
        let reader = try TokenReader(path: path, options)
        let (texts, labelled) = prepare(lines, reader)
        guard texts.count <= Self.textsMax else {
            throw EvaluationError.tooMuch(
                what: "texts", found: texts.count, limit: Self.textsMax)
        }
        var kinds = try SymbolKind.allCases.compactMap { kind in
            try LabelledRows(kind, labelled, seed: seed)
        }
        guard !kinds.isEmpty else {
            throw EvaluationError.tooLittle(
                what: "texts with a label", found: 0, needed: Self.textsMin)
        }
        let states = StateReader(reader, texts: texts)
        for index in kinds.indices { kinds[index].place(states) }
        let layers = reader.model.graph.layerValues
        let width = reader.model.configuration.width
        let bytes = max(1, states.rowCount * width * MemoryLayout<Float>.stride)
        let group = max(1, Self.stateBytesMax / bytes)
        var found = [[SymbolReport.Layer]](repeating: [], count: kinds.count)
        for start in stride(from: 0, to: layers.count, by: group) {
            let range = start..<min(start + group, layers.count)
            let tables = try states.states(
                Array(layers[range]), progress, label: "reading for layers \(range)")
            for (offset, layer) in range.enumerated() {
                for (index, kind) in kinds.enumerated() {
                    progress?(
                        WorkProgress(
                            label: "probing layer \(layer) for \(kind.kind.rawValue)",
                            done: Int64(layer), total: Int64(layers.count)))
                    found[index].append(
                        probe(kind, tables[offset], width, layer, reader.model.compute))
                }
            }
        }
        return SymbolReport(
            model: name, kinds: zip(kinds, found).map { $0.report($1) },
            linesLeftOut: lines.count - texts.count)
    }

    /// The tokens of every different text that fits, with its labels.
    private func prepare(
        _ lines: [LabelledText], _ reader: TokenReader
    ) -> (texts: [[Int32]], labelled: [LabelledText]) {
        var (texts, labelled, seen) = ([[Int32]](), [LabelledText](), Set<ExactText>())
        for line in lines where seen.insert(ExactText(line.text)).inserted {
            let tokens =
                reader.beginning
                + reader.tokenizer.encode(line.text, addSpecial: false, parseSpecial: false)
            guard tokens.count <= reader.contextTokens, tokens.count > reader.beginning.count
            else { continue }
            texts.append(tokens)
            labelled.append(line)
        }
        return (texts, labelled)
    }

    private func probe(
        _ kind: LabelledRows, _ states: [Float], _ width: Int, _ layer: Int, _ compute: Compute
    ) -> SymbolReport.Layer {
        let probe = LinearProbe(
            compute, states: states, width: width, labels: kind.names.count,
            training: kind.training, validation: kind.validation, seed: seed)
        let judged = zip(probe.judge(kind.heldOut), kind.heldOut.weights)
        let total = kind.heldOut.weights.reduce(0.0) { $0 + Double($1) }
        let bits = judged.reduce(0.0) { $0 + $1.0.bits * Double($1.1) } / total
        let last = probe.judge(kind.heldOutLast)
        let count = Double(last.count)
        return SymbolReport.Layer(
            index: layer, tokenDepth: kind.labelEntropy - bits,
            lastTokenDepth: kind.labelEntropy - last.reduce(0) { $0 + $1.bits } / count,
            lastTokenAccuracy: Double(last.filter(\.isRight).count) / count,
            validationBits: probe.validationBits)
    }
}
