import AikiServer
import AikiBase
import AikiHouse
import Foundation
import Testing

/// Goal: a key opens the door until it is revoked, and the file gives none away. Method: a file in a
/// temporary folder.
@Suite struct APIKeyStoreTests {
    private let clock = FixedWallClock(Date(timeIntervalSince1970: 1_700_000_000))

    private func withFile(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "api-keys.json"))
    }

    @Test func `A key works until it is revoked, for every store over the file`() throws {
        try withFile { file in
            let one = APIKeyStore(file: file)
            let other = APIKeyStore(file: file)
            #expect(one.isEmpty && !other.accepts("aiki-x"))
            let (key, record) = try one.create(name: "laptop", clock: clock)
            #expect(key.hasPrefix("aiki-") && key.count == 48)
            #expect(one.accepts(key) && other.accepts(key))
            #expect(!one.accepts(key + "x") && !one.accepts(String(key.dropLast())))
            #expect(!one.accepts(""))
            let second = try other.create(name: "phone", clock: clock)
            #expect(try one.list().map(\.name) == ["laptop", "phone"])
            try one.revoke(id: record.id)
            #expect(!one.accepts(key) && !other.accepts(key))
            #expect(one.accepts(second.key))
            #expect(throws: HouseError.keyNotFound(id: "nope")) { try one.revoke(id: "nope") }
        }
    }

    @Test func `The file holds no key and nobody else may read it`() throws {
        try withFile { file in
            let store = APIKeyStore(file: file)
            let (key, _) = try store.create(name: "laptop", clock: clock)
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains(key) && !text.contains(key.dropFirst(5)))
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[
                .posixPermissions]
            #expect((mode as? NSNumber)?.intValue == 0o600)
        }
    }

    @Test func `A damaged file lets nobody in and says so`() throws {
        try withFile { file in
            let store = APIKeyStore(file: file)
            let (key, _) = try store.create(name: "laptop", clock: clock)
            let whole = try Data(contentsOf: file)
            for count in stride(from: 0, to: whole.count - 2, by: 7) {
                try whole[..<count].write(to: file)
                let fresh = APIKeyStore(file: file)
                #expect(!fresh.accepts(key))
                #expect(throws: HouseError.self) { try fresh.list() }
            }
        }
    }
}
