import AikiBase
import AikiCheckpoint
import Synchronization

/// What the metadata of model files says, read once while a file stays the same.
///
/// Reading it takes milliseconds, for a vocabulary is among it, and a start asks for the same models
/// again and again.
public final class ModelDescriptions: Sendable {
    struct Description: Sendable {
        let architecture: String
        let quantization: String
        let contextTokensMax: Int?
        let isEmbedder: Bool
        let canChat: Bool
    }

    /// The architectures that make vectors.
    private static let embedderArchitectures: Set<String> = ["bert"]

    private struct Known {
        let marks: [FileMark]
        let description: Description
    }

    private let known = Mutex<[String: Known]>([:])

    /// Nothing has been read yet.
    public init() {}

    /// What a model's file says; `parts` are all files that it needs, itself among them.
    ///
    /// - Throws: `CheckpointError` where it cannot be read.
    func description(of path: String, parts: [String]) throws -> Description {
        let marks = parts.compactMap { FileMark(path: $0) }
        if let known = known.withLock({ $0[path] }), known.marks == marks {
            return known.description
        }
        let description = Self.description(of: try GGUFFile(path: path))
        if marks.count == parts.count {
            known.withLock { $0[path] = Known(marks: marks, description: description) }
        }
        return description
    }

    private static func description(of file: GGUFFile) -> Description {
        let architecture = file.string("general.architecture") ?? ""
        let isEmbedder = embedderArchitectures.contains(architecture)
        return Description(
            architecture: architecture, quantization: quantization(file),
            contextTokensMax: file.integer("\(architecture).context_length"),
            isEmbedder: isEmbedder,
            canChat: !isEmbedder && file.string("tokenizer.chat_template") != nil)
    }

    /// The type that holds the most bytes.
    private static func quantization(_ file: GGUFFile) -> String {
        var bytes: [String: Int] = [:]
        for tensor in file.tensors { bytes[tensor.typeName, default: 0] += tensor.byteCount ?? 0 }
        return bytes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
}
