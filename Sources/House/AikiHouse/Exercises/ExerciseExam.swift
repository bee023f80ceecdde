import AikiBase
import AikiDialogue
import AikiExercises

/// Asks a model the questions of exercises and grades its answers.
///
/// Each is asked by itself, with the conversation before it as it should have gone, always taking the
/// most probable token, so that a run repeats.
struct ExerciseExam {
    /// Tokens of an answer: the longest right one takes a third of it.
    static let answerTokensMax = 128
    /// Wrong answers that are kept to be shown.
    static let mistakesMax = 50

    let model: any LanguageModel
    let exercises: [Exercise]
    let progress: ProgressHandler?

    /// Asks all of them.
    ///
    /// - Throws: what the model throws, and `CancellationError`.
    func run() async throws -> ExerciseExamReport {
        let clock = ContinuousClock()
        let start = clock.now
        var report = ExerciseExamReport(model: model.profile.name)
        for (index, exercise) in exercises.enumerated() {
            try Task.checkCancellation()
            let (answer, usage) = try await answer(exercise)
            if report.score.add(answer, to: exercise) == false,
                report.mistakes.count < Self.mistakesMax
            {
                report.mistakes.append(
                    .init(
                        id: exercise.id, kind: exercise.kind,
                        question: exercise.prompt.last?.text ?? "", answer: answer,
                        right: exercise.messages.last?.text ?? ""))
            }
            report.answers += 1
            report.promptTokens += usage.promptTokens
            report.promptTokensMost = max(report.promptTokensMost, usage.promptTokens)
            report.answerTokens += usage.outputTokens
            progress?(
                WorkProgress(
                    label: "asking questions", done: Int64(index + 1),
                    total: Int64(exercises.count)))
        }
        report.time = start.duration(to: clock.now)
        return report
    }

    private func answer(_ exercise: Exercise) async throws -> (String, Usage) {
        let request = GenerationRequest(
            prompt: .conversation(Conversation(messages: exercise.prompt)), sampling: .greedy,
            outputTokensMax: Self.answerTokensMax)
        var text = ""
        for try await event in model.generate(request) {
            switch event {
            case .prefill: break
            case .delta(let delta): text += delta.text
            case .finished(let completion): return (text, completion.usage)
            }
        }
        throw CancellationError()
    }
}
