import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Testing

/// Goal: vectors are those of the models' authors. Method: tiny BERTs with both poolings,
/// sequences of different lengths alone and together.
struct EmbeddingTests {
    static let tolerance = 1e-4
    /// llama.cpp rounds the inputs of its GELU to half precision.
    static let geluTolerance = 1e-3

    @Test(arguments: ArchitectureFixture.embedders)
    func vectorsAreThoseOfTransformersAndLlamaCpp(name: String) throws {
        let fixture = try ArchitectureFixture(name, threads: 2)
        let sequences = fixture.golden.member("sequences").items.map(\.int32s)
        let vectors = try fixture.model.embed(sequences)
        #expect(vectors.count == 4)
        for (vector, expected) in zip(vectors, fixture.golden.member("embeddings").rows) {
            #expect(maximumDifference(vector, expected) < Self.tolerance)
        }
        for (vector, expected) in zip(
            vectors, fixture.golden.member("llamaCpp").member("embeddings").rows)
        {
            #expect(maximumDifference(vector, expected) < Self.geluTolerance)
        }
    }

    @Test(arguments: ArchitectureFixture.embedders)
    func aVectorDoesNotDependOnItsNeighbours(name: String) throws {
        let model = try ArchitectureFixture(name).model
        let sequences: [[Int32]] = (1...40).map { length in
            (0..<length).map { Int32(5 + ($0 * 7 + length) % 280) }
        }
        let together = try model.embed(sequences)
        for (sequence, vector) in zip(sequences, together) {
            let alone = try model.embed([sequence])[0]
            #expect(maximumDifference(vector, alone.map { Double($0) }) < 1e-6)
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            #expect(abs(length - 1) < 1e-5)
        }
    }

    @Test func anInnerVectorIsThatOfAModelOfTwoThirdsOfTheLayers() throws {
        let folder = try ExportFolder()
        let file = try GGUFFile(path: folder.importFixture("bert"))
        func load(_ file: GGUFFile) throws -> Model {
            try Model.load(
                file, compute: Compute(pool: WorkerPool(threads: 1)), precision: .exact)
        }
        let whole = try load(file)
        #expect(whole.configuration.layerCount == 3)
        var metadata = MetadataList(file)
        metadata["bert.block_count"] = .uint32(2)
        let path = folder.path("shorter.gguf")
        var plans: [TensorPlan] = []
        for tensor in file.tensors where !tensor.name.hasPrefix("blk.2.") {
            plans.append(
                try TensorPlan(
                    name: tensor.name, type: #require(tensor.type), shape: tensor.shape))
        }
        var writer = try GGUFWriter(
            path: path, metadata: metadata, tensors: plans, alignment: file.alignment)
        for plan in plans { try writer.append(file.tensor(plan.name)) }
        _ = try writer.finish()
        let shorter = try load(GGUFFile(path: path))
        let sequences: [[Int32]] = [[5, 17, 3], [200, 42, 42, 7, 9, 11], [8]]
        let made = try whole.embedInside(sequences)
        #expect(try made.vectors == whole.embed(sequences))
        #expect(try made.inner == shorter.embed(sequences))
        #expect(made.inner != made.vectors)
    }

    @Test func manySequencesAreSplitOverPasses() throws {
        let model = try ArchitectureFixture("bert").model
        let sequence = (0..<48).map { Int32(5 + $0) }
        let count = Model.embeddingBatchTokensMax / 48 * 2 + 3
        let vectors = try model.embed(Array(repeating: sequence, count: count))
        #expect(vectors.count == count)
        #expect(Set(vectors).count == 1)
    }

    @Test func matricesArePackedUpToALimit() {
        #expect(Weights.isPacked(bytes: Model.packedBytesMax))
        #expect(!Weights.isPacked(bytes: Model.packedBytesMax + 1))
    }

    @Test func whatCannotBeEmbeddedIsRefused() throws {
        let model = try ArchitectureFixture("bert").model
        #expect(try model.embed([]).isEmpty)
        #expect(throws: ModelError.emptySequence) { try model.embed([[5], []]) }
        #expect(throws: ModelError.contextFull(tokens: 49, limit: 48)) {
            try model.embed([Array(repeating: 5, count: 49)])
        }
        #expect(throws: ModelError.tokenOutOfRange(token: 288, vocabularySize: 288)) {
            try model.embed([[288]])
        }
        #expect(throws: ModelError.wrongKind(architecture: "bert", wanted: "continue a text")) {
            try model.makeCache(capacityTokens: 8)
        }
        let generator = try ArchitectureFixture("llama").model
        #expect(throws: ModelError.wrongKind(architecture: "llama", wanted: "make embeddings")) {
            try generator.embed([[5]])
        }
    }
}
