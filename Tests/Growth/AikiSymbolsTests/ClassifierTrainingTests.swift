import AikiBase
import AikiTensor
import Testing

import AikiSymbols

/// Training on texts whose answer is known.
@Suite
struct ClassifierTrainingTests {
    private let pool = WorkerPool(threads: 2)

    @Test("Texts with telling words are told apart, also those not seen", arguments: [true, false])
    func textsWithTellingWordsAreTold(isExclusive: Bool) throws {
        let corpus = SampleCorpus.make(isExclusive: isExclusive)
        let outcome = try ClassifierTraining(corpus, SampleCorpus.options).run(on: pool, label: "")
        let scores = SymbolReport.scores(outcome.validated, corpus, among: nil)
        #expect(scores.macroF1 > 0.95)
        let others = SampleCorpus.make(isExclusive: isExclusive, seed: 99)
        let given = others.examples.map { outcome.classifier.labels(of: $0.text).sorted() }
        #expect(SymbolReport.scores(given, others, among: nil).macroF1 > 0.95)
    }

    @Test("The outcome depends on the seed alone, not on the threads")
    func theOutcomeDependsOnTheSeed() throws {
        let corpus = SampleCorpus.make(isExclusive: false, count: 120)
        let training = try ClassifierTraining(corpus, SampleCorpus.options)
        let one = training.run(on: WorkerPool(threads: 1), label: "")
        let two = training.run(on: pool, label: "")
        #expect(one.classifier.weights == two.classifier.weights)
        #expect(one.classifier.thresholds == two.classifier.thresholds)
        #expect(one.validated == two.validated)
        var options = SampleCorpus.options
        options.seed = 2
        let other = try ClassifierTraining(corpus, options).run(on: pool, label: "")
        #expect(other.classifier.weights != one.classifier.weights)
    }

    @Test("Labels that are chance are not found by cross-validation")
    func labelsThatAreChanceAreNot() throws {
        var random = SeededRandom(seed: 5)
        let sample = SampleCorpus.make(isExclusive: true)
        let shuffled = LabelledCorpus(
            labels: sample.labels, isExclusive: true,
            examples: sample.examples.map {
                .init(
                    text: $0.text, labels: [Int.random(in: 0..<3, using: &random)], group: $0.group)
            })
        let outcome = try ClassifierTraining(shuffled, SampleCorpus.options)
            .run(on: pool, label: "")
        #expect(SymbolReport.scores(outcome.validated, shuffled, among: nil).accuracy < 0.5)
    }

    @Test("Texts of one group are never judged by a network that saw the group")
    func textsOfOneGroupAreNever() throws {
        // Each group's texts share a word that nothing else has, and a label that follows from
        // nothing else: whoever has seen the group knows all its labels.
        var random = SeededRandom(seed: 11)
        let labels = (0..<40).map { _ in Int.random(in: 0..<2, using: &random) }
        let examples = (0..<400).map { row in
            LabelledCorpus.Example(
                text: "group\(row % 40)word says so", labels: [labels[row % 40]], group: row % 40)
        }
        let corpus = LabelledCorpus(labels: ["a", "b"], isExclusive: true, examples: examples)
        let outcome = try ClassifierTraining(corpus, SampleCorpus.options).run(on: pool, label: "")
        #expect(SymbolReport.scores(outcome.validated, corpus, among: nil).accuracy < 0.75)
        let known = examples.map { outcome.classifier.labels(of: $0.text) }
        #expect(SymbolReport.scores(known, corpus, among: nil).accuracy > 0.95)
    }

    @Test("Too few texts are an error with its numbers")
    func tooFewTextsAreAnError() {
        let corpus = SampleCorpus.make(isExclusive: true, count: 3)
        #expect(throws: SymbolError.tooFewTexts(found: 3, needed: 4)) {
            _ = try ClassifierTraining(corpus, SampleCorpus.options)
        }
        #expect(throws: Never.self) {
            _ = try ClassifierTraining(
                SampleCorpus.make(isExclusive: true, count: 4), SampleCorpus.options)
        }
    }

    @Test("The threshold found is the best there is")
    func theThresholdFoundIsTheBest() {
        var random = SeededRandom(seed: 8)
        for _ in 0..<200 {
            let answers = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (
                    logit: Float(Int.random(in: -3...3, using: &random)),
                    isTrue: Bool.random(using: &random)
                )
            }
            func f1(_ threshold: Float) -> Double {
                let given = answers.filter { $0.logit > threshold }
                let all = given.count + answers.count { $0.isTrue }
                return all == 0 ? 0 : 2 * Double(given.count { $0.isTrue }) / Double(all)
            }
            let found = ThresholdSearch.best(answers)
            let best = (-8...8).map { f1(Float($0) / 2) }.max() ?? 0
            #expect(abs(f1(found) - best) < 1e-12)
        }
    }

    @Test("The network's gradient leads where finite differences say")
    func theNetworksGradientLeadsWhereFinite() {
        // One step with a tiny rate lowers the loss on its own example.
        let shape = NetworkShape(features: 6, hidden: 4, labels: 3)
        var options = TrainingOptions()
        options.hidden = 4
        options.featureDropout = 0
        options.hiddenDropout = 0
        options.decay = 0
        options.learningRate = 0.01
        for isExclusive in [true, false] {
            let vector = SparseVector(indices: [0, 2, 5], values: [0.5, 0.7, 0.5])
            var losses: [Float] = []
            for epochs in [1, 5, 50] {
                options.epochs = epochs
                var trainer = NetworkTrainer(
                    shape, options, isExclusive: isExclusive, shares: [0.3, 0.3, 0.4])
                trainer.train([vector], labels: [[1]])
                let logits = trainer.weights.logits(vector)
                losses.append(logits[0] + logits[2] - 2 * logits[1])
            }
            #expect(losses[0] > losses[1] && losses[1] > losses[2])
        }
    }
}
