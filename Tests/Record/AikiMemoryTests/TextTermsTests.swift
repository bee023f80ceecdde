import AikiMemory
import Foundation
import Testing

/// Goal: forms of a word find each other. Method: expected stems from another implementation (see
/// `Tools/reference/stems.py`), and cases by hand.
@Suite struct TextTermsTests {
    @Test func stemsAreThoseOfTheReference() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/memory/stems.tsv").standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 300)
        for line in lines {
            let parts = line.split(separator: "\t").map(String.init)
            #expect(TextTerms.term(ofWord: parts[0]) == parts[1], "\(parts[0])")
        }
    }

    @Test(arguments: [
        ("She's been PAINTING!", ["paint"]),
        ("Anna's dog; the dogs’ bowl", ["anna", "dog", "dog", "bowl"]),
        ("Crème brûlée", ["creme", "brule"]), ("Cre\u{300}me", ["creme"]),
        ("I don't know", ["know"]), ("'quoted'", ["quot"]), ("", []), ("the of and", []),
        ("книгами книга", ["книг", "книг"]), ("Ёлка", ["елк"]), ("東京へ", ["東", "京", "へ"]),
        ("a\u{0}b2c", ["b2c"]), ("\"NEAR(x) OR -y*\"", ["near", "x", "y"]),
    ])
    func aTextIsItsTerms(text: String, terms: [String]) {
        #expect(TextTerms.terms(of: text) == terms)
    }

    @Test func aTermHasALimit() {
        let limit = TextTerms.lettersMax
        let fits = String(repeating: "7", count: limit)
        #expect(TextTerms.terms(of: fits) == [fits])
        #expect(TextTerms.terms(of: fits + "7") == [fits])
    }
}
