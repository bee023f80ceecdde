public import AikiBase

/// How well personal data is found, on texts in which it was marked by hand.
///
/// A mark counts as found where more than half of its bytes are masked, under whatever kind: what is
/// masked as something else is masked. A find counts as false where it touches no mark.
public struct RedactionEvaluation: Sendable, Equatable {
    /// What was found, missed and found in error.
    public struct Score: Sendable, Equatable {
        /// Marks that were found.
        public var found = 0
        /// Marks that were not.
        public var missed = 0
        /// Finds where nothing is marked.
        public var wrong = 0

        /// The share of marks that were found; 1 where there are none.
        public var recall: Double { ratio(found, missed) }
        /// The share of finds that are right; 1 where there are none.
        public var precision: Double { ratio(found, wrong) }

        private func ratio(_ one: Int, _ other: Int) -> Double {
            one + other == 0 ? 1 : Double(one) / Double(one + other)
        }

        static func += (one: inout Score, other: Score) {
            one.found += other.found
            one.missed += other.missed
            one.wrong += other.wrong
        }

        /// The score as JSON.
        public var json: JSONValue {
            [
                "found": .integer(Int64(found)), "missed": .integer(Int64(missed)),
                "wrong": .integer(Int64(wrong)), "recall": .number(recall),
                "precision": .number(precision),
            ]
        }
    }

    /// One text with its marks: a line of the file.
    public struct MarkedText: Sendable {
        /// `en`, `no`, `ru`, `de`.
        public var language: String
        /// `development`, `held-out` or `second`.
        public var half: String
        /// The text.
        public var text: String
        /// What is marked in it.
        public var marks: [PersonalDataSpan]
    }

    /// The half that work is done on; nothing is fitted to any other.
    public static let development = "development"

    /// Over everything.
    public private(set) var total = Score()
    /// By `language`, by `half`, by `kind`, as `half held-out`.
    public private(set) var groups: [String: Score] = [:]
    /// What was missed or found in error: which of the two, and the text. Those of other halves than
    /// ``development`` are counted and not told, so that nothing is fitted to them.
    public private(set) var errors: [String] = []

    /// Judges a detector.
    public init(_ texts: [MarkedText], detector: PersonalDataDetector) {
        for marked in texts { judge(marked, detector.find(in: marked.text)) }
    }

    /// Reads lines of JSON: `language`, `half`, `text`, `spans` of `kind`, `start` and `end` in bytes.
    ///
    /// - Throws: ``PrivacyError/unreadable(path:reason:)`` naming the line.
    public static func read(_ text: String, path: String) throws(PrivacyError) -> [MarkedText] {
        var texts: [MarkedText] = []
        for (number, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            guard let value = try? JSONValue(parsing: String(line)), let text = value["text"]?.text,
                let marks = value["spans"]?.elements?.map(mark),
                marks.allSatisfy({ $0.map { $0.range.upperBound <= text.utf8.count } ?? false })
            else {
                throw .unreadable(path: path, reason: "line \(number + 1) is no marked text")
            }
            texts.append(
                MarkedText(
                    language: value["language"]?.text ?? "", half: value["half"]?.text ?? "",
                    text: text, marks: marks.compactMap(\.self)))
        }
        return texts
    }

    private static func mark(_ value: JSONValue) -> PersonalDataSpan? {
        guard let kind = value["kind"]?.text.flatMap(PersonalDataKind.init(rawValue:)),
            let start = value["start"]?.wholeNumber, let end = value["end"]?.wholeNumber,
            0 <= start, start < end
        else { return nil }
        return PersonalDataSpan(kind: kind, range: start..<end)
    }

    private mutating func judge(_ marked: MarkedText, _ finds: [PersonalDataSpan]) {
        for mark in marked.marks {
            let covered = finds.reduce(0) { $0 + $1.range.clamped(to: mark.range).count }
            let isFound = covered * 2 > mark.range.count
            if !isFound, marked.half == Self.development {
                errors.append("missed \(mark.kind.rawValue): \(marked.text)")
            }
            add(
                isFound ? Score(found: 1) : Score(missed: 1), marked, mark.kind)
        }
        for find in finds where !marked.marks.contains(where: { $0.range.overlaps(find.range) }) {
            if marked.half == Self.development {
                errors.append("wrong \(find.kind.rawValue): \(marked.text)")
            }
            add(Score(wrong: 1), marked, find.kind)
        }
    }

    private mutating func add(_ score: Score, _ marked: MarkedText, _ kind: PersonalDataKind) {
        total += score
        for group in [
            "half \(marked.half)", "language \(marked.language)", "kind \(kind.rawValue)",
        ] {
            groups[group, default: Score()] += score
        }
    }
}
