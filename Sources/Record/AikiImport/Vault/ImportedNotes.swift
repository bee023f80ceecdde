public import AikiStore
import GRDB

/// What imported notes say of themselves, and where they point.
public struct ImportedNotes: Sendable {
    /// A link with the message that it leads to.
    public struct Bridge: Sendable, Equatable {
        /// The link as it is written.
        public let link: NoteLink
        /// The message of the note it means; nil where there is none.
        public let message: Int64?
    }

    private let store: Store

    /// The notes of a store.
    public init(store: Store) { self.store = store }

    /// The fields of a note, in their order.
    public func facets(of message: Int64) async throws -> [NoteFacet] {
        try await store.read { try Self.facets(of: message, in: $0) }
    }

    /// As ``facets(of:)``, within a transaction.
    static func facets(of message: Int64, in transaction: StoreTransaction) throws -> [NoteFacet] {
        try Row.fetchAll(
            transaction.database,
            sql: "SELECT name, value FROM note_facets WHERE message_id = ? ORDER BY position",
            arguments: [message]
        ).map { NoteFacet(name: try $0.required("name"), value: try $0.required("value")) }
    }

    /// The links of a note, in their order.
    public func links(of message: Int64) async throws -> [Bridge] {
        try await store.read { try Self.links(of: message, in: $0) }
    }

    /// As ``links(of:)``, within a transaction.
    static func links(of message: Int64, in transaction: StoreTransaction) throws -> [Bridge] {
        try Row.fetchAll(
            transaction.database,
            sql: "SELECT * FROM note_links WHERE message_id = ? ORDER BY position",
            arguments: [message]
        ).map { row in
            Bridge(
                link: NoteLink(
                    kind: NoteLink.Kind(rawValue: try row.required("kind")) ?? .link,
                    target: try row.required("target"), heading: try row.required("heading")),
                message: try row.optional("target_id"))
        }
    }
}
