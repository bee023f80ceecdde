import AikiBase
import Testing

/// Goal: a header that would end the process is found, and nothing else is taken for one.
@Suite struct TOMLHeadersTests {
    @Test(arguments: [
        ("[!x]", 1), ("a = 1\n[=]", 2), ("\n\n  [[,a]]", 3), ("[ #x]", 1), ("[[[a]]]", 1),
        ("[a]\n[é]", 2), ("x = [1,\n [2]]\n[?]", 3), ("x = \"\"\"\n[a\n\"\"\"\n[.]", 4),
        ("x = '''\n'a'\n[''' # [\n[*]", 4), ("\u{FEFF}[+]", 1), ("[ [a] ]", 1),
        ("x = \"\\\"\"\n[;]", 2),
    ])
    func `a header whose name cannot begin so is found`(text: String, line: Int) {
        #expect(TOMLHeaders.firstUnreadableLine(in: text) == line)
    }

    @Test(arguments: [
        "", "[a]", "[[a]]", "[\"!\"]", "['!']", "[ -a ]", "[_]", "[1]", "[]", "[", "[[", "# [!]",
        "x = [\n  [1, 2],\n  [!]\n]", "x = \"\"\"\n[!]\n\"\"\"", "x = '''\n[!]\n'''",
        "x = \"[!]\" # [!]", "x = {a = [1]}\n[b]", "x = \"\"\"\\\"\"\"\n[!]\n\"\"\"",
    ])
    func `everything else is left to the parser`(text: String) {
        #expect(TOMLHeaders.firstUnreadableLine(in: text) == nil)
    }
}
