import AikiBase
import AikiEngine
import Foundation

/// A JSON schema with texts its grammar must accept or refuse; `Tools/reference/grammar.py`.
struct SchemaCase {
    let name: String
    let schema: JSONValue
    let accepted: [String]
    let refused: [String]

    static func all() throws -> [SchemaCase] {
        let file = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/grammar/schemas.json")
        let json = try JSONValue(parsing: [UInt8](try Data(contentsOf: file)))
        return (json.elements ?? []).map { value in
            SchemaCase(
                name: value["name"]?.text ?? "", schema: value["schema"] ?? .null,
                accepted: (value["accepted"]?.elements ?? []).compactMap(\.text),
                refused: (value["refused"]?.elements ?? []).compactMap(\.text))
        }
    }
}

/// A vocabulary of every byte, pieces of JSON, and random text, with one token that ends.
struct GrammarTestVocabulary {
    let tree: GrammarVocabulary
    let end: Int32

    init(randomTokens: Int) {
        var spellings = ByteStrings()
        for byte in UInt8.min...UInt8.max { spellings.append(CollectionOfOne(byte)) }
        let pieces = [
            "\": ", "\",", "{\"", "\"}", "\"]", "[]", "{}", "},{", "\": \"", "null", "true",
            "false",
            "name", "value", "children", "  ", "\n  ", "\\\"", "\\u00", "é", "日本", "😀", "12", "-1",
            "2026-", "a\"b", "}]}",
        ]
        for piece in pieces { spellings.append(piece) }
        var random = SeededRandom(seed: 3)
        let alphabet = Array("abcxyz0123456789\":,{}[] \\é日.-".unicodeScalars)
        for _ in 0..<randomTokens {
            var text = ""
            for _ in 0..<Int.random(in: 2...7, using: &random) {
                text.unicodeScalars.append(
                    alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            spellings.append(text)
        }
        end = Int32(spellings.count)
        spellings.append("")
        tree = GrammarVocabulary(spellings, endOfGeneration: [end])
    }
}

extension GrammarTestVocabulary {
    /// Draws tokens that the grammar allows until it ends; later on, those that close something.
    ///
    /// - Returns: the bytes, nil where no token was allowed or nothing ended.
    func draw(
        _ grammar: Grammar, _ random: inout SeededRandom, tokensMax: Int = 3000
    ) -> [UInt8]? {
        var matcher = GrammarMatcher(grammar: grammar)
        var mask = TokenMask(count: tree.count)
        var bytes: [UInt8] = []
        let closing = "\"]}0".utf8.map { Int($0) }
        for step in 0..<tokensMax {
            matcher.allowed(vocabulary: tree, into: &mask)
            if mask[Int(end)], step > 20 || Int.random(in: 0..<4, using: &random) == 0 {
                return bytes
            }
            var candidates = (0..<tree.count).filter { mask[$0] && $0 != Int(end) }
            let closers = closing.filter { mask[$0] }
            if step > 40, !closers.isEmpty, Int.random(in: 0..<3, using: &random) > 0 {
                candidates = closers
            }
            guard !candidates.isEmpty else { return mask[Int(end)] ? bytes : nil }
            let token = Int32(candidates[Int.random(in: 0..<candidates.count, using: &random)])
            guard matcher.accept(tree.bytes(of: token)) else { return nil }
            bytes += tree.bytes(of: token)
        }
        return nil
    }
}
