public import AikiBase
public import AikiTensor

/// Makes a ``SymbolModel`` of labelled texts.
///
///     let outcome = try SymbolTraining(sources).run(on: WorkerPool(threads: 2), progress: nil)
///     try outcome.model.write(to: "symbols.safetensors")
///
/// The same sources, seed and machine give the same file, whatever the threads.
public struct SymbolTraining: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// Three classifiers.
        public let model: SymbolModel
        /// How good they are by cross-validation inside what they were trained on.
        public let report: SymbolReport
    }

    private let sources: SymbolSources
    private let seed: UInt64

    /// Prepares a training.
    public init(_ sources: SymbolSources, seed: UInt64 = 1) {
        self.sources = sources
        self.seed = seed
    }

    /// Options for emotions; 28 labels, of which a text may have several.
    package static func emotionOptions(seed: UInt64) -> TrainingOptions {
        var options = TrainingOptions()
        options.seed = seed
        return options
    }

    /// Options for scenes: fewer texts, so fewer features that tell something.
    package static func sceneOptions(seed: UInt64) -> TrainingOptions {
        var options = TrainingOptions()
        options.seed = seed
        options.featuresMax = 8192
        options.textsMin = 2
        return options
    }

    /// Options for places.
    package static func placeOptions(seed: UInt64) -> TrainingOptions {
        var options = TrainingOptions()
        options.seed = seed
        options.featuresMax = 8192
        options.textsMin = 2
        return options
    }

    /// Trains the three, and estimates how good they are.
    ///
    /// - Throws: ``SymbolError`` for a file that cannot be read.
    public func run(
        on pool: WorkerPool, progress: ProgressHandler?
    ) throws(SymbolError) -> Outcome {
        let emotions = try GoEmotions.read(sources.emotions)
        let scenes = try HWUScenarios.read(sources.scenes)
        let places = try LitBankPlaces.read(sources.litbank)
        let emotion = try ClassifierTraining(emotions, Self.emotionOptions(seed: seed))
            .run(on: pool, label: "emotions", progress: progress)
        let scene = try ClassifierTraining(scenes, Self.sceneOptions(seed: seed))
            .run(on: pool, label: "scenes", progress: progress)
        let place = try ClassifierTraining(places, Self.placeOptions(seed: seed))
            .run(on: pool, label: "places", progress: progress)
        let model = SymbolModel(
            emotion: emotion.classifier, scene: scene.classifier, place: place.classifier)
        let report = SymbolReport(
            emotions: SymbolReport.scores(emotion.validated, emotions, among: SymbolReport.fine),
            groups: SymbolReport.scores(
                emotion.validated, emotions, among: GoEmotions.groupLabels),
            scenes: SymbolReport.scores(scene.validated, scenes, among: nil),
            places: SymbolReport.scores(place.validated, places, among: nil),
            speech: SpeechScores(try LitBankQuotations.read(sources.litbank)))
        return Outcome(model: model, report: report)
    }
}
