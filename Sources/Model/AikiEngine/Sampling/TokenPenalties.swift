package import AikiDialogue

/// Repeat, frequency and presence penalties over the most recent tokens of prompt and answer.
///
/// For a token that stands n > 0 times among the last `window` tokens, the logit is first divided by
/// the repeat penalty (multiplied, where it is negative; Keskar 2019 §4.1), then lowered by
/// n · frequency + presence. Reference numbers: `Tools/reference/sampling.py`.
package struct TokenPenalties {
    private let repeatPenalty: Float
    private let frequencyPenalty: Float
    private let presencePenalty: Float
    private let window: Int
    /// How often each token stands in the window: (vocabulary).
    private var counts: [Int32]
    /// Every token whose count is not 0, each once; some whose count fell back to 0.
    private var present: [Int32] = []
    /// Whether a token stands in `present`: (vocabulary).
    private var isPresent: [Bool]

    /// Prepares the penalties; nil where all are neutral.
    package init?(_ options: SamplingOptions, vocabularySize: Int) {
        let isNeutral =
            options.repeatPenalty == 1 && options.frequencyPenalty == 0
            && options.presencePenalty == 0
        guard !isNeutral, options.penaltyWindow != 0 else { return nil }
        repeatPenalty = Float(options.repeatPenalty)
        frequencyPenalty = Float(options.frequencyPenalty)
        presencePenalty = Float(options.presencePenalty)
        window = options.penaltyWindow ?? .max
        counts = [Int32](repeating: 0, count: vocabularySize)
        isPresent = [Bool](repeating: false, count: vocabularySize)
    }

    /// Takes in a token of the text.
    ///
    /// - Complexity: O(1).
    package mutating func observe(_ history: [Int32], at index: Int) {
        let token = history[index]
        if !isPresent[Int(token)] {
            isPresent[Int(token)] = true
            present.append(token)
        }
        counts[Int(token)] += 1
        if index >= window { counts[Int(history[index - window])] -= 1 }
    }

    /// Lowers the logits of recent tokens.
    ///
    /// - Complexity: O(different tokens in the window).
    package mutating func apply(to logits: UnsafeMutableBufferPointer<Float>) {
        var index = 0
        while index < present.count {
            let token = Int(present[index])
            let count = counts[token]
            guard count > 0 else {
                isPresent[token] = false
                present.swapAt(index, present.count - 1)
                present.removeLast()
                continue
            }
            if logits[token] > 0 {
                logits[token] /= repeatPenalty
            } else {
                logits[token] *= repeatPenalty
            }
            logits[token] -= Float(count) * frequencyPenalty + presencePenalty
            index += 1
        }
    }
}
