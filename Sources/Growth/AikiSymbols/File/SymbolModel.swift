/// What was learned about scenes, places and emotions: three classifiers, in one file.
///
///     let model = try SymbolModel(path: "symbols.safetensors")
///     let label = model.scene.likeliest(of: "wake me at seven").label
///     model.scene.labels[label]                                        // alarm
public struct SymbolModel: Sendable {
    /// GoEmotions' 28 emotions, and Ekman's groups.
    public let emotion: TextClassifier
    /// HWU64's 18 scenarios.
    public let scene: TextClassifier
    /// The kinds of place that a sentence names.
    public let place: TextClassifier

    /// Puts classifiers together.
    public init(emotion: TextClassifier, scene: TextClassifier, place: TextClassifier) {
        self.emotion = emotion
        self.scene = scene
        self.place = place
    }
}
