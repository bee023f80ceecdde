import AikiBase
import AikiCheckpoint
import Foundation

/// Settings with which a model goes on learning elsewhere; `recipe.json` of an exported recipe.
///
/// Rules of thumb, each to be overruled on the command line of `train.py`:
///
/// - sequences as long as the model's context, at most 2048 tokens;
/// - 131,072 tokens a step below 100 million parameters, 524,288 above; a corpus of fewer than 100
///   such steps is read in 100;
/// - a learning rate of 6e-4 at a width of 768, inversely to the width, at most 3e-3 (Yang 2022);
/// - every token of the corpus once; warm-up over 2 % of the steps.
struct DistributedRecipe {
    static let sequenceTokensMax = 2_048
    private static let tokensAStep = (small: 131_072, large: 524_288)
    private static let stepsMin = 100
    private static let stepsUnknown = 1_000

    let sequenceTokens: Int
    let batchSequences: Int
    let steps: Int
    let learningRate: Double

    /// - Parameters:
    ///   - parameters: how many numbers the model has.
    ///   - width: of its states.
    ///   - contextTokens: the model's.
    ///   - corpusTokens: of the training split; nil where there is none yet.
    init(parameters: Int, width: Int, contextTokens: Int, corpusTokens: Int?) {
        sequenceTokens = min(contextTokens, Self.sequenceTokensMax)
        let usual = parameters < 100_000_000 ? Self.tokensAStep.small : Self.tokensAStep.large
        let fitting = corpusTokens.map { min(usual, $0 / Self.stepsMin) } ?? usual
        // A multiple of 8, so that it is shared out over up to eight processes.
        batchSequences = max(8, fitting / sequenceTokens / 8 * 8)
        let step = batchSequences * sequenceTokens
        steps = corpusTokens.map { max(1, $0 / step) } ?? Self.stepsUnknown
        learningRate = min(3e-3, 6e-4 * 768 / Double(width))
    }

    /// What `train.py` takes.
    var json: JSONValue {
        [
            "steps": .integer(Int64(steps)), "sequence_tokens": .integer(Int64(sequenceTokens)),
            "batch_sequences": .integer(Int64(batchSequences)), "sequences_at_once": 1,
            "learning_rate": .number(learningRate),
            "warmup_steps": .integer(Int64(max(1, steps / 50))), "weight_decay": .number(0.1),
            "clip": .number(1.0), "save_every": .integer(Int64(max(1, steps / 10))), "seed": 1,
        ]
    }
}
