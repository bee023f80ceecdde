public import AikiBase
public import AikiServer
public import Foundation
import Synchronization

/// The API keys of the house, hashed, in one file of mode 0600.
///
/// A running server sees a key that is made or revoked at once: the file is read again where it has
/// changed.
public final class APIKeyStore: KeyVerifier {
    private struct Known {
        var date: Date?
        var ring = APIKeyRing([])
    }

    /// The most keys that are kept.
    public static let keysMax = 1000

    private let file: URL
    private let known = Mutex(Known())

    /// Keys in a file, which may not be there yet.
    public init(file: URL) {
        self.file = file
    }

    /// Whether there is no key.
    public var isEmpty: Bool { ring.isEmpty }

    /// Whether a key is one of these.
    public func accepts(_ key: String) -> Bool { ring.accepts(key) }

    /// All keys, oldest first.
    ///
    /// - Throws: ``HouseError/unreadableFile(path:problem:)`` where the file is damaged.
    public func list() throws -> [APIKeyRecord] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: Array(try Data(contentsOf: file)))
        } catch let error as JSONError {
            throw HouseError.unreadableFile(path: file.path, problem: error.message)
        }
        let elements = value["keys"]?.elements ?? []
        let records = elements.compactMap(APIKeyRecord.init)
        guard value["keys"] != nil, records.count == elements.count else {
            throw HouseError.unreadableFile(path: file.path, problem: "it holds something else")
        }
        return records
    }

    /// Makes a key.
    ///
    /// - Returns: the key, which is shown once and kept nowhere, and its record.
    public func create(
        name: String, clock: any WallClock
    ) throws -> (key: String, record: APIKeyRecord) {
        var records = try list()
        guard records.count < Self.keysMax else {
            throw HouseError.unreadableFile(
                path: file.path, problem: "it holds \(records.count) keys, the most there may be")
        }
        let made = APIKeyRecord.make(
            name: name, createdSeconds: Int(clock.now().timeIntervalSince1970))
        records.append(made.record)
        try write(records)
        return made
    }

    /// Revokes a key.
    ///
    /// - Throws: ``HouseError/keyNotFound(id:)``.
    public func revoke(id: String) throws {
        let records = try list()
        let rest = records.filter { $0.id != id }
        guard rest.count < records.count else { throw HouseError.keyNotFound(id: id) }
        try write(rest)
    }

    private func write(_ records: [APIKeyRecord]) throws {
        let value: JSONValue = ["keys": .array(records.map(\.json))]
        try AtomicFile.write(
            Data((value.encoded(.pretty) + "\n").utf8), to: file, permissions: 0o600)
        known.withLock { $0 = Known() }
    }

    private var ring: APIKeyRing {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        let date = attributes?[.modificationDate] as? Date
        return known.withLock { known in
            if known.date != date || date == nil {
                // A file that cannot be read lets nobody in.
                known = Known(date: date, ring: APIKeyRing((try? list()) ?? []))
            }
            return known.ring
        }
    }
}
