import Foundation
import Testing

/// Goal: habits that are easy to slip from stay kept. Method: the text of every source file.
@Suite struct HabitTests {
    private let tree: SourceTree

    init() throws {
        tree = try SourceTree(root: SourceTree.root)
    }

    /// What never stands in the program, and why.
    private static let banned: [(pattern: String, reason: String)] = [
        (#"(?<![\w.])print\("#, "output goes through the door that owns the terminal"),
        (#"\bfatalError\b"#, "the process survives the world's mistakes"),
        (#"\btry!"#, "errors are handled"),
        (#"\bas!"#, "casts are checked"),
        (#"\bFIXME\b|\bTODO\b|\bXXX\b"#, "unfinished work is not landed"),
    ]

    /// What never stands in any file: the project speaks of itself alone.
    private static let foreign = ["/wo" + "rk/", "/fa" + "rm/", "/root/", "/opt/" + "swift"]
        .joined(separator: "|")

    static func matches(_ pattern: String, in files: [SourceTree.File]) -> [String] {
        guard let regex = try? NSRegularExpression(pattern: pattern) else { return ["bad pattern"] }
        return files.flatMap { file in
            file.lines.enumerated().compactMap { number, line in
                let text = String(line)
                let range = NSRange(text.startIndex..., in: text)
                let code = text.trimmingCharacters(in: .whitespaces)
                if code.hasPrefix("//") && pattern != foreign { return nil }
                return regex.firstMatch(in: text, range: range) == nil
                    ? nil : "\(file.path):\(number + 1): \(code)"
            }
        }
    }

    @Test func `nothing banned stands in the sources`() {
        for (pattern, reason) in Self.banned {
            #expect(Self.matches(pattern, in: tree.sources) == [], "\(reason)")
        }
    }

    @Test func `a banned word is found`() {
        let file = SourceTree.File(path: "Sources/A/B/C.swift", text: "let x = 1\nfatalError()")
        #expect(Self.matches(Self.banned[1].pattern, in: [file]).count == 1)
    }

    @Test func `no file names a path of a developer's machine`() {
        let files = tree.files.filter { !$0.path.hasPrefix("Tests/House/TidyTests") }
        #expect(Self.matches(Self.foreign, in: files) == [])
    }

    @Test func `every promise made by hand to the compiler names its reason`() {
        var unexplained: [String] = []
        for file in tree.sources {
            for (number, line) in file.lines.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
                if line.trimmingCharacters(in: .whitespaces).hasPrefix("//") { continue }
                let above = file.lines[max(0, number - 14)...number].joined(separator: "\n")
                if above.range(
                    of: #"//.*([Ss]afe|lock|[Ss]endable|thread|immutable|actor|only)"#,
                    options: .regularExpression) == nil
                {
                    unexplained.append("\(file.path):\(number + 1)")
                }
            }
        }
        #expect(unexplained == [])
    }

    @Test func `error codes are unique in the program`() {
        var places: [String: [String]] = [:]
        for file in tree.sources where file.path.hasSuffix("Error.swift") {
            for code in Self.errorCodes(in: file) { places[code, default: []].append(file.path) }
        }
        #expect(places.count > 20)
        #expect(
            places.filter { $0.value.count > 1 }.isEmpty, "\(places.filter { $0.value.count > 1 })")
    }

    /// The string literals of a `var code: String { … }`.
    static func errorCodes(in file: SourceTree.File) -> [String] {
        var codes: [String] = []
        var depth = 0
        var isInside = false
        for line in file.lines {
            if line.contains("var code: String {") { isInside = true }
            guard isInside else { continue }
            for match in line.matches(of: #/"([a-z]+\.[a-z0-9.-]+)"/#) {
                codes.append(String(match.1))
            }
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
            if depth == 0 { isInside = false }
        }
        return codes
    }

    @Test func `functions fit a screen, and none of those that do not grows`() {
        var tooLong: [String] = []
        for file in tree.sources {
            for function in FunctionLengths.functions(in: file) where function.lines > 70 {
                tooLong.append("\(file.path) \(function.name) \(function.lines)")
            }
        }
        #expect(tooLong == [])
    }

    @Test func `a function that is too long is found`() {
        let body = String(repeating: "    x += 1\n", count: 80)
        let file = SourceTree.File(
            path: "a.swift", text: "func long() {\n\(body)}\nfunc short() {\n}\n")
        let lengths = FunctionLengths.functions(in: file)
        #expect(lengths.map(\.name) == ["long", "short"])
        #expect(lengths.map(\.lines) == [82, 2])
    }

    @Test func `every limit stands in the list of limits`() throws {
        let page = try #require(tree.text("docs/LIMITS.md"))
        var missing: [String] = []
        for file in tree.sources {
            let stem = file.path.split(separator: "/").last?.split(separator: ".").first ?? ""
            for line in file.lines {
                guard
                    let match = line.firstMatch(
                        of: #/^ *[a-z ]*(?:static let|var) (\w+Max)\b.* = /#)
                else { continue }
                if !page.contains("`\(stem).\(match.1)`") { missing.append("\(stem).\(match.1)") }
            }
        }
        #expect(missing == [], "Run Tools/limits.py")
    }
}
