import AikiBase
import Foundation
import Testing

/// Goal: JSON is read and written as RFC 8259 says, with order kept; hostile text is an error.
/// Method: tables, round trips of random values, and Foundation's reader as the second opinion.
@Suite struct JSONValueTests {
    private static let readable: [(String, JSONValue)] = [
        ("null", .null), ("true", true), (" false ", false), ("0", 0), ("-12", -12), ("1.0", 1.0),
        ("1e2", 100.0), ("-0.5E-1", -0.05), (#""a\n\u00e9\ud83d\ude00""#, "a\né😀"),
        ("[]", []), ("[1,[2]]", [1, [2]]), ("{}", [:]), (#"{"b":1,"a":2}"#, ["b": 1, "a": 2]),
        (#""\ud800x""#, "\u{FFFD}x"), ("100000000000000000000", .number(1e20)),
    ]

    @Test(arguments: readable)
    func `a value is read`(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == expected)
    }

    @Test(arguments: [
        "", " ", "nul", "01", "1.", ".5", "1e", "+1", "[1,]", "[1", "{\"a\"}", "{\"a\":1,}",
        "{a:1}",
        "\"a", "\"\u{01}\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u+123\"", "1 2", "NaN", "'a'",
    ])
    func `malformed text is refused with its place`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func `nesting is read to the limit and refused one past it`() throws {
        let limit = JSONValue.depthMax
        let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        _ = try JSONValue(parsing: deepest)
        #expect(throws: JSONError.tooDeep(limit: limit)) { try JSONValue(parsing: "[\(deepest)]") }
    }

    @Test func `key order survives and a repeated key keeps its first place and last value`() throws
    {
        let value = try JSONValue(parsing: #"{"z":1,"a":2,"z":3}"#)
        #expect(value.encoded() == #"{"z":3,"a":2}"#)
        #expect(value.encoded(.init(sortsKeys: true)) == #"{"a":2,"z":3}"#)
    }

    @Test func `keys that look alike but are spelled otherwise stay apart`() throws {
        let text = #"{"é":1,"e\u0301":2,"Å":3,"\u212b":4}"#
        let object = try #require(try JSONValue(parsing: text).object)
        #expect(object.count == 4)
        #expect(object["e\u{301}"] == 2 && object["\u{E9}"] == 1 && object["\u{212B}"] == 4)
    }

    /// Beside an array of pairs that is looked through from its start, with so few keys that most are
    /// set again and so many that large objects come about.
    @Test func `an object of any size keeps its members as a plain list does`() throws {
        var random = SeededRandom(seed: 5)
        for keyCount in [3, 12, 13, 40] {
            var object = JSONObject()
            var pairs: [(key: String, value: JSONValue)] = []
            for step in 0..<400 {
                let key = "k\(Int.random(in: 0..<keyCount, using: &random))"
                let place = pairs.firstIndex { $0.key == key }
                if Int.random(in: 0..<4, using: &random) == 0 {
                    object[key] = nil
                    if let place { pairs.remove(at: place) }
                } else {
                    object[key] = .integer(Int64(step))
                    if let place {
                        pairs[place].value = .integer(Int64(step))
                    } else {
                        pairs.append((key, .integer(Int64(step))))
                    }
                }
                #expect(object.keys == pairs.map(\.key) && object.count == pairs.count)
                #expect(object.pairs.map(\.value) == pairs.map(\.value))
                #expect(object[key] == pairs.first { $0.key == key }?.value)
                #expect(object == JSONObject(pairs.map { ($0.key, $0.value) }))
            }
        }
        #expect(JSONObject([("a", 1), ("b", 2)]) != JSONObject([("b", 2), ("a", 1)]))
        #expect(JSONObject([("a", 1)]) != JSONObject([("a", 2)]))
    }

    /// The second way: scalar by scalar, as RFC 8259 § 7 has it.
    @Test func `every character is written as it must be`() {
        for value in Array(0...0x2FF) + [0x20AC, 0xFFFD, 0x1F600] {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let text = "a\(Character(scalar))b"
            let short: [UInt32: String] = [
                8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: "\\\"", 92: "\\\\",
            ]
            let escape = String(scalar).utf16.map {
                "\\u" + String(repeating: "0", count: 4 - String($0, radix: 16).count)
                    + String($0, radix: 16)
            }.joined()
            let plain = short[scalar.value] ?? (value < 0x20 ? escape : String(scalar))
            let ascii =
                short[scalar.value] ?? (value < 0x20 || value > 0x7E ? escape : String(scalar))
            #expect(JSONValue.string(text).encoded() == "\"a\(plain)b\"")
            #expect(
                JSONValue.string(text).encoded(.init(escapesNonASCII: true)) == "\"a\(ascii)b\"")
        }
    }

    @Test func `random values survive a round trip in every layout`() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<500 {
            let value = Self.randomValue(&random, depth: 0)
            for layout in [JSONValue.Layout.compact, .pretty, .init(escapesNonASCII: true)] {
                #expect(try JSONValue(parsing: value.encoded(layout)) == value)
            }
            // The second opinion: Foundation reads what was written.
            let data = Data(value.encoded().utf8)
            _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
        }
    }

    @Test func `truncated and mutated text never crashes the reader`() throws {
        let text = #"{"a":[1,-2.5e3,true,null,"x\u00e9\ud83d\ude00\n"],"b":{"c":""}}"#
        let bytes = Array(text.utf8)
        for end in bytes.indices {
            #expect(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<end])) }
        }
        var random = SeededRandom(seed: 11)
        for _ in 0..<20_000 {
            var mutated = bytes
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                mutated[Int.random(in: mutated.indices, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            _ = try? JSONValue(parsing: mutated)
        }
    }

    @Test func `numbers that JSON cannot hold become null`() {
        #expect(JSONValue.array([.number(.nan), .number(.infinity)]).encoded() == "[null,null]")
    }

    private static func randomValue(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
        case 3: return .number(random.nextUnit() * 1e6 + 0.5e-3)
        case 4: return .string(randomText(&random))
        case 5, 6:
            return .array(
                (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                    randomValue(&random, depth: depth + 1)
                })
        default:
            return .object(
                JSONObject(
                    (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                        (randomText(&random), randomValue(&random, depth: depth + 1))
                    }))
        }
    }

    private static func randomText(_ random: inout SeededRandom) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "\"", "\\", "\n", "\u{01}", "é", "語", "😀", "/", "\u{7F}",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            text.unicodeScalars.append(alphabet[Int.random(in: alphabet.indices, using: &random)])
        }
        return text
    }
}
