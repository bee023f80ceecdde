import AikiBase
import AikiCheckpoint
import AikiTensor
import Foundation
import Testing

/// Goal: recipes choose as llama.cpp's quantiser does, and files hold what was chosen. Method: the
/// choices of its own quantiser for four models, recorded by the reference script.
@Suite struct QuantizerTests {
    /// A file of the case's tensors with two rows each; only names and columns decide.
    private func model(_ entry: JSONValue) throws -> GGUFFile {
        let experts = entry["experts"]?.wholeNumber ?? 0
        let name = experts > 0 ? "qwen3moe" : "llama"
        let heads = entry["heads"]?.wholeNumber ?? 0
        let groups = entry["groups"]?.wholeNumber ?? 1
        var metadata = MetadataList()
        metadata["general.architecture"] = .string(name)
        metadata["\(name).block_count"] = .uint32(UInt32(entry["layers"]?.wholeNumber ?? 0))
        metadata["\(name).attention.head_count"] = .uint32(UInt32(heads))
        metadata["\(name).attention.head_count_kv"] = .uint32(UInt32(heads / groups))
        metadata["\(name).expert_count"] = .uint32(UInt32(experts))
        var plans: [TensorPlan] = []
        for (name, shape) in entry["shapes"]?.object?.pairs ?? [] {
            var shape = (shape.elements ?? []).compactMap(\.wholeNumber)
            for index in shape.indices.dropLast() { shape[index] = 2 }
            plans.append(try TensorPlan(name: name, type: .f32, shape: shape))
        }
        return try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.gguf").path
            var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
            for plan in plans {
                try writer.append(bytes: [UInt8](repeating: 0, count: plan.byteCount))
            }
            _ = try writer.finish()
            return try GGUFFile(path: path)
        }
    }

    @Test func everyRecipeChoosesAsThePublishedOne() throws {
        let cases = try #require(try Fixtures.golden()["recipes"]?.elements)
        #expect(cases.count == 4)
        for entry in cases {
            let file = try model(entry)
            for (name, types) in entry["types"]?.object?.pairs ?? [] {
                let quantizer = GGUFQuantizer(recipe: try .named(name), threads: 1)
                let chosen = try quantizer.plannedTypes(of: file)
                for (type, tensors) in types.object?.pairs ?? [] {
                    for tensor in (tensors.elements ?? []).compactMap(\.text) {
                        #expect(
                            chosen[tensor] == type,
                            "\(entry["name"]?.text ?? "") \(name) \(tensor)")
                    }
                }
            }
        }
    }

    @Test(arguments: QuantizationRecipe.allCases)
    func aQuantizedFileIsNearItsSource(recipe: QuantizationRecipe) throws {
        try Fixtures.withScratch { folder in
            let source = folder.appending(path: "a.gguf").path
            let target = folder.appending(path: "b.gguf").path
            _ = try HuggingFaceImporter(
                folder: Fixtures.path("models/qwen3"), precision: .float32
            ).run(to: source)
            let summary = try GGUFQuantizer(recipe: recipe, threads: 2)
                .run(from: source, to: target)
            let (before, after) = (try GGUFFile(path: source), try GGUFFile(path: target))
            #expect(after.integer("general.file_type") == Int(recipe.fileType))
            #expect(summary.bytesAfter <= summary.bytesBefore)
            for tensor in before.tensors {
                let old = try before.tensor(tensor.name).dequantized()
                let new = try after.tensor(tensor.name).dequantized()
                let error = zip(old, new).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
                let size = old.reduce(0) { $0 + Double($1 * $1) }
                // Four bits with a scale for 32 numbers lose under one per cent of the energy.
                #expect(error <= 0.01 * size, "\(tensor.name)")
            }
        }
    }

    @Test func threadsDoNotChangeTheResult() throws {
        try Fixtures.withScratch { folder in
            let source = folder.appending(path: "a.gguf").path
            _ = try HuggingFaceImporter(folder: Fixtures.path("models/llama")).run(to: source)
            let files = try [1, 3].map { threads in
                let path = folder.appending(path: "t\(threads).gguf").path
                _ = try GGUFQuantizer(recipe: .q4KMedium, threads: threads)
                    .run(from: source, to: path)
                return try Data(contentsOf: URL(filePath: path))
            }
            #expect(files[0] == files[1])
        }
    }

    @Test func quantizingTwiceIsRefusedUnlessAskedFor() throws {
        try Fixtures.withScratch { folder in
            let names = ["a", "b", "c"].map { folder.appending(path: "\($0).gguf").path }
            _ = try HuggingFaceImporter(folder: Fixtures.path("models/llama")).run(to: names[0])
            _ = try GGUFQuantizer(recipe: .q80, threads: 1).run(from: names[0], to: names[1])
            let again = GGUFQuantizer(recipe: .q40, threads: 1)
            #expect(
                errorCode { _ = try again.run(from: names[1], to: names[2]) }
                    == "checkpoint.conversion-failed")
            let allowed = GGUFQuantizer(recipe: .q40, threads: 1, allowsRequantizing: true)
            #expect(errorCode { _ = try allowed.run(from: names[1], to: names[2]) } == nil)
        }
    }

    @Test func recipesAreFoundInAnyCaseAndUnknownOnesNamed() throws {
        #expect(try QuantizationRecipe.named("q4_k_m") == .q4KMedium)
        #expect(errorCode { _ = try QuantizationRecipe.named("Q9") } == "checkpoint.unknown-recipe")
    }
}
