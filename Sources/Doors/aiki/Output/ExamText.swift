import AikiExercises
import AikiHouse

/// How a model did in exercises, for people.
enum ExamText {
    /// Mistakes that are shown.
    private static let mistakesShown = 5

    /// A table of kinds with the two sums that count, and some mistakes.
    static func of(_ report: ExerciseExamReport, _ console: Console) -> String {
        var table = TextTable(["EXERCISE", "RIGHT", "OF", "SHARE"], rightAligned: [1, 2, 3])
        func add(_ name: String, _ score: ExerciseReport.Score) {
            table.add(name, "\(score.right)", "\(score.count)", percent(score.share))
        }
        for kind in Exercise.Kind.allCases {
            if let score = report.score.kinds[kind] { add(kind.rawValue, score) }
        }
        add("all from memory", report.score.recall)
        add("all not known", report.score.unknown)
        if report.score.unfamiliar.count > 0 { add("in unheard words", report.score.unfamiliar) }
        let mean = report.answers == 0 ? 0 : report.promptTokens / report.answers
        var text = table.text(console)
        text += "\(report.answers) questions in \(DurationText.seconds(report.time)) s; prompts of "
        text += "\(mean) tokens, at most \(report.promptTokensMost).\n"
        for mistake in report.mistakes.prefix(mistakesShown) {
            text += "\n\(console.bold(mistake.id)) \(PlainText.of(mistake.question))\n"
            text += "  answered: \(PlainText.of(mistake.answer))\n"
            text += "  right:    \(PlainText.of(mistake.right))\n"
        }
        return text
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}
