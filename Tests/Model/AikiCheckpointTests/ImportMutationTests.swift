import AikiBase
import AikiCheckpoint
import Foundation
import Testing

/// Goal: importing a folder that is cut or changed anywhere ends in an error or a file, never
/// worse. Method: random mutations, from a fixed seed, of each text file of a folder.
@Suite struct ImportMutationTests {
    @Test(arguments: ["config.json", "tokenizer.json", "tokenizer_config.json"])
    func changedFilesNeverCrashAnImport(name: String) throws {
        try Fixtures.withScratch { scratch in
            let folder = scratch.appending(path: "m")
            try FileManager.default.copyItem(
                at: Fixtures.folder.appending(path: "models/qwen2"), to: folder)
            let path = folder.appending(path: name)
            let whole = Array(try Data(contentsOf: path))
            let target = scratch.appending(path: "m.gguf").path
            var random = SeededRandom(seed: 45)
            for _ in 0..<200 {
                var bytes = whole
                for _ in 0...Int(random.next() % 4) {
                    bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                        truncatingIfNeeded: random.next() % 96 + 32)
                }
                if random.next() % 4 == 0 {
                    bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
                }
                try Data(bytes).write(to: path)
                do {
                    _ = try HuggingFaceImporter(folder: folder.path).run(to: target)
                } catch {
                    #expect(error is CheckpointError)
                }
            }
        }
    }
}
