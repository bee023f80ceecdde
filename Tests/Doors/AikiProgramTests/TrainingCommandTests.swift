import AikiBase
import Foundation
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// `aiki pretrain`, `sft`, `lora` and `dpo` as programs. Method: tiny models and a text of a few lines.
@Suite(.timeLimit(.minutes(5))) struct TrainingCommandTests {
    private static let lines = (0..<24).map { index in
        "{\"text\":\"one day she saw a big red ball in park \(index)\"}"
    }.joined(separator: "\n")

    private func prepared() throws -> (program: Program, data: String) {
        let program = try Program()
        let folder = Program.fixtures.appending(path: "architectures/llama").path
        let made = try program.run(
            "model", "import", folder, "--name", "base", "--precision", "F32")
        #expect(made.status == 0, "\(made.notes)")
        let data = program.folder.appending(path: "lines.jsonl")
        try Data(Self.lines.utf8).write(to: data)
        return (program, data.path)
    }

    private func log(_ program: Program, _ run: String) throws -> [JSONValue] {
        let url = program.home.appending(path: "runs/\(run)/log.jsonl")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
    }

    @Test func `A tuned model is installed, and says whence it came`() throws {
        let (program, data) = try prepared()
        let result = try program.run(
            "sft", "base", data, "--name", "tuned", "--steps", "6", "--rate", "1e-3",
            "--validation", data, "--validation-steps", "3", "--sequence", "60", "--json")
        #expect(result.status == 0, "\(result.notes)")
        #expect(result.json["product"] == "tuned")
        let validation = try #require(result.json["validationLoss"]?.real)
        #expect(validation > 0)
        let shown = try program.run("model", "show", "tuned", "--json")
        #expect(shown.output.contains("\"base\""))
        let folder = program.home.appending(path: "runs/tuned")
        for file in ["manifest.json", "loss.svg", "checkpoint-00000006.safetensors"] {
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: file).path))
        }
        let entries = try log(program, "tuned")
        #expect(entries.count { $0["validationLoss"] != nil } == 2)
        #expect(entries.compactMap { $0["loss"]?.real }.count == 6)
    }

    @Test func `An adapter is installed beside its model, and with --dora a model is`() throws {
        let (program, data) = try prepared()
        let adapter = try program.run(
            "lora", "base", data, "--name", "tone", "--steps", "3", "--rank", "2", "--sequence",
            "60",
            "--json")
        #expect(adapter.status == 0, "\(adapter.notes)")
        let list = try program.run("adapter", "list", "--json")
        #expect(list.output.contains("tone"))
        let answer = try program.run(
            "ask", "--raw", "--model", "base+tone", "--max-tokens", "3", "one day")
        #expect(answer.status == 0, "\(answer.notes)")
        let merged = try program.run(
            "lora", "base", data, "--name", "merged", "--steps", "2", "--rank", "2", "--dora",
            "--rslora", "--dropout", "0.1", "--targets", "attn_q,ffn_down", "--sequence", "60")
        #expect(merged.status == 0, "\(merged.notes)")
        #expect(try program.run("model", "show", "merged").status == 0)
    }

    @Test func `Pairs of answers train an adapter`() throws {
        let (program, _) = try prepared()
        let data = program.folder.appending(path: "pairs.jsonl")
        let pair = #"{"prompt":"one day","chosen":" a ball","rejected":" the park"}"# + "\n"
        try Data(String(repeating: pair, count: 8).utf8).write(to: data)
        let result = try program.run(
            "dpo", "base", data.path, "--name", "choice", "--steps", "3", "--sequence", "60",
            "--json")
        #expect(result.status == 0, "\(result.notes)")
        let first = try #require(log(program, "choice").first?["loss"]?.real)
        #expect(abs(first - 0.693) < 0.01)
        let other = try program.run(
            "dpo", "base", data.path, "--name", "choice", "--steps", "3", "--sequence", "60",
            "--beta", "0.5", "--json")
        #expect(other.error["code"]?.text == "training.checkpoint-differs")
        #expect(other.notes.contains("beta"))
    }

    @Test func `A new model is made of a depth and a tokenizer`() throws {
        let (program, data) = try prepared()
        let tokenizer = Program.fixtures.appending(path: "architectures/llama").path
        let result = try program.run(
            "pretrain", data, "--tokenizer", tokenizer, "--depth", "1", "--name", "new", "--steps",
            "4", "--batch", "4", "--sequence", "64", "--json")
        #expect(result.status == 0, "\(result.notes)")
        let answer = try program.run(
            "ask", "--raw", "--model", "new", "--max-tokens", "3", "one day")
        #expect(answer.status == 0, "\(answer.notes)")
        for (changed, what) in [
            (["--depth", "2", "--sequence", "64"], "depth"),
            (["--depth", "1", "--sequence", "32"], "sequence"),
            (["--depth", "1", "--sequence", "64", "--family", "qwen3"], "family"),
        ] {
            let other = try program.run(
                ["pretrain", data, "--tokenizer", tokenizer, "--name", "new", "--steps", "4"]
                    + ["--batch", "4", "--json"] + changed)
            #expect(other.error["code"]?.text == "training.run-exists", "\(other.notes)")
            #expect(other.notes.contains(what))
        }
    }

    @Test func `A run that is killed, again and again, ends in the same numbers`() throws {
        let (program, data) = try prepared()
        let arguments = { (name: String) in
            [
                "sft", "base", data, "--name", name, "--steps", "150", "--rate", "1e-3",
                "--checkpoint-steps", "2", "--sequence", "60", "--json",
            ]
        }
        #expect(try program.run(arguments("whole")).status == 0)
        let expected = try log(program, "whole").compactMap { $0["loss"]?.real }
        var random = SeededRandom(seed: 11)
        var kills = 0
        for _ in 0..<40 {
            if try program.kill(arguments("cut"), after: 0.05 + 0.15 * random.nextUnit()) {
                kills += 1
            } else {
                break
            }
        }
        #expect(kills >= 2)
        #expect(try program.run(arguments("cut")).status == 0)
        #expect(try log(program, "cut").compactMap { $0["loss"]?.real } == expected)
        let files = ["whole", "cut"].map { program.home.appending(path: "runs/\($0)/model.gguf") }
        let (whole, cut) = (try Data(contentsOf: files[0]), try Data(contentsOf: files[1]))
        // The name stands in the file; the numbers at its end are the same.
        #expect(whole.suffix(40_000) == cut.suffix(40_000))
    }

    @Test func `What cannot be trained is refused by name, and nothing is lost`() throws {
        let (program, data) = try prepared()
        let cases: [(arguments: [String], code: String)] = [
            (["lora", "base", data, "--name", "x", "--rank", "0"], "training.invalid-setting"),
            (["lora", "base", data, "--name", "x", "--rank", "1025"], "training.invalid-setting"),
            (["sft", "base", data, "--name", "x", "--sequence", "65"], "training.invalid-setting"),
            (
                ["sft", "base", data, "--name", "x", "--sequence=-5", "--long", "cut"],
                "training.invalid-setting"
            ),
            (["sft", "base", data, "--name", "x", "--epochs", "nan"], "training.invalid-setting"),
            (["sft", "base", data, "--name", "x", "--epochs", "1e99"], "training.invalid-setting"),
            (
                ["lora", "base", data, "--name", "x", "--targets", "attn_x"],
                "training.invalid-setting"
            ),
            (["lora", "base", "/nowhere", "--name", "x"], "house.path-not-found"),
            (["sft", "base", data, "--name", "base"], "checkpoint.model-exists"),
            (
                ["sft", "base", data, "--name", "x", "--sequence", "5"],
                "training.document-too-long"
            ),
            (
                ["sft", "base", data, "--name", "x", "--optimizer", "sgd"],
                "training.invalid-setting"
            ),
            (["sft", "none", data, "--name", "x"], "dialogue.model-not-found"),
            (["pretrain", data, "--tokenizer", "/nowhere", "--name", "x"], "training.unreadable"),
            (["sft", "base", data, "--name", "../x"], "checkpoint.invalid-model-name"),
        ]
        for (arguments, code) in cases {
            let result = try program.run(arguments + ["--json"])
            #expect(result.status != 0)
            #expect(result.error["code"]?.text == code, "\(arguments): \(result.notes)")
            #expect(result.error["hint"]?.text?.isEmpty == false)
        }
        #expect(try program.run("model", "show", "base").status == 0)
        let one = ["sft", "base", data, "--name", "y", "--steps", "2", "--sequence", "60"]
        #expect(try program.run(one).status == 0)
        // By the manifest forgetting finds what learned from what: a refused order leaves it.
        let file = program.home.appending(path: "runs/y/manifest.json")
        let manifest = try Data(contentsOf: file)
        let other = try program.run(one + ["--rate", "5e-4", "--json"])
        #expect(other.error["code"]?.text == "training.checkpoint-differs")
        #expect(other.notes.contains("learningRate"))
        #expect(try Data(contentsOf: file) == manifest)
        for arguments in [
            ["sft", "base", data, "--name", "z", "--threads=2000"],
            ["sft", "base", data, "--name", "z", "--threads=-1"],
            ["eval", "base", "--text", data, "--threads=2000"],
        ] {
            let refused = try program.run(arguments)
            #expect(refused.status == 2, "\(refused.notes)")
        }
    }
}

extension Program {
    /// Runs a command and kills it after a while; false where it ended by itself.
    func kill(_ arguments: [String], after seconds: Double) throws -> Bool {
        let process = Process()
        process.executableURL = try Self.binary()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["AIKI_HOME": home.path, "HOME": folder.path, "PATH": "/usr/bin"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: seconds)
        guard process.isRunning else { return false }
        #if canImport(Darwin)
            Darwin.kill(process.processIdentifier, SIGKILL)
        #elseif canImport(Glibc)
            Glibc.kill(process.processIdentifier, SIGKILL)
        #endif
        process.waitUntilExit()
        return true
    }
}
