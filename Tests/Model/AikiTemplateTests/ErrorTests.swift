import AikiBase
import AikiTemplate
import Foundation
import Testing

/// Goal: an error names its line and what was wrong. Method: a table.
@Suite struct ErrorTests {
    static let table: [(source: String, error: TemplateError)] = [
        ("\n{{ raise_exception('No ' ~ 2) }}", .raised(line: 2, message: "No 2")),
        ("a\n{% include 'x' %}", .unsupportedStatement(line: 2, name: "include")),
        ("{{ 1 | strange }}", .unknownFilter(line: 1, name: "strange")),
        ("{% if true %}\n{{ 1 | strange }}{% endif %}", .unknownFilter(line: 2, name: "strange")),
        ("{{ 1 is strange }}", .unknownTest(line: 1, name: "strange")),
        ("\n\n{{ x.y }}", .undefined(line: 3, what: "'x'")),
        ("{{ {}.a.b }}", .undefined(line: 1, what: "'a' of a dict")),
        ("{{ 'a'.strange() }}", .undefined(line: 1, what: "'strange' of a str")),
        (
            "{{ [].append(1) }}",
            .undefined(line: 1, what: "'append' of a list, which cannot be changed,")
        ),
        ("{{ 2 ** 64 }}", .overflow(line: 1)),
        (
            "{% for x in %}{% endfor %}",
            .syntax(line: 1, problem: "expected an expression, found '%}'")
        ),
        ("{{ 1 // 0 }}", .invalidOperation(line: 1, problem: "division by zero")),
    ]

    @Test(arguments: table.indices)
    func errorsNameTheirLineAndCause(_ index: Int) {
        let (source, error) = Self.table[index]
        #expect(throws: error) { try LimitTests.render(source) }
    }

    @Test func codesAreStableAndMessagesCarryTheLine() {
        for (_, error) in Self.table {
            #expect(error.code.hasPrefix("template."))
            #expect(!error.hint.isEmpty)
            if case .raised = error { continue }
            #expect(error.message.contains("Line "))
        }
    }
}
