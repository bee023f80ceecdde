import AikiBase

/// A question with answers to choose from, one line of a JSONL file.
///
///     {"question": "The capital of Norway is", "choices": ["Oslo", "Bergen"], "answer": 0}
///
/// `context` may stand before or in the place of `question`; `answer` is the index of the right choice
/// from 0, its letter from A, or its text.
public struct ChoiceQuestion: Sendable, Equatable {
    /// The most choices of a question.
    public static let choicesMax = 64

    /// What is read before the choice.
    public let prompt: String
    /// What is chosen from.
    public let choices: [String]
    /// Which is right.
    public let answer: Int

    /// A question.
    ///
    /// - Precondition: at least two choices, and the answer is one of them.
    public init(prompt: String, choices: [String], answer: Int) {
        precondition(choices.count >= 2 && choices.indices.contains(answer))
        self.prompt = prompt
        self.choices = choices
        self.answer = answer
    }

    /// Reads a line; the reason where it cannot be used.
    init(line: JSONValue) throws(LineProblem) {
        let parts = [line["context"]?.text, line["question"]?.text].compactMap { $0 }
        guard !parts.isEmpty else { throw LineProblem("it has no question and no context") }
        let choices = (line["choices"]?.elements ?? []).compactMap(\.text)
        guard choices.count == line["choices"]?.elements?.count,
            (2...Self.choicesMax).contains(choices.count)
        else { throw LineProblem("it has no 2 to \(Self.choicesMax) choices of text") }
        guard !choices.contains(where: \.isEmpty) else { throw LineProblem("a choice is empty") }
        guard let answer = Self.answer(line["answer"], choices) else {
            throw LineProblem("its answer is none of the choices")
        }
        self.init(prompt: parts.joined(separator: "\n"), choices: choices, answer: answer)
    }

    private static func answer(_ value: JSONValue?, _ choices: [String]) -> Int? {
        if let index = value?.wholeNumber { return choices.indices.contains(index) ? index : nil }
        guard let text = value?.text else { return nil }
        if let index = choices.firstIndex(of: text) { return index }
        guard text.utf8.count == 1, let letter = text.uppercased().utf8.first else { return nil }
        let index = Int(letter) - 65
        return choices.indices.contains(index) ? index : nil
    }
}

/// Why a line cannot be used.
struct LineProblem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
