package import AikiDialogue
import AikiEngine

/// A model in memory.
package enum LoadedModel: Sendable {
    /// One that writes.
    case language(any LanguageModel & AnyObject)
    /// One that turns text into vectors.
    case embedder(any Embedder & AnyObject)

    /// The model itself, whose references are counted.
    var object: AnyObject {
        switch self {
        case .language(let model): model
        case .embedder(let model): model
        }
    }
}

/// Something that knows how much memory it may come to take.
package protocol MemoryTaker: AnyObject {
    /// Bytes.
    var memoryBytes: Int { get }
}

extension NativeLanguageModel: MemoryTaker {}
extension NativeEmbedder: MemoryTaker {}
