import AikiProviders
import Testing

/// Goal: nothing is asked in the open, and a key shows itself nowhere.
@Suite struct AddressTests {
    @Test(arguments: [
        "http://api.example.org/v1", "ftp://127.0.0.1", "example.org", "", "https://",
        "https://name:word@example.org", "https://example.org/v1?key=x", "file:///etc/passwd",
        "http://127.0.0.1.example.org", "http://localhost.example.org", "http://127.0.0",
        "http://2130706433", "http://0.0.0.0:80",
    ])
    func `what is neither encrypted nor on this machine is refused`(address: String) {
        #expect(throws: ProviderError.self) { try ProviderAddress(address, provider: "p") }
    }

    @Test(arguments: [
        ("https://api.example.org/v1/", "https://api.example.org/v1", false),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1", true),
        ("http://localhost:11434/v1//", "http://localhost:11434/v1", true),
        ("http://[::1]:1/v1", "http://[::1]:1/v1", true),
        ("https://127.9.9.9", "https://127.9.9.9", true),
    ])
    func `addresses are read`(address: String, text: String, isLoopback: Bool) throws {
        let read = try ProviderAddress(address, provider: "p")
        #expect(read.text == text)
        #expect(read.isLoopback == isLoopback)
    }

    @Test func `plain text elsewhere takes a word of the person's own`() throws {
        let address = "http://192.168.1.4:8000/v1"
        let read = try ProviderAddress(address, provider: "p", allowsPlainText: true)
        #expect(!read.isLoopback)
        #expect(throws: ProviderError.self) {
            _ = try LoopbackModel(
                Provider(
                    ProviderSettings(name: "p", kind: .compatible, address: read), key: { nil }),
                model: "m")
        }
    }
}

@Suite struct KeyTests {
    @Test(arguments: [
        "", " ", "a b", "a\nb", "a\r\nX: y", "ключ", String(repeating: "k", count: 4097),
    ])
    func `what could not stand in a header is no key`(text: String) {
        #expect(ProviderKey(text) == nil)
    }

    @Test func `a key of the longest length is one`() {
        #expect(ProviderKey(String(repeating: "k", count: ProviderKey.lengthMax)) != nil)
    }

    @Test func `a key is printed nowhere`() throws {
        let key = try #require(ProviderKey("sk-secret-1"))
        var dumped = ""
        dump(key, to: &dumped)
        let shown = "\(key) \(String(reflecting: key)) \([key]) \(dumped)"
        #expect(!shown.contains("secret"))
    }
}
