/// Finds stop strings in an answer as it is written, wherever token borders fall.
///
/// Text is held back only while it may become a stop string: the longest suffix that is a proper
/// prefix of one. Of several stop strings the first to be complete wins; of those complete at the
/// same byte, the longest. The result does not depend on how the text is divided.
///
/// Works byte by byte with one Knuth-Morris-Pratt state a stop string.
/// - Complexity: O(bytes · stop strings); allocates nothing but the released text.
package struct StopMatcher {
    /// What can be told after more text came in.
    package struct Release: Equatable {
        /// Text that is certainly part of the answer.
        package var text: String
        /// Which stop string ended the answer, if one did.
        package var stopIndex: Int?
        /// The text behind the stop string.
        package var rest = ""

        /// Describes a release.
        package init(text: String, stopIndex: Int?, rest: String = "") {
            self.text = text
            self.stopIndex = stopIndex
            self.rest = rest
        }
    }

    private let patterns: [[UInt8]]
    /// For each pattern and length matched, the longest shorter match that remains on a mismatch.
    private let fallbacks: [[Int]]
    private var states: [Int]
    private var held: [UInt8] = []

    /// Prepares the stop strings; empty ones are never found.
    package init(stopStrings: [String]) {
        patterns = stopStrings.map { Array($0.utf8) }
        fallbacks = patterns.map(Self.fallbackTable)
        states = [Int](repeating: 0, count: patterns.count)
    }

    /// Whether text is held back that may become a stop string.
    package var isHolding: Bool { !held.isEmpty }

    /// Takes in more text, up to the first stop string.
    package mutating func push(_ text: String) -> Release {
        guard !patterns.isEmpty else { return Release(text: text, stopIndex: nil) }
        for (index, byte) in text.utf8.enumerated() {
            held.append(byte)
            if let found = advance(byte) {
                held.removeLast(patterns[found].count)
                reset()
                return Release(
                    text: takeHeld(), stopIndex: found,
                    rest: String(decoding: text.utf8.dropFirst(index + 1), as: UTF8.self))
            }
        }
        return Release(text: takeHeld(keeping: states.max() ?? 0), stopIndex: nil)
    }

    /// Gives up what is held back: the answer ends here for another reason.
    package mutating func flush() -> String {
        reset()
        return takeHeld()
    }

    /// Forgets how far each stop string is matched.
    package mutating func reset() {
        for index in states.indices { states[index] = 0 }
    }

    /// Takes in a byte; the index of the longest stop string that is complete with it.
    package mutating func advance(_ byte: UInt8) -> Int? {
        var found: Int?
        for index in patterns.indices where !patterns[index].isEmpty {
            let pattern = patterns[index]
            var state = states[index]
            if state == pattern.count { state = fallbacks[index][state] }
            while state > 0, pattern[state] != byte { state = fallbacks[index][state] }
            if pattern[state] == byte { state += 1 }
            states[index] = state
            if state == pattern.count, pattern.count > found.map({ patterns[$0].count }) ?? 0 {
                found = index
            }
        }
        return found
    }

    private mutating func takeHeld(keeping kept: Int = 0) -> String {
        let count = held.count - kept
        guard count > 0 else { return "" }
        let text = String(decoding: held[..<count], as: UTF8.self)
        held.removeFirst(count)
        return text
    }

    /// Entry n: the length of the longest proper prefix of the first n bytes that is their suffix.
    private static func fallbackTable(_ pattern: [UInt8]) -> [Int] {
        var table = [Int](repeating: 0, count: pattern.count + 1)
        var length = 0
        for index in pattern.indices.dropFirst() {
            while length > 0, pattern[index] != pattern[length] { length = table[length] }
            if pattern[index] == pattern[length] { length += 1 }
            table[index + 1] = length
        }
        return table
    }
}
