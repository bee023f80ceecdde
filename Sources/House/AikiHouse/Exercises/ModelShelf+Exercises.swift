public import AikiBase
import AikiDialogue
import AikiEngine
import AikiExercises
import Foundation

extension ModelShelf {
    /// Asks a model the questions of a file of exercises and grades its answers.
    ///
    /// - Parameters:
    ///   - model: the name of an installed model, or the path of a GGUF file.
    ///   - file: exercises, as `aiki corpus exercises` writes them.
    ///   - questionsMax: the most that are asked, from the beginning of the file; nil asks all.
    ///   - threads: how many compute; as the shelf does where nil.
    ///   - progress: told of each stage and question.
    /// - Returns: how the model did.
    /// - Throws: as ``find(_:)``; `ExerciseError`; why the model cannot be loaded or run;
    ///   ``HouseError/cannotChat(name:others:)``.
    public func gradeExercises(
        _ model: String, file: String, questionsMax: Int? = nil, threads: Int? = nil,
        progress: ProgressHandler?
    ) async throws -> ExerciseExamReport {
        let exercises = try ExerciseFile.read(URL(filePath: file))
        guard !exercises.isEmpty else { throw ExerciseError.empty(path: file) }
        let (path, name) = try modelFile(model)
        var configuration = EngineConfiguration()
        configuration.threads = threads ?? self.threads
        let loaded = try await NativeLanguageModel.load(
            path: path, name: name, configuration: configuration, progress: progress)
        guard loaded.profile.canChat else { throw HouseError.cannotChat(name: name, others: []) }
        return try await ExerciseExam(
            model: loaded, exercises: Array(exercises.prefix(questionsMax ?? .max)),
            progress: progress
        ).run()
    }
}
