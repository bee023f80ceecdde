import AikiBase
import AikiSymbols
import AikiTensor

/// A model of a few words, trained in a moment.
enum SampleModel {
    /// `sun` is joy, `rain` is sadness, `clock` an alarm, `house` a building; anything else is nothing.
    static func make() throws -> SymbolModel {
        let pool = WorkerPool(threads: 2)
        func train(
            _ labels: [String], _ words: [(String, Int)], isExclusive: Bool
        ) throws -> TextClassifier {
            var random = SeededRandom(seed: 4)
            let fillers = ["the", "is", "it", "so", "we", "go", "now", "and"]
            let examples = (0..<160).map { row in
                let (word, label) = words[row % words.count]
                let text = (0..<4).map { _ in fillers.randomElement(using: &random) ?? "" } + [word]
                return LabelledCorpus.Example(
                    text: text.shuffled(using: &random).joined(separator: " "),
                    labels: label < 0 ? [] : [label], group: row)
            }
            let corpus = LabelledCorpus(
                labels: labels, isExclusive: isExclusive, examples: examples)
            return try ClassifierTraining(corpus, SampleCorpus.options).run(on: pool, label: "")
                .classifier
        }
        func index(_ name: String, _ names: [String]) -> Int { names.firstIndex(of: name) ?? 0 }
        let emotions = GoEmotions.labels
        return SymbolModel(
            emotion: try train(
                emotions,
                [
                    ("sun", index("joy", emotions)), ("rain", index("sadness", emotions)),
                    ("stone", index("neutral", emotions)), ("wood", index("neutral", emotions)),
                ], isExclusive: false),
            scene: try train(
                HWUScenarios.scenarios,
                [
                    ("clock", index("alarm", HWUScenarios.scenarios)),
                    ("rain", index("weather", HWUScenarios.scenarios)),
                    ("song", index("music", HWUScenarios.scenarios)),
                ], isExclusive: true),
            place: try train(
                LitBankPlaces.labels, [("house", 0), ("river", 2), ("song", -1), ("rain", -1)],
                isExclusive: false))
    }
}
