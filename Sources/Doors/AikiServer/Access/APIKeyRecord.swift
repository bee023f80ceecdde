public import AikiBase
import Crypto
public import Foundation

/// What is kept of an API key: enough to know it again, too little to make it.
///
/// A key is 256 random bits, so a salted SHA-256 is enough: there is no dictionary to try.
public struct APIKeyRecord: Sendable, Equatable {
    /// What every key begins with.
    public static let prefix = "aiki-"
    private static let secretBytes = 32
    private static let saltBytes = 16

    /// A short name to revoke it by.
    public var id: String
    /// What its owner calls it.
    public var name: String
    /// When it was made, in seconds since 1970.
    public var createdSeconds: Int
    /// Random bytes that stand before the key in the hash.
    public var salt: Data
    /// SHA-256 of salt and key.
    public var hash: Data

    /// Keeps a key that exists already.
    public init(key: String, id: String, name: String, createdSeconds: Int) {
        self.id = id
        self.name = name
        self.createdSeconds = createdSeconds
        salt = Self.randomBytes(Self.saltBytes)
        hash = Self.digest(salt: salt, key: key)
    }

    /// Makes a fresh key. The key itself is returned once and kept nowhere.
    public static func make(
        name: String, createdSeconds: Int
    ) -> (key: String, record: APIKeyRecord) {
        let secret = randomBytes(secretBytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
        let key = prefix + secret
        let id = AnswerID.make("").prefix(8)
        return (
            key, APIKeyRecord(key: key, id: String(id), name: name, createdSeconds: createdSeconds)
        )
    }

    /// Whether a key is this one; takes the same time whatever the key.
    public func matches(_ key: String) -> Bool {
        let candidate = Self.digest(salt: salt, key: key)
        guard candidate.count == hash.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(candidate, hash) { difference |= left ^ right }
        return difference == 0
    }

    /// Reads a record as ``json`` writes it; nil where it is something else.
    public init?(_ value: JSONValue) {
        guard let id = value["id"]?.text, let name = value["name"]?.text,
            let created = value["created"]?.wholeNumber,
            let salt = value["salt"]?.text.flatMap({ Data(base64Encoded: $0) }),
            let hash = value["sha256"]?.text.flatMap({ Data(base64Encoded: $0) }),
            hash.count == SHA256.byteCount
        else { return nil }
        self.id = id
        self.name = name
        createdSeconds = created
        self.salt = salt
        self.hash = hash
    }

    /// The record as it is stored.
    public var json: JSONValue {
        [
            "id": .string(id), "name": .string(name), "created": .integer(Int64(createdSeconds)),
            "salt": .string(salt.base64EncodedString()),
            "sha256": .string(hash.base64EncodedString()),
        ]
    }

    private static func digest(salt: Data, key: String) -> Data {
        var hasher = SHA256()
        hasher.update(data: salt)
        hasher.update(data: Data(key.utf8))
        return Data(hasher.finalize())
    }

    private static func randomBytes(_ count: Int) -> Data {
        var random = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}
