/// What the classifiers say of each sentence.
extension SymbolMarker {
    /// The probability from which a scene is said: the classifier knows requests to an assistant only,
    /// and gives one of 18 scenes to anything.
    static let sceneProbabilityMin: Float = 0.8

    /// Symbols of scenes, places and emotions.
    func sentenceSymbols(_ text: ScalarText, _ sentences: [Range<Int>]) -> [PlacedSymbol] {
        guard !kinds.isDisjoint(with: [.scene, .place, .emotion]) else { return [] }
        var symbols: [PlacedSymbol] = []
        var lastPlace = ""
        for range in sentences {
            let features = TextFeatures(text.text(range))
            if kinds.contains(.place),
                let label = model.place.decide(model.place.logits(of: features)).first
            {
                let value = model.place.labels[label]
                if value != lastPlace {
                    symbols.append(.init(range.lowerBound, .place, value, order: 0))
                }
                lastPlace = value
            }
            if kinds.contains(.scene) {
                let (label, probability) = model.scene.likeliest(
                    model.scene.logits(of: features))
                if probability >= Self.sceneProbabilityMin {
                    symbols.append(
                        .init(range.lowerBound, .scene, model.scene.labels[label], order: 0))
                }
            }
            if kinds.contains(.emotion), let value = emotion(of: features) {
                symbols.append(.init(range.lowerBound, .emotion, value, order: 0))
            }
        }
        return symbols
    }

    /// The surest emotion; nil where none is found, or the sentence is neutral before all.
    func emotion(of features: TextFeatures) -> String? {
        let found = model.emotion.decide(model.emotion.logits(of: features)).map {
            model.emotion.labels[$0]
        }
        .first { !$0.hasPrefix(GoEmotions.groupPrefix) }
        return found == "neutral" ? nil : found
    }
}
