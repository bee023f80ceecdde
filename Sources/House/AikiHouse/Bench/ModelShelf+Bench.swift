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
        let isFile = model.contains("/") || model.lowercased().hasSuffix(".gguf")
        let path = isFile ? model : try find(model).path
        let name = isFile ? URL(filePath: model).lastPathComponent : model
        return try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(
                    with: Result {
                        try ModelBench(path: path, name: name, options: options, progress: progress)
                            .run()
                    })
            }
            thread.name = "aiki-bench"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }
}
