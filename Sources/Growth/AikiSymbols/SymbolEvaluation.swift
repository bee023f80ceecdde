/// Judges trained symbols on labelled texts.
///
///     let report = try SymbolEvaluation(model).run(emotions: "dev.tsv", scenes: nil, litbank: nil)
public struct SymbolEvaluation: Sendable {
    private let model: SymbolModel

    /// Prepares to judge a model.
    public init(_ model: SymbolModel) {
        self.model = model
    }

    /// Judges what files are given for.
    ///
    /// - Parameters:
    ///   - emotions: a file as GoEmotions' `dev.tsv`.
    ///   - scenes: a file as HWU64's `…_testset.csv`.
    ///   - litbank: LitBank's folder. Speech and speakers are found by rules, which were written with these
    ///     books at hand. Places are left out: the model was trained on all of them.
    /// - Returns: scores for what was given.
    /// - Throws: ``SymbolError`` for a file that cannot be read.
    public func run(
        emotions: String?, scenes: String?, litbank: String?
    ) throws(SymbolError) -> SymbolReport {
        var report = SymbolReport()
        if let emotions {
            let corpus = try GoEmotions.read(emotions)
            let clock = ContinuousClock()
            let start = clock.now
            let given = corpus.examples.map { model.emotion.labels(of: $0.text) }
            let seconds = (clock.now - start) / .seconds(1)
            report.linesPerSecond = seconds > 0 ? Double(given.count) / seconds : nil
            report.emotions = SymbolReport.scores(given, corpus, among: SymbolReport.fine)
            report.groups = SymbolReport.scores(given, corpus, among: GoEmotions.groupLabels)
        }
        if let scenes {
            let corpus = try HWUScenarios.read(scenes)
            let given = corpus.examples.map { model.scene.labels(of: $0.text) }
            report.scenes = SymbolReport.scores(given, corpus, among: nil)
        }
        if let litbank {
            report.speech = SpeechScores(try LitBankQuotations.read(litbank))
        }
        return report
    }
}
