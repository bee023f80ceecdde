import AikiBase
import AikiCheckpoint
import Foundation
import Testing

/// Goal: models are there whole or not at all, and no name or manifest can do harm. Method: a
/// registry in a scratch folder, broken on purpose.
@Suite struct ModelRegistryTests {
    private let date = Date(timeIntervalSince1970: 1_700_000_000)

    private func withRegistry(_ body: (ModelRegistry, URL) throws -> Void) throws {
        try Fixtures.withScratch { folder in
            let registry = ModelRegistry(
                home: folder.appending(path: "home"), clock: FixedWallClock(date))
            let file = folder.appending(path: "weights.gguf")
            try Data("abc".utf8).write(to: file)
            try body(registry, file)
        }
    }

    @Test func anAddedModelIsListedWithItsHash() throws {
        try withRegistry { registry, file in
            #expect(try registry.list().models.isEmpty)
            let added = try registry.add("tiny", files: [file.path], placement: .copy) {
                $0.source = "hf.co/a/b"
                $0.license = "mit"
                $0.gateResults["nll"] = 1.5
            }
            let listed = try registry.list()
            #expect(listed.models == [added])
            #expect(listed.broken.isEmpty)
            #expect(
                added.files[0].sha256
                    == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            #expect(added.byteCount == 3)
            #expect(added.added == date)
            #expect(
                try Data(contentsOf: URL(filePath: registry.path(of: "tiny"))) == Data("abc".utf8))
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test func aMovedFileIsGoneFromWhereItWas() throws {
        try withRegistry { registry, file in
            try registry.add("tiny", files: [file.path], placement: .move)
            #expect(!FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test func namesAreTakenOnce() throws {
        try withRegistry { registry, file in
            try registry.add("tiny", files: [file.path], placement: .copy)
            #expect(
                errorCode { try registry.add("tiny", files: [file.path], placement: .copy) }
                    == "checkpoint.model-exists")
        }
    }

    @Test func aFailedAddLeavesNothing() throws {
        try withRegistry { registry, file in
            let absent = file.path + ".absent"
            #expect(
                errorCode {
                    try registry.add("tiny", files: [file.path, absent], placement: .move)
                }
                    != nil)
            #expect(FileManager.default.fileExists(atPath: file.path))
            let listed = try registry.list()
            #expect(listed.models.isEmpty)
            #expect(listed.broken.isEmpty)
        }
    }

    @Test(arguments: [
        "", ".", "..", "../x", "a/b", "a\\b", ".hidden", "-x", "a b", "ü", "a\0b", "promoted.json",
        String(repeating: "a", count: 65),
    ])
    func namesThatCouldBePathsAreRefused(name: String) throws {
        try withRegistry { registry, file in
            let code = "checkpoint.invalid-model-name"
            #expect(
                errorCode { try registry.add(name, files: [file.path], placement: .copy) } == code)
            #expect(errorCode { try registry.remove(name) } == code)
            #expect(errorCode { _ = try registry.manifest(of: name) } == code)
            #expect(errorCode { try registry.promote(name) } == code)
        }
    }

    @Test func theLongestNameIsTaken() throws {
        #expect(errorCode { try ModelName.check(String(repeating: "a", count: 64)) } == nil)
    }

    @Test func promotionIsOnePointerThatKnowsTheOneBefore() throws {
        try withRegistry { registry, file in
            try registry.add("one", files: [file.path], placement: .copy)
            try registry.add("two", files: [file.path], placement: .copy)
            #expect(try registry.promotedName() == nil)
            try registry.promote("one")
            try registry.promote("two")
            #expect(try registry.promotedName() == "two")
            #expect(try registry.previousPromotedName() == "one")
            #expect(errorCode { try registry.remove("two") } == "checkpoint.model-promoted")
            #expect(errorCode { try registry.promote("three") } == "checkpoint.model-not-found")
            try registry.remove("one")
            #expect(try registry.list().models.map(\.name) == ["two"])
        }
    }

    @Test func brokenManifestsAreReportedBesideTheOthers() throws {
        try withRegistry { registry, file in
            try registry.add("good", files: [file.path], placement: .copy)
            for (name, text) in [
                ("empty", ""), ("array", "[]"), ("future", #"{"format":99}"#),
                (
                    "path",
                    #"{"format":1,"name":"path","added":"2026-01-01T00:00:00Z","files":[{"name":"../x","bytes":1,"sha256":"0"}]}"#
                ),
            ] {
                let folder = registry.folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: folder.appending(path: "manifest.json"))
            }
            let listed = try registry.list()
            #expect(listed.models.map(\.name) == ["good"])
            #expect(listed.broken.map(\.name) == ["array", "empty", "future", "path"])
            #expect(listed.broken.allSatisfy { $0.error.code == "checkpoint.broken-manifest" })
            try registry.remove("empty")
            #expect(try registry.list().broken.count == 3)
        }
    }

    @Test func fieldsOfALaterVersionSurviveAnUpdate() throws {
        try withRegistry { registry, file in
            try registry.add("tiny", files: [file.path], placement: .copy)
            let path = registry.folder.appending(path: "tiny/manifest.json")
            var json = try #require(
                try JSONValue(parsing: Array(try Data(contentsOf: path))).object)
            json["later"] = [1, 2]
            try Data(JSONValue.object(json).encoded().utf8).write(to: path)
            let updated = try registry.update("tiny") { $0.parent = "other" }
            #expect(updated.parent == "other")
            let again = try JSONValue(parsing: Array(try Data(contentsOf: path)))
            #expect(again["later"] == [1, 2])
            #expect(try registry.manifest(of: "tiny") == updated)
        }
    }
}
