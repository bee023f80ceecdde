/// What a question asks for and how hard it looks: from its form, and from the words by which tasks are
/// given in English, Norwegian, German and Russian.
///
///     TaskEstimate("Prove that there are infinitely many primes.").taskClass    // .mathematics
///
/// The complexity is ``ComplexityEstimate``'s, which looks at the form alone, and what the kind of task
/// and words such as "step by step" add to it. It is made in microseconds and needs no model; what is
/// learned from outcomes stands beside it as ``RouteFeatures/sufficiency``.
///
/// - Complexity: O(characters).
public struct TaskEstimate: Sendable, Equatable {
    /// What is asked for.
    public let taskClass: TaskClass
    /// How hard it looks, 0 … 1.
    public let complexity: Double

    /// Looks at a question.
    public init(_ text: String) {
        // What is asked stands at the beginning or the end; between them may stand a whole book.
        let ends =
            text.utf8.count > 4000 && text.count > 4000
            ? text.prefix(2000) + " " + text.suffix(2000) : text[...]
        let words = Self.words(ends.lowercased())
        let form = ComplexityEstimate.complexity(of: text)
        let taskClass = Self.taskClass(words, String(ends), form: form)
        self.taskClass = taskClass
        let depth = min(0.3, Double(words.count { TaskWords.depth.contains($0) }) * 0.15)
        complexity = min(1, form + Self.demand(taskClass, words.count) + depth)
    }

    /// Runs of letters, with the marks on them, and figures.
    private static func words(_ text: String) -> [String] {
        text.unicodeScalars.split { scalar in
            guard scalar.isASCII else {
                let properties = scalar.properties
                return !properties.isAlphabetic && properties.numericType == nil
                    && properties.generalCategory != .nonspacingMark
            }
            return !("a"..."z").contains(scalar) && !("0"..."9").contains(scalar)
        }.map(String.init)
    }

    /// What a kind of task adds; a short one of a kind is easier than a long one.
    private static func demand(_ taskClass: TaskClass, _ words: Int) -> Double {
        let length = min(1, Double(words) / 30)
        return switch taskClass {
        case .chat, .question: 0
        case .translation, .extraction: 0.1
        case .writing: 0.1 + 0.1 * length
        case .current: 0.4
        case .code: 0.25 + 0.2 * length
        case .mathematics, .analysis: 0.3 + 0.2 * length
        }
    }

    private static func taskClass(
        _ words: [String], _ text: String, form: Double
    ) -> TaskClass {
        var scores: [TaskClass: Int] = [:]
        for word in words {
            for taskClass in TaskWords.classes[word] ?? [] { scores[taskClass, default: 0] += 1 }
        }
        if text.contains("```") || text.contains("();") || text.contains("def ") {
            scores[.code, default: 0] += 2
        }
        let operators = text.unicodeScalars.count { scalar in
            switch scalar {
            case "=", "^", "∫", "∑", "√", "≤", "≥", "±": true
            default: false
            }
        }
        if operators >= 2 { scores[.mathematics, default: 0] += 1 }
        let best = TaskClass.allCases.max { scores[$0, default: 0] < scores[$1, default: 0] }
        if let best, scores[best, default: 0] > 0 { return best }
        return words.count <= 4 && !text.contains("?") ? .chat : .question
    }
}
