/// Parts a model's reasoning from its answer, piece by piece.
///
/// Reasoning is what stands between `<think>` and `</think>` at the very beginning. Any other answer
/// passes through untouched.
package struct ReasoningReader {
    /// What was found.
    package enum Output: Sendable, Equatable {
        /// Reasoning, without its tags.
        case reasoning(String)
        /// The answer.
        case answer(String)
    }

    private enum State {
        case start, reasoning, gap, answer
    }

    private static let open = "<think>"
    private static let close = "</think>"

    private var state = State.start
    private var held = ""

    /// Makes a reader.
    package init() {}

    /// Takes the next piece.
    package mutating func push(_ piece: String) -> [Output] {
        held += piece
        var outputs: [Output] = []
        while let output = step() { outputs += output }
        return outputs
    }

    /// Takes the end of the answer; what is held comes out.
    package mutating func finish() -> [Output] {
        defer { held = "" }
        guard !held.isEmpty else { return [] }
        return state == .reasoning ? [.reasoning(held)] : [.answer(held)]
    }

    /// One change of state; nil where more text is needed.
    private mutating func step() -> [Output]? {
        switch state {
        case .start:
            let trimmed = held.drop(while: \.isWhitespace)
            if trimmed.hasPrefix(Self.open) {
                held = String(trimmed.dropFirst(Self.open.count))
                state = .reasoning
                return []
            }
            guard !Self.open.hasPrefix(trimmed) else { return nil }
            state = .answer
            return []
        case .reasoning:
            if let range = held.firstRange(of: Self.close) {
                let inside = String(held[..<range.lowerBound])
                held = String(held[range.upperBound...])
                state = .gap
                return inside.isEmpty ? [] : [.reasoning(inside)]
            }
            return release { .reasoning($0) }
        case .gap:
            held = String(held.drop(while: \.isWhitespace))
            guard !held.isEmpty else { return nil }
            state = .answer
            return []
        case .answer:
            guard !held.isEmpty else { return nil }
            defer { held = "" }
            return [.answer(held)]
        }
    }

    /// Everything but what might begin the closing tag.
    private mutating func release(_ output: (String) -> Output) -> [Output]? {
        var kept = 0
        for count in stride(from: min(Self.close.count - 1, held.count), through: 1, by: -1)
        where Self.close.hasPrefix(held.suffix(count)) {
            kept = count
            break
        }
        let ready = String(held.dropLast(kept))
        guard !ready.isEmpty else { return nil }
        held = String(held.suffix(kept))
        return [output(ready)]
    }
}
