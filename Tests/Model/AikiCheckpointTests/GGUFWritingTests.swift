import AikiBase
import AikiCheckpoint
import AikiTensor
import Foundation
import Testing

/// Goal: what is written is read back the same, whole or not at all. Method: round trips, splits of
/// every size, and writers dropped half way.
@Suite struct GGUFWritingTests {
    private let tensors: [(String, [Int])] = [("a", [2, 3]), ("b", [5]), ("c", [1, 2, 4])]

    private func values(_ shape: [Int], seed: Float) -> [Float] {
        (0..<shape.reduce(1, *)).map { Float($0) + seed }
    }

    private func write(
        _ path: String, metadata: MetadataList = MetadataList(), alignment: Int = 32,
        splitBytesMax: Int? = nil
    ) throws -> [String] {
        let plans = try tensors.map { try TensorPlan(name: $0.0, type: .f32, shape: $0.1) }
        var writer = try GGUFWriter(
            path: path, metadata: metadata, tensors: plans, alignment: alignment,
            splitBytesMax: splitBytesMax)
        for (index, tensor) in tensors.enumerated() {
            let values = values(tensor.1, seed: Float(index * 100))
            try writer.append(Tensor(f32: values, shape: tensor.1))
        }
        return try writer.finish()
    }

    private func check(_ file: GGUFFile) throws {
        #expect(file.tensors.map(\.name) == tensors.map(\.0))
        for (index, tensor) in tensors.enumerated() {
            let read = try file.tensor(tensor.0)
            #expect(read.shape == tensor.1)
            #expect(read.dequantized() == values(tensor.1, seed: Float(index * 100)))
        }
    }

    @Test func metadataOfEveryTypeComesBackInOrder() throws {
        let reference = try GGUFFile(path: Fixtures.path("reference.gguf"))
        let list = MetadataList(reference)
        try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.gguf").path
            _ = try write(path, metadata: list)
            let file = try GGUFFile(path: path)
            #expect(file.keysInOrder == reference.keysInOrder)
            for key in reference.keysInOrder { #expect(file.value(key) == reference.value(key)) }
            try check(file)
        }
    }

    @Test(arguments: [1, 8, 32, 64, 4_096])
    func anyAlignmentComesBack(alignment: Int) throws {
        try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.gguf").path
            _ = try write(path, alignment: alignment)
            let file = try GGUFFile(path: path)
            #expect(file.alignment == alignment)
            #expect(file.tensors.allSatisfy { $0.offset % alignment == 0 })
            try check(file)
        }
    }

    @Test(arguments: [(1, 3), (24, 3), (44, 2), (76, 1), (1_000, 1)])
    func splitsOpenFromAnyPart(bytesMax: Int, parts: Int) throws {
        var list = MetadataList()
        list["general.architecture"] = .string("test")
        try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.gguf").path
            let paths = try write(path, metadata: list, splitBytesMax: bytesMax)
            #expect(paths.count == parts)
            for path in paths {
                let file = try GGUFFile(path: path)
                #expect(file.string("general.architecture") == "test")
                try check(file)
            }
        }
    }

    @Test func missingAndMixedPartsAreNamed() throws {
        try Fixtures.withScratch { folder in
            let paths = try write(folder.appending(path: "m.gguf").path, splitBytesMax: 1)
            let other = try write(folder.appending(path: "n.gguf").path, splitBytesMax: 1)
            try FileManager.default.removeItem(atPath: other[1])
            #expect(errorCode { _ = try GGUFFile(path: other[0]) } == "checkpoint.unreadable")
            try FileManager.default.copyItem(atPath: paths[2], toPath: other[1])
            #expect(
                errorCode { _ = try GGUFFile(path: other[0]) } == "checkpoint.inconsistent-parts")
            let alone = folder.appending(path: "alone.gguf").path
            try FileManager.default.copyItem(atPath: paths[0], toPath: alone)
            #expect(errorCode { _ = try GGUFFile(path: alone) } == "checkpoint.inconsistent-parts")
        }
    }

    @Test(arguments: [(512, "checkpoint.unreadable"), (513, "checkpoint.unsupported")])
    func partsAreBounded(count: Int, code: String) {
        let path = "/nowhere/m-00001-of-00\(count).gguf"
        #expect(errorCode { _ = try GGUFFile(path: path) } == code)
    }

    @Test func aDroppedWriterLeavesNothingAndTheOldFile() throws {
        try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.gguf")
            try Data("old".utf8).write(to: path)
            do {
                let plan = try TensorPlan(name: "t", type: .f32, shape: [4])
                var writer = try GGUFWriter(
                    path: path.path, metadata: MetadataList(), tensors: [plan])
                try writer.append(bytes: [1, 2, 3])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["m.gguf"])
            #expect(try Data(contentsOf: path) == Data("old".utf8))
        }
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() throws {
        let plans = [try TensorPlan(name: "t", type: .f32, shape: [4])]
        let code = errorCode {
            _ = try GGUFWriter(path: "/nowhere/m.gguf", metadata: MetadataList(), tensors: plans)
        }
        #expect(code == "checkpoint.unwritable")
    }

    @Test func plansThatCannotBeStoredAreRefused() {
        let long = String(repeating: "n", count: 65)
        for (name, type, shape) in [
            (long, TensorType.f32, [1]), ("t", .q8_0, [31]), ("t", .f32, []), ("t", .f32, [0]),
            ("t", .f32, [1, 1, 1, 1, 1]), ("t", .f32, [.max, .max]),
        ] {
            let code = errorCode { _ = try TensorPlan(name: name, type: type, shape: shape) }
            #expect(code == "checkpoint.conversion-failed")
        }
    }
}
