public import AikiBase
import AikiTokenizer

extension ModelShelf {
    /// Measures tokenizers on texts.
    ///
    /// - Parameters:
    ///   - names: paths of tokenizers, or names of installed models.
    ///   - texts: files or folders; `label=PATH` gives one a name, such as a language's.
    ///   - field: where lines of JSON have their text.
    ///   - repetitions: how often each text is encoded; the quickest counts.
    ///   - progress: is told what is measured.
    /// - Returns: a row for each tokenizer and text.
    /// - Throws: `TokenizerError`, `CheckpointError`, ``HouseError``.
    public func compareTokenizers(
        _ names: [String], texts: [String], field: String = "text", repetitions: Int = 1,
        progress: ProgressHandler? = nil
    ) throws -> [TokenizerMeasure] {
        let samples = try texts.map { try TextSample($0) }
        var rows: [TokenizerMeasure] = []
        for name in names {
            let tokenizer = try TokenizerFile.open(name, shelf: self)
            for sample in samples {
                progress?(
                    WorkProgress(
                        label: "\(name), \(sample.label)", done: Int64(rows.count),
                        total: Int64(names.count * samples.count)))
                var measure = TokenizerMeasure(name: name, label: sample.label)
                try measure.take(sample, tokenizer, field: field, repetitions: repetitions)
                rows.append(measure)
            }
        }
        return rows
    }

    /// What a tokenizer's vocabulary holds.
    ///
    /// - Throws: as ``compareTokenizers(_:texts:field:repetitions:progress:)``.
    public func describeTokenizer(_ name: String) throws -> TokenizerSummary {
        TokenizerSummary(try TokenizerFile.open(name, shelf: self))
    }

    /// A text as a tokenizer's tokens.
    ///
    /// - Throws: as ``compareTokenizers(_:texts:field:repetitions:progress:)``.
    public func encode(
        _ text: String, tokenizer name: String, addSpecial: Bool, parseSpecial: Bool
    ) throws -> [TokenPiece] {
        let tokenizer = try TokenizerFile.open(name, shelf: self)
        return tokenizer.encode(text, addSpecial: addSpecial, parseSpecial: parseSpecial)
            .map { TokenPiece(id: $0, text: tokenizer.text(of: $0)) }
    }
}
