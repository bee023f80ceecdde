import AikiBase
import AikiCheckpoint
import Foundation
import Testing

/// Goal: safetensors files are read as the reference package wrote them, and hostile ones refused.
/// Method: every dtype against numpy's sums, round trips, truncations, mutations.
@Suite struct SafetensorsTests {
    @Test func everyTypeIsReadAsNumpySays() throws {
        let file = try SafetensorsFile(path: Fixtures.path("reference.safetensors"))
        let golden = try #require(try Fixtures.golden()["safetensors"]?.object)
        #expect(Set(file.names) == Set(golden.keys))
        #expect(file.metadata == ["made": "here"])
        for (name, expected) in golden.pairs {
            let tensor = try file.tensor(name)
            #expect(tensor.shape == expected["shape"]?.elements?.compactMap(\.wholeNumber))
            guard tensor.type.isReadableAsFloat else {
                #expect(
                    errorCode { _ = try tensor.floats() } == "checkpoint.unsupported-tensor-type")
                continue
            }
            #expect(Digest(try tensor.floats()).matches(expected), "\(name)")
        }
        #expect(errorCode { _ = try file.tensor("nothing") } == "checkpoint.missing-tensor")
    }

    @Test func whatIsWrittenIsReadBack() throws {
        try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.safetensors").path
            var writer = try SafetensorsWriter(
                path: path,
                tensors: [
                    .init(name: "a", type: .float32, shape: [2, 2]),
                    .init(name: "b \"quoted\"", type: .float32, shape: []),
                    .init(name: "empty", type: .float32, shape: [0, 7]),
                ], metadata: ["format": "pt"])
            try writer.append([1, 2, 3, 4])
            try writer.append([-0.5])
            try writer.finish()
            let file = try SafetensorsFile(path: path)
            #expect(file.metadata == ["format": "pt"])
            #expect(try file.tensor("a").floats() == [1, 2, 3, 4])
            #expect(try file.tensor("b \"quoted\"").floats() == [-0.5])
            #expect(try file.tensor("empty").shape == [0, 7])
        }
    }

    @Test func everyTruncationIsRefused() throws {
        let whole = try Fixtures.bytes("reference.safetensors")
        for count in 0..<whole.count {
            let code = errorCode { _ = try SafetensorsFile(bytes: Array(whole[..<count])) }
            #expect(code == "checkpoint.malformed", "\(count)")
        }
    }

    @Test func tenThousandMutationsNeverCrash() throws {
        let whole = try Fixtures.bytes("reference.safetensors")
        var random = SeededRandom(seed: 43)
        for _ in 0..<10_000 {
            var bytes = whole
            for _ in 0...Int(random.next() % 4) {
                let index = Int(random.next() % UInt64(bytes.count))
                bytes[index] = UInt8(truncatingIfNeeded: random.next())
            }
            guard let file = try? SafetensorsFile(bytes: bytes) else { continue }
            for name in file.names { _ = try? file.tensor(name).floats() }
        }
    }

    private func file(_ header: String, data: Int) -> [UInt8] {
        GGUFBytes.number(UInt64(header.utf8.count)) + Array(header.utf8)
            + [UInt8](repeating: 0, count: data)
    }

    @Test(arguments: [
        #"[]"#, #"{"a":1}"#, #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        // é in one scalar, and in two: one name to Swift.
        #"{"\u00e9":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"e\u0301":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[1]}}"#, #"{"a":{"shape":[1],"data_offsets":[0,4]}}"#,
        "{}",
    ])
    func liesAreRefused(header: String) {
        #expect(
            errorCode { _ = try SafetensorsFile(bytes: file(header, data: 8)) }
                == "checkpoint.malformed")
    }

    @Test func anUnknownTypeIsRefusedWhenItIsAskedFor() throws {
        let header = #"{"a":{"dtype":"F4","shape":[16],"data_offsets":[0,8]}}"#
        let file = try SafetensorsFile(bytes: file(header, data: 8))
        #expect(errorCode { _ = try file.tensor("a") } == "checkpoint.unsupported-tensor-type")
    }

    @Test func anIndexCannotLeaveItsFolder() throws {
        for shard in ["../x.safetensors", "/etc/x.safetensors", ".safetensors", "a/b.safetensors"] {
            try Fixtures.withScratch { folder in
                let index = #"{"weight_map":{"a":"\#(shard)"}}"#
                try Data(index.utf8).write(
                    to: folder.appending(path: ShardedSafetensors.indexName))
                #expect(
                    errorCode { _ = try ShardedSafetensors(folder: folder.path) }
                        == "checkpoint.inconsistent-parts")
            }
        }
    }

    @Test func shardsGiveWhatTheirIndexPromises() throws {
        let folder = Fixtures.path("models/qwen3")
        let shards = try ShardedSafetensors(folder: folder)
        #expect(shards.names.count == 25)
        for name in shards.names {
            #expect(try shards.tensor(name).shape == shards.shape(of: name))
        }
    }

    @Test(.enabled(if: Fixtures.dataFolder != nil, "AIKI_DATA is not set"))
    func aPeersFilesOpen() throws {
        let folder = try #require(Fixtures.dataFolder)
            .appending(path: "tokenizers/swift-transformers")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".safetensors") }
        #expect(!paths.isEmpty)
        for path in paths {
            let file = try SafetensorsFile(path: folder.appending(path: path).path)
            for name in file.names { _ = try? file.tensor(name).floats() }
        }
    }
}
