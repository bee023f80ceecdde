import AikiArchive
import Foundation

/// The files of an export: a file, a folder, or what a zip file holds.
struct ImportFiles {
    /// One file.
    struct File: Equatable {
        /// Its path below what was named.
        let name: String
        /// Where it stands on the disk.
        let path: String
        /// The entry, where it stands in a zip file.
        let entry: ZipArchive.Entry?
        /// Bytes on the disk, or unpacked.
        let bytes: Int
        /// When it was changed last; of the zip file where it stands in one.
        let changed: Date

        /// The last part of the name.
        var lastName: String {
            name.split(separator: "/").last.map(String.init) ?? name
        }

        /// What stands behind the last full stop, without `.gz`.
        var ending: String {
            var lower = lastName.lowercased()
            if lower.hasSuffix(".gz") { lower.removeLast(3) }
            return lower.split(separator: ".").count > 1
                ? String(lower.split(separator: ".").last ?? "") : ""
        }

        /// Opens it; gzip is unpacked.
        func open() throws -> CountedStream {
            var stream: any ByteStream
            if let entry {
                stream = try ZipArchive.stream(entry, path: path)
            } else {
                stream = try FileStream(path: path)
            }
            if name.lowercased().hasSuffix(".gz") {
                stream = try InflatingStream(stream, path: name, wrapping: .gzip)
            }
            return CountedStream(stream)
        }

        /// All of it, where it is no larger than a limit.
        func readWhole(bytesMax: Int) throws -> [UInt8]? {
            guard bytes <= bytesMax else { return nil }
            let stream = try open()
            var all: [UInt8] = []
            while true {
                let piece = try stream.read()
                if piece.isEmpty { return all }
                guard all.count + piece.count <= bytesMax else { return nil }
                all.append(contentsOf: piece)
            }
        }
    }

    /// What was named.
    let root: String
    /// The files in the order of their names, the same on every machine; hidden ones left out.
    let files: [File]

    /// Lists what stands at a path.
    ///
    /// - Throws: ``ImportError/notFound(path:)``, `ArchiveError`.
    init(_ root: String) throws {
        self.root = root
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder) else {
            throw ImportError.notFound(path: root)
        }
        var files: [File] = []
        if isFolder.boolValue {
            files = try Self.walk(root)
        } else {
            files = try Self.expand(URL(filePath: root).lastPathComponent, root)
        }
        self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func walk(_ root: String) throws -> [File] {
        guard let walker = FileManager.default.enumerator(atPath: root) else {
            throw ArchiveError.unreadable(path: root, reason: "the folder cannot be listed")
        }
        var files: [File] = []
        for case let name as String in walker {
            if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
            let path = root.hasSuffix("/") ? root + name : root + "/" + name
            guard walker.fileAttributes?[.type] as? FileAttributeType == .typeRegular else {
                continue
            }
            files += try expand(name, path)
        }
        return files
    }

    /// A file, or the entries of a zip file.
    private static func expand(_ name: String, _ path: String) throws -> [File] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let changed = attributes?[.modificationDate] as? Date ?? .distantPast
        guard name.lowercased().hasSuffix(".zip") else {
            let bytes = (attributes?[.size] as? NSNumber)?.intValue ?? 0
            return [File(name: name, path: path, entry: nil, bytes: bytes, changed: changed)]
        }
        return try ZipArchive(path: path).entries.filter { entry in
            !entry.name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
        }.map { entry in
            File(
                name: entry.name, path: path, entry: entry, bytes: max(0, entry.bytes),
                changed: changed)
        }
    }

    /// Tells whether the files are those of an earlier time: names, sizes and dates.
    var fingerprint: String {
        let parts = files.map { file in
            "\(file.name)\u{0}\(file.bytes)\u{0}\(file.changed.timeIntervalSince1970)"
        }
        return ImportIdentity.hash(parts).map { String($0, radix: 16) }.joined(separator: ".")
    }
}

/// Counts the bytes that pass.
final class CountedStream: ByteStream {
    private let stream: any ByteStream
    private(set) var bytes: Int64 = 0

    init(_ stream: any ByteStream) { self.stream = stream }

    func read() throws(ArchiveError) -> [UInt8] {
        let piece = try stream.read()
        bytes += Int64(piece.count)
        return piece
    }
}
