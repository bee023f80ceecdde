import AikiBase
import Foundation
import Testing

/// Goal: what one process computed spares the next, and a kill at any point spoils nothing. Method:
/// the built program with a tiny model.
@Suite(.timeLimit(.minutes(3))) struct SnapshotTests {
    private static let system = (0..<60).map { "Rule \($0): answer in words." }
        .joined(separator: " ")

    private static func ask(
        _ program: Program, _ question: String, environment: [String: String] = [:]
    ) throws -> (answer: JSONValue, cached: Double) {
        let result = try program.run(
            "ask", question, "--system", system, "--raw", "--temperature", "0", "--max-tokens",
            "8", "--json", environment: environment)
        #expect(result.status == 0, "\(result.notes)")
        return (
            result.json["answer"] ?? .null, result.json["usage"]?["cached_tokens"]?.real ?? -1
        )
    }

    @Test func `The next process does not read the instructions again`() throws {
        let program = try Program()
        try program.installTinyModel()
        #expect(try program.run("model", "snapshots").output == "There are no snapshots.\n")
        let off = try Self.ask(program, "One?", environment: ["AIKI_ENGINE_SNAPSHOTS": "none"])
        #expect(try program.run("model", "snapshots", "--json").json.elements == [])
        let first = try Self.ask(program, "One?")
        let second = try Self.ask(program, "One?")
        #expect(off.cached == 0 && first.cached == 0 && second.cached > 200)
        #expect(off.answer == first.answer && first.answer == second.answer)
        #expect(try Self.ask(program, "Two?").cached == second.cached)
        let list = try #require(
            try program.run("model", "snapshots", "list", "--json").json.elements)
        #expect(list.count == 1)
        #expect(list[0]["model"] == "tiny")
        #expect(list[0]["tokens"]?.real == second.cached)
        #expect(try program.run("model", "snapshots").output.contains("tiny"))
        let path = try #require(list[0]["path"]?.text)
        let good = try Data(contentsOf: URL(filePath: path))
        // Damaged, cut short, and no snapshot at all.
        for bad in [good.dropLast(5000) + Data(count: 5000), good.dropLast(1), Data("x".utf8)] {
            try bad.write(to: URL(filePath: path))
            let answer = try Self.ask(program, "One?")
            #expect(answer.answer == first.answer && answer.cached < second.cached)
        }
        let cleared = try program.run("model", "snapshots", "clear", "other", "--json").json
        #expect(cleared["removed"] == 0)
        #expect(try program.run("model", "snapshots", "clear", "--json").json["removed"] == 1)
        _ = try Self.ask(program, "One?")
        #expect(try program.run("model", "import", "none.gguf").status != 0)
        #expect(try program.run("model", "remove", "tiny", "--force").status == 0)
        #expect(try program.run("model", "snapshots", "--json").json.elements == [])
    }

    @Test func `A process killed at any point leaves nothing that is believed`() throws {
        let program = try Program()
        try program.installTinyModel()
        let expected = try Self.ask(
            program, "One?", environment: ["AIKI_ENGINE_SNAPSHOTS": "none"]
        ).answer
        for milliseconds in stride(from: 20, through: 300, by: 20) {
            let process = Process()
            process.executableURL = try Program.binary()
            process.arguments = ["ask", "One?", "--system", Self.system, "--raw", "--json"]
            process.environment = ["AIKI_HOME": program.home.path, "HOME": program.folder.path]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        for _ in 0..<2 { #expect(try Self.ask(program, "One?").answer == expected) }
        #expect(try Self.ask(program, "One?").cached > 200)
    }
}
