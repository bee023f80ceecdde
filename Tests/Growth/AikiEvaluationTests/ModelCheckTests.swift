import AikiCheckpoint
import AikiEvaluation
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: a check passes the file it was made for, and names what is wrong with another.
struct ModelCheckTests {
    private func withParity(_ model: TinyModel) throws -> (GGUFFile, MetadataList) {
        let file = try GGUFFile(path: model.path)
        let loaded = try Model.load(
            file, compute: Compute(pool: WorkerPool(threads: 1)), precision: .exact)
        var metadata = MetadataList(file)
        try ModelParity(measuring: loaded, tokens: [1, 5, 9, 200]).write(to: &metadata)
        return (file, metadata)
    }

    @Test func aWholeFilePasses() throws {
        let model = try TinyModel()
        let (file, metadata) = try withParity(model)
        let path = model.folder.appending(path: "whole.gguf").path
        _ = try GGUFCopy.write(file, metadata: metadata, to: path)
        let report = try ModelCheck(path: path, threads: 1).run()
        #expect(report.tokenCount == 4 && report.tensorCount == file.tensors.count)
        #expect(report.difference <= report.tolerance)
    }

    @Test func changedWeightsAndMissingVectorsAreNamed() throws {
        let model = try TinyModel()
        #expect(throws: EvaluationError.noParity(path: model.path)) {
            try ModelCheck(path: model.path, threads: 1).run()
        }
        let (file, metadata) = try withParity(model)
        let path = model.folder.appending(path: "changed.gguf").path
        try TinyModel.write(file, metadata, zeroing: "blk.1.ffn_down.weight", to: path)
        let error = #expect(throws: EvaluationError.self) {
            try ModelCheck(path: path, threads: 1).run()
        }
        #expect(error?.code == "evaluation.parity-failed")
        for value in [Float.nan, .infinity] {
            try TinyModel.write(
                file, metadata, zeroing: "blk.1.ffn_down.weight", value: value, to: path)
            #expect(throws: EvaluationError.notANumber(what: "A weight of blk.1.ffn_down.weight")) {
                try ModelCheck(path: path, threads: 1).run()
            }
        }
    }
}
