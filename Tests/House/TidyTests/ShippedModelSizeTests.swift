import Foundation
import Testing

/// What the repository carries of models: one small file, not a hoard.
@Suite struct ShippedModelSizeTests {
    /// The most bytes of a model in the repository.
    private static let bytesMost = 20_000_000

    /// Files under a folder that are larger than may be.
    private static func tooLarge(in folder: URL) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.path)
        var found: [String] = []
        while let name = names?.nextObject() as? String {
            let path = folder.appending(path: name).path
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
            if size > bytesMost { found.append("\(name): \(size) bytes") }
        }
        return found
    }

    @Test func `no model in the repository takes more than 20 MB`() {
        #expect(Self.tooLarge(in: SourceTree.root.appending(path: "Models")) == [])
    }

    @Test func `a model that is too large is found`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "models-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, size) in [("fits.gguf", Self.bytesMost), ("large.gguf", Self.bytesMost + 1)] {
            let path = folder.appending(path: name).path
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            try handle.truncate(atOffset: UInt64(size))
            try handle.close()
        }
        #expect(Self.tooLarge(in: folder) == ["large.gguf: \(Self.bytesMost + 1) bytes"])
    }
}
