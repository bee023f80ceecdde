public import AikiBase
import Foundation

extension House {
    /// Lets a Qdrant collection hold memory's vectors, and copies those there are into it. The texts stay
    /// in the store, and nothing but vectors and numbers leaves the machine.
    ///
    /// - Parameters:
    ///   - address: the server's.
    ///   - collection: made where there is none of its name; one that holds points of others is refused.
    ///   - vectorName: which of its named vectors, if they have names.
    /// - Returns: how many vectors were copied.
    /// - Throws: `QdrantError`; ``HouseError/noEmbedder``.
    public func attachQdrant(
        address: String, collection: String, vectorName: String? = nil
    ) async throws -> Int {
        let owner = try home.lastAttachment()?.owner ?? UUID().uuidString
        return try await sense.attach(
            QdrantAttachment(
                address: address, collection: collection, vectorName: vectorName, owner: owner))
    }

    /// Lets a file beside the store hold memory's vectors again, and takes them out of the collection.
    ///
    /// - Returns: the collection that was attached, and why its points are still there, if they are; nil
    ///   where none was.
    /// - Throws: ``HouseError/unreadableFile(path:problem:)``.
    public func detachQdrant() async throws -> (collection: String, problem: (any AikiError)?)? {
        try await sense.detach()
    }
}
