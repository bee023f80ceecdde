import AikiCheckpoint
import AikiDialogue

extension SamplingOptions {
    /// What a file's maker recommends: `general.sampling.*`, as llama.cpp names it.
    ///
    /// - Throws: `CheckpointError.unsupportedField` for what is out of its range.
    init(recommendedIn file: GGUFFile) throws(CheckpointError) {
        self.init()
        if let value = file.number("general.sampling.temp") { temperature = value }
        if let value = file.integer("general.sampling.top_k") { topK = max(0, value) }
        if let value = file.number("general.sampling.top_p") { topP = value }
        if let value = file.number("general.sampling.min_p") { minP = value }
        if let value = file.number("general.sampling.penalty_repeat") { repeatPenalty = value }
        do {
            try validate(vocabularySize: 0)
        } catch {
            throw .unsupportedField(
                file: file.path, field: "general.sampling", value: "\(error)")
        }
    }
}
