/// Turns tokens into statements; `Parser+Statements` and `Parser+Expressions` hold the grammar.
struct Parser {
    let limits: TemplateLimits
    private let tokens: [Token]
    private var index = 0
    private var depth = 0
    /// Greater than 0 where what stands here may never be evaluated, so that an unknown filter or
    /// test is an error only once it is.
    var conditionDepth = 0
    /// Names used in each macro that is being read.
    var namesUsed: [Set<String>] = []
    var loopDepth = 0

    /// Reads a whole template.
    static func parse(
        _ source: String, limits: TemplateLimits
    ) throws(TemplateError) -> [Statement] {
        guard source.utf8.count <= limits.sourceBytesMax else {
            throw .tooLarge(line: 1, limitBytes: limits.sourceBytesMax)
        }
        var parser = Parser(tokens: try Lexer.tokens(of: source), limits: limits)
        let body = try parser.body(until: [])
        guard parser.current == .end else { throw parser.unexpected("text or a tag") }
        return body
    }

    private init(tokens: [Token], limits: TemplateLimits) {
        self.tokens = tokens
        self.limits = limits
    }

    var current: Token.Kind { tokens[index].kind }
    var line: Int { tokens[index].line }
    var following: Token.Kind { index + 1 < tokens.count ? tokens[index + 1].kind : .end }

    mutating func advance() {
        if index + 1 < tokens.count { index += 1 }
    }

    func unexpected(_ wanted: String) -> TemplateError {
        .syntax(line: line, problem: "expected \(wanted), found \(current.description)")
    }

    func isName(_ name: String) -> Bool { current == .name(name) }
    func isSymbol(_ symbol: String) -> Bool { current == .symbol(symbol) }

    mutating func skip(symbol: String) -> Bool {
        guard isSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func skip(name: String) -> Bool {
        guard isName(name) else { return false }
        advance()
        return true
    }

    mutating func expect(symbol: String) throws(TemplateError) {
        guard skip(symbol: symbol) else { throw unexpected("'\(symbol)'") }
    }

    mutating func expect(_ kind: Token.Kind) throws(TemplateError) {
        guard current == kind else { throw unexpected(kind.description) }
        advance()
    }

    mutating func expectName() throws(TemplateError) -> String {
        guard case .name(let name) = current else { throw unexpected("a name") }
        advance()
        return name
    }

    /// Counts a level of nesting while something inside is read.
    mutating func nested<Result>(
        _ read: (inout Parser) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        guard depth < limits.nestingMax else {
            throw .tooDeep(line: line, limit: limits.nestingMax)
        }
        depth += 1
        let result = try read(&self)
        depth -= 1
        return result
    }
}
