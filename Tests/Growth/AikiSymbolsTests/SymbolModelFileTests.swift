import AikiBase
import AikiTensor
import Foundation
import Testing

import AikiSymbols

/// The file of trained classifiers: what is written is read, and what is damaged is refused.
@Suite
struct SymbolModelFileTests {
    private static func sample() throws -> SymbolModel {
        let pool = WorkerPool(threads: 2)
        func train(_ isExclusive: Bool) throws -> TextClassifier {
            try ClassifierTraining(
                SampleCorpus.make(isExclusive: isExclusive, count: 80), SampleCorpus.options
            ).run(on: pool, label: "").classifier
        }
        return SymbolModel(
            emotion: try train(false), scene: try train(true), place: try train(false))
    }

    private static func bytes(of model: SymbolModel) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "symbols-\(UUID().uuidString).safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try model.write(to: path)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    @Test("A model comes back as it was written")
    func aModelComesBackAsIt() throws {
        let model = try Self.sample()
        let read = try SymbolModel(bytes: try Self.bytes(of: model))
        for (before, after) in [
            (model.emotion, read.emotion), (model.scene, read.scene), (model.place, read.place),
        ] {
            #expect(before.weights == after.weights)
            #expect(before.labels == after.labels && before.thresholds == after.thresholds)
            #expect(before.isExclusive == after.isExclusive)
            #expect(before.table.hashes == after.table.hashes)
        }
        #expect(read.scene.labels(of: "a storm is now") == [1])
    }

    @Test("A file cut at any byte is refused")
    func aFileCutAtAnyByte() throws {
        let bytes = try Self.bytes(of: try Self.sample())
        for count in stride(from: 0, to: bytes.count, by: 37) {
            #expect(throws: (any Error).self) { try SymbolModel(bytes: Array(bytes.prefix(count))) }
        }
    }

    @Test("A file with changed bytes is refused or read, and never ends the program")
    func aFileWithChangedBytesIs() throws {
        let bytes = try Self.bytes(of: try Self.sample())
        var random = SeededRandom(seed: 17)
        for _ in 0..<400 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // The header is where most can go wrong.
                let end = Bool.random(using: &random) ? 2048 : changed.count
                changed[Int.random(in: 0..<end, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            if let model = try? SymbolModel(bytes: changed) {
                _ = model.emotion.labels(of: "wake me at seven")
                _ = model.scene.labels(of: "wake me at seven")
            }
        }
    }

    @Test("A file that is not there is an error that names it")
    func aFileThatIsNotThere() {
        #expect {
            _ = try SymbolModel(path: "/nowhere/symbols.safetensors")
        } throws: { error in
            (error as? SymbolError)?.code == "symbols.bad-model"
        }
    }
}
