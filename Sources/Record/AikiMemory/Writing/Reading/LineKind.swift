/// Tells lines that people write from those that programs, forms and other people wrote.
enum LineKind {
    /// Why a line is nobody's own words; nil where it may be.
    static func reason(against line: Substring) -> GateReason? {
        if line.hasPrefix(">") || isSpoken(line) { return .quotation }
        if isTable(line) || isCode(line) { return .code }
        if isBoilerplate(line) { return .boilerplate }
        return nil
    }

    /// The line without the mark of a list.
    static func withoutBullet(_ line: Substring) -> Substring {
        var rest = line
        if let first = rest.first, "-*•–#".contains(first) {
            let body = rest.drop { "-*•–#".contains($0) }
            if body.first?.isWhitespace == true { rest = body.drop { $0.isWhitespace } }
        } else if let stop = rest.firstIndex(where: { !$0.isNumber }), stop > rest.startIndex,
            ".)".contains(rest[stop])
        {
            let body = rest[rest.index(after: stop)...]
            if body.first?.isWhitespace == true { rest = body.drop { $0.isWhitespace } }
        }
        if rest.hasPrefix("[ ] ") || rest.hasPrefix("[x] ") { rest = rest.dropFirst(4) }
        return rest
    }

    /// A line of a conversation with a program: `Assistant: …`.
    private static func isSpoken(_ line: Substring) -> Bool {
        guard let colon = line.firstIndex(of: ":"), line[..<colon].utf8.count <= 12 else {
            return false
        }
        return ["assistant", "ai", "bot", "system", "gpt", "chatgpt", "user", "human", "claude"]
            .contains(line[..<colon].lowercased())
    }

    /// `---- Forwarded message ----`, `On Tuesday Bob wrote:`, `[forwarded from Bob]`, and the name of a
    /// file whose content follows.
    static func opensForwarded(_ line: Substring) -> Bool {
        guard line.utf8.count < 200 else { return false }
        let folded = line.lowercased()
        return folded.hasPrefix("[file: ") || folded.hasPrefix("[forwarded from ")
            || folded.contains("forwarded message") || folded.contains("original message")
            || folded.hasPrefix("on ") && folded.hasSuffix("wrote:")
            || folded.hasPrefix("am ") && folded.hasSuffix("schrieb:")
    }

    /// `— Ada Lovelace`, under what she wrote.
    static func isAttribution(_ line: Substring) -> Bool {
        guard line.utf8.count < 100, let first = line.first,
            "—–―".contains(first) || line.hasPrefix("--")
        else { return false }
        let name = line.drop { "—–―- ".contains($0) }
        return name.first?.isUppercase == true && name.split(separator: " ").count <= 8
    }

    private static func isTable(_ line: Substring) -> Bool {
        line.count { $0 == "|" } >= 2 || line.count { $0 == "\t" } >= 3
    }

    /// Marks that stand in programs, logs and data far more often than in what people say.
    static func isCode(_ line: Substring) -> Bool {
        if starts(line, codeStarts) { return true }
        if let last = line.last(where: { !$0.isWhitespace }), last == ";" || last == "{" {
            return true
        }
        var marks = 0
        var count = 0
        var previous: Character = " "
        for character in line {
            count += 1
            if "{}[]=;<>\\|$#^~".contains(character) { marks += 2 }
            if "()_/*+&@".contains(character) { marks += 1 }
            if previous == "(" && character == ")" || previous == "=" && character == "=" {
                marks += 4
            }
            previous = character
        }
        return marks >= 4 && marks * 8 >= count
    }

    private static let codeStarts = [
        "def ", "class ", "import ", "from __", "func ", "fn ", "#include", "public ", "private ",
        "return ", "const ", "var ", "#!/", "SELECT ", "INSERT ", "UPDATE ", "DELETE FROM",
        "CREATE TABLE", "Traceback (", "  File \"", "File \"", "Error:", "error:", "warning:",
        "at java.", "$ ", "INFO ", "DEBUG ", "WARN ", "ERROR ", "Exception in", "//", "/*",
        "npm ERR", "sudo ", "System.out", "console.log", "print" + "(", "echo ", "\"", "diff --git",
        "@@ ", "+++ ", "--- ",
    ].filter { $0 != "\"" }

    private static func starts(_ line: Substring, _ prefixes: [String]) -> Bool {
        prefixes.contains { line.hasPrefix($0) }
    }

    private static let boilerplate = [
        "unsubscribe", "all rights reserved", "confidential and intended", "intended solely for",
        "intended recipient", "terms of service", "privacy policy", "sent from my", "©",
        "copyright (c)", "do not reply to this", "this is an automated", "out of office",
        "out of the office", "cookies to", "view in browser", "auto-reply", "automatic reply",
        "no longer wish to receive", "forwarded message", "original message",
        "get outlook for", "click here to", "subscribe to our", "powered by", "follow us on",
        "views are my own", "your text here", "____",
        "thanks for contacting", "thank you for contacting", "i agree to the", "[music]",
        "this email and any", "virus-free", "by signing below", "lorem ipsum", "tracking number",
        "order confirmation", "diese nachricht wurde automatisch", "abmelden",
        "gesendet von", "sendt fra min", "отправлено с", "meld deg av",
    ]

    private static func isBoilerplate(_ line: Substring) -> Bool {
        guard line.utf8.count < 2000 else { return false }
        let folded = line.lowercased()
        return boilerplate.contains { folded.contains($0) }
    }
}
