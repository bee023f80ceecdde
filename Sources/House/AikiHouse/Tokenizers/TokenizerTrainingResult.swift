public import AikiBase
import AikiTokenizer

/// What came of training a tokenizer.
public struct TokenizerTrainingResult: Sendable {
    private let report: TrainingReport
    /// Tokens in all; fewer than were asked for where no pair was frequent enough any more.
    public let vocabularySize: Int
    /// Files that were written.
    public let files: [String]

    init(report: TrainingReport, vocabularySize: Int, files: [String]) {
        (self.report, self.vocabularySize, self.files) = (report, vocabularySize, files)
    }

    /// Bytes of text that were read.
    public var textBytes: Int { report.textBytes }
    /// Different pieces of text.
    public var pieces: Int { report.pieces }
    /// Merges that were learned.
    public var merges: Int { report.merges }
    /// How often the last pair that merged was seen.
    public var lastCount: Int { report.lastCount }
    /// Time that reading and counting took.
    public var countingTime: Duration { report.countingTime }
    /// Time that merging took.
    public var mergingTime: Duration { report.mergingTime }
    /// Rare pieces that the limit on memory left out.
    public var omittedPieces: Int { report.omissions.rarePieces }
    /// How often those had been seen.
    public var omittedOccurrences: Int { report.omissions.rareOccurrences }

    /// The result for programs.
    public var json: JSONValue {
        [
            "files": .array(files.map { .string($0) }),
            "vocabulary_size": .integer(Int64(vocabularySize)),
            "merges": .integer(Int64(merges)),
            "last_count": .integer(Int64(lastCount)),
            "text_bytes": .integer(Int64(textBytes)),
            "pieces": .integer(Int64(pieces)),
            "occurrences": .integer(Int64(report.occurrences)),
            "counting_seconds": .number(countingTime / .seconds(1)),
            "merging_seconds": .number(mergingTime / .seconds(1)),
            "memory_bytes": .integer(Int64(report.memoryBytes)),
            "omitted_pieces": .integer(Int64(omittedPieces)),
            "omitted_occurrences": .integer(Int64(omittedOccurrences)),
        ]
    }
}
