import AikiBase
import Foundation
import ProviderStub
import Testing

/// Goal: every setting of privacy changes what a provider receives from a turn, and the commands show
/// it without sending. Method: the program, with a stub behind an address that does not count as this
/// machine's; what left is what the stub received.
@Suite(.timeLimit(.minutes(2))) struct PrivacyTests {
    private static let question =
        "Ask my colleague Hannah Whitlock about the zebrafinch at ann@example.org."

    private func withStub(_ body: (StubServer, Program) async throws -> Void) async throws {
        let stub = try await StubServer.start()
        do {
            let program = try Program()
            let port = stub.address.split(separator: ":").last.map(String.init) ?? ""
            let added = try program.run(
                "provider", "add", "far", "--kind", "openai", "--address",
                "http://0.0.0.0:\(port)", "--plain-text", "--model", "echo=32000",
                input: "sk-0123456789\n")
            #expect(added.status == 0)
            try await body(stub, program)
        } catch {
            try? await stub.stop()
            throw error
        }
        try await stub.stop()
    }

    /// What the stub received for a question; nil where nothing was sent.
    private func sent(
        _ question: String, _ stub: StubServer, _ program: Program,
        _ environment: [String: String] = [:]
    ) throws -> String? {
        let before = stub.book.requests.count
        _ = try program.run(
            "ask", question, "--model", "far/echo", "--json", environment: environment)
        let requests = stub.book.requests
        return requests.count > before ? requests.last?.body.encoded() : nil
    }

    @Test func `Every setting changes what a provider receives from a turn`() async throws {
        try await withStub { stub, program in
            let plain = try #require(try sent(Self.question, stub, program))
            #expect(plain.contains("zebrafinch") && plain.contains("[NAME_1]"))
            #expect(!plain.contains("Whitlock") && !plain.contains("ann@"))
            let own = try sent(
                Self.question, stub, program, ["AIKI_PRIVACY_OWN_WORDS": "zebrafinch"])
            #expect(own?.contains("zebrafinch") == false)
            let open = try sent(
                Self.question, stub, program, ["AIKI_PRIVACY_OPEN_WORDS": "Hannah Whitlock"])
            #expect(open?.contains("Hannah Whitlock") == true)
            #expect(open?.contains("ann@") == false)
            let mail = try sent(Self.question, stub, program, ["AIKI_PRIVACY_MASK": "email"])
            #expect(mail?.contains("Whitlock") == true)
            #expect(mail?.contains("ann@") == false)
            let stays = try sent(Self.question, stub, program, ["AIKI_PRIVACY_LEAVES": "public"])
            #expect(stays == nil)
        }
    }

    @Test func `Memories go with a question as far as the settings say`() async throws {
        try await withStub { stub, program in
            _ = try sent("My sister Ines plays the nyckelharpa.", stub, program)
            let question = "What does my sister play?"
            let told = try sent(question, stub, program)
            #expect(told?.contains("nyckelharpa") == true)
            #expect(told?.contains("Ines") == false)
            for word in ["none", "public"] {
                let other = try sent(question, stub, program, ["AIKI_PRIVACY_MEMORIES": word])
                #expect(other?.contains("What does my sister play?") == true)
                #expect(other?.contains("nyckelharpa") == false)
            }
        }
    }

    @Test func `What memory knows by name is masked, whatever stands around it`() async throws {
        try await withStub { stub, program in
            let question = "How fast is the Zorblax?"
            #expect(try sent(question, stub, program)?.contains("Zorblax") == true)
            _ = try sent("My boat is called Zorblax.", stub, program)
            let known = try sent(question, stub, program, ["AIKI_PRIVACY_MEMORIES": "none"])
            #expect(known?.contains("How fast is the [NAME_1]?") == true)
            #expect(known?.contains("Zorblax") == false)
        }
    }

    @Test func `A text is shown as a provider would see it`() throws {
        let program = try Program()
        let shown = try program.run("privacy", "check", Self.question, "--json")
        #expect(shown.status == 0)
        #expect(shown.json["report"]?["masked"] == ["email": 1, "name": 1])
        let text = try program.run("privacy", "check", input: Self.question)
        #expect(text.output.contains("Masked: email 1, name 1."))
        #expect(!text.output.contains("Whitlock"))
        let open = try program.run(
            "privacy", "check", "--class", "public", Self.question, "--json")
        #expect(open.json["text"]?.text == Self.question)
        let secret = try program.run(
            "privacy", "check", "--class", "private", Self.question, "--json")
        #expect(secret.error["code"] == "privacy.stays-here")
        #expect(try program.run("privacy", "check", "--class", "x", "y").status == 2)
        let wrong = try program.run(
            "privacy", "check", "x", environment: ["AIKI_PRIVACY_MASK": "nose"])
        #expect(wrong.status == 2 && wrong.notes.contains("national-id"))
    }

    @Test func `Marked texts are judged`() throws {
        let program = try Program()
        let file = Program.fixtures.appending(path: "privacy/texts.jsonl")
        let judged = try program.run("privacy", "eval", file.path, "--json")
        #expect((judged.json["all"]?["recall"]?.real ?? 0) > 0.9)
        #expect((judged.json["all"]?["precision"]?.real ?? 0) > 0.9)
        #expect(judged.json["groups"]?["language no"] != nil)
        let broken = program.folder.appending(path: "broken.jsonl")
        try Data(#"{"text": "x", "spans": [{"kind": "name"}]}"#.utf8).write(to: broken)
        #expect(try program.run("privacy", "eval", broken.path).status != 0)
        #expect(try program.run("privacy", "eval", "missing.jsonl").status != 0)
    }
}
