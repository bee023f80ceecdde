import AikiMind

extension ExpectedAnswer {
    /// Whether an answer is right.
    public func accepts(_ answer: String) -> Bool {
        switch self {
        case .free: true
        case .exact(let text): AnswerText.isSame(answer, text)
        case .unknown(let none):
            NotKnowing.isSaid(in: answer)
                && !none.contains { AnswerText.holds($0, in: answer) }
        case .holds(let all, let none):
            !NotKnowing.isSaid(in: answer)
                && all.allSatisfy { AnswerText.holds($0, in: answer) }
                && !none.contains { AnswerText.holds($0, in: answer) }
        }
    }
}
