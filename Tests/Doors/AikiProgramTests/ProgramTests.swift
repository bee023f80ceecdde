import AikiBase
import Foundation
import Testing

/// Goal: the program does what its help says, with exit codes that mean something. Method: the built
/// binary in an empty folder.
@Suite(.timeLimit(.minutes(2))) struct ProgramTests {
    @Test func `Help, version and nonsense`() throws {
        let program = try Program()
        let help = try program.run("--help")
        #expect(help.status == 0)
        for command in ["chat", "ask", "serve", "model", "ledger", "memory", "doctor", "config"] {
            #expect(help.output.contains(command))
        }
        #expect(try program.run("--version").output == "0.1.0\n")
        let nonsense = try program.run("sing")
        #expect(nonsense.status == 2)
        #expect(nonsense.output.isEmpty && !nonsense.notes.isEmpty)
        #expect(try program.run("ask", "x", "--temperature", "9").status == 2)
    }

    @Test func `Without a model two lines say how to get one`() throws {
        let program = try Program()
        for arguments in [["chat"], ["ask", "hello"]] {
            let result = try program.run(arguments[0], input: "hello")
            #expect(result.status == 3)
            let lines = result.notes.split(separator: "\n")
            #expect(lines.count >= 2)
            #expect(lines[0].contains("aiki model get"))
            #expect(lines[1].contains("aiki model import"))
        }
    }

    @Test func `The folder is for its owner only`() throws {
        let program = try Program()
        #expect(try program.run("config").status == 0)
        let mode = try FileManager.default.attributesOfItem(atPath: program.home.path)
        #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    }

    @Test
    func `Config shows every setting, where it comes from, and refuses what it does not know`()
        throws
    {
        let program = try Program()
        let text = try program.run("config", environment: ["AIKI_SERVER_PORT": "4242"])
        #expect(text.output.contains("port = 4242  (environment)"))
        let json = try program.run("config", "--json").json
        #expect((json["settings"]?.elements?.count ?? 0) > 10)
        try Data("[server]\nprot = 1\n".utf8).write(
            to: program.home.appending(path: "aiki.toml"))
        let wrong = try program.run("config", "--json")
        #expect(wrong.status == 2)
        #expect(wrong.error["code"] == "house.unknown-setting")
        #expect(wrong.error["hint"] == "Did you mean 'server.port'?")
    }

    @Test func `A model is imported, listed, shown, quantised, used and removed`() throws {
        let program = try Program()
        try program.installTinyModel()
        let list = try program.run("model", "list", "--json").json
        #expect(list.elements?.count == 1)
        #expect(list.elements?[0]["name"] == "tiny")
        #expect(list.elements?[0]["architecture"] == "llama")
        #expect(list.elements?[0]["speaks"] == true)
        #expect(try program.run("model").output.contains("speaks for Aiki"))
        #expect(try program.run("model", "show", "tiny").output.contains("sha256"))
        let quantized = try program.run("model", "quantize", "tiny", "q8_0", "--json")
        #expect(quantized.status == 0)
        #expect(quantized.json["name"] == "tiny-Q8_0")
        #expect(try program.run("model", "quantize", "tiny", "Q9").status == 2)
        #expect(try program.run("model", "use", "tiny-Q8_0", "--force").status == 0)
        #expect(try program.run("model", "remove", "tiny").status == 4)
        #expect(try program.run("model", "remove", "tiny", "--force").status == 0)
        #expect(try program.run("model", "show", "tiny").status == 3)
        #expect(try program.run("model", "show", "../x").status == 3)
        #expect(try program.run("model", "import", "/no/such/file").status == 3)
    }

    @Test func `An adapter is imported, listed, asked for with its model and removed`() throws {
        let program = try Program()
        try program.installTinyModel()
        let folder = Program.fixtures.appending(path: "adapters")
        let path = folder.appending(path: "llama-all").path
        #expect(try program.run("adapter").output.contains("No adapter is installed"))
        let added = try program.run(
            "adapter", "import", path, "--model", "tiny", "--name", "letters")
        #expect(added.status == 0 && added.output.contains("'tiny+letters'"))
        let list = try program.run("adapter", "list", "--json").json
        #expect(list.elements?.count == 1)
        #expect(list.elements?[0]["name"] == "letters" && list.elements?[0]["model"] == "tiny")
        func answer(_ model: String) throws -> JSONValue? {
            let run = try program.run(
                "ask", "--raw", "hi", "--model", model, "--max-tokens", "8", "--temperature", "0",
                "--json")
            #expect(run.status == 0, "\(run.notes)")
            return run.json["answer"]
        }
        let plain = try answer("tiny")
        #expect(try answer("tiny+letters") != plain)
        #expect(try answer("tiny+letters:0") == plain)
        let asked = try program.run(
            "ask", "hi", "--model", "tiny+letters", "--max-tokens", "2", "--json")
        #expect(asked.status == 0 && asked.json["model"] == "tiny+letters", "\(asked.notes)")
        #expect(try program.run("ask", "hi", "--model", "tiny+nobody").status == 3)
        #expect(try program.run("ask", "hi", "--model", "tiny+letters:x").status == 2)
        // What does not fit is not installed.
        let stranger = folder.appending(path: "qwen2").path
        #expect(try program.run("adapter", "import", stranger, "--model", "tiny").status != 0)
        #expect(try program.run("adapter", "import", folder.path, "--model", "tiny").status == 4)
        #expect(try program.run("adapter", "import", path, "--model", "none").status == 3)
        #expect(try program.run("adapter", "remove", "letters").status == 0)
        #expect(try program.run("adapter", "remove", "letters").status == 3)
        #expect(try program.run("adapter", "--json").json == [])
    }

    @Test func `A question is answered, recorded, found again and accounted for`() throws {
        let program = try Program()
        try program.installTinyModel()
        let answer = try program.run(
            "ask", "hello", "zebra", "--json", "--max-tokens", "4", "--temperature", "0")
        #expect(answer.status == 0, "\(answer.notes)")
        #expect(answer.json["model"] == "tiny")
        #expect(answer.json["usage"]?["output_tokens"] == 4)
        let again = try program.run(
            "ask", "--json", "--max-tokens", "4", "--temperature", "0", input: "hello zebra")
        #expect(again.json["answer"] == answer.json["answer"])
        let raw = try program.run(
            "ask", "--raw", "--json", "--max-tokens", "2", "--seed", "5", input: "hello")
        #expect(raw.json["finish_reason"] == "length")
        #expect(raw.json["seed"] == "5")
        let exact = try program.run("memory", "search", "zebra", "--exact", "--json").json
        #expect(exact.elements?.count == 2)
        let found = try program.run("memory", "search", "where are zebras?", "--json").json
        #expect(found["hits"]?.elements?.first?["text"] == "hello zebra")
        #expect(found["uses_meaning"] == false)
        let why = try program.run("memory", "search", "zebras", "--why")
        #expect(why.output.contains("words (") && why.notes.contains("No embedding model"))
        let ledger = try program.run("ledger", "show", "--json").json
        #expect(ledger.elements?.count == 2)
        #expect(ledger.elements?[0]["door"] == "ask")
        #expect(try program.run("ledger", "verify").output.contains("2 entries, unbroken"))
        let exported = try program.run("ledger", "export", "--json").json
        let oldestFirst: [JSONValue]? = ledger.elements?.reversed()
        #expect(exported.elements == oldestFirst)
        #expect(try program.run("ledger", "export").output.hasPrefix("sequence,time,kind,"))
        #expect(try program.run("ledger", "report").output.contains("tiny"))
        #expect(try program.run("ask", "x", "--model", "nope").status == 3)
        #expect(try program.run("ask", "--json", input: " \n").status == 2)
    }

    @Test func `A chat reads a pipe, keeps to its conversation and obeys its commands`() throws {
        let program = try Program()
        try program.installTinyModel()
        let input =
            "one\n/why\n\"\"\"\ntwo\nlines\n\"\"\"\nthree \\\ngoes on\n/frob\n/exit\nnever\n"
        let chat = try program.run("chat", "--max-tokens", "3", "--temperature", "0", input: input)
        #expect(chat.status == 0, "\(chat.notes)")
        #expect(chat.output.contains("Model:    tiny"))
        #expect(chat.notes.contains("There is no /frob."))
        let conversations = try program.run("memory", "list", "--json").json
        #expect(conversations.elements?.count == 1)
        #expect(conversations.elements?[0]["turns"] == 3)
        #expect(try program.run("memory", "search", "never", "--exact", "--json").json == [])
    }

    @Test func `A chat forgets what it is told to forget, after a yes, and goes on`() throws {
        let program = try Program()
        try program.installTinyModel()
        let input = """
            /forget
            the teal code
            the lilac code
            /forget nowhere
            /forget teal code
            no
            /forget lilac
            y
            /why
            /forget
            next
            /forget
            yes
            after
            """
        let chat = try program.run("chat", "--max-tokens", "3", "--temperature", "0", input: input)
        #expect(chat.status == 0, "\(chat.notes)")
        for line in ["Nothing was answered yet.", "Nothing was found.", "Nothing was forgotten."] {
            #expect(chat.output.contains(line), "\(chat.output)")
        }
        #expect(chat.output.split(separator: "Forgotten: ").count == 3)
        for word in ["teal", "lilac", "next", "after"] {
            let found = try program.run("memory", "search", word, "--exact", "--json").json
            #expect((found == []) == ["lilac", "next"].contains(word), "\(word)")
        }
        #expect(try program.run("memory", "certificates", "--json").json.elements?.count == 2)
    }

    @Test func `A file that could not be loaded is refused when it is imported`() throws {
        let program = try Program()
        let file = program.folder.appending(path: "odd.gguf")
        // Version 3, no tensors, one key: general.architecture = "odd".
        var bytes = Array("GGUF".utf8) + [3, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
        bytes += [1, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0]
        bytes += Array("general.architecture".utf8) + [8, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]
        bytes += Array("odd".utf8)
        try Data(bytes).write(to: file)
        let refused = try program.run("model", "import", file.path, "--json")
        #expect(refused.status == 1)
        #expect(refused.error["code"] == "model.unknown-architecture")
        for count in [0, 4, 20, bytes.count - 1] {
            try Data(bytes[..<count]).write(to: file)
            #expect(try program.run("model", "import", file.path).status == 1)
        }
        #expect(try program.run("model", "list", "--json").json == [])
    }

    @Test func `A model without a chat template goes on with a text, and says why it cannot chat`()
        throws
    {
        let program = try Program()
        let source = Program.fixtures.appending(path: "architectures/llama")
        #expect(
            try program.run("model", "import", source.path, "--name", "plain").status == 0)
        for arguments in [["ask", "hi"], ["chat", "--max-tokens=1"]] {
            let refused = try program.run(arguments[0], arguments[1], input: "hello\n")
            #expect(refused.status == 4)
            #expect(refused.notes.contains("no chat template"))
            #expect(refused.notes.contains("aiki ask --raw --model plain"))
        }
        let raw = try program.run("ask", "--raw", "hi", "--max-tokens", "2", "--json")
        #expect(raw.status == 0 && raw.json["model"] == "plain")
        #expect(try program.run("doctor").output.contains("none of them has a chat template"))
        // Whoever can chat speaks, however new the other is; and is named as the way out.
        try program.installTinyModel()
        let list = try program.run("model", "list", "--json").json.elements
        #expect(list?.map { $0["chats"] } == [false, true])
        #expect(list?.map { $0["speaks"] } == [false, true])
        let asked = try program.run("ask", "hi", "--model", "plain", "--json")
        #expect(asked.error["code"] == "house.cannot-chat")
        #expect(asked.error["hint"]?.text?.contains("--model tiny") == true)
        let used = try program.run("model", "use", "plain")
        #expect(used.status == 0 && used.notes.contains("no chat template"))
        #expect(try program.run("ask", "hi", "--max-tokens", "1").status == 0)
    }

    @Test func `A damaged model is named, left out and can be removed`() throws {
        let program = try Program()
        try program.installTinyModel()
        let folder = program.home.appending(path: "models/tiny")
        for file in ["tiny-F32.gguf", "manifest.json"] {
            try Data("{".utf8).write(to: folder.appending(path: file))
            let asked = try program.run("ask", "hi")
            #expect(asked.status == 3 && asked.notes.contains("Damaged, and left out: 'tiny'."))
            #expect(try program.run("model", "list").notes.contains("'tiny'"))
            let doctor = try program.run("doctor")
            #expect(doctor.status == 1 && doctor.output.contains("aiki model remove NAME"))
        }
        #expect(try program.run("model", "remove", "tiny", "--force").status == 0)
        #expect(!(try program.run("model", "list").notes.contains("tiny")))
    }

    @Test func `What the system refuses is said in its own words`() throws {
        let program = try Program()
        let file = program.folder.appending(path: "file")
        try Data().write(to: file)
        let result = try program.run(
            "model", "list", "--json", environment: ["AIKI_HOME": file.path])
        #expect(result.status == 1)
        #expect(result.error["code"] == "house.file-system")
        #expect(result.error["message"]?.text == "'\(file.path)' cannot be used: File exists.")
    }

    @Test func `Tokens are shown with their pieces`() throws {
        let program = try Program()
        try program.installTinyModel()
        let tokens = try program.run("tokenize", "abc", "--json").json
        #expect(tokens["count"]?.wholeNumber == tokens["tokens"]?.elements?.count)
        #expect((tokens["count"]?.wholeNumber ?? 0) > 0)
    }

    @Test func `Keys are made, listed and revoked`() throws {
        let program = try Program()
        let made = try program.run("api-key", "create", "laptop", "--json").json
        #expect(made["key"]?.text?.hasPrefix("aiki-") == true)
        let id = made["id"]?.text ?? ""
        #expect(try program.run("api-key", "list").output.contains("laptop"))
        #expect(try program.run("api-key", "revoke", id).status == 0)
        #expect(try program.run("api-key", "revoke", id).status == 3)
    }

    @Test func `A backup comes back`() throws {
        let program = try Program()
        try program.installTinyModel()
        _ = try program.run("ask", "remember", "--max-tokens", "1")
        let files = [
            "aiki.toml": "[mind]\ntone = false\n", "providers.json": #"{"providers": []}"#,
            "router.estimate": "e", "router.intents": "i", "symbols.safetensors": "s",
        ]
        for (name, text) in files {
            try Data(text.utf8).write(to: program.home.appending(path: name))
        }
        #expect(try program.run("backup", "copy").status == 0)
        _ = try program.run("ask", "forget", "--max-tokens", "1")
        for name in files.keys {
            try FileManager.default.removeItem(at: program.home.appending(path: name))
        }
        let restored = try program.run("restore", "copy", "--json")
        #expect(restored.status == 0, "\(restored.notes)")
        for (name, text) in files {
            let file = program.home.appending(path: name)
            #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name)")
        }
        #expect(try program.run("memory", "list", "--json").json.elements?.count == 1)
        #expect(try program.run("restore", "nowhere").status == 3)
    }

    @Test func `Others are not served without a key`() throws {
        let program = try Program()
        let result = try program.run("serve", "--host", "0.0.0.0", "--port", "0", "--json")
        #expect(result.status == 4)
        #expect(result.error["code"] == "server.key-required")
    }

    @Test func `The doctor names each gap and what to do`() throws {
        let program = try Program()
        let findings = try program.run("doctor", "--json")
        #expect(findings.status == 1)
        let models = findings.json.elements?.first { $0["subject"] == "models" }
        #expect(models?["verdict"] == "bad")
        #expect(models?["remedy"]?.text?.contains("aiki model get") == true)
        try program.installTinyModel()
        let healthy = try program.run("doctor")
        #expect(healthy.status == 0)
        #expect(healthy.output.contains("tiny"))
        // Turns go on without what was learned; the doctor says that it cannot be read.
        for name in ["router.estimate", "router.intents", "symbols.safetensors"] {
            try Data("torn".utf8).write(to: program.home.appending(path: name))
        }
        let torn = try program.run("doctor", "--json")
        #expect(torn.status == 1)
        for subject in ["router", "intents", "symbols"] {
            let finding = torn.json.elements?.first { $0["subject"] == .string(subject) }
            #expect(finding?["verdict"] == "bad", "\(subject)")
            #expect(finding?["remedy"]?.text?.contains("train") == true, "\(subject)")
        }
    }

    @Test func `A scenario is shown as its file, and for programs as JSON`() throws {
        let program = try Program()
        let shown = try program.run("plan", "--scenario", "assistant", "--show")
        #expect(shown.status == 0 && shown.output.contains("[use]"))
        let json = try program.run("plan", "--scenario", "assistant", "--show", "--json").json
        #expect(json["name"] == "assistant")
        #expect(json["use"]?["interactions_per_month"] == 1000)
        #expect(json["local"]?["life_years"]?["low"] == 3)
        #expect(json["need"]?["cannot_be_hosted"] == 0.2)
        #expect(try program.run("plan", "--scenario", "none", "--show", "--json").status != 0)
    }
}
