import AikiArchive
import AikiBase

/// The elements of the JSON arrays of several files, one after the other.
///
/// A file holds an array, or an object with the array as a member of one of the names.
final class JSONFiles {
    /// An element, or why it is none.
    enum Element {
        case value(JSONValue)
        case unreadable(ArchiveError)
    }

    private let files: [ImportFiles.File]
    private let members: [String]
    private var index = 0
    private var stream: CountedStream?
    private var walk: JSONWalk?
    private var bytesBefore: Int64 = 0
    private var isInObject = false

    init(_ files: [ImportFiles.File], members: [String]) {
        self.files = files
        self.members = members
    }

    /// The file that is read.
    var file: ImportFiles.File? { index < files.count ? files[index] : nil }

    var place: ImportPlace {
        ImportPlace(
            done: bytesBefore + (stream?.bytes ?? 0),
            total: Int64(files.map(\.bytes).reduce(0, +)))
    }

    /// The next element; nil behind the last one.
    func next() throws -> Element? {
        while let walk = try current() {
            guard try walk.nextElement() else {
                try endArray()
                continue
            }
            do {
                return .value(try walk.readValue())
            } catch {
                return .unreadable(error)
            }
        }
        return nil
    }

    /// Passes over elements without reading them.
    func skip(_ count: Int) throws -> Int {
        var skipped = 0
        while skipped < count, let walk = try current() {
            guard try walk.nextElement() else {
                try endArray()
                continue
            }
            try walk.skipValue()
            skipped += 1
        }
        return skipped
    }

    /// The walk, standing in an array; nil where all files are done.
    private func current() throws -> JSONWalk? {
        if let walk { return walk }
        while let file {
            let stream = try file.open()
            self.stream = stream
            let walk = JSONWalk(stream, path: file.name)
            isInObject = try walk.nextKind() == .object
            if isInObject { try walk.enterObject() }
            if try isInObject ? findMember(walk) : walk.nextKind() == .array {
                try walk.enterArray()
                self.walk = walk
                return walk
            }
            endFile()
        }
        return nil
    }

    private func findMember(_ walk: JSONWalk) throws -> Bool {
        while let key = try walk.nextKey() {
            if members.contains(key), try walk.nextKind() == .array { return true }
            try walk.skipValue()
        }
        return false
    }

    private func endArray() throws {
        if isInObject, let walk, try findMember(walk) {
            try walk.enterArray()
        } else {
            endFile()
        }
    }

    private func endFile() {
        bytesBefore += Int64(file?.bytes ?? 0)
        index += 1
        stream = nil
        walk = nil
    }
}
