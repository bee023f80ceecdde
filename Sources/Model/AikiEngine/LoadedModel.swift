import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiModel
import AikiTemplate
import AikiTensor
import AikiTokenizer

/// A model's file with all that is read from it.
struct LoadedModel: Sendable {
    let file: GGUFFile
    let model: Model
    let tokenizer: Tokenizer
    /// The chat template; nil where the file has none.
    let template: ChatTemplate?
    /// What the model's maker recommends.
    let sampling: SamplingOptions

    /// Opens a file and checks everything in it.
    ///
    /// - Parameters:
    ///   - path: the file, or the first of its parts.
    ///   - configuration: how it is run.
    ///   - compute: the threads of another model, where both take turns; nil starts some.
    ///   - progress: told of each stage.
    /// - Throws: `CheckpointError`, `TokenizerError`, `TemplateError`, `ModelError`, or
    ///   ``EngineError/vocabularyMismatch(tokenizerTokens:modelTokens:)``.
    init(
        path: String, configuration: EngineConfiguration, compute: Compute? = nil,
        progress: ProgressHandler?
    ) throws {
        try configuration.validate()
        func report(_ done: Int64, _ label: String) {
            progress?(WorkProgress(label: label, done: done, total: 4))
        }
        report(0, "opening \(path)")
        file = try GGUFFile(path: path)
        report(1, "building the tokenizer")
        tokenizer = try Tokenizer(
            metadata: file, modelTokens: file.description(of: "token_embd.weight")?.shape.first)
        report(2, "reading the chat template")
        template = try file.string("tokenizer.chat_template").map { source in
            try ChatTemplate(source: source)
        }
        sampling = try SamplingOptions(recommendedIn: file)
        report(3, "reading the weights")
        model = try Model.load(
            file,
            compute: compute
                ?? Compute(
                    pool: WorkerPool(threads: configuration.threads), cpu: configuration.kernels),
            precision: configuration.precision, compacts: true)
        guard tokenizer.vocabularySize <= model.configuration.vocabularySize else {
            throw EngineError.vocabularyMismatch(
                tokenizerTokens: tokenizer.vocabularySize,
                modelTokens: model.configuration.vocabularySize)
        }
        report(4, "ready")
    }
}
