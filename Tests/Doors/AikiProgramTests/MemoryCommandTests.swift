import AikiBase
import Foundation
import Testing

/// Importing, forgetting and exporting as a person does it.
@Suite(.timeLimit(.minutes(2))) struct MemoryCommandTests {
    private func write(_ text: String, _ name: String, _ program: Program) throws {
        let url = program.folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func program() throws -> Program {
        let program = try Program()
        try write(
            "---\ncreated: 2024-05-01\n---\nDana likes zqtea. [[Other]]", "v/Dana.md", program)
        try write("The boat is green.", "v/Other.md", program)
        try write("png", "v/a.png", program)
        return program
    }

    @Test func `A vault is imported, found, forgotten and gone`() throws {
        let program = try program()
        let first = try program.run("import", "vault", "v", "--json")
        #expect(first.status == 0, "\(first.notes)")
        #expect(first.json["messages"] == 2)
        #expect(first.json["linksResolved"] == 1)
        #expect(try program.run("import", "vault", "v", "--json").json["messages"] == 0)
        let found = try program.run("memory", "search", "zqtea", "--exact", "--json")
        #expect(found.json.elements?.count == 1)
        #expect(found.json.elements?.first?["time"]?.text?.hasPrefix("2024-05-01") == true)

        let plan = try program.run("memory", "forget", "--person", "Dana", "--dry-run", "--json")
        #expect(plan.json["messages"]?.elements?.count == 1)
        let refused = try program.run("memory", "forget", "--person", "Dana", "--json")
        #expect(refused.status == 4 && refused.error["code"] == "program.not-confirmed")
        let history = program.home.appending(path: "history")
        try Data("kept line\n".utf8).write(to: history)
        let gone = try program.run("memory", "forget", "--person", "Dana", "--force", "--json")
        #expect(gone.status == 0, "\(gone.notes)")
        #expect(gone.json["certificate"]?["hashes"] == 1)
        #expect(try String(contentsOf: history, encoding: .utf8) == "kept line\n")
        #expect(try program.run("memory", "search", "zqtea", "--exact", "--json").json == [])
        for file in try FileManager.default.contentsOfDirectory(atPath: program.home.path) {
            let bytes = FileManager.default.contents(
                atPath: program.home.appending(path: file).path)
            #expect(bytes?.range(of: Data("zqtea".utf8)) == nil, "\(file)")
        }
        let certificates = try program.run("memory", "certificates", "--json")
        #expect(certificates.json.elements?.count == 1)
        #expect(!certificates.output.contains("Dana"))
        let again = try program.run("import", "vault", "v", "--json")
        #expect(again.json["messages"] == 0)
    }

    @Test func `An answer names what it was given from, until that is forgotten`() throws {
        let program = try program()
        try program.installTinyModel()
        #expect(try program.run("import", "vault", "v").status == 0)
        let ask = ["ask", "What does Dana like?", "--max-tokens", "2", "--sources"]
        let asked = try program.run(ask)
        #expect(asked.status == 0, "\(asked.notes)")
        #expect(asked.output.contains("From memory:"), "\(asked.output)")
        #expect(asked.output.contains("2024-05-01") && asked.output.contains("Dana likes zqtea."))
        #expect(!asked.output.contains("created:"))
        let texts = try program.run(ask + ["--json"]).json["memory_texts"]?.elements ?? []
        #expect(texts.contains { $0["text"]?.text?.contains("zqtea") == true })
        let why = try program.run("why")
        #expect(why.output.contains("Dana likes zqtea.") && !why.output.contains("created:"))
        #expect(try program.run("memory", "forget", "--person", "Dana", "--force").status == 0)
        #expect(try !program.run(ask).output.contains("zqtea"))
        #expect(try program.run(ask + ["--raw"]).status == 2)
    }

    @Test func `Everything is exported, and what is wrong is said`() throws {
        let program = try program()
        _ = try program.run("import", "vault", "v")
        let export = try program.run("memory", "export", "out.jsonl", "--json")
        #expect(export.status == 0 && export.json["messages"] == 2)
        let text = try String(
            contentsOf: program.folder.appending(path: "out.jsonl"), encoding: .utf8)
        #expect(text.contains("The boat is green."))
        #expect(try program.run("memory", "export").output == text)

        let missing = try program.run("import", "vault", "nowhere", "--json")
        #expect(missing.status == 3 && missing.error["code"] == "import.not-found")
        let other = try program.run("import", "chatgpt", "v", "--json")
        #expect(other.status == 3 && other.error["code"] == "import.nothing-found")
        #expect(try program.run("import", "mail", "v").status == 2)
        let nothing = try program.run("memory", "forget", "--query", "nowhere", "--force", "--json")
        #expect(nothing.status == 3 && nothing.error["code"] == "memory.nothing-found")
        #expect(try program.run("memory", "forget", "--force", "--json").status == 2)
        #expect(try program.run("memory", "forget", "--since", "yesterday").status == 2)
    }
}
