import AikiBase
import AikiCheckpoint
import AikiTensor
import Foundation
import Testing

/// Goal: what the reference package wrote is read to the bit. Method: a file with every metadata
/// type and some tensor types, and sums computed with numpy.
@Suite struct GGUFReadingTests {
    private func file() throws -> GGUFFile { try GGUFFile(path: Fixtures.path("reference.gguf")) }

    @Test func everyNumberTypeIsReadExactly() throws {
        let file = try file()
        #expect(file.version == 3)
        #expect(file.alignment == 32)
        #expect(file.value("test.u8") == .uint8(200))
        #expect(file.value("test.i8") == .int8(-100))
        #expect(file.value("test.u16") == .uint16(60_000))
        #expect(file.value("test.i16") == .int16(-30_000))
        #expect(file.value("test.u32") == .uint32(4_000_000_000))
        #expect(file.value("test.i32") == .int32(-2_000_000_000))
        #expect(file.value("test.u64") == .uint64(1 << 63 + 5))
        #expect(file.value("test.i64") == .int64(-(1 << 62)))
        #expect(file.value("test.f32") == .float32(0.5))
        #expect(file.value("test.f64") == .float64(1e300))
        #expect(file.value("test.bool") == .bool(true))
        #expect(file.value("test.string") == .string("héllo ▁"))
        #expect(file.value("test.absent") == nil)
    }

    @Test func gettersConvertWhereTheValueFits() throws {
        let file = try file()
        #expect(file.integer("test.u8") == 200)
        #expect(file.integer("test.i64") == -(1 << 62))
        #expect(file.integer("test.u64") == nil)
        #expect(file.number("test.u8") == 200)
        #expect(file.number("test.f32") == 0.5)
        #expect(file.integer("test.f32") == nil)
        #expect(file.boolean("test.bool") == true)
        #expect(file.boolean("test.u8") == nil)
        #expect(file.string("general.architecture") == "test")
        #expect(file.metadataKeys == file.metadataKeys.sorted())
    }

    @Test func arraysAlsoInArraysAreRead() throws {
        let file = try file()
        let strings = try #require(file.strings("test.strings"))
        #expect((0..<strings.count).map(strings.text) == ["a", "", "héllo"])
        #expect(file.integers("test.integers") == [1, -2, 3])
        #expect(file.numbers("test.numbers") == [0.25, -1.5])
        #expect(file.numbers("test.integers") == [1, -2, 3])
        #expect(file.booleans("test.booleans") == [true, false])
        #expect(
            file.value("test.nested")
                == .array(.array([.int32([1, 2]), .int32([3])])))
        #expect(file.integers("test.nested") == nil)
    }

    @Test func tensorsHoldWhatNumpySays() throws {
        let file = try file()
        let golden = try #require(try Fixtures.golden()["gguf"]?.object)
        #expect(Set(file.tensors.map(\.name)) == Set(golden.keys))
        for (name, expected) in golden.pairs {
            let tensor = try file.tensor(name)
            let shape = expected["shape"]?.elements?.compactMap(\.wholeNumber)
            #expect(tensor.shape == shape, "\(name)")
            #expect(Digest(tensor.dequantized()).matches(expected), "\(name)")
        }
    }

    @Test func absentAndForeignTensorsAreNamed() throws {
        let file = try file()
        #expect(file.tensorIfPresent("nothing") == nil)
        #expect(errorCode { _ = try file.tensor("nothing") } == "checkpoint.missing-tensor")
        let bytes = try GGUFBytes.oneTensor(
            type: 16, shape: [256], data: [UInt8](repeating: 0, count: 66))
        let foreign = try GGUFFile(bytes: bytes)
        #expect(foreign.description(of: "t")?.typeName == "type 16 (IQ2_XXS)")
        #expect(errorCode { _ = try foreign.tensor("t") } == "checkpoint.unsupported-tensor-type")
    }

    @Test(.enabled(if: Fixtures.dataFolder != nil, "AIKI_DATA is not set"))
    func realVocabulariesOpenQuicklyAndReadWhole() throws {
        let folder = try #require(Fixtures.dataFolder).appending(path: "tokenizers/llama.cpp")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".gguf") }
        #expect(names.count > 5)
        for name in names {
            let clock = ContinuousClock()
            let start = clock.now
            let file = try GGUFFile(path: folder.appending(path: name).path)
            #expect(clock.now - start < .milliseconds(200), "\(name)")
            let tokens = try #require(file.strings("tokenizer.ggml.tokens"))
            #expect(tokens.count > 20_000)
            #expect(file.integers("tokenizer.ggml.token_type")?.count == tokens.count)
            for key in file.metadataKeys { #expect(file.value(key) != nil) }
        }
    }

    @Test(.enabled(if: Fixtures.dataFolder != nil, "AIKI_DATA is not set"))
    func aRealModelOpens() throws {
        let path = try #require(Fixtures.dataFolder)
            .appending(path: "models/stories260K/stories260K-Q4_0.gguf").path
        let file = try GGUFFile(path: path)
        #expect(file.integer("llama.block_count") == 5)
        for tensor in file.tensors { _ = try file.tensor(tensor.name) }
    }
}
