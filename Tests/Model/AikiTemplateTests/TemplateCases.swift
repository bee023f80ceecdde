import AikiBase
import AikiTemplate
import Foundation
import Testing

/// A template, what it is rendered with, and what Python's jinja2 made of it; nil: it refused.
struct TemplateCase: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String
    let variables: JSONObject
    let output: String?

    var testDescription: String { name }

    /// 5 March 2026, 14:07:09.123456, as in `Tools/reference/chat_templates.py`.
    static let clock = FixedWallClock(Date(timeIntervalSince1970: 1_772_719_629.123456))

    static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/templates")

    static func json(_ url: URL) throws -> JSONValue {
        try JSONValue(parsing: [UInt8](try Data(contentsOf: url)))
    }

    static func read(_ url: URL) throws -> [TemplateCase] {
        (try json(url).elements ?? []).map { value in
            TemplateCase(
                name: value["name"]?.text ?? "", source: value["template"]?.text ?? "",
                variables: value["variables"]?.object ?? [:], output: value["output"]?.text)
        }
    }

    /// What this implementation makes of it; nil: it refused, and why.
    func rendered(by template: ChatTemplate? = nil) -> (output: String?, problem: String) {
        do {
            let ready: ChatTemplate
            if let template { ready = template } else { ready = try ChatTemplate(source: source) }
            return (try ready.render(variables, clock: Self.clock, timeZone: .gmt), "")
        } catch {
            return (nil, error.message)
        }
    }
}

/// FNV-1a, 64 bits.
func fnv(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
