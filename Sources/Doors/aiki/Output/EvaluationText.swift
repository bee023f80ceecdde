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

    static func decimal(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }

    private static func share(_ value: Double, _ error: Double?) -> String {
        let percent = { (share: Double) in "\((share * 1_000).rounded() / 10)" }
        return percent(value) + (error.map { " ± \(percent($0))" } ?? "") + " %"
    }
}
