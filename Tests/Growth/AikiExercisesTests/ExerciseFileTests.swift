import AikiBase
import AikiExercises
import AikiMind
import Foundation
import Testing

/// Files of exercises: whole or not at all, and what is wrong with them said by line.
@Suite struct ExerciseFileTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "exercises-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private let generator = ExerciseGenerator(
        identity: ExerciseGeneratorTests.identity, split: .test, seed: 5)

    @Test func `what is written is read again`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "test.jsonl")
            try ExerciseFile.write(generator, 10..<310, to: file)
            let read = try ExerciseFile.read(file)
            #expect(read == (10..<310).map { generator.exercise(at: $0) })
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names == ["test.jsonl"])
        }
    }

    @Test func `parts that are made apart are the whole`() throws {
        try withFolder { folder in
            func text(_ range: Range<Int>) throws -> String {
                let file = folder.appending(path: "part.jsonl")
                try ExerciseFile.write(generator, range, to: file)
                return try String(contentsOf: file, encoding: .utf8)
            }
            let parts = try text(0..<50) + text(50..<90)
            let whole = try text(0..<90)
            #expect(parts == whole)
        }
    }

    @Test func `a folder that is not there is named, and nothing is left behind`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "missing/test.jsonl")
            #expect(throws: ExerciseError.self) {
                try ExerciseFile.write(generator, 0..<3, to: file)
            }
            #expect(throws: ExerciseError.self) { _ = try ExerciseFile.read(file) }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.isEmpty)
        }
    }

    @Test func `a line that is no exercise is named by its number`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "test.jsonl")
            let good = generator.exercise(at: 0).json.encoded()
            for bad in [
                "{", "[]", #"{"kind":"memory"}"#,
                #"{"kind":"none","messages":[],"expect":{"type":"free"}}"#,
                #"{"kind":"memory","messages":[{"role":"user","content":"?"}],"expect":{"type":"free"}}"#,
                String(good.dropLast(2)),
            ] {
                try "\(good)\n\n\(bad)\n".write(to: file, atomically: true, encoding: .utf8)
                do {
                    _ = try ExerciseFile.read(file)
                    Issue.record("\(bad) was read")
                } catch ExerciseError.malformed(_, let line, _) {
                    #expect(line == 3)
                }
            }
            try Data([0xFF, 0x0A]).write(to: file)
            #expect(throws: ExerciseError.self) { _ = try ExerciseFile.read(file) }
            try Data().write(to: file)
            let none = try ExerciseFile.read(file)
            #expect(none.isEmpty)
        }
    }

    @Test func `a file at the limit is read, and one byte more is refused`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "test.jsonl")
            try ExerciseFile.write(generator, 0..<2, to: file)
            let size = try Data(contentsOf: file).count
            let read = try ExerciseFile.read(file, bytesMax: size)
            #expect(read.count == 2)
            #expect(throws: ExerciseError.tooLarge(path: file.path, limit: size - 1)) {
                _ = try ExerciseFile.read(file, bytesMax: size - 1)
            }
        }
    }
}
