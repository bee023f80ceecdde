import AikiBase
import Foundation

/// The safetensors of a model's folder: one file, or shards with an index.
///
/// Looks for `model.safetensors`, else for `model.safetensors.index.json`, whose `weight_map` names
/// the shard of each tensor.
public final class ShardedSafetensors: Sendable {
    /// The name of the single file.
    public static let fileName = "model.safetensors"
    /// The name of the index.
    public static let indexName = "model.safetensors.index.json"
    /// Shards that an index may name; each is mapped.
    public static let shardsMax = 1_024
    /// Bytes of an index, at most.
    public static let indexBytesMax = 100_000_000

    /// The folder.
    public let folder: String
    /// Every tensor's name, shard after shard.
    public let names: [String]

    private let files: [SafetensorsFile]
    private let fileOfName: [String: Int]

    /// Opens what a folder holds.
    ///
    /// - Throws: ``CheckpointError/unreadable(path:reason:)`` where there is neither file;
    ///   ``CheckpointError/inconsistentParts(path:reason:)`` where index and shards disagree.
    public init(folder: String) throws(CheckpointError) {
        let url = URL(filePath: folder)
        let single = url.appending(path: Self.fileName).path
        let index = url.appending(path: Self.indexName).path
        var files: [SafetensorsFile] = []
        var promised: [String: String] = [:]
        if FileManager.default.fileExists(atPath: single) {
            files.append(try SafetensorsFile(path: single))
        } else {
            promised = try Self.readIndex(index)
            for shard in Set(promised.values).sorted() {
                files.append(try SafetensorsFile(path: url.appending(path: shard).path))
            }
        }
        var fileOfName: [String: Int] = [:]
        for (number, file) in files.enumerated() {
            for name in file.names {
                guard fileOfName.updateValue(number, forKey: name) == nil else {
                    throw .inconsistentParts(path: index, reason: "two shards hold \(name)")
                }
            }
        }
        for (name, shard) in promised.sorted(by: { $0.key < $1.key }) {
            guard let number = fileOfName[name],
                URL(filePath: files[number].path).lastPathComponent == shard
            else {
                throw .inconsistentParts(path: index, reason: "\(shard) does not hold \(name)")
            }
        }
        self.folder = folder
        self.files = files
        self.fileOfName = fileOfName
        names = files.flatMap(\.names)
    }

    /// Whether there is a tensor of this name.
    public func contains(_ name: String) -> Bool { fileOfName[name] != nil }

    /// The shape of a tensor, nil where there is none of this name.
    public func shape(of name: String) -> [Int]? {
        fileOfName[name].flatMap { files[$0].shape(of: name) }
    }

    /// A tensor as a view of its file.
    ///
    /// - Throws: ``CheckpointError/missingTensor(name:path:)``,
    ///   ``CheckpointError/unsupportedTensorType(name:type:path:)``.
    public func tensor(_ name: String) throws(CheckpointError) -> SafetensorsTensor {
        guard let number = fileOfName[name] else {
            throw .missingTensor(name: name, path: folder)
        }
        return try files[number].tensor(name)
    }

    private static func readIndex(_ path: String) throws(CheckpointError) -> [String: String] {
        let index = try JSONFile.read(path, bytesMax: indexBytesMax)
        guard let map = index["weight_map"]?.object else {
            throw .missingField(file: path, field: "weight_map")
        }
        var result: [String: String] = [:]
        for (name, shard) in map.pairs {
            guard let shard = shard.text, isPlainName(shard) else {
                throw .inconsistentParts(
                    path: path, reason: "the shard of \(name) is no plain file name")
            }
            result[name] = shard
        }
        let shards = Set(result.values).count
        guard shards <= shardsMax else {
            throw .unsupported(path: path, what: "\(shards) shards (at most \(shardsMax))")
        }
        return result
    }

    private static func isPlainName(_ name: String) -> Bool {
        name.hasSuffix(".safetensors") && !name.hasPrefix(".")
            && !name.utf8.contains(UInt8(ascii: "/")) && !name.utf8.contains(0)
    }
}
