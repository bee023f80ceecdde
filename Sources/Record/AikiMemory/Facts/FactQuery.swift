public import Foundation

/// Which facts are wanted.
public struct FactQuery: Sendable {
    /// Only those of these scopes; nil takes all.
    public var scopes: Set<String>?
    /// Only those about one subject, as it stands in the statement.
    public var subject: String?
    /// Only those of one relation, as "is called".
    public var relation: String?
    /// As the world was known at this time; nil takes what is known now.
    public var asOf: Date?
    /// Also those that something ended.
    public var includesEnded = false
    /// Only those that hold in the world at this time.
    public var validAt: Date?
    /// How many at most, the latest first.
    public var limit = 50

    /// Asks for the latest facts that stand.
    public init() {}
}
