/// A record as it was read, with its place.
struct RawRecord: Sendable {
    /// The number of its file, over all sources.
    let file: Int
    /// Its number in the file.
    let record: Int
    let content: RecordSplitter.Record
    /// The first row of a CSV file.
    let header: [UInt8]?
}

/// Reads the records of all files in order, from any place on.
struct RecordReader {
    let files: [SourceFile]
    let recipe: CorpusRecipe
    let part: CorpusPart

    /// Reads records.
    ///
    /// - Parameters:
    ///   - start: the first record to pass on.
    ///   - body: takes a record; returns false to stop.
    /// - Throws: ``CorpusError``.
    func read(
        from start: CorpusPlace, _ body: (RawRecord) throws(CorpusError) -> Bool
    ) throws(CorpusError) {
        for index in start.file..<max(start.file, files.count) {
            let first = index == start.file ? start.record : 0
            if isWhole(files[index]), !part.holds(file: index, record: 0) { continue }
            guard try read(file: index, from: first, body) else { return }
        }
    }

    /// Whether a file is one record.
    private func isWhole(_ file: SourceFile) -> Bool { border(of: file) == .none }

    private func border(of file: SourceFile) -> RecordSplitter.Border {
        switch file.format {
        case .text:
            recipe.sources[file.source].separator.map { .text(Array($0.utf8)) } ?? .none
        case .markdown: .none
        case .jsonl: .line
        case .csv: .csvRow
        case .chat: .arrayElement
        }
    }

    private func read(
        file index: Int, from first: Int, _ body: (RawRecord) throws(CorpusError) -> Bool
    ) throws(CorpusError) -> Bool {
        let file = files[index]
        let stream = try file.open()
        var splitter = RecordSplitter(border(of: file))
        var number = 0
        var header: [UInt8]?
        var isDone = false
        while !isDone {
            let bytes = try stream.read()
            var records: [RecordSplitter.Record] = []
            if bytes.isEmpty {
                splitter.finish { records.append($0) }
                isDone = true
            } else {
                splitter.add(bytes) { records.append($0) }
            }
            for record in records {
                if file.format == .csv, header == nil {
                    if case .bytes(let row) = record { header = row }
                    continue
                }
                defer { number += 1 }
                guard number >= first, part.holds(file: index, record: number) else { continue }
                let raw = RawRecord(file: index, record: number, content: record, header: header)
                guard try body(raw) else { return false }
            }
        }
        return true
    }
}
