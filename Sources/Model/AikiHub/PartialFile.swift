import AikiBase
import Foundation

/// A file that is being fetched: `<name>.part`, and `<name>.part.json` with what it is part of.
///
/// A partial file is continued only where it belongs to the same content: the listing's hash is the
/// same, or, where there is none, the server's entity tag guards it.
struct PartialFile {
    let target: URL
    let file: HubFile
    /// The entity tag of the answer that the bytes are from; only strong ones count.
    private(set) var entityTag: String?

    private var url: URL { target.appendingPathExtension("part") }
    private var stateURL: URL { target.appendingPathExtension("part.json") }

    /// Finds what is left of an earlier try; drops it where it belongs to something else.
    init(target: URL, file: HubFile) throws(HubError) {
        self.target = target
        self.file = file
        do {
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: target.path, reason: error.localizedDescription)
        }
        let state = (try? Data(contentsOf: stateURL)).flatMap {
            try? JSONValue(parsing: Array($0))
        }
        entityTag = state?["entityTag"]?.text
        let isSame =
            state?["bytes"]?.wholeNumber == file.byteCount && state?["sha256"]?.text == file.sha256
        if !isSame || !canContinue || byteCount > file.byteCount { discard() }
    }

    /// Bytes that are here.
    var byteCount: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// The finished file's place before it gets its name.
    var path: String { url.path }

    /// Headers that ask for the rest, and only of the same content.
    var resumeHeaders: [(String, String)] {
        let count = byteCount
        guard count > 0, canContinue else { return [] }
        let range = [("Range", "bytes=\(count)-")]
        return entityTag.map { range + [("If-Range", $0)] } ?? range
    }

    /// Drops everything.
    mutating func discard() {
        try? FileManager.default.removeItem(at: url)
        try? FileManager.default.removeItem(at: stateURL)
        entityTag = nil
    }

    /// Opens for the body of an answer and remembers which content it is.
    mutating func open(appending: Bool, entityTag tag: String?) throws(HubError) -> FileHandle {
        if !appending { discard() }
        if let tag, !tag.hasPrefix("W/") { entityTag = tag }
        var state: JSONObject = ["bytes": .integer(Int64(file.byteCount))]
        if let hash = file.sha256 { state["sha256"] = .string(hash) }
        if let entityTag { state["entityTag"] = .string(entityTag) }
        do {
            let text = JSONValue.object(state).encoded()
            try AtomicFile.write(Data(text.utf8), to: stateURL)
            if !FileManager.default.fileExists(atPath: url.path) {
                try Data().write(to: url)
            }
            let handle = try FileHandle(forWritingTo: url)
            try handle.seekToEnd()
            return handle
        } catch {
            throw .unwritable(path: url.path, reason: error.localizedDescription)
        }
    }

    /// Gives the whole file its name.
    func publish() throws(HubError) {
        guard rename(url.path, target.path) == 0 else {
            throw .unwritable(path: target.path, reason: String(cString: strerror(errno)))
        }
        try? FileManager.default.removeItem(at: stateURL)
    }

    private var canContinue: Bool { file.sha256 != nil || entityTag != nil }
}
