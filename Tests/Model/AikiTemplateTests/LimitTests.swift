import AikiBase
import AikiTemplate
import Dispatch
import Foundation
import Synchronization
import Testing

/// Goal: a hostile template ends with an error, never with a crash, a hang or a full memory.
/// Method: each limit at the limit and one past it; classic bombs; truncations and mutations of
/// templates.
@Suite struct LimitTests {
    static func render(
        _ source: String, _ variables: JSONObject = [:], limits: TemplateLimits = TemplateLimits()
    ) throws(TemplateError) -> String {
        try ChatTemplate(source: source, limits: limits).render(
            variables, clock: TemplateCase.clock, timeZone: .gmt)
    }

    /// The error's code, or `rendered`. Without optimisation a level takes several times the stack,
    /// so there the work is done on a large one.
    static func code(
        _ source: String, _ variables: JSONObject = [:], limits: TemplateLimits = TemplateLimits()
    ) -> String {
        #if DEBUG
            let result = Mutex("")
            onThread(stackBytes: 16 << 20) {
                let code = plainCode(source, variables, limits: limits)
                result.withLock { $0 = code }
            }
            return result.withLock { $0 }
        #else
            return plainCode(source, variables, limits: limits)
        #endif
    }

    private static func onThread(stackBytes: Int, _ work: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            work()
            done.signal()
        }
        thread.stackSize = stackBytes
        thread.start()
        done.wait()
    }

    private static func plainCode(
        _ source: String, _ variables: JSONObject = [:], limits: TemplateLimits = TemplateLimits()
    ) -> String {
        do {
            _ = try render(source, variables, limits: limits)
            return "rendered"
        } catch {
            return error.code
        }
    }

    @Test func nestingEndsAtItsLimit() {
        var limits = TemplateLimits()
        limits.nestingMax = 12
        func lists(_ depth: Int) -> String {
            "{{ " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
                + " }}"
        }
        // One level is the template's body, one the expression that holds no list.
        #expect(Self.code(lists(11), limits: limits) == "rendered")
        #expect(Self.code(lists(12), limits: limits) == "template.too-deep")
        for depth in [1_000, 100_000] {
            for (open, close) in [("(", ")"), ("[", "]"), ("not ", ""), ("-", ""), ("{1:", "}")] {
                let source =
                    "{{ " + String(repeating: open, count: depth) + "1"
                    + String(repeating: close, count: depth) + " }}"
                #expect(Self.code(source) == "template.too-deep", "\(open)")
            }
            let blocks =
                String(repeating: "{% if 1 %}", count: depth)
                + String(repeating: "{% endif %}", count: depth)
            #expect(Self.code(blocks) == "template.too-deep")
            let conditions = "{{ 1" + String(repeating: " if 1", count: depth) + " }}"
            #expect(Self.code(conditions) == "template.too-deep")
        }
    }

    @Test func longChainsNeedNoDepth() throws {
        for (link, result) in [(" + 1", "20001"), (" ~ ''", "1"), (" and 1", "1"), ("|int", "1")] {
            let source = "{{ 1" + String(repeating: link, count: 20_000) + " }}"
            #expect(try Self.render(source) == result)
        }
        let branches = String(repeating: "{% elif 0 %}", count: 20_000)
        #expect(try Self.render("{% if 0 %}\(branches){% else %}x{% endif %}") == "x")
    }

    @Test func callsEndAtTheirLimit() {
        let endless = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
        #expect(Self.code(endless) == "template.too-deep")
        let mutual =
            "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}"
        #expect(Self.code(mutual) == "template.too-deep")
        let loop = "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}"
        #expect(Self.code(loop) == "template.too-deep")
        var limits = TemplateLimits()
        limits.callDepthMax = 1
        #expect(Self.code("{{ [1] }}", limits: limits) == "rendered")
        #expect(Self.code("{{ [[1]] }}", limits: limits) == "template.too-deep")
    }

    @Test func valuesEndAtTheirDepth() {
        var limits = TemplateLimits()
        limits.valueDepthMax = 3
        #expect(Self.code("{{ [[[]]] }}", limits: limits) == "rendered")
        #expect(Self.code("{{ [[[[]]]] }}", limits: limits) == "template.too-deep")
        let tower =
            "{% set n = namespace(x=0) %}{% for i in range(100000) %}{% set n.x = WRAP %}{% endfor %}"
        for wrap in ["[n.x]", "(n.x,)", "{1: n.x}", "dict(a=n.x)", "[n.x]|map('list')", "loop"] {
            let source =
                wrap == "loop"
                ? "{% set n = namespace(x=0) %}{% for i in range(9999) %}{% for j in [n.x] %}"
                    + "{% set n.x = loop %}{% endfor %}{% endfor %}"
                : tower.replacing("WRAP", with: wrap)
            #expect(Self.code(source).hasPrefix("template."), "\(wrap)")
        }
    }

    @Test func cyclesAndLongChainsAreFreed() throws {
        let sources = [
            "{% set n = namespace() %}{% set n.n = n %}{{ n.n.n is defined }}",
            "{% set n = namespace() %}{% for i in range(50000) %}{% set n.x = namespace(x=n.x) %}"
                + "{% endfor %}True",
            "{% set n = namespace() %}{% for i in range(50000) %}{% macro m() %}{{ i }}{% endmacro %}"
                + "{% set n.m = m %}{% endfor %}True",
        ]
        for source in sources { #expect(try Self.render(source) == "True") }
        #expect(
            Self.code("{% set n = namespace() %}{% set n.n = n %}{{ n }}") == "template.too-deep")
    }

    @Test func stepsEndAtTheirLimit() {
        let bomb = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
        var limits = TemplateLimits()
        limits.stepsMax = 100_000
        #expect(Self.code(bomb, limits: limits) == "template.too-many-steps")
        limits.stepsMax = 2
        // A statement and a name.
        #expect(Self.code("{{ x }}", limits: limits).hasPrefix("template.too-many-steps"))
        limits.stepsMax = 3
        #expect(Self.code("{{ x }}", limits: limits) == "rendered")
    }

    @Test func sizesEndAtTheirLimits() {
        var limits = TemplateLimits()
        limits.outputBytesMax = 10
        #expect(Self.code("{{ 'a' * 10 }}", limits: limits) == "rendered")
        #expect(Self.code("{{ 'a' * 11 }}", limits: limits) == "template.too-large")
        #expect(Self.code("12345678901", limits: limits) == "template.too-large")
        limits = TemplateLimits()
        limits.dataBytesMax = 10
        #expect(Self.code("1234567890", limits: limits) == "rendered")
        #expect(Self.code("12345678901", limits: limits) == "template.too-much-data")
        limits = TemplateLimits()
        limits.sourceBytesMax = 3
        #expect(Self.code("abc", limits: limits) == "rendered")
        #expect(Self.code("abcd", limits: limits) == "template.too-large")
        limits = TemplateLimits()
        limits.rangeCountMax = 3
        #expect(Self.code("{{ range(3) }}", limits: limits) == "rendered")
        #expect(Self.code("{{ range(4) }}", limits: limits) == "template.invalid-operation")
    }

    @Test(arguments: [
        "{{ 'a' * 99999999999 }}", "{{ [1] * 99999999999 }}", "{{ 'a'.ljust(99999999999) }}",
        "{{ 'a'.center(99999999999) }}", "{{ 'a'.zfill(9223372036854775807) }}",
        "{{ '%99999999999d' % 1 }}", "{{ '%*d' % (99999999999, 1) }}",
        "{{ '{:99999999999}'.format(1) }}",
        "{{ '{:.99999999999f}'.format(1) }}", "{{ 'a'|indent(99999999999) }}",
        "{{ [1]|tojson(indent=99999999999) }}", "{{ range(0, 99999999999) }}",
        "{{ range(-9223372036854775807, 9223372036854775807) }}",
        "{{ 'a\\tb'.expandtabs(99999999999) }}",
        "{{ [1]|batch(99999999999, 'x')|list }}", "{{ [1]|slice(99999999999)|list }}",
        "{{ 10 ** 100 }}", "{{ 9223372036854775807 + 1 }}", "{{ 99999999999999999999 }}",
        "{{ 1.5|round(999) }}",
        "{{ 10.0 ** 999 }}", "{{ (-9223372036854775807 - 1)|abs }}", "{{ 1e300|int }}",
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x.replace('a', 'aa') %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x|tojson + n.x|tojson %}{% endfor %}",
        "{% set n = namespace(x=[]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
    ])
    func bombsEndWithAnError(_ source: String) {
        var limits = TemplateLimits()
        limits.outputBytesMax = 1 << 20
        let code = Self.code(source, limits: limits)
        #expect(code.hasPrefix("template."), "\(code)")
    }

    /// Two equal values are built that hold themselves twice at each of sixty levels: 2^60 elements to
    /// whoever looks at each.
    @Test(arguments: [
        ("[n.X, n.X]", "n.x == n.y"), ("[n.X, n.X]", "n.x in [n.y]"),
        ("[n.X, n.X]", "[1, n.x].index(n.y)"), ("[n.X, n.X]", "[n.x] < [n.y]"),
        ("{1: n.X, 2: n.X}", "[n.x].count(n.y)"), ("(n.X, n.X)", "{n.x: 1}"),
        ("(n.X, n.X)", "{1: 2}.get(n.x)"), ("(n.X, n.X)", "[n.x, n.y]|unique|list"),
        ("(n.X, n.X)", "{1: 2}[n.x]"),
    ])
    func valuesThatShareTheirPartsAreComparedWithinTheSteps(wrap: String, question: String) {
        var limits = TemplateLimits()
        limits.stepsMax = 100_000
        let grow = ["x", "y"].map { name in
            "{% set n.\(name) = \(wrap.replacing("X", with: name)) %}"
        }.joined()
        let source =
            "{% set n = namespace(x=1, y=1) %}{% for i in range(60) %}\(grow){% endfor %}"
            + "{{ \(question) }}"
        #expect(Self.code(source, limits: limits) == "template.too-many-steps")
    }

    @Test(.timeLimit(.minutes(1)))
    func searchingTakesAsLongAsTheTextAndNotItsSquare() throws {
        let almost = "('a' * 500000)"
        for (call, result) in [
            (".find('a' * 250000 + 'b')", "-1"), (".rfind('b' + 'a' * 250000)", "-1"),
            (".count('a' * 250000 + 'b')", "0"),
            (".replace('a' * 250000 + 'b', '')|length", "500000"),
            (".split('a' * 250000 + 'b')|length", "1"),
        ] {
            #expect(try Self.render("{{ \(almost)\(call) }}") == result)
        }
        #expect(
            try Self.render(
                "{{ 'aaaa'.count('aa') }} {{ 'abababab'.rfind('abab') }} "
                    + "{{ 'xababab'.replace('abab', '-') }} {{ 'aabaaab'.find('aaab') }}")
                == "2 4 x-ab 3")
    }

    @Test func everyTruncationAndManyMutationsEnd() throws {
        let cases = try TemplateCase.read(TemplateCase.fixtures.appending(path: "features.json"))
        var random = SeededRandom(seed: 17)
        var limits = TemplateLimits()
        limits.stepsMax = 50_000
        for item in cases {
            let bytes = Array(item.source.utf8)
            for end in bytes.indices {
                _ = Self.code(
                    String(decoding: bytes[..<end], as: UTF8.self), item.variables, limits: limits)
            }
            for _ in 0..<40 {
                var mutated = bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) where !mutated.isEmpty {
                    let index = Int.random(in: mutated.indices, using: &random)
                    mutated[index] = bytes.randomElement(using: &random) ?? 0x20
                }
                _ = Self.code(
                    String(decoding: mutated, as: UTF8.self), item.variables, limits: limits)
            }
        }
    }

    #if !DEBUG
        @Test func renderingFitsASmallStack() {
            // Threads of a pool have 512 KiB on some systems; 384 KiB are enough.
            Self.onThread(stackBytes: 512 << 10) {
                _ = Self.plainCode("{% macro m() %}{{ [[m()]] }}{% endmacro %}{{ m() }}")
                _ = Self.plainCode(
                    "{{ " + String(repeating: "((", count: 500)
                        + String(repeating: "))", count: 500)
                        + " }}")
                _ = Self.plainCode(
                    "{% macro m() %}{% for x in [1] %}{% if 1 %}{% filter upper %}{{ ([m()]|map('list')|list) }}"
                        + "{% endfilter %}{% endif %}{% endfor %}{% endmacro %}{{ m() }}")
                _ = Self.plainCode(
                    "{% set n = namespace(x=0) %}{% for i in range(159) %}{% set n.x = [n.x] %}{% endfor %}"
                        + "{{ n.x }}{{ n.x|tojson }}{{ n.x == n.x }}")
            }
        }
    #endif
}
