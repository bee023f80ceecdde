import AikiBase
import Foundation

/// A finished segment on the disk.
struct SegmentFiles: Sendable {
    let folder: URL
    let number: Int
    /// Where reading goes on after it.
    let next: CorpusPlace
    let isLast: Bool
    /// What became of the documents, by the number of their source.
    let counts: [Int: SourceCounts]

    /// The name of a segment's files without their endings.
    static func name(_ number: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    func path(_ suffix: String) -> String {
        folder.appending(path: "\(Self.name(number)).\(suffix)").path
    }

    /// The finished segments of a part, in order, up to the first that is not there.
    static func list(_ folder: URL) throws(CorpusError) -> [SegmentFiles] {
        var segments: [SegmentFiles] = []
        while segments.last?.isLast != true {
            let mark = folder.appending(path: "\(name(segments.count)).done")
            guard let data = try? Data(contentsOf: mark) else { break }
            guard let json = try? JSONValue(parsing: Array(data)),
                let file = json["file"]?.wholeNumber, let record = json["record"]?.wholeNumber,
                let isLast = json["isLast"]?.truth, file >= 0, record >= 0
            else { throw .damaged(path: mark.path, reason: "it is no mark of a segment") }
            var counts: [Int: SourceCounts] = [:]
            for (key, value) in json["sources"]?.object?.pairs ?? [] {
                if let source = Int(key) { counts[source] = SourceCounts(value) }
            }
            segments.append(
                SegmentFiles(
                    folder: folder, number: segments.count,
                    next: CorpusPlace(file: file, record: record), isLast: isLast, counts: counts))
        }
        return segments
    }
}
