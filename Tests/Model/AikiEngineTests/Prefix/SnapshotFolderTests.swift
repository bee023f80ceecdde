import AikiEngine
import Foundation
import Synchronization
import Testing

/// Goal: the folder keeps to its bytes, hands out only what belongs to a model, and does not let
/// clients wear out the disk. Method: tiny snapshots.
@Suite struct SnapshotFolderTests {
    typealias Fixture = PrefixFixture

    /// Saves a text and waits for it.
    static func save(
        _ text: [Int32], in folder: SnapshotFolder, identity: String = "identity",
        name: String = "tiny"
    ) async -> SnapshotFile? {
        let file = Mutex<SnapshotFile?>(nil)
        folder.save(
            Fixture.header(text, identity: identity, name: name), blocks: Fixture.blocks(text)
        ) { saved in file.withLock { $0 = saved } }
        await folder.drain()
        return file.withLock { $0 }
    }

    @Test func onlyAModelsOwnSnapshotsAreHandedOut() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path + "/new", bytesMax: 1 << 20)
            #expect(folder.open(identity: "a").isEmpty && folder.list().isEmpty)
            for (seed, identity) in [(1, "a"), (2, "a"), (3, "b")] as [(UInt64, String)] {
                let text = Fixture.text(100, seed: seed)
                #expect(await Self.save(text, in: folder, identity: identity) != nil)
            }
            #expect(folder.open(identity: "a").count == 2)
            #expect(folder.open(identity: "b").map(\.header.tokens) == [Fixture.text(100, seed: 3)])
            #expect(folder.open(identity: "").isEmpty)
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path)
            #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o700)
            // The same text again is the same file.
            #expect(await Self.save(Fixture.text(100), in: folder, identity: "a") != nil)
            #expect(folder.list().count == 3)
        }
    }

    @Test func theOneUnusedLongestMakesPlace() async throws {
        try await Fixture.withFolder { path in
            let size = 4096 + 100 * Fixture.bytesPerToken
            let folder = SnapshotFolder(path: path, bytesMax: 3 * size)
            for seed in UInt64(1)...3 {
                let text = Fixture.text(100, seed: seed)
                let file = try #require(await Self.save(text, in: folder))
                let old = Date(timeIntervalSinceNow: -1000 + Double(seed))
                try FileManager.default.setAttributes(
                    [.modificationDate: old], ofItemAtPath: file.path)
            }
            // The first is used, and so the second is the oldest.
            let store = PrefixStore(bytesPerToken: Fixture.bytesPerToken, bytesMax: 0)
            for file in folder.open(identity: "identity") { store.adopt(file) }
            #expect(try Fixture.restored(store, Fixture.text(100)).count == 100)
            _ = await Self.save(Fixture.text(100, seed: 4), in: folder)
            let left = Set(folder.open(identity: "identity").map(\.header.tokens))
            #expect(left == Set([1, 3, 4].map { Fixture.text(100, seed: $0) }))
            #expect(folder.list().reduce(0) { $0 + $1.byteCount } == 3 * size)
            // Removed files are let go with the next that is taken in.
            let removed = store.match(Fixture.text(100, seed: 2)[...], adapterKey: 0)
            #expect(removed == 100)
            store.adopt(try #require(folder.open(identity: "identity").first))
            #expect(store.match(Fixture.text(100, seed: 2)[...], adapterKey: 0) == 0)
        }
    }

    @Test func whatIsLargerThanTheFolderMayBeIsNotWanted() {
        let folder = SnapshotFolder(path: "/nowhere", bytesMax: 5000)
        #expect(folder.wants(key: 1, bytes: 5000))
        #expect(!folder.wants(key: 1, bytes: 5001))
    }

    @Test func damagedFilesAndWhatTheDeadLeftGoWithTheNextSave() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            let good = try #require(await Self.save(Fixture.text(100), in: folder))
            let half = try Data(contentsOf: URL(filePath: good.path)).prefix(3000)
            for name in ["half.kv", "old.kv.1.tmp", "new.kv.2.tmp", "note.txt"] {
                try half.write(to: URL(filePath: "\(path)/\(name)"))
            }
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -4000)],
                ofItemAtPath: "\(path)/old.kv.1.tmp")
            #expect(folder.open(identity: "identity").count == 1)
            #expect(folder.list().count { $0.modelName == nil } == 1)
            _ = await Self.save(Fixture.text(100, seed: 2), in: folder)
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            #expect(names.count { $0.hasSuffix(".kv") } == 2)
            #expect(!names.contains("half.kv") && !names.contains("old.kv.1.tmp"))
            #expect(names.contains("new.kv.2.tmp") && names.contains("note.txt"))
        }
    }

    @Test func aFolderHoldsItsLimitOfFilesAndNotOneMore() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 40)
            for index in 0..<SnapshotFolder.filesMax {
                let text = [Int32(index)]
                try SnapshotFile.write(
                    Fixture.header(text), blocks: Fixture.blocks(text), to: "\(path)/\(index).kv")
            }
            #expect(folder.list().count == SnapshotFolder.filesMax)
            _ = await Self.save(Fixture.text(100), in: folder)
            #expect(folder.list().count == SnapshotFolder.filesMax)
        }
    }

    @Test func textsThatNeverComeAgainAreWrittenOnlyAFewTimes() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            for key in 0..<UInt64(SnapshotFolder.uselessMax) {
                #expect(folder.wants(key: key, bytes: 100))
                _ = await Self.save(Fixture.text(100, seed: key), in: folder)
            }
            #expect(!folder.wants(key: 100, bytes: 100))
            #expect(folder.wants(key: 100, bytes: 100))
            // One that was remembered, and as many others as push it out.
            for key in 200..<200 + UInt64(SnapshotFolder.seenMax) {
                #expect(!folder.wants(key: key, bytes: 100))
            }
            #expect(!folder.wants(key: 100, bytes: 100))
            #expect(folder.wants(key: 201 + UInt64(SnapshotFolder.seenMax) - 2, bytes: 100))
        }
    }

    @Test func onlyAFewSnapshotsWaitToBeWritten() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            let gate = DispatchSemaphore(value: 0)
            let texts = (1...3).map { Fixture.text(100, seed: UInt64($0)) }
            // The first holds the writer up when it is done, so the others wait.
            folder.save(Fixture.header(texts[0]), blocks: Fixture.blocks(texts[0])) { _ in
                gate.wait()
            }
            for text in texts[1...].prefix(SnapshotFolder.pendingMax - 1) {
                #expect(folder.wants(key: 1, bytes: 100))
                folder.save(Fixture.header(text), blocks: Fixture.blocks(text)) { _ in }
            }
            folder.save(Fixture.header(texts[2]), blocks: Fixture.blocks(texts[2])) { _ in }
            #expect(!folder.wants(key: 1, bytes: 100))
            gate.signal()
            await folder.drain()
            #expect(folder.wants(key: 1, bytes: 100))
        }
    }

    @Test func aFolderThatCannotBeWrittenSaysWhyAndHarmsNobody() async throws {
        try await Fixture.withFolder { path in
            try Data("x".utf8).write(to: URL(filePath: path + "/file"))
            let folder = SnapshotFolder(path: path + "/file/snapshots", bytesMax: 1 << 20)
            #expect(await Self.save(Fixture.text(100), in: folder) == nil)
            #expect(folder.failure != nil)
            #expect(folder.list().isEmpty && folder.open(identity: "identity").isEmpty)
        }
    }

    @Test func snapshotsOfOneModelAreRemoved() async throws {
        try await Fixture.withFolder { path in
            let folder = SnapshotFolder(path: path, bytesMax: 1 << 20)
            _ = await Self.save(
                Fixture.text(100), in: folder, identity: "sha256=ab bytes=1", name: "a")
            _ = await Self.save(Fixture.text(90), in: folder, identity: "b", name: "b")
            #expect(Set(folder.list().map(\.modelVersion)) == ["ab", ""])
            #expect(folder.remove { $0.modelName == "a" }.map(\.tokenCount) == [100])
            #expect(folder.list().map(\.modelName) == ["b"])
        }
    }
}
