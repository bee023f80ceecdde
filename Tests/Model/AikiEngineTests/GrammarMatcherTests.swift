import AikiBase
import AikiEngine
import Testing

/// Goal: a grammar accepts the texts it describes and no others. Method: tables of texts, fed byte
/// by byte and at once; limits at the limit and one past it; hostile grammars.
@Suite struct GrammarMatcherTests {
    /// Whether a grammar accepts a whole text.
    static func accepts(_ grammar: Grammar, _ text: String) -> Bool {
        var whole = GrammarMatcher(grammar: grammar)
        var byByte = GrammarMatcher(grammar: grammar)
        let isAccepted = whole.accept(text.utf8)
        let isByByte = text.utf8.allSatisfy { byByte.accept(CollectionOfOne($0)) }
        #expect(isAccepted == isByByte)
        return isAccepted && whole.canEnd
    }

    static let table: [(gbnf: String, yes: [String], no: [String])] = [
        ("root ::= \"yes\" | \"no\"", ["yes", "no"], ["", "y", "yesno", "maybe"]),
        ("root ::= [a-c]+", ["a", "abc", "cccc"], ["", "d", "abd"]),
        ("root ::= [^a-c\\n]*", ["", "xyz", "é日😀"], ["a", "x\n"]),
        ("root ::= \"a\"* \"b\"? \"c\"", ["c", "aac", "bc", "aabc"], ["b", "abbc", ""]),
        ("root ::= \"ab\"{2,3}", ["abab", "ababab"], ["ab", "abababab", "aba"]),
        ("root ::= [0-9]{3}", ["123"], ["12", "1234"]),
        ("root ::= [0-9]{2,}", ["12", "12345"], ["1"]),
        ("root ::= [0-9]{0,1} \"x\"", ["x", "1x"], ["12x"]),
        ("root ::= (\"a\" | \"b\" \"c\")+ \"d\"", ["ad", "abcd", "bcbcad"], ["bd", "d"]),
        ("root ::= item (\",\" item)*\nitem ::= [0-9]+", ["1", "1,22,3"], ["", "1,", ",1"]),
        ("root ::= \"(\" root \")\" | \"x\"", ["x", "((x))"], ["(x", "x)", "()"]),
        ("root ::= .", ["a", "é", "😀", "\n"], ["", "ab"]),
        ("root ::= [α-ω]+ # Greek\n", ["αβγ"], ["a", "Ω"]),
        ("root ::= \"\\u00e9\\x41\\U0001F600\\n\\t\\\"\\\\\"", ["éA😀\n\t\"\\"], ["é"]),
        ("root ::= [\\]\\-a]+", ["]-a"], ["b"]),
        ("root ::= [a-]", ["a", "-"], ["b"]),
        ("root ::= a |\n  b\na ::= \"1\"\nb ::= (\n \"2\"\n \"3\" )", ["1", "23"], ["2"]),
        ("root ::= (\"a\"?)* \"b\"", ["b", "aab"], ["a"]),
        ("root ::= \"\"", [""], ["a"]),
        ("root ::= \"a\" | \"ab\" | \"abc\"", ["a", "ab", "abc"], ["b", "ac"]),
    ]

    @Test(arguments: table.indices)
    func gbnfAcceptsItsTextsAndNoOthers(_ index: Int) throws {
        let (gbnf, yes, no) = Self.table[index]
        let grammar = try Grammar(gbnf: gbnf)
        for text in yes { #expect(Self.accepts(grammar, text), "\(gbnf) must accept \(text)") }
        for text in no { #expect(!Self.accepts(grammar, text), "\(gbnf) must refuse \(text)") }
    }

    @Test(arguments: [
        "root ::= root \"a\" | \"b\"", "root ::= a\na ::= b \"x\"\nb ::= root",
        "root ::= \"a\"? root \"b\" | \"c\"", "root ::= root*", "root ::= root",
        "root ::= (\"\" root) \"x\"",
    ])
    func leftRecursionIsRefused(_ gbnf: String) {
        do throws(GrammarError) {
            _ = try Grammar(gbnf: gbnf)
            Issue.record("\(gbnf) was read")
        } catch {
            #expect(error.code == "grammar.left-recursion")
        }
    }

    @Test(arguments: [
        "root ::= \"a", "root ::= [a", "root ::= (\"a\"", "root = \"a\"", "root ::= \"\\q\"",
        "root ::= [z-a]", "root ::= \"a\"{3,2}", "root ::= \"a\"{,2}", "root ::= \"a\" )",
        "::= \"a\"",
        "root ::= \"\\ud800\"", "root ::= <[12]>", "root ::= *",
    ])
    func malformedGBNFIsRefusedWithItsLine(_ gbnf: String) {
        do throws(GrammarError) {
            _ = try Grammar(gbnf: "\n" + gbnf)
            Issue.record("\(gbnf) was read")
        } catch {
            guard case .syntax(let line, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(line == 2)
        }
    }

    @Test func undefinedRulesAreNamed() {
        #expect(throws: GrammarError.undefinedRule(name: "thing")) {
            try Grammar(gbnf: "root ::= thing")
        }
        #expect(throws: GrammarError.undefinedRule(name: "root")) {
            try Grammar(gbnf: "a ::= \"b\"")
        }
    }

    @Test func limitsHoldAtTheLimitAndOnePast() throws {
        func nested(_ depth: Int) -> String {
            "root ::= " + String(repeating: "(", count: depth) + "\"a\""
                + String(repeating: ")", count: depth)
        }
        _ = try Grammar(gbnf: nested(Grammar.nestingMax))
        #expect(throws: GrammarError.tooDeep(limit: Grammar.nestingMax)) {
            try Grammar(gbnf: nested(Grammar.nestingMax + 1))
        }
        let comment = "root ::= \"a\" #"
        let filler = String(repeating: "x", count: Grammar.sourceBytesMax - comment.utf8.count)
        _ = try Grammar(gbnf: comment + filler)
        #expect(throws: GrammarError.self) { try Grammar(gbnf: comment + filler + "x") }
        _ = try Grammar(gbnf: "root ::= \"a\"{0,100000}")
        #expect(throws: GrammarError.tooLarge(limit: Grammar.elementsMax)) {
            try Grammar(gbnf: "root ::= \"ab\"{1000000}")
        }
        #expect(throws: GrammarError.tooLarge(limit: Grammar.elementsMax)) {
            try Grammar(gbnf: "root ::= \"a\"{99999999999999999999}")
        }
    }

    @Test func anAmbiguousGrammarEndsAndIsNotFollowedAnyFurther() throws {
        let gbnf = """
            root ::= s
            s ::= "a" s "b" | "a" s "c" | "a" s "d" | "a" s s | "x"
            """
        var matcher = GrammarMatcher(grammar: try Grammar(gbnf: gbnf))
        var length = 0
        while length < 1000, matcher.accept("a".utf8) { length += 1 }
        #expect(matcher.isOverloaded)
    }

    @Test func deepNestingIsFollowedWithoutRecursion() throws {
        let grammar = try Grammar(gbnf: "root ::= \"[\" root \"]\" | \"x\"")
        let depth = 20_000
        let text =
            String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
        let isAccepted = Self.accepts(grammar, text)
        #expect(isAccepted)
    }

    @Test func randomBytesNeverCrashTheReader() {
        var random = SeededRandom(seed: 7)
        let alphabet = Array("root ::=\"'[]()*+?{},|^-.\\nab01#x\n<>!".unicodeScalars)
        for _ in 0..<5000 {
            var text = "root ::= "
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                text.unicodeScalars.append(
                    alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            guard let grammar = try? Grammar(gbnf: text) else { continue }
            var matcher = GrammarMatcher(grammar: grammar)
            for _ in 0..<20 {
                matcher.accept(CollectionOfOne(UInt8.random(in: 0...255, using: &random)))
            }
        }
    }
}
