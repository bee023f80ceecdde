import AikiDialogue
import ArgumentParser

/// How an answer is written, from the command line.
struct SamplingArguments: ParsableArguments {
    @Option(help: "The model; without it the promoted one, or the newest.")
    var model: String?

    @Option(help: "A smaller model of the same vocabulary that guesses what the other writes.")
    var draft: String?

    @Option(help: "0 always takes the most probable token.")
    var temperature: Double?

    @Option(help: "Keep the fewest tokens that sum to this probability.")
    var topP: Double?

    @Option(help: "Keep this many of the most probable tokens.")
    var topK: Int?

    @Option(help: "The same seed gives the same answer.")
    var seed: UInt64?

    @Option(help: "The most tokens of the answer.")
    var maxTokens: Int?

    /// Checks the ranges.
    func validate() throws {
        if let temperature, !(0...2).contains(temperature) {
            throw ValidationError("--temperature must be in 0 … 2.")
        }
        if let topP, !(0...1).contains(topP) {
            throw ValidationError("--top-p must be in 0 … 1.")
        }
        if let topK, topK < 0 { throw ValidationError("--top-k must not be negative.") }
        if let maxTokens, maxTokens < 1 { throw ValidationError("--max-tokens must be positive.") }
    }

    /// The options for a model.
    var sampling: SamplingOptions {
        var options = SamplingOptions()
        if let temperature { options.temperature = temperature }
        if let topP { options.topP = topP }
        if let topK { options.topK = topK }
        options.seed = seed
        return options
    }
}
