import AikiBase
import AikiTensor
import Foundation
import Testing

/// Goal: files are mapped whole, and what cannot be mapped is refused with a reason.
struct MappedFileTests {
    static func path(_ name: String) -> String {
        FileManager.default.temporaryDirectory
            .appending(path: "aiki-mapped-\(UUID().uuidString)-\(name)").path(percentEncoded: false)
    }

    @Test(arguments: [1, 2, 4095, 4096, 4097, 100_000])
    func theBytesAreThoseOfTheFile(count: Int) throws {
        let path = Self.path("whole")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try Data(bytes).write(to: URL(filePath: path))
        let file = try MappedFile(path: path)
        #expect(file.path == path)
        #expect(Array(file.bytes) == bytes)
    }

    @Test func missingFilesAreRefused() {
        let path = Self.path("missing")
        #expect(throws: TensorError.cannotMap(path: path, reason: "No such file or directory")) {
            try MappedFile(path: path)
        }
    }

    @Test func emptyFilesAreRefused() throws {
        let path = Self.path("empty")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data().write(to: URL(filePath: path))
        #expect(throws: TensorError.emptyFile(path: path)) { try MappedFile(path: path) }
    }

    @Test func foldersAndDevicesAreRefused() {
        let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        for path in [folder, "/dev/null"] {
            #expect(throws: TensorError.notRegularFile(path: path)) { try MappedFile(path: path) }
        }
    }

    @Test func aTensorKeepsItsFile() throws {
        let path = Self.path("owner")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data([0, 0, 128, 63, 0, 0, 0, 64]).write(to: URL(filePath: path))
        let tensor: Tensor
        do {
            let file = try MappedFile(path: path)
            tensor = Tensor(type: .f32, shape: [2], bytes: file.bytes, owner: file)
        }
        try FileManager.default.removeItem(atPath: path)
        #expect(tensor.dequantized() == [1, 2])
    }

    @Test func errorsSayWhatToDo() {
        let errors: [TensorError] = [
            .cannotMap(path: "a", reason: "b"), .notRegularFile(path: "a"), .emptyFile(path: "a"),
            .rowNotWholeBlocks(type: .q4_K, rowLength: 7), .rowsNotWhole(count: 5, rowLength: 2),
            .notFinite(index: 1), .tooLarge(index: 1, type: .f16),
        ]
        #expect(Set(errors.map(\.code)).count == errors.count)
        for error in errors {
            #expect(error.code.hasPrefix("tensor.") && !error.hint.isEmpty)
            #expect(error.description.contains(error.message))
        }
    }
}
