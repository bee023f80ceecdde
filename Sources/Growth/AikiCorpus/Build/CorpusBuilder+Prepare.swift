public import AikiBase
import Foundation

extension CorpusBuilder {
    /// Bytes of records that are worked on at once.
    private static let batchBytes = 16 << 20
    /// Records that are worked on at once.
    private static let batchRecords = 4_096

    /// Does what concerns each document alone, for a part of the records.
    ///
    /// - Parameters:
    ///   - part: which records; all parts together are the corpus.
    ///   - progress: told of bytes read.
    /// - Throws: ``CorpusError``; segments that are finished stay.
    public func prepare(_ part: CorpusPart, progress: @escaping ProgressHandler = { _ in }) throws {
        let inputs = try CorpusInputs(recipe)
        let partFolder = workFolder.appending(path: part.folderName)
        try makeFolder(partFolder)
        let lock = try FolderLock(partFolder)
        defer { lock.release() }
        try checkState(inputs.state, in: partFolder)
        let segments = try SegmentFiles.list(partFolder)
        if segments.last?.isLast == true { return }
        let preparer = DocumentPreparer(
            recipe: recipe, files: inputs.files, decontamination: try inputs.decontamination())
        var run = PreparationRun(
            writer: SegmentWriter(folder: partFolder), preparer: preparer,
            number: segments.count, total: inputs.bytes, options: options, progress: progress)
        run.bytesDone = segments.flatMap { $0.counts.values }.reduce(0) { $0 + $1.bytes }
        var batch: [RawRecord] = []
        var batchBytes = 0
        let reader = RecordReader(files: inputs.files, recipe: recipe, part: part)
        let start = segments.last?.next ?? CorpusPlace()
        let limit = min(Self.batchBytes, options.segmentBytes)
        try Self.unwrapping { (failure: inout (any Error)?) throws(CorpusError) in
            try reader.read(from: start) { record throws(CorpusError) in
                batch.append(record)
                if case .bytes(let bytes) = record.content { batchBytes += bytes.count }
                guard batchBytes >= limit || batch.count >= Self.batchRecords else { return true }
                do {
                    try run.take(batch)
                } catch {
                    failure = error
                    return false
                }
                batch.removeAll(keepingCapacity: true)
                batchBytes = 0
                return !run.isStopped
            }
        }
        if run.isStopped { throw CancellationError() }
        try run.take(batch)
        try run.finish(next: CorpusPlace(file: inputs.files.count, record: 0))
    }

    /// Runs a body with typed errors that may note an error of another type.
    private static func unwrapping(
        _ body: (inout (any Error)?) throws(CorpusError) -> Void
    ) throws {
        var failure: (any Error)?
        try body(&failure)
        if let failure { throw failure }
    }

    /// Writes down what the work was begun with, or checks it.
    func checkState(_ state: String, in folder: URL) throws {
        let path = folder.appending(path: "state")
        if let data = try? Data(contentsOf: path) {
            guard data == Data(state.utf8) else {
                throw CorpusError.changed(folder: folder.path, what: "the recipe or its sources")
            }
            return
        }
        do {
            try AtomicFile.write(Data(state.utf8), to: path)
        } catch {
            throw CorpusError.unwritable(path: path.path, reason: error.localizedDescription)
        }
    }
}

/// The documents of one part on their way into segments.
private struct PreparationRun {
    var writer: SegmentWriter
    let preparer: DocumentPreparer
    var number: Int
    let total: Int
    let options: CorpusOptions
    let progress: ProgressHandler
    var bytesDone = 0
    var isStopped = false
    private var written = 0

    init(
        writer: SegmentWriter, preparer: DocumentPreparer, number: Int, total: Int,
        options: CorpusOptions, progress: @escaping ProgressHandler
    ) {
        self.writer = writer
        self.preparer = preparer
        self.number = number
        self.total = total
        self.options = options
        self.progress = progress
    }

    /// Prepares records and writes a segment where there are enough.
    mutating func take(_ batch: [RawRecord]) throws {
        guard let last = batch.last else { return }
        let preparer = preparer
        let documents = ParallelWork.map(batch.count, workers: options.workers) {
            preparer.prepare(batch[$0])
        }
        for document in documents {
            writer.add(document, source: preparer.files[document.file].source)
            bytesDone += document.bytesRead
        }
        progress(
            WorkProgress(
                label: "reading \(preparer.files[last.file].name)", done: Int64(bytesDone),
                total: Int64(max(total, bytesDone)), unit: .bytes))
        if writer.bytesRead >= options.segmentBytes {
            let next = CorpusPlace(file: last.file, record: last.record + 1)
            try writer.commit(number: number, next: next, isLast: false)
            number += 1
            written += 1
            isStopped = written >= options.segmentsBeforeStop
        }
    }

    /// Writes the last segment, which may be empty.
    mutating func finish(next: CorpusPlace) throws {
        try writer.commit(number: number, next: next, isLast: true)
    }
}
