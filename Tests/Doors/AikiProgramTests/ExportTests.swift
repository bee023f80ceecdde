import AikiBase
import Foundation
import Testing

/// Goal: a model leaves the house whole, comes back, and is judged, from the command line alone. Method:
/// the built binary with a tiny model.
@Suite(.timeLimit(.minutes(2))) struct ExportTests {
    private func program() throws -> Program {
        let program = try Program()
        try program.installTinyModel()
        return program
    }

    @Test func `A model goes out as a folder and as a file, and comes back`() throws {
        let program = try program()
        let folder = try program.run("model", "export", "tiny", "--to", "out", "--json")
        #expect(folder.status == 0 && folder.json["paths"]?.elements?.count == 5)
        #expect(try program.run("model", "export", "tiny", "--to", "out").status == 1)
        let file = try program.run("model", "export", "tiny", "--to", "out.gguf")
        #expect(file.status == 0)
        let check = try program.run("model", "check", "out.gguf", "--json")
        #expect(check.status == 0 && check.json["tokens"]?.wholeNumber ?? 0 > 10)
        let unchecked = try program.run("model", "check", "tiny", "--json")
        #expect(unchecked.status == 1 && unchecked.error["code"] == "evaluation.no-parity")
        #expect(try program.run("model", "import", "out", "--precision", "F32").status == 0)
        let text = program.folder.appending(path: "text.txt")
        try Data("The storm and the ships, 42 of them.".utf8).write(to: text)
        let bits = try ["tiny", "out", "./out.gguf"].map {
            let report = try program.run("eval", $0, "--text", "text.txt", "--json")
            #expect(report.status == 0)
            return report.json["text"]?["bits"]?.real
        }
        #expect(bits[0] != nil && bits[0] == bits[1] && bits[0] == bits[2])
        for wrong in [["--precision", "F7"], ["--format", "zip"], ["--corpus", "."]] {
            let result = try program.run(["model", "export", "tiny", "--to", "x"] + wrong)
            #expect(result.status == 2)
        }
        #expect(try program.run("model", "export", "nobody", "--to", "x").status == 3)
    }

    @Test func `Adapters are exported, and merged into what they were trained on`() throws {
        let program = try program()
        let adapter = Program.fixtures.appending(path: "adapters/llama-stable").path
        let added = try program.run(
            "adapter", "import", adapter, "--model", "tiny", "--name", "tone")
        #expect(added.status == 0)
        #expect(try program.run("adapter", "export", "tone", "--to", "tone.gguf").status == 0)
        #expect(try program.run("adapter", "export", "tone", "--to", "tone").status == 0)
        let again = try program.run(
            "adapter", "import", "tone", "--model", "tiny", "--name", "again")
        #expect(again.status == 0)
        for (name, place) in [("tone", "a.gguf"), ("again", "b.gguf")] {
            let merged = try program.run("model", "export", "tiny+\(name):0.5", "--to", place)
            #expect(merged.status == 0)
            #expect(try program.run("model", "check", place).status == 0)
        }
        let missing = try program.run("model", "export", "tiny+nobody", "--to", "c.gguf")
        #expect(missing.status == 3)
        #expect(try program.run("adapter", "export", "nobody", "--to", "c").status == 3)
    }

    @Test func `A recipe holds all that another trainer needs`() throws {
        let program = try program()
        let made = try program.run("model", "export", "tiny", "--to", "recipe", "--recipe")
        #expect(made.status == 0)
        let recipe = program.folder.appending(path: "recipe")
        for name in [
            "model/config.json", "model/model.safetensors", "model/tokenizer.json", "train.py",
            "token_shards.py", "launch.sh", "recipe.json",
        ] {
            let path = recipe.appending(path: name).path
            #expect(FileManager.default.fileExists(atPath: path), "\(name)")
        }
        #expect(
            FileManager.default.isExecutableFile(atPath: recipe.appending(path: "launch.sh").path))
        let settings = try JSONValue(
            parsing: Array(Data(contentsOf: recipe.appending(path: "recipe.json"))))
        #expect(settings["training"]?["batch_sequences"]?.wholeNumber ?? 0 >= 8)
        let again = try program.run("model", "export", "tiny", "--to", "recipe", "--recipe")
        #expect(again.status == 1)
        let nowhere = try program.run(
            "model", "export", "tiny", "--to", "r", "--recipe", "--corpus", "nowhere")
        #expect(nowhere.status == 3)
        #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "r").path))
    }

    @Test func `Choices and symbols are judged, and broken lines named`() throws {
        let program = try program()
        let questions = #"{"question": "The ships", "choices": ["came", "42"], "answer": 1}"#
        try Data(questions.utf8).write(to: program.folder.appending(path: "q.jsonl"))
        let asked = try program.run("eval", "tiny", "--choices", "q.jsonl", "--json")
        #expect(asked.status == 0 && asked.json["choices"]?["questions"] == 1)
        let lines = (0..<40).map { #"{"text": "ship \#($0)", "scene": "s\#($0 % 2)"}"# }
        try Data(lines.joined(separator: "\n").utf8).write(
            to: program.folder.appending(path: "l.jsonl"))
        let probed = try program.run("eval", "tiny", "--symbols", "l.jsonl", "--json")
        #expect(probed.status == 0)
        #expect(probed.json["symbols"]?["kinds"]?.elements?.first?["labels"] == 2)
        try Data("{}".utf8).write(to: program.folder.appending(path: "bad.jsonl"))
        let bad = try program.run("eval", "tiny", "--choices", "bad.jsonl", "--json")
        #expect(bad.status == 1 && bad.error["code"] == "evaluation.bad-line")
        #expect(try program.run("eval", "tiny").status == 2)
        #expect(try program.run("eval", "tiny", "--text", "nowhere").status == 3)
    }
}
