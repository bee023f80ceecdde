/// What exercises are to teach.
public enum ExerciseCourse: String, Sendable, CaseIterable {
    /// All that a small assistant answers, as it is asked in the product.
    case conversations
    /// Lists to say again. A model learns from them within some hundred steps to copy what it has never
    /// seen, which it learns slowly from conversations alone: of their answers few tokens are copied
    /// (heads that copy: Olsson 2022, "In-context Learning and Induction Heads").
    case copying
    /// Many questions about each list of memories, and no instructions before it: of a conversation's
    /// tokens twice as many are answers that count.
    case recall
    /// Sums: there are some eight hundred, and among conversations each comes too rarely to be learned.
    case sums
}
