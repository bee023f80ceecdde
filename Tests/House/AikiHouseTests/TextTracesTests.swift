import AikiBase
import AikiHouse
import Foundation
import Testing

/// Goal: whoever learned from a text is found by a piece of it, and nobody else. Method: texts in files of
/// several formats, cut at every place of what is read at once.
@Suite struct TextTracesTests {
    private let secret = "My sister's passport number is 1234567, keep it \"safe\"."

    @Test func `a text is found as it is and as JSON writes it`() {
        let traces = TextTraces([secret, "short"])
        let json = JSONValue.string(secret).encoded()
        #expect(traces.isFound(in: Array(secret.utf8)))
        #expect(traces.isFound(in: Array("{\"text\": \(json)}".utf8)))
        #expect(!traces.isFound(in: Array("My sister's passport is somewhere else, short".utf8)))
        #expect(!TextTraces(["short"]).isFound(in: Array("short".utf8)))
        #expect(!TextTraces([]).isFound(in: Array(secret.utf8)))
    }

    @Test func `a text is found wherever the pieces of a file end`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "traces-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "data.txt")
        let traces = TextTraces([secret])
        for before in [0, 1, (1 << 20) - 40, (1 << 20) - 24, (1 << 20) - 1, 1 << 20] {
            var data = Data(repeating: 0x78, count: before)
            data.append(Data(secret.utf8))
            data.append(Data(repeating: 0x79, count: 100))
            try data.write(to: file)
            #expect(traces.isFound(inFile: file.path), "\(before)")
        }
        try Data(repeating: 0x78, count: 3 << 20).write(to: file)
        #expect(!traces.isFound(inFile: file.path))
        #expect(!traces.isFound(inFile: folder.path + "/nothing"))
    }
}
