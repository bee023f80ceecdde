import AikiBase
import Foundation
import Testing

/// Goal: where nothing better is installed, the model that comes with the program speaks, and says
/// so. Method: a tiny random model stands in for it.
@Suite(.timeLimit(.minutes(2))) struct ShippedModelTests {
    /// A folder as the project ships it, with a model of a type.
    private func ship(_ type: String, in folder: URL) throws {
        let program = try Program()
        try program.installTinyModel(named: "tiny")
        if type != "F32" {
            _ = try program.run("model", "quantize", "tiny", type, "--new-name", type)
        }
        let models = program.home.appending(path: "models/\(type == "F32" ? "tiny" : type)")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: models.path).first {
                $0.hasSuffix(".gguf")
            })
        let target = folder.appending(path: "nano/aiki-nano.gguf")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? FileManager.default.removeItem(at: target)
        try FileManager.default.copyItem(at: models.appending(path: name), to: target)
    }

    private func names(_ program: Program) throws -> [String: Bool] {
        let models = try program.run("model", "list", "--json").json.elements ?? []
        return Dictionary(
            uniqueKeysWithValues: models.map {
                ($0["name"]?.text ?? "", $0["speaks"]?.truth ?? false)
            })
    }

    @Test func `The model that comes with the program speaks until another is installed`() throws {
        let program = try Program()
        let shipped = program.folder.appending(path: "Models")
        let variables = ["AIKI_SHIPPED_MODELS": shipped.path]
        // Nothing ships: as before.
        #expect(try program.run("ask", "hello", environment: variables).status == 3)

        try ship("F32", in: shipped)
        let arguments = ["ask", "hello", "--max-tokens", "4"]
        let first = try program.run(arguments, environment: variables)
        #expect(first.status == 0, "\(first.notes)")
        #expect(first.notes.contains("'aiki-nano'") && first.notes.contains("aiki model get"))
        #expect(try names(program) == ["aiki-nano": true])
        // It is said once.
        let second = try program.run(arguments, environment: variables)
        #expect(second.status == 0 && !second.notes.contains("aiki-nano"))

        // A newer one ships.
        try ship("Q8_0", in: shipped)
        #expect(try program.run(arguments, environment: variables).notes.contains("'aiki-nano'"))
        let shown = try program.run("model", "list", "--json").json.elements?.first
        #expect(shown?["quantization"] == "Q8_0" && shown?["source"] == "came with Aiki")

        // Any other that chats goes before it.
        try program.installTinyModel(named: "larger")
        #expect(try names(program) == ["aiki-nano": false, "larger": true])
        let report = try program.run(arguments + ["--json"], environment: variables)
        #expect(report.json["model"] == "larger")
    }

    @Test func `A model of a person's own is not replaced`() throws {
        let program = try Program()
        let shipped = program.folder.appending(path: "Models")
        try ship("Q8_0", in: shipped)
        try program.installTinyModel(named: "aiki-nano")
        let variables = ["AIKI_SHIPPED_MODELS": shipped.path]
        let result = try program.run("ask", "hello", "--max-tokens", "2", environment: variables)
        #expect(result.status == 0 && result.notes.isEmpty)
        let shown = try program.run("model", "list", "--json").json.elements?.first
        #expect(shown?["quantization"] == "F32")
    }

    @Test func `A damaged model that ships is refused, and nothing is installed`() throws {
        let program = try Program()
        let shipped = program.folder.appending(path: "Models")
        try FileManager.default.createDirectory(at: shipped, withIntermediateDirectories: true)
        try Data("GGUF".utf8).write(to: shipped.appending(path: "aiki-nano.gguf"))
        let result = try program.run(
            "ask", "hello", "--json", environment: ["AIKI_SHIPPED_MODELS": shipped.path])
        #expect(result.status != 0)
        #expect(result.error["code"]?.text?.isEmpty == false)
        #expect(try names(program).isEmpty)
    }
}
