import AikiEvaluation

/// Reports of evaluations for people.
enum EvaluationText {
    static func of(_ report: TextReport, _ console: Console) -> String {
        var table = TextTable(["TEXT", ""], rightAligned: [1])
        table.add(
            "bits per byte",
            "\(decimal(report.bitsPerByte)) ± \(decimal(report.bitsPerByteError))")
        table.add("perplexity a token", decimal(report.perplexity))
        table.add("entropy of bytes", decimal(report.byteEntropy))
        table.add("bytes a token", decimal(report.bytesPerToken))
        table.add("predictive depth, bits a token", decimal(report.predictiveDepth))
        table.add("scored", "\(report.byteCount) bytes, \(report.tokenCount) tokens")
        if report.bytesLeftOut > 0 { table.add("left out", "\(report.bytesLeftOut) bytes") }
        return table.text(console)
    }

    static func of(_ report: ChoiceReport, _ console: Console) -> String {
        var table = TextTable(["CHOICES", ""], rightAligned: [1])
        table.add("accuracy", share(report.accuracy, report.accuracyError))
        table.add(
            "accuracy by likelihood a byte",
            share(report.accuracyNormalized, report.accuracyNormalizedError))
        table.add("chance", share(report.chance, nil))
        table.add("bits per byte of right choices", decimal(report.bitsPerByte))
        table.add("questions", "\(report.questionCount)")
        return table.text(console)
    }

    static func of(_ report: SymbolReport, _ console: Console) -> String {
        var table = TextTable(
            ["SYMBOLS", "LABELS", "TO KNOW", "A TOKEN", "LAST TOKEN", "RIGHT", "LAYER", "TEXTS"],
            rightAligned: [1, 2, 3, 4, 5, 6, 7])
        for kind in report.kinds {
            table.add(
                kind.kind.rawValue, "\(kind.labelCount)", decimal(kind.labelEntropy),
                decimal(kind.chosen.tokenDepth), decimal(kind.chosen.lastTokenDepth),
                share(kind.chosen.lastTokenAccuracy, nil), "\(kind.chosen.index)",
                "\(kind.trainingCount) + \(kind.heldOutCount)")
        }
        var text = table.text(console)
        text += "Bits; a token carries \(decimal(report.tokenDepth)) of all kinds together.\n"
        if report.linesLeftOut > 0 {
            text += "\(report.linesLeftOut) lines left out: too long, or there before.\n"
        }
        return text
    }

    static func decimal(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }

    private static func share(_ value: Double, _ error: Double?) -> String {
        let percent = { (share: Double) in "\((share * 1_000).rounded() / 10)" }
        return percent(value) + (error.map { " ± \(percent($0))" } ?? "") + " %"
    }
}
