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
                name, "\(scores.texts)", share(scores.macroF1), share(scores.microF1),
                share(scores.accuracy))
        }
        var text = rows.contains { $0.1 != nil } ? table.text(console) : ""
        if let speech = report.speech {
            text +=
                "Quotations: \(speech.hits) of \(speech.truths) exact, \(speech.found) found, "
                + "F1 \(share(speech.f1)).\n"
                + "Speakers: B³ F1 \(share(speech.speakerF1)) (precision "
                + "\(share(speech.speakerPrecision)), recall \(share(speech.speakerRecall))); "
                + "one speaker a book: \(share(speech.oneSpeakerF1)).\n"
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
                label.name, "\(label.truths)", share(label.precision), share(label.recall),
                share(label.f1))
        }
        return table.text(console)
    }

    private static func share(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = "\(thousandths % 1000)"
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
