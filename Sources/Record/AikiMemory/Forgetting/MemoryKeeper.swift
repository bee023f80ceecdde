public import AikiStore
public import Foundation

/// Someone else who keeps something of messages: an index, a cache, a file.
///
/// Tables that refer to `messages.id` and go with them need none. What is kept elsewhere goes in two
/// steps: within the transaction that forgets, what is needed to find it is looked up or removed; behind
/// it, files are changed. The second step is done again where the program was ended before it.
public protocol MemoryKeeper: Sendable {
    /// What it keeps, for certificates: `vectors`, `snapshots` …
    var name: String { get }

    /// Removes what it keeps in the store, before the messages go.
    ///
    /// - Returns: how many things.
    func willForget(_ messages: ForgottenMessages, in transaction: StoreTransaction) throws -> Int

    /// Removes what it keeps elsewhere, after the messages are gone. May come twice.
    ///
    /// - Returns: how many things.
    func didForget(_ messages: [Int64], texts: ForgottenTexts) async throws -> Int
}

extension MemoryKeeper {
    /// Keeps nothing in the store.
    public func willForget(
        _ messages: ForgottenMessages, in transaction: StoreTransaction
    ) throws -> Int { 0 }

    /// Keeps nothing elsewhere.
    public func didForget(_ messages: [Int64], texts: ForgottenTexts) async throws -> Int { 0 }
}

/// The messages that a transaction forgets.
public struct ForgottenMessages: Sendable {
    /// An SQL query of their numbers, to stand behind `IN`.
    public let selection: String
    /// A key of this store, for hashes by which something is recognised later.
    public let key: Data
}

/// What the forgotten messages said, to find copies of it; only known to the process that forgets.
public struct ForgottenTexts: Sendable {
    /// The texts; empty where forgetting is finished after an interruption.
    public let texts: [String]
}
