import AikiBase
import Foundation

/// The texts that have a label of one kind, shared out into parts, as rows of states.
struct LabelledRows {
    let kind: SymbolKind
    /// The labels, in the order of their names.
    let names: [String]
    /// Entropy of the held-out texts' labels, in bits.
    let labelEntropy: Double
    /// The share of the commonest label among them.
    let majority: Double

    private let labels: [Int: Int]
    private let trainingTexts: [Int]
    private let validationTexts: [Int]
    private let heldOutTexts: [Int]
    private(set) var training = LinearProbe.Rows()
    private(set) var validation = LinearProbe.Rows()
    private(set) var heldOut = LinearProbe.Rows()
    /// The held-out texts' last tokens alone.
    private(set) var heldOutLast = LinearProbe.Rows()

    /// Shares texts out: a fifth is held out, a tenth of the rest chooses the layer.
    ///
    /// Nil where no text has a label of the kind.
    ///
    /// - Throws: ``EvaluationError`` where there are too few texts or too many labels.
    init?(_ kind: SymbolKind, _ lines: [LabelledText], seed: UInt64) throws(EvaluationError) {
        var texts = lines.indices.filter { lines[$0].labels[kind] != nil }
        guard !texts.isEmpty else { return nil }
        guard texts.count >= SymbolEvaluation.textsMin else {
            throw .tooLittle(
                what: "texts with a label of the kind \(kind.rawValue)", found: texts.count,
                needed: SymbolEvaluation.textsMin)
        }
        let names = Set(texts.compactMap { lines[$0].labels[kind] }).sorted()
        guard names.count <= SymbolEvaluation.labelsMax else {
            throw .tooMuch(
                what: "labels of the kind \(kind.rawValue)", found: names.count,
                limit: SymbolEvaluation.labelsMax)
        }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var labels: [Int: Int] = [:]
        for text in texts {
            if let label = lines[text].labels[kind] { labels[text] = numbers[label] }
        }
        var random = SeededRandom(seed: seed)
        texts.shuffle(using: &random)
        let heldOut = texts.count / 5
        let validation = max(1, (texts.count - heldOut) / 10)
        self.kind = kind
        self.names = names
        self.labels = labels
        heldOutTexts = Array(texts[..<heldOut])
        validationTexts = Array(texts[heldOut..<heldOut + validation])
        trainingTexts = Array(texts[(heldOut + validation)...])
        var counts = [Int](repeating: 0, count: names.count)
        for text in heldOutTexts { if let label = labels[text] { counts[label] += 1 } }
        labelEntropy = counts.reduce(0) { sum, count in
            let share = Double(count) / Double(heldOut)
            return count == 0 ? sum : sum - share * log2(share)
        }
        majority = Double(counts.max() ?? 0) / Double(heldOut)
    }

    /// Finds the rows of the texts.
    mutating func place(_ states: StateReader) {
        training = rows(trainingTexts, states)
        validation = rows(validationTexts, states)
        heldOut = rows(heldOutTexts, states)
        heldOutLast = rows(heldOutTexts, states, lastOnly: true)
    }

    /// Every text counts once, shared out over its tokens.
    private func rows(
        _ texts: [Int], _ states: StateReader, lastOnly: Bool = false
    ) -> LinearProbe.Rows {
        var rows = LinearProbe.Rows()
        for text in texts {
            let count = states.places[text].count
            for number in lastOnly ? count - 1..<count : 0..<count {
                rows.rows.append(states.firstRows[text] + number)
                rows.labels.append(labels[text] ?? 0)
                rows.weights.append(lastOnly ? 1 : 1 / Float(count))
            }
        }
        return rows
    }

    /// What was found of this kind.
    func report(_ layers: [SymbolReport.Layer]) -> SymbolReport.Kind {
        let chosen = layers.min { $0.validationBits < $1.validationBits }
        guard let chosen else { preconditionFailure("A model has layers") }
        return SymbolReport.Kind(
            kind: kind, labelCount: names.count,
            trainingCount: trainingTexts.count + validationTexts.count,
            heldOutCount: heldOutTexts.count, labelEntropy: labelEntropy, majority: majority,
            layers: layers, chosen: chosen)
    }
}
