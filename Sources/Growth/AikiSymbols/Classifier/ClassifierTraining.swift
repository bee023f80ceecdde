package import AikiBase
package import AikiTensor

/// Trains a classifier, and estimates by cross-validation how good it will be.
///
/// The texts are cut into folds, by groups. For each fold a network is trained on all others and asked
/// about it; thresholds are chosen from those answers, and the estimate is what they score: for each
/// fold with the thresholds that the other folds chose. At last a network is trained on everything.
/// Features are chosen anew in each fold, so that nothing of a fold is known to the network it judges.
package struct ClassifierTraining: Sendable {
    /// What came out.
    package struct Outcome: Sendable {
        /// Trained on all texts.
        package let classifier: TextClassifier
        /// The labels that each text was given by the network that had not seen it.
        package let validated: [[Int]]
    }

    private let corpus: LabelledCorpus
    private let options: TrainingOptions
    private let texts: [TextFeatures]
    /// The fold of each text.
    private let folds: [Int]

    /// Prepares the texts.
    ///
    /// - Throws: ``SymbolError/tooFewTexts(found:needed:)``.
    package init(_ corpus: LabelledCorpus, _ options: TrainingOptions) throws(SymbolError) {
        precondition(options.folds >= 2 && options.hidden >= 0)
        let groups = Set(corpus.examples.map(\.group)).sorted()
        guard groups.count >= options.folds else {
            throw .tooFewTexts(found: groups.count, needed: options.folds)
        }
        self.corpus = corpus
        self.options = options
        texts = corpus.examples.map { TextFeatures($0.text) }
        var random = SeededRandom(seed: options.seed &+ 7)
        var foldOfGroup: [Int: Int] = [:]
        for (place, group) in groups.shuffled(using: &random).enumerated() {
            foldOfGroup[group] = place % options.folds
        }
        folds = corpus.examples.map { foldOfGroup[$0.group] ?? 0 }
    }

    /// Trains.
    ///
    /// - Parameters:
    ///   - pool: one network a thread at a time; the outcome does not depend on how many.
    ///   - label: what progress is called.
    ///   - progress: told as epochs end.
    /// - Returns: the network trained on everything, and what the others said.
    package func run(
        on pool: WorkerPool, label: String, progress: ProgressHandler? = nil
    ) -> Outcome {
        let meter = EpochMeter(
            label: label, total: (options.folds + 1) * options.epochs, handler: progress)
        let rows = Array(corpus.examples.indices)
        var networks = [(table: FeatureTable, weights: NetworkWeights)?](
            repeating: nil, count: options.folds + 1)
        networks.withUnsafeMutableBufferPointer { networks in
            // Each tile writes its own element only.
            nonisolated(unsafe) let networks = networks
            pool.run(tiles: options.folds + 1) { tile in
                networks[tile] = train(on: rows.filter { folds[$0] != tile }, meter)
            }
        }
        let trained = networks.compactMap { $0 }
        precondition(trained.count == options.folds + 1, "every tile was run")
        let answers = rows.map { row in
            let network = trained[folds[row]]
            return network.weights.logits(network.table.vector(of: texts[row]))
        }
        let classifier = TextClassifier(
            labels: corpus.labels, isExclusive: corpus.isExclusive,
            thresholds: thresholds(from: rows, answers), table: trained[options.folds].table,
            weights: trained[options.folds].weights.roundedToBytes())
        return Outcome(classifier: classifier, validated: validate(answers, like: classifier))
    }

    private func train(
        on rows: [Int], _ meter: EpochMeter
    ) -> (table: FeatureTable, weights: NetworkWeights) {
        let table = FeatureSelection.choose(texts, corpus, rows: rows, options)
        let shape = NetworkShape(
            features: table.count, hidden: options.hidden, labels: corpus.labels.count)
        var counts = [Float](repeating: 0, count: shape.labels)
        for row in rows {
            for label in corpus.examples[row].labels { counts[label] += 1 }
        }
        var trainer = NetworkTrainer(
            shape, options, isExclusive: corpus.isExclusive,
            shares: counts.map { $0 / Float(max(rows.count, 1)) })
        trainer.train(
            rows.map { table.vector(of: texts[$0]) },
            labels: rows.map { corpus.examples[$0].labels },
            progress: meter.step)
        return (table, trainer.weights)
    }

    private func thresholds(from rows: [Int], _ answers: [[Float]]) -> [Float] {
        guard !corpus.isExclusive else { return corpus.labels.map { _ in 0 } }
        return corpus.labels.indices.map { label in
            ThresholdSearch.best(
                rows.map { (answers[$0][label], corpus.examples[$0].labels.contains(label)) })
        }
    }

    private func validate(_ answers: [[Float]], like classifier: TextClassifier) -> [[Int]] {
        var decided = [[Int]](repeating: [], count: answers.count)
        for fold in 0..<options.folds {
            let others = answers.indices.filter { folds[$0] != fold }
            let judge = TextClassifier(
                labels: classifier.labels, isExclusive: classifier.isExclusive,
                thresholds: thresholds(from: others, answers), table: classifier.table,
                weights: classifier.weights)
            for row in answers.indices where folds[row] == fold {
                decided[row] = judge.decide(answers[row])
            }
        }
        return decided
    }
}
