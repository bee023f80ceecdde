import AikiDialogue
import Synchronization

/// A stand-in for an embedding model: words of one group count as one, so that "car" is near
/// "automobile". It notes what it embeds, and can be slow or broken.
final class GroupEmbedder: Embedder {
    struct Broken: Error {}

    static let name = "groups"
    let name: String = GroupEmbedder.name
    let dimensions = 8
    private let delay: Duration
    private let isBroken: Bool
    private let embedded = Mutex<[String]>([])

    private static let groups = [
        ["car", "automobile", "vehicle"], ["boat", "ship", "vessel"], ["happy", "glad", "joyful"],
        ["doctor", "physician", "surgeon"], ["soup", "meal", "lunch"], ["house", "home"],
    ]

    init(delay: Duration = .zero, isBroken: Bool = false) {
        self.delay = delay
        self.isBroken = isBroken
    }

    /// Everything it embedded, in order.
    var texts: [String] { embedded.withLock { $0 } }

    func embed(_ texts: [String]) async throws -> Embeddings {
        if delay > .zero { try await Task.sleep(for: delay) }
        if isBroken { throw Broken() }
        embedded.withLock { $0 += texts }
        let vectors = texts.map { text in
            var vector = [Float](repeating: 0, count: dimensions)
            vector[7] = 0.1
            for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
                for (place, group) in Self.groups.enumerated() where group.contains(String(word)) {
                    vector[place] += 1
                }
            }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
        return Embeddings(vectors: vectors, promptTokens: 0)
    }
}
