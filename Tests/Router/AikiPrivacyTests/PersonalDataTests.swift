import AikiPrivacy
import Testing

/// Goal: what has a form is found, what only looks like it is left, and masking can be undone.
/// Method: tables of both kinds; check digits computed anew; every byte flipped.
@Suite struct PersonalDataTests {
    private func found(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return PersonalDataFinder().find(in: text).map {
            "\($0.kind.rawValue):" + String(decoding: bytes[$0.range], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("Write to ann.lee+x@mail.example.org.", "email:ann.lee+x@mail.example.org"),
        ("<bob@example.com>, please", "email:bob@example.com"),
        ("o'neil@example.co.uk", "email:o'neil@example.co.uk"),
        ("from 192.168.1.254 at", "ip:192.168.1.254"),
        ("host [2001:db8::8a2e:370:7334] is", "ip:2001:db8::8a2e:370:7334"),
        ("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "ip:2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
        ("card 4111 1111 1111 1111.", "card:4111 1111 1111 1111"),
        ("378282246310005", "card:378282246310005"),
        ("5555-5555-5555-4444", "card:5555-5555-5555-4444"),
        ("card 4111 1111 1111 1111 12/27", "card:4111 1111 1111 1111"),
        ("4111-1111-1111-1111 123, please", "card:4111-1111-1111-1111"),
        ("4111111111111111 12/27 123", "card:4111111111111111"),
        ("3782 822463 10005 0427", "card:3782 822463 10005"),
        ("\u{201C}4111 1111 1111 1111\u{201D}", "card:4111 1111 1111 1111"),
        ("card\u{2014}5555-5555-5555-4444", "card:5555-5555-5555-4444"),
        ("to\u{A0}GB82 WEST 1234 5698 7654 32", "iban:GB82 WEST 1234 5698 7654 32"),
        ("\u{201E}AKIAIOSFODNN7EXAMPLE\u{201C}", "secret:AKIAIOSFODNN7EXAMPLE"),
        ("\u{2018}192.168.1.254\u{2019}", "ip:192.168.1.254"),
        ("to GB82 WEST 1234 5698 7654 32 today", "iban:GB82 WEST 1234 5698 7654 32"),
        ("NO9386011117947", "iban:NO9386011117947"),
        ("DE89370400440532013000.", "iban:DE89370400440532013000"),
        ("call +47 22 12 34 56 now", "phone:+47 22 12 34 56"),
        ("(555) 123-4567", "phone:(555) 123-4567"),
        ("555-123-4567", "phone:555-123-4567"),
        ("1-800-555-0199", "phone:1-800-555-0199"),
        ("020 7946 0958", "phone:020 7946 0958"),
        ("tlf. 22123456", "phone:22123456"),
        ("AKIAIOSFODNN7EXAMPLE", "secret:AKIAIOSFODNN7EXAMPLE"),
        (
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "secret:ghp_abcdefghijklmnopqrstuvwxyz0123456789"
        ),
        ("password = \"hunter2hunter2\"", "secret:hunter2hunter2"),
        ("api_key: 8f14e45fceea167a", "secret:8f14e45fceea167a"),
    ])
    func `personal data is found where it stands`(text: String, expected: String) {
        #expect(found(text) == [expected])
    }

    @Test func `two cards in one line are two`() {
        #expect(
            found("4111 1111 1111 1111 5555 5555 5555 4444")
                == ["card:4111 1111 1111 1111", "card:5555 5555 5555 4444"])
    }

    @Test(arguments: [
        "In 1984 and 1914-1918 there were 20,000 of 1,000,000.",
        "Version 1.2.3.4.5, chapter 10.2.3, 256.1.1.1 and 1.2.3",
        "At 12:30:45 on 2024-01-31, the ratio was 16:9::4",
        "4111 1111 1111 1112 has a wrong check digit",
        "GB82 WEST 1234 5698 7654 33",
        "user@localhost and a @ b and @handle and x@1.2",
        "ISBN 978-3-16-148410-0 and 0-19-852663-6",
        "He said: the token was brass; the password: swordfish",
        "std::vector and a::b, deadbeef:cafe",
        "Pages 123-456 and 555-1234, § 10.10.10",
        "sk-learn is no key, nor is ghp_short",
        "The year 2001: a space; 10 000 000 people; 3.14159265358979",
        "\u{E9}192.168.1.254 and \u{416}5555-5555-5555-4444 are parts of words",
        "4111 1111 1111 1112 12/27 has a wrong check digit too",
    ])
    func `what only looks like it is left`(text: String) {
        #expect(found(text) == [])
    }

    @Test func `a private key goes whole`() {
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nab+/=\n-----END RSA PRIVATE KEY-----"
        #expect(found("x\n\(key)\ny") == ["secret:\(key)"])
    }

    @Test func `one value has one placeholder, and all come back`() {
        let text = "a@b.org wrote to c@d.org; a@b.org called +47 22 12 34 56."
        let masked = PersonalDataMask().mask(text)
        #expect(masked.text == "[EMAIL_1] wrote to [EMAIL_2]; [EMAIL_1] called [PHONE_1].")
        #expect(masked.counts == [.email: 3, .phone: 1])
        #expect(masked.restore(masked.text) == text)
        #expect(masked.restore("Ask [EMAIL_2].") == "Ask c@d.org.")
    }

    @Test func `only the kinds asked for are masked`() {
        let masked = PersonalDataMask(kinds: [.ip]).mask("a@b.org 10.0.0.1")
        #expect(masked.text == "a@b.org [IP_1]")
    }

    @Test func `spans are ascending, apart and inside, whatever the bytes`() {
        let base = Array(
            "+47 22 12 34 56 a@b.org 4111 1111 1111 1111 GB82 WEST 1234 :: 1.2.3.4 key=abc12345"
                .utf8)
        var state: UInt64 = 9
        for _ in 0..<20_000 {
            var bytes = base
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            let spans = bytes.withUnsafeBufferPointer { PersonalDataFinder().find(in: $0) }
            var end = 0
            for span in spans {
                #expect(span.range.lowerBound >= end && span.range.upperBound <= bytes.count)
                #expect(!span.range.isEmpty)
                end = span.range.upperBound
            }
        }
    }
}
