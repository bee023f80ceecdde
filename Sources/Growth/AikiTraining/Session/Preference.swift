import Foundation

/// Pairs of a better and a worse answer to one question, and how likely a reference finds them.
///
/// Direct preference optimisation (Rafailov 2023 §4): with Δ = (ln π(better) − ln ref(better)) −
/// (ln π(worse) − ln ref(worse)) the loss of a pair is −ln σ(β Δ).
package struct Preference: Sendable {
    /// An answer after its question.
    package struct Document: Sendable, Equatable {
        /// Question and answer.
        package var tokens: [Int32]
        /// Which of them are the answer's.
        package var counts: [Bool]

        /// Describes an answer.
        package init(tokens: [Int32], counts: [Bool]) {
            self.tokens = tokens
            self.counts = counts
        }
    }

    /// The better and the worse answer.
    package typealias Pair = (better: Document, worse: Document)

    /// The pairs.
    package let pairs: [Pair]
    /// ln ref of each pair's answers.
    package let reference: [(better: Double, worse: Double)]
    /// β: how far the model may go from the reference.
    package let beta: Double

    /// Joins pairs with what a reference finds of them: ``referenceOf(_:_:rowsMax:precision:)``.
    package init(
        pairs: [Pair], reference: [(better: Double, worse: Double)], beta: Double
    ) {
        precondition(pairs.count == reference.count)
        self.pairs = pairs
        self.reference = reference
        self.beta = beta
    }

    /// ln p of each pair's answers as a model is now: before its training it is the reference.
    package static func referenceOf(
        _ pairs: [Pair], _ trained: TrainedModel, recipe: TrainingRecipe,
        progress: (Int) -> Void = { _ in }
    ) throws(TrainingError) -> [(better: Double, worse: Double)] {
        let pass = try TrainingPass(
            trained, rowsMax: recipe.passTokens, precision: recipe.precision)
        pass.dropsOut = false
        return pairs.enumerated().map { index, pair in
            progress(index)
            return (
                better: -pass.run(batch([pair.better]), gradientFactor: 0, goesBack: false),
                worse: -pass.run(batch([pair.worse]), gradientFactor: 0, goesBack: false)
            )
        }
    }

    /// The pairs' documents, for the order in which they are dealt.
    package var source: MemoryTokens {
        MemoryTokens(pairs.map(\.better.tokens))
    }

    static func batch(_ documents: [Document]) -> TokenBatch {
        var batch = TokenBatch()
        for document in documents {
            batch.append(document.tokens[...], counts: document.counts[...])
        }
        return batch
    }
}

extension TrainingSession {
    /// Gradients of the mean loss of the step's pairs.
    func weigh(
        _ preference: Preference, _ step: Int
    ) throws(TrainingError) -> (loss: Double, targets: Int, tokens: Int) {
        guard case .documents(let count) = recipe.packing else {
            throw .invalidSetting(
                name: "packing", value: "pieces", expected: "whole documents for pairs")
        }
        let indices = stream.nextDocuments(count)
        var (loss, targets, tokens) = (0.0, 0, 0)
        for (place, index) in indices.enumerated() {
            let pair = preference.pairs[index]
            let reference = preference.reference[index]
            pass.dropoutSeed = dropoutSeed(step, place)
            let better = -pass.run(
                Preference.batch([pair.better]), gradientFactor: 0, goesBack: false)
            let worse = -pass.run(
                Preference.batch([pair.worse]), gradientFactor: 0, goesBack: false)
            let margin =
                preference.beta * ((better - reference.better) - (worse - reference.worse))
            // −ln σ(m), without overflow.
            loss += max(-margin, 0) + log1p(exp(-abs(margin)))
            let pull = preference.beta / (1 + exp(margin))
            for (document, weight) in [(pair.better, pull), (pair.worse, -pull)] {
                var batch = Preference.batch([document])
                batch.weights = Array(repeating: Float(weight), count: batch.tokens.count)
                _ = pass.run(batch, gradientFactor: 1 / Float(indices.count))
                targets += batch.targetCount
                tokens += batch.tokens.count
            }
        }
        return (loss / Double(max(indices.count, 1)), targets, tokens)
    }
}
