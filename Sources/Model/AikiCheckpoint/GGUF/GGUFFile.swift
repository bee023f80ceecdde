public import AikiBase
public import AikiTensor

/// A GGUF model file, mapped into memory; also one that is split into parts.
///
/// Opening reads names and places only. Metadata values are decoded when asked for, tensors are
/// views of the mapped file: a 40 GB model opens in milliseconds and takes no memory of its own.
///
///     let file = try GGUFFile(path: "model.gguf")
///     let layers = file.integer("llama.block_count")
///     let embedding = try file.tensor("token_embd.weight")   // (vocabulary, width)
///
/// Reads versions 2 and 3, little-endian. Whatever a file claims is checked against its size first.
/// The file must not shrink while it is open: the system ends a process that reads mapped pages
/// which are gone.
public final class GGUFFile: MetadataSource, Sendable {
    /// The file that was opened; the first part of a split one.
    public let path: String
    /// The format's version: 2 or 3.
    public let version: Int
    /// What tensors are aligned to, in bytes.
    public let alignment: Int
    /// Every tensor, of all parts, in the order of the files.
    public let tensors: [TensorDescription]
    /// Metadata keys in the order of the file.
    public let keysInOrder: [String]

    private let parts: [GGUFPart]
    private let indexByName: [String: Int]

    /// Opens a file. Where it is part `-0000i-of-0000n` of a split file, all n parts are opened.
    ///
    /// - Throws: ``CheckpointError/unreadable(path:reason:)``,
    ///   ``CheckpointError/malformed(path:offset:reason:)``,
    ///   ``CheckpointError/unsupported(path:what:)`` for big-endian files and other versions,
    ///   ``CheckpointError/inconsistentParts(path:reason:)``.
    /// - Complexity: O(metadata bytes); the tensors' data is not touched.
    public convenience init(path: String) throws(CheckpointError) {
        let paths = try GGUFSplit.partPaths(of: path)
        var sources: [ByteSource] = []
        for path in paths { sources.append(try ByteSource(path: path)) }
        try self.init(sources: sources)
    }

    /// Parses one file that is in memory.
    package convenience init(bytes: [UInt8], name: String = "memory") throws(CheckpointError) {
        try self.init(sources: [ByteSource(bytes: bytes, name: name)])
    }

    private init(sources: [ByteSource]) throws(CheckpointError) {
        var parts: [GGUFPart] = []
        for (index, source) in sources.enumerated() {
            parts.append(try GGUFPart(source, file: index))
        }
        try GGUFSplit.check(parts)
        path = parts[0].source.path
        version = parts[0].version
        alignment = parts[0].alignment
        keysInOrder = parts[0].keys
        tensors = parts.flatMap(\.tensors)
        self.parts = parts
        var indexByName = [String: Int](minimumCapacity: tensors.count)
        for (index, tensor) in tensors.enumerated() {
            guard indexByName.updateValue(index, forKey: tensor.name) == nil else {
                throw .inconsistentParts(
                    path: parts[0].source.path, reason: "two parts hold the tensor \(tensor.name)")
            }
        }
        self.indexByName = indexByName
    }

    /// Bytes of all files together.
    public var byteCount: Int { parts.reduce(0) { $0 + $1.source.bytes.count } }

    /// Where the parts are, in order; one path where the file is not split.
    public var partPaths: [String] { parts.map(\.source.path) }

    /// What the file says of a tensor, nil where it has none of this name.
    public func description(of name: String) -> TensorDescription? {
        indexByName[name].map { tensors[$0] }
    }

    /// A tensor as a view of the file.
    ///
    /// - Throws: ``CheckpointError/missingTensor(name:path:)``, or
    ///   ``CheckpointError/unsupportedTensorType(name:type:path:)`` for a type that this program
    ///   cannot compute with.
    public func tensor(_ name: String) throws(CheckpointError) -> Tensor {
        guard let description = description(of: name) else {
            throw .missingTensor(name: name, path: path)
        }
        guard let tensor = view(description) else {
            throw .unsupportedTensorType(
                name: name, type: description.typeName, path: parts[description.file].source.path)
        }
        return tensor
    }

    /// A tensor as a view of the file; nil where there is none, or one of a foreign type.
    public func tensorIfPresent(_ name: String) -> Tensor? {
        description(of: name).flatMap { view($0) }
    }

    /// A metadata value with its type; nil where the key is absent.
    public func value(_ key: String) -> MetadataValue? {
        guard let location = parts[0].locations[key] else { return nil }
        var cursor = ByteCursor(
            bytes: parts[0].source.bytes, path: path, offset: location.offset)
        // The whole value was walked when the file was opened, so decoding it cannot fail.
        return try? GGUFMetadataReader.value(location.type, &cursor)
    }

    private func view(_ description: TensorDescription) -> Tensor? {
        guard let type = description.type, let count = description.byteCount else { return nil }
        let source = parts[description.file].source
        return Tensor(
            type: type, shape: description.shape, bytes: source.slice(description.offset, count),
            owner: source.owner)
    }
}
