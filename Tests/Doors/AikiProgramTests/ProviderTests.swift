import AikiBase
import Foundation
import ProviderStub
import Testing

/// Goal: a provider is added, listed, tried, asked and removed by a person, and its key shows nowhere.
@Suite(.timeLimit(.minutes(2))) struct ProviderTests {
    private static let key = "sk-canary-42-secret"

    private func withStub(_ body: (StubServer, Program) async throws -> Void) async throws {
        let stub = try await StubServer.start()
        do {
            try await body(stub, Program())
        } catch {
            try? await stub.stop()
            throw error
        }
        try await stub.stop()
    }

    @Test func `A provider is added, listed, tried and removed`() async throws {
        try await withStub { stub, program in
            #expect(try program.run("provider", "list", "--json").json["providers"] == [])
            let added = try program.run(
                "provider", "add", "far", "--kind", "openai", "--address", stub.address,
                "--model", "plain=32000", "--json", input: Self.key + "\n")
            #expect(added.status == 0)
            #expect(added.json["key"] == "secrets")
            let listed = try program.run("provider", "list", "--json")
            let entry = listed.json["providers"]?.elements?.first
            #expect(entry?["models"]?.elements?.first?["context_tokens"] == 32000)
            #expect(entry?["local"] == true)
            let table = try program.run("provider", "list")
            #expect(table.output.contains("far") && table.output.contains("secrets"))
            let tried = try program.run("provider", "test", "far", "--model", "plain", "--json")
            #expect(tried.status == 0)
            #expect(tried.json["models"] == ["plain", "tools"])
            #expect(tried.json["answer"]?["text"]?.text?.hasPrefix("Hello from the stub") == true)
            #expect(stub.book.requests.last?.headers["authorization"] == "Bearer \(Self.key)")
            for result in [added, listed, table, tried] {
                #expect(!(result.output + result.notes).contains("canary"))
            }
            #expect(try program.run("provider", "remove", "far").status == 0)
            #expect(try program.run("provider", "remove", "far").status == 3)
            let secret = program.home.appending(path: "secrets/far")
            #expect(!FileManager.default.fileExists(atPath: secret.path))
        }
    }

    private func addProvider(_ stub: StubServer, of model: String, to program: Program) throws {
        let added = try program.run(
            "provider", "add", "far", "--kind", "openai", "--address", stub.address, "--model",
            model, input: Self.key + "\n")
        #expect(added.status == 0, "\(added.notes)")
    }

    @Test func `A question that is called off is recorded, and the program says that it was`()
        async throws
    {
        try await withStub { stub, program in
            try addProvider(stub, of: "fault-hang-mid", to: program)
            for flags in [[], ["--raw"]] {
                let charged = stub.book.charges.count
                let asked = try await program.interrupt(
                    ["ask", "hello", "--model", "far/fault-hang-mid"] + flags
                ) { stub.book.charges.count > charged }
                #expect(asked.status == 130)
                #expect(asked.notes.contains("[program.interrupted]"), "\(asked.notes)")
            }
            let entries = try program.run("ledger", "show", "--json").json.elements
            #expect(entries?.count == 1 && entries?.first?["outcome"] == "cancelled")
            let conversations = try program.run("memory", "list", "--json").json.elements
            #expect(conversations?.count == 1 && conversations?.first?["turns"] == 1)
        }
    }

    @Test func `A chat whose first answer fails keeps to its conversation`() async throws {
        try await withStub { stub, program in
            try addProvider(stub, of: "fault-401", to: program)
            let chat = try program.run(
                "chat", "--model", "far/fault-401", input: "one\n/why\ntwo\n")
            #expect(chat.status != 0)
            #expect(chat.output.contains("Failure:"), "\(chat.output)")
            let conversations = try program.run("memory", "list", "--json").json
            #expect(conversations.elements?.count == 1)
            #expect(conversations.elements?.first?["turns"] == 2)
        }
    }

    @Test func `What is wrong with a provider is said, with a number that scripts understand`()
        async throws
    {
        try await withStub { stub, program in
            func add(_ arguments: String...) throws -> Int32 {
                try program.run(["provider", "add"] + arguments).status
            }
            #expect(try add("nobody") == 2)
            #expect(try add("mine", "--kind", "openai-compatible") == 2)
            #expect(try add("mine", "--address", "http://example.org/v1") == 2)
            #expect(try add("a/b", "--address", stub.address) == 2)
            #expect(try add("mine", "--address", stub.address, "--model", "m=x") == 2)
            #expect(try program.run("provider", "test", "mine").status == 3)
            #expect(try add("openai", "--no-key") == 0)
            let missing = try program.run("provider", "test", "openai", "--json")
            #expect(missing.status == 4)
            #expect(missing.error["code"] == "providers.key-missing")
            #expect(try add("far", "--kind", "openai", "--address", stub.address) == 0)
            let refused = try program.run(
                "provider", "test", "far", "--model", "fault-401", "--json",
                environment: ["OPENAI_API_KEY": Self.key])
            #expect(refused.error["code"] == "providers.unauthorized")
            #expect(!(refused.output + refused.notes).contains("canary"))
        }
    }
}
