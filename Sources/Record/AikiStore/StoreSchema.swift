/// The tables of one target: how they came to be, and what must hold of them.
///
/// A store is opened with the schemas of all targets that keep something in it, always in the same
/// order. Migrations are never changed once released; a new one is added at the end.
public struct StoreSchema: Sendable {
    /// One step from an older form of the tables to the next.
    public struct Migration: Sendable {
        /// A name, unique within the schema, that is never used again.
        public let name: String
        /// What changes.
        let migrate: @Sendable (StoreTransaction) throws -> Void

        /// Describes a step.
        public init(
            _ name: String, _ migrate: @escaping @Sendable (StoreTransaction) throws -> Void
        ) {
            self.name = name
            self.migrate = migrate
        }
    }

    /// Finds what does not hold: each problem in a sentence.
    public typealias Check = @Sendable (StoreTransaction) throws -> [String]

    /// The target's name; it stands before the names of its migrations.
    public let name: String
    /// All steps, oldest first.
    public let migrations: [Migration]
    /// Run when a store is opened and nobody else has it open: tidies what a crash left unfinished.
    let recover: @Sendable (StoreTransaction) throws -> Void
    /// What must hold at all times.
    let findProblems: Check

    /// Describes the tables of a target.
    public init(
        name: String, migrations: [Migration],
        recover: @escaping @Sendable (StoreTransaction) throws -> Void = { _ in },
        findProblems: @escaping Check = { _ in [] }
    ) {
        self.name = name
        self.migrations = migrations
        self.recover = recover
        self.findProblems = findProblems
    }
}
