import AikiBase
import AikiTokenizer
import Testing

/// Expected encodings that tiktoken's own tests use.
@Suite(.enabled(if: TestData.isPresent, "AIKI_DATA is not set"))
struct TiktokenTests {
    /// Rows of a CSV file: quotes may hold commas, line ends and doubled quotes.
    private func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [Unicode.Scalar] = []
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        func string(_ scalars: [Unicode.Scalar]) -> String {
            String(String.UnicodeScalarView(scalars))
        }
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"": field.append(scalars.removeFirst())
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(string(field))
                field = []
            case "\n" where !isQuoted:
                rows.append(row + [string(field)])
                (row, field) = ([], [])
            case "\r" where !isQuoted && scalars.first == "\n": break
            default: field.append(scalar)
            }
        }
        if !row.isEmpty { rows.append(row + [string(field)]) }
        return rows
    }

    @Test(
        "Encodings are those of the tables", arguments: ["r50k_base", "p50k_base", "cl100k_base"])
    func tablesMatch(_ name: String) throws {
        let tokenizer = try TestData.tokenizer(name)
        let table = rows(try TestData.text("tokenizers/tiktoken/\(name)_encodings.csv")).dropFirst()
        #expect(table.count > 50)
        for row in table where row.count == 3 {
            let expected = try JSONValue(parsing: row[1]).tokens
            let found = tokenizer.encode(row[0], addSpecial: false, parseSpecial: false)
            #expect(found == expected, "\(row[0].debugDescription)")
        }
    }

    @Test("A million equal letters take a moment", arguments: ["r50k_base", "o200k_base"])
    func longRun(_ name: String) throws {
        let tokenizer = try TestData.tokenizer(name)
        for text in ["a", " ", "\n", "'", "<", "1", "é", "あ"] {
            let long = String(repeating: text, count: 1_000_000)
            let clock = ContinuousClock()
            let start = clock.now
            let tokens = tokenizer.encode(long, addSpecial: false, parseSpecial: true)
            #expect(clock.now - start < .seconds(8), "\(text.debugDescription)")
            #expect(tokenizer.decode(tokens, skipSpecial: true) == long)
        }
    }

    @Test("GPT-2's token counts of whole files are those of cs336's texts")
    func wholeFiles() throws {
        let (merged, ranked) = (try TestData.tokenizer("gpt2"), try TestData.tokenizer("r50k_base"))
        for name in ["address.txt", "german.txt", "tinystories_sample.txt", "corpus.en"] {
            let text = try TestData.text("tokenizers/cs336/\(name)")
            let tokens = merged.encode(text, addSpecial: false, parseSpecial: false)
            #expect(tokens == ranked.encode(text, addSpecial: false, parseSpecial: false))
            #expect(merged.decode(tokens, skipSpecial: false) == text)
        }
    }
}
