package import GRDB

/// One transaction of the store: what is read belongs together, what is written is there whole or
/// not at all. It ends with the closure it was handed to.
public struct StoreTransaction {
    /// SQLite, for the Record room alone.
    package let database: Database
}

@available(*, unavailable)
extension StoreTransaction: Sendable {}
