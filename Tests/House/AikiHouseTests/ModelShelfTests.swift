import AikiHouse
import Foundation
import Testing

/// Goal: what is known of a model is what its file says now. Method: the file is exchanged and removed
/// behind the shelf's back.
@Suite struct ModelShelfTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "aiki-shelf-\(UUID().uuidString)")

    @Test func `a file that became another is read anew, and one that is gone is an error`() throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let home = try HouseHome(environment: ["AIKI_HOME": folder.path])
        let fixtures = URL(filePath: #filePath).appending(path: "../../../Fixtures/architectures")
            .standardizedFileURL
        for name in ["llama", "bert"] {
            _ = try home.shelf.importModel(
                at: fixtures.appending(path: name).path, name: name, precision: "F32",
                progress: nil)
        }
        let (llama, bert) = (try home.shelf.find("llama"), try home.shelf.find("bert"))
        #expect(llama.architecture == "llama" && !llama.isEmbedder)
        #expect(bert.isEmbedder && !bert.canChat)
        #expect(try home.shelf.find("llama") == llama)
        #expect(try home.shelf.list().map(\.name).sorted() == ["bert", "llama"])

        let other = try Data(contentsOf: URL(filePath: bert.path))
        try other.write(to: URL(filePath: llama.path))
        let exchanged = try home.shelf.find("llama")
        #expect(exchanged.architecture == "bert" && exchanged.isEmbedder)

        try FileManager.default.removeItem(atPath: llama.path)
        #expect(throws: (any Error).self) { try home.shelf.find("llama") }
        #expect(try home.shelf.listBroken().map(\.name) == ["llama"])
    }
}
