import AikiArchive

/// The bytes of a source, in pieces; what goes wrong is an error of the corpus.
struct SourceBytes {
    private let stream: any ByteStream

    init(_ stream: any ByteStream) { self.stream = stream }

    /// The bytes of a file as it is.
    init(path: String) throws(CorpusError) {
        do {
            stream = try FileStream(path: path)
        } catch {
            throw CorpusError(error)
        }
    }

    /// The next bytes; none at the end.
    func read() throws(CorpusError) -> [UInt8] {
        do {
            return try stream.read()
        } catch {
            throw CorpusError(error)
        }
    }
}

extension CorpusError {
    /// An error of reading as one of the corpus.
    init(_ error: ArchiveError) {
        switch error {
        case .unreadable(let path, let reason): self = .unreadable(path: path, reason: reason)
        case .damaged(let path, let reason): self = .damaged(path: path, reason: reason)
        case .malformed(let path, _, _), .valueTooLarge(let path, _, _):
            self = .damaged(path: path, reason: error.message)
        }
    }
}
