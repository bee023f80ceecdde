import AikiBase

import AikiSymbols

/// Texts that are easy to tell apart, for training in a moment.
enum SampleCorpus {
    private static let words: [[String]] = [
        ["wake", "alarm", "morning", "clock", "seven"],
        ["rain", "sunny", "forecast", "storm", "cloud"],
        ["song", "melody", "playlist", "chorus", "band"],
    ]
    private static let fillers = [
        "the", "please", "now", "my", "a", "for", "is", "tell", "me", "so",
    ]

    /// Texts of three labels, exclusive or with several labels at times.
    static func make(isExclusive: Bool, count: Int = 240, seed: UInt64 = 3) -> LabelledCorpus {
        var random = SeededRandom(seed: seed)
        let examples = (0..<count).map { row in
            var labels = Set([Int.random(in: 0..<3, using: &random)])
            if !isExclusive, Int.random(in: 0..<4, using: &random) == 0 {
                labels.insert(Int.random(in: 0..<3, using: &random))
            }
            var words = (0..<5).map { _ in fillers.randomElement(using: &random) ?? "the" }
            for label in labels.sorted() {
                words.append(Self.words[label].randomElement(using: &random) ?? "")
            }
            words.shuffle(using: &random)
            return LabelledCorpus.Example(
                text: words.joined(separator: " "), labels: labels.sorted(), group: row)
        }
        return LabelledCorpus(
            labels: ["alarm", "weather", "music"], isExclusive: isExclusive, examples: examples)
    }

    /// Options that take a moment.
    static var options: TrainingOptions {
        var options = TrainingOptions()
        options.featuresMax = 256
        options.textsMin = 2
        options.hidden = 8
        options.epochs = 12
        return options
    }
}
