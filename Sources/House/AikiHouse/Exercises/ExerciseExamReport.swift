public import AikiBase
public import AikiExercises

/// How a model did in exercises.
public struct ExerciseExamReport: Sendable, Equatable {
    /// A wrong answer.
    public struct Mistake: Sendable, Equatable {
        /// The exercise.
        public let id: String
        /// What its answer takes.
        public let kind: Exercise.Kind
        /// The last question.
        public let question: String
        /// What the model answered.
        public let answer: String
        /// A right answer.
        public let right: String
    }

    /// The model's name.
    public let model: String
    /// How many answers were right, by kind.
    public internal(set) var score = ExerciseReport()
    /// The first wrong answers.
    public internal(set) var mistakes: [Mistake] = []
    /// How many questions were asked.
    public internal(set) var answers = 0
    /// Tokens of all prompts.
    public internal(set) var promptTokens = 0
    /// Tokens of the longest prompt.
    public internal(set) var promptTokensMost = 0
    /// Tokens of all answers.
    public internal(set) var answerTokens = 0
    /// How long it took.
    public internal(set) var time = Duration.zero

    init(model: String) { self.model = model }

    /// The report as JSON.
    public var json: JSONValue {
        [
            "model": .string(model), "answers": .integer(Int64(answers)), "score": score.json,
            "prompt_tokens": .integer(Int64(promptTokens)),
            "prompt_tokens_most": .integer(Int64(promptTokensMost)),
            "answer_tokens": .integer(Int64(answerTokens)),
            "seconds": .number(
                Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18),
            "mistakes": .array(
                mistakes.map {
                    [
                        "id": .string($0.id), "kind": .string($0.kind.rawValue),
                        "question": .string($0.question), "answer": .string($0.answer),
                        "right": .string($0.right),
                    ]
                }),
        ]
    }
}
