import AikiMind
import AikiSymbols
import Foundation

/// Hears emotions with the trained classifier: the labels it would give, each as sure as its logit is
/// above the label's own threshold.
struct SymbolEmotionReader: EmotionReader {
    /// The characters that are read: what is said first says how it is meant.
    static let charactersMax = 2000

    let name = "symbols-1"
    private let classifier: TextClassifier

    init(_ model: SymbolModel) {
        classifier = model.emotion
    }

    func read(_ text: String) -> [EmotionScore] {
        let text = String(text.prefix(Self.charactersMax))
        guard !text.allSatisfy(\.isWhitespace) else { return [] }
        let logits = classifier.logits(of: text)
        return classifier.labels.indices.compactMap { index -> EmotionScore? in
            guard let emotion = Emotion(rawValue: classifier.labels[index]),
                logits[index] > classifier.thresholds[index]
            else { return nil }
            let margin = Double(logits[index] - classifier.thresholds[index])
            return EmotionScore(emotion, (1000 / (1 + exp(-margin))).rounded() / 1000)
        }
        .sorted { ($1.score, $0.emotion.rawValue) < ($0.score, $1.emotion.rawValue) }
    }
}

extension HouseHome {
    /// Hears emotions: with the trained symbols where they are there and can be read, else by word
    /// lists.
    var emotionReader: any EmotionReader {
        guard FileManager.default.fileExists(atPath: symbols.file.path),
            let model = try? symbols.model(nil)
        else { return LexiconEmotionReader() }
        return SymbolEmotionReader(model)
    }
}
