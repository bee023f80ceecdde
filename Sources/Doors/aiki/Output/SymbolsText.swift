import AikiSymbols

/// How well symbols are found, for people.
enum SymbolsText {
    /// A row for each kind of symbol.
    static func table(_ report: SymbolReport, _ console: Console) -> String {
        var table = TextTable(
            ["symbol", "texts", "macro-F1", "micro-F1", "all right"], rightAligned: [1, 2, 3, 4])
        let rows = [
            ("emotion, 28", report.emotions), ("emotion, 7 groups", report.groups),
            ("scene, 18", report.scenes), ("place, 4", report.places),
        ]
        for (name, scores) in rows {
            guard let scores else { continue }
            table.add(
                name, "\(scores.texts)", DecimalText.of(scores.macroF1),
                DecimalText.of(scores.microF1),
                DecimalText.of(scores.accuracy))
        }
        var text = rows.contains { $0.1 != nil } ? table.text(console) : ""
        if let speech = report.speech {
            text +=
                "Quotations: \(speech.hits) of \(speech.truths) exact, \(speech.found) found, "
                + "F1 \(DecimalText.of(speech.f1)).\n"
                + "Speakers: B³ F1 \(DecimalText.of(speech.speakerF1)) (precision "
                + "\(DecimalText.of(speech.speakerPrecision)), recall \(DecimalText.of(speech.speakerRecall))); "
                + "one speaker a book: \(DecimalText.of(speech.oneSpeakerF1)).\n"
        }
        if let rate = report.linesPerSecond {
            text += "\(Int(rate.rounded())) lines a second on one thread.\n"
        }
        return text
    }

    /// A row for each label.
    static func labels(_ report: SymbolReport, _ console: Console) -> String {
        var table = TextTable(
            ["label", "texts", "precision", "recall", "F1"], rightAligned: [1, 2, 3, 4])
        let scores = [report.emotions, report.groups, report.scenes].compactMap { $0 }
        for label in scores.flatMap(\.labels) {
            table.add(
                label.name, "\(label.truths)", DecimalText.of(label.precision),
                DecimalText.of(label.recall),
                DecimalText.of(label.f1))
        }
        return table.text(console)
    }
}
