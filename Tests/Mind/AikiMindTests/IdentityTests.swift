import AikiBase
import AikiMind
import Foundation
import Testing

/// Goal: an identity is read whole or refused with the line that is wrong.
@Suite struct IdentityTests {
    @Test func everyKeyIsRead() throws {
        let identity = try Identity(
            parsing: """
                name = "Mira"
                traits = ["kind", "dry", "quick"]
                values = ["truth"]
                voice = "Short."
                language = "Norwegian"
                never = ["shout"]
                [relationships]
                Bo = "your brother"
                "Ada L." = "your friend"
                """)
        #expect(
            identity
                == Identity(
                    name: "Mira", traits: ["kind", "dry", "quick"], values: ["truth"],
                    voice: "Short.", language: "Norwegian", never: ["shout"],
                    relationships: [
                        .init(name: "Ada L.", description: "your friend"),
                        .init(name: "Bo", description: "your brother"),
                    ]))
        #expect(
            identity.systemText == """
                You are Mira.
                You are kind, dry and quick.
                What matters to you: truth.
                How you speak: Short.
                Answer in Norwegian.
                You never shout.
                Ada L. is your friend.
                Bo is your brother.
                """)
    }

    @Test func aNameIsEnough() throws {
        let identity = try Identity(parsing: "name = 'A'")
        #expect(identity == Identity(name: "A"))
        #expect(identity.systemText == "You are A.\nAnswer in the language you are spoken to in.")
    }

    @Test func theDefaultFileIsAnIdentity() throws {
        let identity = try Identity(parsing: Identity.defaultFileText)
        #expect(identity.name == "Aiki")
        #expect(identity.traits.count == 4 && identity.never.count == 2)
        #expect(identity.relationships == [])
    }

    @Test(arguments: [
        (MindError.unknownKey(line: 3, key: "nmae", known: []), "# x\nname = \"A\"\nnmae = \"B\""),
        (.unknownKey(line: 2, key: "mood", known: []), "name = \"A\"\n[mood]\nx = 1"),
        (.unknownKey(line: 1, key: "b", known: []), "\"b\" = 1\nname = \"A\"\na = 2"),
        (.wrongType(line: 2, key: "traits", expected: "a list of texts"), "name = 'A'\ntraits = 1"),
        (
            .wrongType(line: 1, key: "never", expected: "a list of texts"),
            "never = ['a', 1]\nname='A'"
        ),
        (.wrongType(line: 1, key: "name", expected: "text in quotes"), "name = ['A']"),
        (
            .wrongType(line: 2, key: "relationships", expected: "a table of texts"),
            "name = 'A'\n[relationships]\nx = 1"
        ),
        (.missingKey(key: "name"), ""), (.missingKey(key: "name"), "name = ''"),
    ])
    func whatIsWrongIsNamedWithItsLine(expected: MindError, text: String) {
        let error = #expect(throws: MindError.self) { try Identity(parsing: text) }
        #expect(error?.message == expected.message)
    }

    @Test func whatIsNotTOMLIsRefusedWithItsLine() {
        let error = #expect(throws: MindError.self) {
            try Identity(parsing: "name = \"A\"\ntraits = [\n")
        }
        guard case .malformed(let line, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(line >= 2)
    }

    @Test func theFileMayBeAsLargeAsTheLimitAndNoLarger() throws {
        let start = "name = 'A'\n#"
        let fill = String(repeating: "x", count: Identity.bytesMax - start.utf8.count)
        #expect(try Identity(parsing: start + fill).name == "A")
        #expect(throws: MindError.tooLarge(limit: Identity.bytesMax)) {
            try Identity(parsing: start + fill + "x")
        }
    }

    @Test func aMissingFileIsWrittenAndABadOneRefused() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "identity-\(UUID().uuidString).toml")
        defer { try? FileManager.default.removeItem(at: url) }
        #expect(try Identity.load(from: url).name == "Aiki")
        #expect(try String(contentsOf: url, encoding: .utf8) == Identity.defaultFileText)
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try Data([0x6E, 0xFF, 0xFE]).write(to: url)
        #expect(throws: MindError.notText) { try Identity.load(from: url) }
    }

    @Test(arguments: ["[!x]", "[,]", "[[=]]", "[é]"])
    func aHeaderThatEndsTheParserIsRefused(header: String) {
        let error = #expect(throws: MindError.self) { try Identity(parsing: "name='A'\n" + header) }
        #expect(error?.message.contains("line 2") == true)
    }

    @Test(arguments: ["[", "{a = ", "[{b = ", "a.", "\"\"\""])
    func deepNestingIsRefused(piece: String) {
        let count = (Identity.bytesMax - 20) / piece.utf8.count
        let text = "name = " + String(repeating: piece, count: count)
        #expect(throws: MindError.self) { try Identity(parsing: text) }
        let key = String(repeating: "a.", count: count / 2) + "b = 1"
        #expect(throws: MindError.self) { try Identity(parsing: key) }
    }

    @Test func everyTruncationIsReadOrRefused() {
        let bytes = Array(Identity.defaultFileText.utf8)
        for count in 0..<bytes.count {
            _ = try? Identity(parsing: String(decoding: bytes[..<count], as: UTF8.self))
        }
        var random = SeededRandom(seed: 41)
        for _ in 0..<2000 {
            var changed = bytes
            for _ in 0..<3 {
                changed[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 128)
            }
            _ = try? Identity(parsing: String(decoding: changed, as: UTF8.self))
        }
    }
}
