public import AikiBase
import Crypto
import Foundation

/// How well it is told which questions want the same answer, on pairs that were judged by hand.
///
/// A file holds groups with a blank line between them: a question, after `= ` others that want the same
/// answer, after `! ` others that do not, made to differ by as little as possible. A group belongs to
/// the development half or to the half held out by a hash of its question, so that it cannot change
/// sides.
public struct SameQuestionEvaluation: Sendable {
    /// A question with others like it.
    public struct Group: Sendable, Equatable {
        /// All that want the same answer, the question first.
        public var same: [String]
        /// Those that want another.
        public var other: [String]

        /// Whether it only judges the rules, and was not looked at when they were made.
        public var isHeldOut: Bool {
            (Array(SHA256.hash(data: Data((same.first ?? "").utf8))).first ?? 0) & 1 == 1
        }
    }

    /// What was told of pairs.
    public struct Counts: Sendable, Equatable {
        /// Pairs that want the same answer.
        public var same = 0
        /// Those of them that were found to.
        public var found = 0
        /// Pairs that want another answer.
        public var other = 0
        /// Those of them that were taken for the same.
        public var wrong = 0

        /// Counts as JSON, with the rates and what they are at most.
        public var json: JSONValue {
            [
                "same": .integer(Int64(same)), "found": .integer(Int64(found)),
                "other": .integer(Int64(other)), "wrong": .integer(Int64(wrong)),
                "recall": same == 0 ? .null : .number(Double(found) / Double(same)),
                "false_hits": rate(wrong, found + wrong),
                "false_of_near_misses": rate(wrong, other),
            ]
        }

        private func rate(_ count: Int, _ total: Int) -> JSONValue {
            [
                "rate": total == 0 ? .null : .number(Double(count) / Double(total)),
                "at_most": .number(BinomialBound.upper(count, of: total)),
            ]
        }
    }

    /// The half that the rules were made with.
    public private(set) var development = Counts()
    /// The other half.
    public private(set) var heldOut = Counts()
    /// By the name of the file.
    public private(set) var files: [String: Counts] = [:]
    /// What was told wrong in the development half, as pairs: taken for the same, and missed.
    public private(set) var errors: [(first: String, second: String, isWrong: Bool)] = []

    /// Judges nothing yet.
    public init() {}

    /// Reads groups.
    ///
    /// - Throws: ``MemoryError/unreadable(what:detail:)`` naming the line.
    public static func read(_ text: String) throws -> [Group] {
        var groups: [Group] = []
        var isInside = false
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
        for (number, line) in lines.enumerated() {
            if line.isEmpty {
                isInside = false
            } else if !isInside {
                groups.append(Group(same: [String(line)], other: []))
                isInside = true
            } else if line.hasPrefix("= ") {
                groups[groups.count - 1].same.append(String(line.dropFirst(2)))
            } else if line.hasPrefix("! ") {
                groups[groups.count - 1].other.append(String(line.dropFirst(2)))
            } else {
                throw MemoryError.unreadable(
                    what: "Line \(number + 1) of the questions",
                    detail: "it begins with neither '= ' nor '! '")
            }
        }
        return groups
    }

    /// Judges every pair of a group of which at least one wants the first question's answer.
    ///
    /// - Parameters:
    ///   - group: the questions.
    ///   - file: where it stands.
    ///   - isSame: whether two questions are taken for the same.
    public mutating func judge(
        _ group: Group, file: String, isSame: (String, String) -> Bool
    ) {
        var counts = Counts()
        func judge(_ one: String, _ two: String, wanted: Bool) {
            let told = isSame(one, two)
            counts.same += wanted ? 1 : 0
            counts.found += wanted && told ? 1 : 0
            counts.other += wanted ? 0 : 1
            counts.wrong += told && !wanted ? 1 : 0
            if told != wanted, !group.isHeldOut {
                errors.append((first: one, second: two, isWrong: told))
            }
        }
        for (index, one) in group.same.enumerated() {
            for two in group.same[(index + 1)...] { judge(one, two, wanted: true) }
            for two in group.other { judge(one, two, wanted: false) }
        }
        files[file, default: Counts()].add(counts)
        if group.isHeldOut { heldOut.add(counts) } else { development.add(counts) }
    }
}

extension SameQuestionEvaluation.Counts {
    fileprivate mutating func add(_ counts: Self) {
        same += counts.same
        found += counts.found
        other += counts.other
        wrong += counts.wrong
    }
}
