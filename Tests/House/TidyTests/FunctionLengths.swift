/// Measures functions by their braces; strings and comments with lone braces are rare enough.
enum FunctionLengths {
    struct Function {
        let name: String
        let lines: Int
    }

    static func functions(in file: SourceTree.File) -> [Function] {
        var found: [Function] = []
        var open: [(name: String, start: Int, depth: Int, hasBody: Bool)] = []
        var depth = 0
        for (number, line) in file.lines.enumerated() {
            let code = line.drop { $0 == " " }
            if code.hasPrefix("//") { continue }
            let mayDeclare = line.contains("func ") || line.contains("init")
            if mayDeclare,
                let match = line.firstMatch(
                    of: #/\bfunc\s+(`[^`]+`|[\w+\-*\/=<>!]+)|\b(init)[?(<]/#)
            {
                let isDeclaration =
                    match.1 != nil || code.contains("init(") && !code.contains(".init(")
                if isDeclaration, !code.contains("self.init("), !code.contains("super.init(") {
                    open.append((String(match.1 ?? "init"), number, depth, false))
                }
            }
            for character in withoutStrings(line) {
                if character == "{" {
                    depth += 1
                    if let last = open.indices.last, depth == open[last].depth + 1 {
                        open[last].hasBody = true
                    }
                } else if character == "}" {
                    depth -= 1
                    while let last = open.last, !last.hasBody, depth < last.depth {
                        open.removeLast()
                    }
                    if let last = open.last, last.hasBody, depth == last.depth {
                        found.append(Function(name: last.name, lines: number - last.start + 1))
                        open.removeLast()
                    }
                }
            }
        }
        return found
    }

    /// The line without what stands in quotes: a brace there opens nothing.
    private static func withoutStrings(_ line: Substring) -> String {
        var kept = ""
        var isQuoted = false
        var isEscaped = false
        for character in line {
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isQuoted = false
                }
            } else if character == "\"" {
                isQuoted = true
            } else {
                kept.append(character)
            }
        }
        return kept
    }
}
