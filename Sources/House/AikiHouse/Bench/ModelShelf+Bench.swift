public import AikiBase
import Foundation

extension ModelShelf {
    /// Measures how fast a model is here.
    ///
    /// - Parameters:
    ///   - model: the name of an installed model, or the path of a GGUF file (with a `/` in it, or
    ///     ending in `.gguf`).
    ///   - options: what is measured, and how.
    ///   - progress: told of each repetition.
    /// - Returns: what was found.
    /// - Throws: as ``find(_:)``; why the model cannot be loaded or run;
    ///   ``HouseError/invalidSetting(name:value:place:expected:)``;
    ///   ``HouseError/benchDisagrees(problem:)`` where what is computed does not repeat.
    public func bench(
        _ model: String, options: ModelBenchOptions, progress: ProgressHandler?
    ) async throws -> ModelBenchReport {
        let (path, name) = try modelFile(model)
        return try await Self.onThread {
            try ModelBench(path: path, name: name, options: options, progress: progress).run()
        }
    }

    /// Measures how well a model foretells a text.
    ///
    /// - Parameters:
    ///   - model: as for ``bench(_:options:progress:)``.
    ///   - text: what is foretold; what does not fill the last window is left out.
    ///   - options: how it is measured.
    ///   - progress: told of each window.
    /// - Returns: what was found.
    /// - Throws: as ``find(_:)``; why the model cannot be loaded or run;
    ///   ``HouseError/invalidSetting(name:value:place:expected:)``; where the text is shorter than a
    ///   window.
    public func perplexity(
        _ model: String, text: String, options: PerplexityOptions, progress: ProgressHandler?
    ) async throws -> PerplexityReport {
        let (path, name) = try modelFile(model)
        return try await Self.onThread {
            try PerplexityRun(
                path: path, name: name, text: text, options: options, progress: progress
            ).run()
        }
    }

    /// Long computing has a thread of its own.
    static func onThread<Answer: Sendable>(
        _ work: @escaping @Sendable () throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result(catching: work)) }
            thread.name = "aiki-bench"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }
}
