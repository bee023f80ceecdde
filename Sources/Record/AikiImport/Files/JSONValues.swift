import AikiArchive
import AikiBase

/// The values of files of JSON lines, of JSON arrays, and of one object each, one after the other.
final class JSONValues {
    /// A value with its place, or why it is none.
    enum Element {
        case value(JSONValue, place: String)
        case unreadable(String, place: String)
    }

    /// What is read at the moment.
    private enum Reader {
        case lines(LineWalk)
        case array(JSONWalk)
        case object(JSONWalk)
    }

    private let files: [ImportFiles.File]
    /// Members of an object by which a file that holds one is told to hold an array.
    private let members: [String]
    private var index = 0
    private var number = 0
    private var stream: CountedStream?
    private var reader: Reader?
    private var bytesBefore: Int64 = 0

    init(_ files: [ImportFiles.File], members: [String]) {
        self.files = files
        self.members = members
    }

    /// The file that is read.
    var file: ImportFiles.File? { index < files.count ? files[index] : nil }
    /// The number of the last value in its file, from 1.
    var lastNumber: Int { number }

    var place: ImportPlace {
        ImportPlace(
            done: bytesBefore + (stream?.bytes ?? 0),
            total: Int64(files.map(\.bytes).reduce(0, +)))
    }

    /// The next value; nil behind the last one.
    ///
    /// - Throws: where a file cannot be opened or is no JSON outside of its values.
    func next() throws -> Element? {
        while let file {
            do {
                if reader == nil { try open(file) }
                number += 1
                if let element = try nextElement(file) { return element }
                endFile()
            } catch let error as ArchiveError {
                endFile()
                return .unreadable(error.message, place: file.name)
            }
        }
        return nil
    }

    private func open(_ file: ImportFiles.File) throws {
        number = 0
        let stream = try file.open()
        self.stream = stream
        if ["jsonl", "ndjson"].contains(file.ending) {
            reader = .lines(LineWalk(stream))
            return
        }
        let walk = JSONWalk(stream, path: file.name)
        if try walk.nextKind() == .array {
            try walk.enterArray()
            reader = .array(walk)
        } else {
            reader = .object(walk)
        }
    }

    private func nextElement(_ file: ImportFiles.File) throws -> Element? {
        let place = files.count == 1 && number == 1 ? file.name : "\(file.name), \(number)"
        switch reader {
        case .lines(let lines): return try nextLine(lines, place)
        case .array(let walk):
            guard try walk.nextElement() else { return nil }
            do {
                return .value(try walk.readValue(), place: place)
            } catch {
                return .unreadable(error.message, place: place)
            }
        case .object(let walk):
            if !waiting.isEmpty { return .value(waiting.removeFirst(), place: place) }
            guard number == 1, try walk.nextKind() != nil else { return nil }
            let value = try walk.readValue()
            if let array = members.compactMap({ value[$0]?.elements }).first {
                waiting = array[...]
                return waiting.isEmpty ? nil : .value(waiting.removeFirst(), place: place)
            }
            return .value(value, place: file.name)
        case nil: return nil
        }
    }

    /// What an object of one file held, still to be handed out.
    private var waiting: ArraySlice<JSONValue> = []

    private func nextLine(_ lines: LineWalk, _ place: String) throws -> Element? {
        while let line = try lines.next() {
            switch line {
            case .tooLarge(let bytes):
                return .unreadable("a line of \(bytes) bytes", place: place)
            case .bytes(let bytes):
                if bytes.allSatisfy({ $0 <= 0x20 }) {
                    number += 1
                    continue
                }
                do {
                    return .value(try JSONValue(parsing: bytes), place: place)
                } catch {
                    return .unreadable("\(place): \(error.message)", place: place)
                }
            }
        }
        return nil
    }

    private func endFile() {
        bytesBefore += Int64(file?.bytes ?? 0)
        index += 1
        stream = nil
        reader = nil
    }
}
