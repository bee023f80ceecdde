import AikiArchive
import Foundation

/// A file to read documents from, or an entry of a zip file.
struct SourceFile: Sendable, Equatable {
    /// The number of its source in the recipe.
    let source: Int
    /// Where it stands on the disk.
    let path: String
    /// The entry, where it stands in a zip file.
    let entry: ZipArchive.Entry?
    /// Its name in lineage: the path below the source's own.
    let name: String
    /// Its size on the disk, or unpacked.
    let bytes: Int
    /// How it holds documents.
    let format: DocumentFormat

    /// Opens it.
    func open() throws(CorpusError) -> SourceBytes {
        do {
            return SourceBytes(try unpacked())
        } catch {
            throw CorpusError(error)
        }
    }

    private func unpacked() throws(ArchiveError) -> any ByteStream {
        if let entry {
            let content = try ZipArchive.stream(entry, path: path)
            return entry.name.lowercased().hasSuffix(".gz")
                ? try InflatingStream(content, path: name, wrapping: .gzip) : content
        }
        let file = try FileStream(path: path)
        return path.lowercased().hasSuffix(".gz")
            ? try InflatingStream(file, path: path, wrapping: .gzip) : file
    }

    private static func entries(of path: String) throws(CorpusError) -> [ZipArchive.Entry] {
        do {
            return try ZipArchive(path: path).entries
        } catch {
            throw CorpusError(error)
        }
    }

    /// The files of a source in the order of their names, the same on every machine.
    ///
    /// - Throws: ``CorpusError/emptySource(name:path:)`` where there is none.
    static func list(
        _ source: CorpusRecipe.Source, number: Int
    ) throws(CorpusError) -> [SourceFile] {
        var files: [SourceFile] = []
        let root = source.path
        for path in try paths(root) {
            let name =
                path == root
                ? URL(filePath: path).lastPathComponent
                : String(path.dropFirst(root.count).drop { $0 == "/" })
            guard source.takes(name) else { continue }
            if path.lowercased().hasSuffix(".zip") {
                for entry in try entries(of: path) {
                    guard let format = source.format ?? DocumentFormat(fileName: entry.name) else {
                        continue
                    }
                    files.append(
                        SourceFile(
                            source: number, path: path, entry: entry,
                            name: name + "#" + entry.name, bytes: entry.bytes, format: format))
                }
            } else if let format = source.format ?? DocumentFormat(fileName: name) {
                files.append(
                    SourceFile(
                        source: number, path: path, entry: nil, name: name, bytes: size(path),
                        format: format))
            }
        }
        guard !files.isEmpty else { throw .emptySource(name: source.name, path: root) }
        return files
    }

    private static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    private static func paths(_ root: String) throws(CorpusError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder) else {
            throw .unreadable(path: root, reason: "there is no such file or folder")
        }
        guard isFolder.boolValue else { return [root] }
        guard let walker = FileManager.default.enumerator(atPath: root) else {
            throw .unreadable(path: root, reason: "the folder cannot be listed")
        }
        var paths: [String] = []
        for case let name as String in walker {
            if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
            let path = root.hasSuffix("/") ? root + name : root + "/" + name
            var isInner: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isInner),
                !isInner.boolValue
            {
                paths.append(path)
            }
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
