/// A place in the files of a corpus: the record to read next.
struct CorpusPlace: Sendable, Equatable {
    /// The file's number, over all sources.
    var file = 0
    /// The record's number in the file.
    var record = 0
}
