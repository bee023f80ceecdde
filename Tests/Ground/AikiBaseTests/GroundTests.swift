import AikiBase
import AikiTestSupport
import Foundation
import Testing

/// Goal: the small tools under everything do what they say, also when the disk does not.
@Suite struct GroundTests {
    @Test func `a seed gives the published sequence`() {
        // First outputs of SplitMix64 for seed 1234567, from the authors' reference program.
        var random = SeededRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test func `uniform numbers stay in their interval and fill it`() {
        var random = SeededRandom(seed: 3)
        let numbers = (0..<10_000).map { _ in random.nextUnit() }
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(numbers.reduce(0, +) / 10_000 - 0.5) < 0.02)
    }

    @Test func `byte strings give back what was put in`() {
        var strings = ByteStrings()
        let words = ["", "a", "é😀", "", "long enough to leave the small buffer"]
        for word in words { strings.append(word) }
        #expect(strings.count == words.count)
        for (index, word) in words.enumerated() { #expect(strings.text(index) == word) }
    }

    @Test func `an atomic write replaces the file whole and sets its mode`() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "state.json")
        try AtomicFile.write(Data("one".utf8), to: file)
        try AtomicFile.write(Data("two".utf8), to: file, permissions: 0o600)
        #expect(try Data(contentsOf: file) == Data("two".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["state.json"])
    }

    @Test func `an atomic write that fails leaves the old file and no litter`() throws {
        let folder = try TemporaryFolder()
        // A folder that is not empty cannot be renamed over.
        let target = folder.url.appending(path: "taken")
        try FileManager.default.createDirectory(
            at: target.appending(path: "inside"), withIntermediateDirectories: true)
        #expect(throws: (any Error).self) { try AtomicFile.write(Data("x".utf8), to: target) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["taken"])
        let missing = folder.url.appending(path: "no/such/folder/file")
        #expect(throws: (any Error).self) { try AtomicFile.write(Data("x".utf8), to: missing) }
    }

    @Test func `what is no file is written to, and a link is followed`() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.url.appending(path: "pipe")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        let reader = open(pipe.path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try AtomicFile.write(Data("through".utf8), to: pipe)
        var bytes = [UInt8](repeating: 0, count: 16)
        #expect(read(reader, &bytes, 16) == 7)
        #expect(AtomicFile.isDevice(pipe.path) && AtomicFile.isDevice("/dev/null"))
        let (file, link) = (
            folder.url.appending(path: "file"), folder.url.appending(path: "link")
        )
        try AtomicFile.write(Data("one".utf8), to: file)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
        try AtomicFile.write(Data("two".utf8), to: link)
        #expect(try Data(contentsOf: file) == Data("two".utf8))
        let attributes = try FileManager.default.attributesOfItem(atPath: link.path)
        #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
    }
}
