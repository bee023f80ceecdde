import AikiBase
import AikiEngine
import Foundation
import Testing

/// Goal: a snapshot is valid or ignored, never wrong. Method: every truncation and damage to every
/// byte of a file, files cut while they are mapped, and what killed writers leave.
@Suite struct SnapshotFileTests {
    typealias Fixture = PrefixFixture

    static let text = Fixture.text(150)

    /// A good snapshot's path, in a folder that is gone afterwards.
    static func withSnapshot(_ body: (String) throws -> Void) async throws {
        try await Fixture.withFolder { folder in
            let path = "\(folder)/good.kv"
            try SnapshotFile.write(
                Fixture.header(text, adapterKey: 5), blocks: Fixture.blocks(text), to: path)
            try body(path)
        }
    }

    /// What a store makes of a file: the tokens whose state it gives back.
    static func restored(_ path: String) throws -> [Int32]? {
        guard let file = SnapshotFile(path: path) else { return nil }
        let store = PrefixStore(bytesPerToken: Fixture.bytesPerToken, bytesMax: 0)
        store.adopt(file)
        store.checkInvariants()
        return try Fixture.restored(store, text, adapterKey: 5)
    }

    @Test func whatIsWrittenIsReadBack() async throws {
        try await Self.withSnapshot { path in
            let file = try #require(SnapshotFile(path: path))
            #expect(file.header.tokens == Self.text)
            #expect(file.header.identity == "identity" && file.header.modelName == "tiny")
            #expect(file.header.adapterKey == 5 && file.blockCount == 3)
            #expect(try Self.restored(path) == Self.text)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            #expect((attributes[.size] as? NSNumber)?.intValue == 4096 + 150 * 4)
        }
    }

    @Test func everyTruncationIsRefused() async throws {
        try await Self.withSnapshot { path in
            let good = try Data(contentsOf: URL(filePath: path))
            // Every length near the borders of header and blocks, every 29th between.
            for length in 0..<good.count where length < 200 || length > 4080 || length % 29 == 0 {
                try good.prefix(length).write(to: URL(filePath: path))
                #expect(SnapshotFile(path: path) == nil, "\(length) bytes")
            }
            try (good + [0]).write(to: URL(filePath: path))
            #expect(SnapshotFile(path: path) == nil)
        }
    }

    /// Damage to the header makes the file invalid; damage to a block ends what is given back there.
    @Test(arguments: [UInt8(0x01), 0x80, 0xFF]) func noDamageIsBelieved(flip: UInt8) async throws {
        try await Self.withSnapshot { path in
            let good = try Data(contentsOf: URL(filePath: path))
            // Every byte that means something, and every 29th of the padding.
            for place in good.indices where place < 800 || place > 4090 || place % 29 == 0 {
                var bad = good
                bad[place] ^= flip
                try bad.write(to: URL(filePath: path))
                let restored = try Self.restored(path)
                guard place >= 4096 else {
                    #expect(restored == nil, "byte \(place)")
                    continue
                }
                let sound = (place - 4096) / 4 / PrefixStore.blockTokens * PrefixStore.blockTokens
                #expect(restored == Array(Self.text[..<sound]), "byte \(place)")
                // What was found damaged does not come again.
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    }

    @Test func randomBytesAreRefused() async throws {
        try await Self.withSnapshot { path in
            let good = [UInt8](try Data(contentsOf: URL(filePath: path)))
            var random = SeededRandom(seed: 3)
            for _ in 0..<500 {
                var bad = good
                for _ in 0..<Int.random(in: 1...20, using: &random) {
                    let place = Int.random(in: 0..<200, using: &random)
                    bad[place] = .random(in: 0...255, using: &random)
                }
                if bad == good { continue }
                try Data(bad).write(to: URL(filePath: path))
                #expect(SnapshotFile(path: path) == nil)
            }
        }
    }

    @Test func aFileThatIsCutWhileItIsMappedIsNoLongerBelieved() async throws {
        try await Self.withSnapshot { path in
            let file = try #require(SnapshotFile(path: path))
            #expect(file.verifiedBlock(0) != nil)
            #expect(truncate(path, 4096) == 0)
            #expect(file.verifiedBlock(0) == nil)
            #expect(truncate(path, 4096 + 600) == 0)
            #expect(file.verifiedBlock(0) == nil)
        }
    }

    @Test func aFileThatIsNoFileIsRefused() async throws {
        try await Fixture.withFolder { folder in
            #expect(SnapshotFile(path: "\(folder)/none.kv") == nil)
            #expect(SnapshotFile(path: folder) == nil)
            #expect(mkfifo("\(folder)/pipe.kv", 0o600) == 0)
            #expect(SnapshotFile(path: "\(folder)/pipe.kv") == nil)
        }
    }

    @Test func whereAFileCannotBeWrittenTheOldOneStays() async throws {
        try await Self.withSnapshot { path in
            let good = try Data(contentsOf: URL(filePath: path))
            let other = Fixture.text(70, seed: 2)
            // A folder stands where the file is to go.
            let taken = path + ".folder"
            try FileManager.default.createDirectory(
                atPath: taken + "/x", withIntermediateDirectories: true)
            #expect(throws: POSIXError.self) {
                try SnapshotFile.write(
                    Fixture.header(other), blocks: Fixture.blocks(other), to: taken)
            }
            #expect(throws: POSIXError.self) {
                try SnapshotFile.write(
                    Fixture.header(other), blocks: Fixture.blocks(other), to: path + "/x.kv")
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == good)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: (path as NSString).deletingLastPathComponent)
            #expect(!names.contains { $0.hasSuffix(".tmp") })
        }
    }

    @Test func theNumbersOfAHeaderHaveLimits() {
        func isRead(_ change: (inout SnapshotHeader) -> Void) -> Bool {
            var header = Fixture.header([1, 2, 3])
            change(&header)
            header.blockChecksums = Array(repeating: 1, count: header.blockCount)
            return SnapshotHeader(header.encoded(), fileBytes: header.fileBytes) == header
        }
        #expect(isRead { _ in })
        let longest = String(repeating: "x", count: SnapshotHeader.textBytesMax)
        #expect(isRead { $0.identity = longest })
        #expect(!isRead { $0.identity = longest + "x" })
        #expect(isRead { $0.modelName = longest })
        #expect(!isRead { $0.modelName = longest + "x" })
        #expect(isRead { $0.bytesPerToken = SnapshotHeader.bytesPerTokenMax })
        #expect(!isRead { $0.bytesPerToken = SnapshotHeader.bytesPerTokenMax + 1 })
        let most = [Int32](repeating: 7, count: SnapshotHeader.tokensMax)
        #expect(isRead { $0.tokens = most })
        #expect(!isRead { $0.tokens = most + [7] })
        #expect(!isRead { $0.tokens = [] })
    }
}
