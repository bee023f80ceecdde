public import AikiDialogue

/// Follows how sure a local model is of what it writes, and says when the answer is to be given to a
/// stronger one: before anything of it was shown, or while it streams.
///
///     var cascade = ConfidenceCascade()
///     switch cascade.take(delta.tokens) { … }
///
/// A value and nothing else: tokens in, verdicts out. The measure is the mean natural logarithm of the
/// probabilities of the tokens, over the whole answer and over the last few; digits and names are what
/// models make up, and their low probabilities sink the mean of a window soon.
public struct ConfidenceCascade: Sendable, Equatable {
    /// When an answer is not trusted.
    public struct Thresholds: Sendable, Equatable {
        /// Tokens that are read before a first verdict; they can be held back meanwhile.
        public var tokensMin = 12
        /// The mean below which the beginning of an answer is not trusted.
        public var beginningMin = -1.4
        /// Tokens of the window that moves with the stream.
        public var windowTokens = 24
        /// The mean below which a window is not trusted.
        public var windowMin = -2.2

        /// The defaults.
        public init() {}
    }

    /// What is to be done.
    public enum Verdict: Sendable, Equatable {
        /// Too little was read.
        case undecided
        /// Go on.
        case keep
        /// Give it to a stronger model; with the mean that says so.
        case escalate(mean: Double)
    }

    /// When an answer is not trusted.
    public let thresholds: Thresholds
    /// Tokens that were read.
    public private(set) var tokenCount = 0
    /// The mean over the answer until now; nil before the first token.
    public var mean: Double? { tokenCount == 0 ? nil : sum / Double(tokenCount) }

    private var sum = 0.0
    private var window: [Double] = []
    private var windowSum = 0.0
    private var position = 0

    /// Starts with an answer.
    public init(_ thresholds: Thresholds = Thresholds()) {
        precondition(thresholds.tokensMin > 0 && thresholds.windowTokens > 0, "windows hold tokens")
        self.thresholds = thresholds
    }

    /// Takes the next tokens.
    ///
    /// - Returns: the verdict after them; once a verdict is to escalate, whoever asks stops asking.
    public mutating func take(_ tokens: [TokenProbability]) -> Verdict {
        var verdict = tokenCount < thresholds.tokensMin ? Verdict.undecided : .keep
        for token in tokens {
            verdict = take(max(-20, min(0, token.logProbability)))
            if case .escalate = verdict { return verdict }
        }
        return verdict
    }

    private mutating func take(_ logProbability: Double) -> Verdict {
        tokenCount += 1
        sum += logProbability
        if window.count < thresholds.windowTokens {
            window.append(logProbability)
        } else {
            windowSum -= window[position]
            window[position] = logProbability
            position = (position + 1) % window.count
        }
        windowSum += logProbability
        if tokenCount < thresholds.tokensMin { return .undecided }
        let mean = sum / Double(tokenCount)
        if tokenCount == thresholds.tokensMin, mean < thresholds.beginningMin {
            return .escalate(mean: mean)
        }
        let windowMean = windowSum / Double(window.count)
        if window.count == thresholds.windowTokens, windowMean < thresholds.windowMin {
            return .escalate(mean: windowMean)
        }
        return .keep
    }

    /// The probability that a mean of logarithms stands for: the geometric mean of the tokens'.
    public static func probability(ofMean mean: Double) -> Double {
        Double(Exponential.of(Float(mean)))
    }

    /// How far two samples of an answer agree, 0 … 1: the harmonic mean of the shares of each one's
    /// words that the other has.
    public static func agreement(_ one: String, _ other: String) -> Double {
        let first = counts(one)
        let second = counts(other)
        let common = first.reduce(0) { $0 + min($1.value, second[$1.key] ?? 0) }
        let all = first.values.reduce(0, +) + second.values.reduce(0, +)
        return all == 0 ? 1 : 2 * Double(common) / Double(all)
    }

    private static func counts(_ text: String) -> [String: Int] {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        return Dictionary(words.map { (String($0), 1) }, uniquingKeysWith: +)
    }
}
