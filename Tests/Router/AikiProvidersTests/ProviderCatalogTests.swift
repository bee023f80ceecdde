import AikiBase
import AikiDialogue
import AikiProviders
import Foundation
import Testing

/// Goal: what is set up is found again, keys are where only their owner reads them, and what is wrong
/// is named.
@Suite struct ProviderCatalogTests {
    private func withHome(_ body: (URL) throws -> Void) throws {
        let home = FileManager.default.temporaryDirectory.appending(
            path: "providers-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        try body(home)
    }

    private func settings(_ name: String = "far") throws -> ProviderSettings {
        var settings = ProviderSettings(
            name: name, kind: .compatible,
            address: try ProviderAddress("https://example.org/v1", provider: name),
            models: [
                ProviderModel(name: "a/b:c", contextTokensMax: 4096), ProviderModel(name: "d"),
            ], keyVariable: "FAR_KEY")
        settings.timeouts.first = .seconds(7)
        settings.retry.attemptsMax = 2
        return settings
    }

    private func mode(_ url: URL) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
        return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue) & 0o777
    }

    @Test func `what is added is found again, also by another program`() throws {
        try withHome { home in
            try ProviderCatalog(home: home, environment: [:]).add(settings())
            let catalog = ProviderCatalog(home: home, environment: [:])
            #expect(try catalog.list().map(\.settings) == [settings()])
            let found = try #require(try catalog.find("far/a/b:c"))
            #expect(found.model == "a/b:c")
            #expect(
                RemoteModel(found.provider, model: found.model).profile.contextTokensMax == 4096)
            for name in ["far", "far/", "near/a", "/a", "fa/r"] {
                #expect(try catalog.find(name) == nil, "\(name)")
            }
        }
    }

    @Test func `a key is kept for its owner alone, and the environment wins`() throws {
        try withHome { home in
            let catalog = ProviderCatalog(home: home, environment: [:])
            try catalog.add(settings(), key: ProviderKey("kept-1"))
            let file = home.appending(path: "secrets/far")
            #expect(try mode(file) == 0o600)
            #expect(try mode(home.appending(path: "secrets")) == 0o700)
            #expect(try mode(home.appending(path: "providers.json")) == 0o600)
            let text = try String(
                contentsOf: home.appending(path: "providers.json"), encoding: .utf8)
            #expect(!text.contains("kept-1"))
            #expect(try catalog.keySource(settings()) == "secrets")
            let other = ProviderCatalog(home: home, environment: ["FAR_KEY": "given"])
            #expect(try other.keySource(settings()) == "FAR_KEY")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: file.path)
            #expect(throws: ProviderError.self) { try catalog.keySource(settings()) }
            try catalog.remove("far")
            #expect(!FileManager.default.fileExists(atPath: file.path))
            #expect(try catalog.list().isEmpty)
        }
    }

    @Test func `a catalog sees what another writes`() throws {
        try withHome { home in
            let reader = ProviderCatalog(home: home, environment: [:])
            let writer = ProviderCatalog(home: home, environment: [:])
            #expect(try reader.list().isEmpty)
            try writer.add(settings("one"))
            #expect(try reader.list().count == 1)
            try writer.add(settings("two"))
            #expect(try reader.list().map(\.settings.name) == ["one", "two"])
            #expect(throws: ProviderError.notFound(name: "three")) {
                try reader.provider(named: "three")
            }
            #expect(throws: ProviderError.notFound(name: "three")) { try writer.remove("three") }
        }
    }

    @Test func `as many providers as are allowed are kept, and not one more`() throws {
        try withHome { home in
            let catalog = ProviderCatalog(home: home, environment: [:])
            let entries = (0..<ProviderCatalog.providersMax).map { index in
                "{\"name\":\"p\(index)\",\"kind\":\"openai\"}"
            }
            try Data("{\"providers\":[\(entries.joined(separator: ","))]}".utf8)
                .write(to: home.appending(path: "providers.json"))
            #expect(try catalog.list().count == ProviderCatalog.providersMax)
            #expect(throws: ProviderError.self) { try catalog.add(settings("more")) }
            try catalog.add(settings("p3"))
        }
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"providers":3}"#, #"{"providers":[{}]}"#,
        #"{"providers":[{"name":"a/b","kind":"openai"}]}"#,
        #"{"providers":[{"name":"..","kind":"openai"}]}"#,
        #"{"providers":[{"name":"a","kind":"magic"}]}"#,
        #"{"providers":[{"name":"a","kind":"openai-compatible"}]}"#,
        #"{"providers":[{"name":"a","kind":"openai","address":"http://example.org"}]}"#,
        #"{"providers":[{"name":"a","kind":"openai","models":[{}]}]}"#,
        #"{"providers":[{"name":"a","kind":"openai","attempts":0}]}"#,
        #"{"providers":[{"name":"a","kind":"openai","timeout_seconds":{"head":-1}}]}"#,
    ])
    func `a damaged file is an error and stays as it is`(text: String) throws {
        try withHome { home in
            let file = home.appending(path: "providers.json")
            try Data(text.utf8).write(to: file)
            let catalog = ProviderCatalog(home: home, environment: [:])
            #expect(throws: ProviderError.self) { try catalog.list() }
            #expect(throws: ProviderError.self) { try catalog.add(settings()) }
            #expect(try String(contentsOf: file, encoding: .utf8) == text)
        }
    }
}
