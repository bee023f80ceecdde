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
            if let match = line.firstMatch(of: #/\bfunc\s+(`[^`]+`|[\w+\-*\/=<>!]+)|\b(init)[?(<]/#)
            {
                let isDeclaration =
                    match.1 != nil || code.contains("init(") && !code.contains(".init(")
                if isDeclaration, !code.contains("self.init("), !code.contains("super.init(") {
                    open.append((String(match.1 ?? "init"), number, depth, false))
                }
            }
            for character in line {
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
}
