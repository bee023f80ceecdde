import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: what this engine computes, llama.cpp and transformers compute from what it exports. Method:
/// logits that the two gave for exported files and folders, recorded by `Tools/reference/exports.py`.
struct ExportedLogitsTests {
    /// Of the largest logit. All three sum in F32, in other orders; measured: 5e-6.
    private static let tolerance = 1e-4

    @Test(arguments: ["llama", "llama-tied-bias", "llama-llama3", "qwen2", "qwen3"])
    func otherProgramsGiveTheSame(name: String) throws {
        let folder = try ExportFolder()
        let fixtures = ArchitectureFixture.folder.deletingLastPathComponent()
        let record = try JSONValue(
            parsing: Array(
                Data(contentsOf: fixtures.appending(path: "exports/\(name).json"))))
        let (tokens, indices) = (
            record.member("tokens").int32s, record.member("indices").int32s
        )
        let logits = try ExportFolder.logits(folder.importFixture(name), tokens).map { row in
            indices.map { row[Int($0)] }
        }
        let largest = logits.joined().reduce(1) { max($0, abs(Double($1))) }
        for program in ["llama_cpp", "transformers"] {
            let rows = record.member(program).rows
            #expect(rows.count == tokens.count)
            for (row, expected) in zip(logits, rows) {
                #expect(maximumDifference(row, expected) < Self.tolerance * largest, "\(program)")
            }
        }
    }
}
