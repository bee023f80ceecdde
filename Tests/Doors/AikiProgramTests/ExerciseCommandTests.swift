import AikiBase
import Foundation
import Testing

/// `aiki corpus exercises` as a program.
@Suite(.timeLimit(.minutes(2))) struct ExerciseCommandTests {
    @Test func `Exercises are written, the same for the same seed, and in parts`() throws {
        let program = try Program()
        func write(_ name: String, _ more: String...) throws -> String {
            let file = program.folder.appending(path: name).path
            let result = try program.run(
                ["corpus", "exercises", "--out", file, "--json"] + more)
            #expect(result.status == 0, "\(result.notes)")
            return try String(contentsOfFile: file, encoding: .utf8)
        }
        let whole = try write("whole", "--count", "30", "--seed", "9")
        #expect(whole.split(separator: "\n").count == 30)
        #expect(whole.contains("You are Aiki."))
        let begin = try write("begin", "--count", "20", "--seed", "9")
        let end = try write("end", "--count", "10", "--first", "20", "--seed", "9")
        #expect(begin + end == whole)
        #expect(try write("test", "--count", "30", "--seed", "9", "--split", "test") != whole)
        let line = try #require(whole.split(separator: "\n").first)
        let exercise = try JSONValue(parsing: String(line))
        #expect(exercise["messages"]?.elements?.last?["role"] == "assistant")
    }

    @Test func `What cannot be written is said, with what to do`() throws {
        let program = try Program()
        let result = try program.run(
            "corpus", "exercises", "--count", "3", "--out", "/nowhere/at/all.jsonl", "--json")
        #expect(result.status == 1)
        #expect(result.error["code"] == "exercises.unwritable")
        let negative = try program.run(
            "corpus", "exercises", "--count=-3", "--out", "x", "--json")
        #expect(negative.status == 2)
    }

    @Test func `A model is examined, and its mistakes are shown`() throws {
        let program = try Program()
        try program.installTinyModel()
        let file = program.folder.appending(path: "test.jsonl").path
        let made = try program.run(
            "corpus", "exercises", "--count", "12", "--split", "test", "--out", file)
        #expect(made.status == 0)
        let result = try program.run(
            "eval", "tiny", "--exercises", file, "--questions", "6", "--json")
        #expect(result.status == 0, "\(result.notes)")
        let report = try #require(result.json["exercises"])
        #expect(report["answers"] == 6)
        // Random weights say nothing that is right, but for what any answer satisfies.
        #expect((report["score"]?["recall"]?["right"]?.wholeNumber ?? 1) == 0)
        #expect(report["mistakes"]?.elements?.isEmpty == false)
        let text = try program.run("eval", "tiny", "--exercises", file, "--questions", "6")
        #expect(text.output.contains("all from memory") && text.output.contains("right:"))
    }

    @Test func `An exam on a file that holds none is refused`() throws {
        let program = try Program()
        try program.installTinyModel()
        let file = program.folder.appending(path: "test.jsonl")
        try Data("\n{}\n".utf8).write(to: file)
        let wrong = try program.run("eval", "tiny", "--exercises", file.path, "--json")
        #expect(wrong.status == 1 && wrong.error["code"] == "exercises.malformed")
        try Data().write(to: file)
        let empty = try program.run("eval", "tiny", "--exercises", file.path, "--json")
        #expect(empty.status == 1 && empty.error["code"] == "exercises.empty")
    }
}
